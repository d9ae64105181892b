import { hash } from 'node:crypto';

/** In hexadecimal, 64 characters. */
export const sha256 = (content: Buffer | string): string => hash('sha256', content, 'hex');

/** SHA-256 in base64url, 43 characters: for what is kept short. */
export const digest = (text: string): string => hash('sha256', text, 'base64url');
