import type { IncomingHttpHeaders } from 'node:http';

interface Limits {
  readonly connections: number;
  readonly maxResponseBytes: number;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Goes as JSON. */
  readonly body?: object | undefined;
  readonly timeLimitMs: number;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const load = async ({ connections, maxResponseBytes }: Limits) => {
  const { Agent, request } = await import('undici');
  return { request, dispatcher: new Agent({ connections, maxResponseSize: maxResponseBytes }) };
};

/** A platform's own connections, loaded with the first call, not at start-up. */
export const httpClient = (limits: Limits): ((call: HttpCall) => Promise<HttpReply>) => {
  let client: ReturnType<typeof load> | undefined;
  return async ({ method, url, headers, body, timeLimitMs }) => {
    client ??= load(limits);
    const { request, dispatcher } = await client;
    const reply = await request(url, {
      method,
      headers: { ...(body && { 'content-type': 'application/json; charset=utf-8' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
      // Over the whole call: an answer that trickles in byte by byte is none.
      signal: AbortSignal.timeout(timeLimitMs),
      dispatcher,
    });
    return { status: reply.statusCode, headers: reply.headers, text: await reply.body.text() };
  };
};

/** The word for a call without an answer that can be read. */
export const unansweredAs = (cause: unknown): 'timeout' | 'network' =>
  (cause as Partial<Error> | undefined)?.name === 'TimeoutError' ? 'timeout' : 'network';
