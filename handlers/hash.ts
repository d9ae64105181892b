import { hash } from 'node:crypto';

/** In hexadecimal, 64 characters. */
export const sha256 = (content: Buffer | string): string => hash('sha256', content, 'hex');
