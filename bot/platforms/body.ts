import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { z } from 'zod';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 100;

/** The body is refused with this HTTP status. */
export class BadBody extends Error {
  constructor(
    readonly status: 400 | 413 | 415,
    message: string,
    /** The part of it that is not as it should be, where it is that. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'BadBody';
  }
}

/**
 * The body's bytes. Reads no more than is allowed, and unpacks nothing; the server sees to it that it takes no longer.
 * @throws BadBody 413 beyond so many, 415 when compressed, 400 when cut off
 */
export const readBody = (request: IncomingMessage, maxBytes = MAX_BYTES): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') return reject(new BadBody(415, `The body is packed by ${encoding}.`));
    if (Number(request.headers['content-length']) > maxBytes) return reject(tooLarge(maxBytes));
    // A body parser ahead of us has eaten the bytes: no signature can be checked over what is left, nothing.
    if (request.readableEnded) return resolve(Buffer.alloc(0));

    const chunks: Buffer[] = [];
    let bytes = 0;

    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maxBytes) return;
      request.off('data', take).pause();
      reject(tooLarge(maxBytes));
    };
    const whole = () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    // Each request closes in the end.
    const cut = () => {
      if (!request.readableEnded) reject(new BadBody(400, 'The body ended too early.'));
    };

    request.on('data', take).on('end', whole).on('error', cut).on('close', cut);
  });

const tooLarge = (maxBytes: number) => new BadBody(413, `The body is larger than ${maxBytes} bytes.`);

/** The same by Koa. @throws BadBody */
export const bodyOf = async (ctx: Context, maxBytes?: number): Promise<Buffer> => {
  try {
    return await readBody(ctx.req, maxBytes);
  } catch (error) {
    // What is left of a body that was not read to its end cannot be told from the next request.
    if (!ctx.req.readableEnded) ctx.set('connection', 'close');
    throw error;
  }
};

/** The JSON that a page of ours sends, as the schema wants it. @throws BadBody */
export const jsonOf = async <T>(ctx: Context, schema: z.ZodType<T>, maxBytes?: number): Promise<T> => {
  if (!ctx.is('application/json')) throw new BadBody(415, 'Send application/json.');
  const body = await bodyOf(ctx, maxBytes);
  const parsed = schema.safeParse(parseJson(body.toString()));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || 'body';
  throw new BadBody(400, 'The body is not what this address takes.', field);
};

/**
 * JSON from outside, not deeper than 100 levels and without the keys that reach for a prototype.
 * @throws BadBody 400
 */
export const parseJson = (text: string): unknown => {
  const value = readJson(text);
  if (!isTame(value, MAX_DEPTH)) throw new BadBody(400, 'The JSON is too deep, or reaches for a prototype.');
  return value;
};

/** The same, but nothing where it cannot be read. */
export const readableJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof BadBody) return undefined;
    throw error;
  }
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadBody(400, 'The body is not JSON.');
  }
};

const isTame = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 &&
    !Object.hasOwn(value, '__proto__') &&
    !reachesPrototype(value) &&
    Object.values(value).every((inner) => isTame(inner, levels - 1)));

const reachesPrototype = (value: object): boolean => {
  const inner: unknown = Object.hasOwn(value, 'constructor') ? value.constructor : undefined;
  return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype');
};
