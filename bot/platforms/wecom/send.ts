import { z } from 'zod';
import { httpClient } from '../http.js';
import { httpTrouble, networkTrouble, refusal } from './errors.js';

const TIME_LIMIT_MS = 8_000;

const exchange = httpClient({ connections: 128, maxResponseBytes: 1024 * 1024 });

export interface Call {
  /** `message/send` */
  readonly method: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A POST if there is one, else a GET. */
  readonly body?: object;
}

const answered = z.looseObject({ errcode: z.number().default(0) });

/**
 * One call. WeCom answers errors with HTTP 200 and an `errcode` that is not 0, so it is looked inside.
 * @param baseUrl `https://qyapi.weixin.qq.com`
 * @throws WecomError
 */
export const call = async <T>(
  baseUrl: string,
  { method, query = {}, body }: Call,
  shape: z.ZodType<T>,
  timeLimitMs = TIME_LIMIT_MS,
): Promise<T> => {
  const url = `${baseUrl}/cgi-bin/${method}?${new URLSearchParams(query)}`;
  const { status, text } = await exchange({
    method: body ? 'POST' : 'GET',
    url,
    body,
    timeLimitMs,
  }).catch((error) => {
    throw networkTrouble(method, error);
  });
  if (status !== 200) throw httpTrouble(method, status);
  const answer = readJson(method, text);
  const outer = answered.safeParse(answer);
  if (!outer.success) throw networkTrouble(method, outer.error);
  if (outer.data.errcode !== 0) throw refusal(method, outer.data.errcode);
  const inner = shape.safeParse(answer);
  if (!inner.success) throw networkTrouble(method, inner.error);
  return inner.data;
};

const readJson = (method: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw networkTrouble(method, error);
  }
};
