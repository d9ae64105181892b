import { z } from 'zod';

/** Kinds of settings, each with the one clear line for a bad one. */

export const url = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address such as ${example}` });
export const port = z.coerce
  .number('must be a port number')
  .int()
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');
export const quota = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be at least 1');
export const secret = z.string().min(1, 'must not be empty');

/** An address without the slash at its end. */
export const baseOf = (address: string): string => address.replace(/\/+$/, '');
