import type { Context } from 'koa';
import type { z } from 'zod';

const MAX_BODY_BYTES = 1_000_000;

/** What is too long is not read to its end, so the connection is of no more use. */
const tooLong = (ctx: Context): never =>
  ctx.throw(413, `At most ${MAX_BODY_BYTES} bytes.`, { headers: { connection: 'close' } });

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
    return undefined;
  }
};

/** The JSON of a request, as the schema wants it; 400, 413 or 415 otherwise. */
export const readBody = async <T>(ctx: Context, schema: z.ZodType<T>): Promise<T> => {
  if (!ctx.is('application/json')) ctx.throw(415, 'Send application/json.');
  const parsed = schema.safeParse(parseJson(await readText(ctx)));
  if (!parsed.success) return ctx.throw(400, 'The body is not what this address takes.');
  return parsed.data;
};
