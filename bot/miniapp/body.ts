import type { Context } from 'koa';
import type { z } from 'zod';
import { Denied } from './denied.js';
import { words } from './words.js';

const MAX_BODY_BYTES = 200_000;

/** What is too long is not read to its end, so the connection is of no more use. */
const tooLong = (ctx: Context): never => {
  ctx.set('connection', 'close');
  throw new Denied(413, words.tooLong);
};

const readText = async (ctx: Context): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of ctx.req.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) tooLong(ctx);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Denied(400, words.notJson);
  }
};

/** The JSON of a request, as the schema wants it. @throws Denied with 400, 413 or 415 */
export const readBody = async <T>(ctx: Context, schema: z.ZodType<T>): Promise<T> => {
  if (!ctx.is('application/json')) throw new Denied(415, words.notJson);
  const parsed = schema.safeParse(parseJson(await readText(ctx)));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || 'body';
  throw new Denied(400, words.unreadable, { field });
};
