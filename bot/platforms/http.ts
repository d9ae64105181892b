import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';

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

interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Platforms close what was idle for longer; whoever sends just then would not know whether it arrived. */
const IDLE_MS = 4_000;

async function textOf(reply: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`The answer has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** A platform's own connections, at most so many to one address. */
export const httpClient = ({
  connections,
  maxResponseBytes,
}: Limits): ((call: HttpCall) => Promise<HttpReply>) => {
  const options = { keepAlive: true, maxSockets: connections, timeout: IDLE_MS };
  const plain = { request: http.request, agent: new http.Agent(options) };
  const secured = { request: https.request, agent: new https.Agent(options) };

  const send = ({ method, url, headers, body }: HttpCall, signal: AbortSignal): Promise<IncomingMessage> => {
    const { request, agent } = url.startsWith('https:') ? secured : plain;
    const withJson = body ? { 'content-type': 'application/json; charset=utf-8', ...headers } : headers;
    return new Promise((resolve, reject) => {
      request(url, { method, headers: withJson, agent, signal })
        .on('response', resolve)
        .on('error', reject)
        .end(body && JSON.stringify(body));
    });
  };

  return async (call) => {
    // Over the whole call: an answer that trickles in byte by byte is none.
    const limit = AbortSignal.timeout(call.timeLimitMs);
    try {
      const reply = await send(call, limit);
      const text = await textOf(reply, maxResponseBytes);
      return { status: reply.statusCode ?? 0, headers: reply.headers, text };
    } catch (error) {
      throw limit.aborted ? limit.reason : error;
    }
  };
};

/** The word for a call without an answer that can be read. */
export const unansweredAs = (cause: unknown): 'timeout' | 'network' =>
  (cause as Partial<Error> | undefined)?.name === 'TimeoutError' ? 'timeout' : 'network';
