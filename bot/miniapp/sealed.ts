import type { z } from 'zod';
import { seal, unsealed } from '../seal.js';

/**
 * What only we can write and only we can read, for a cookie or an address: encrypted and authenticated, in letters that every
 * client leaves alone.
 */
export const sealed =
  <T>(purpose: string, schema: z.ZodType<T>) =>
  (secret: string) => ({
    write: (value: T): string =>
      Buffer.from(seal(secret, purpose, JSON.stringify(value)), 'base64').toString('base64url'),

    /** @returns nothing for what was not written here, or was changed since */
    read: (text: string): T | undefined => {
      const written = unsealed(secret, purpose, text);
      return written === undefined ? undefined : schema.safeParse(JSON.parse(written)).data;
    },
  });
