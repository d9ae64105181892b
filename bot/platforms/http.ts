import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
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

const answerTo = (sent: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
  });

const timedOut = (limitMs: number): Error =>
  Object.assign(new Error(`There was no answer within ${limitMs} ms.`), { name: 'TimeoutError' });

/** A platform's own connections, at most so many to one address. */
export const httpClient = ({
  connections,
  maxResponseBytes,
}: Limits): ((call: HttpCall) => Promise<HttpReply>) => {
  const options = { keepAlive: true, maxSockets: connections, timeout: IDLE_MS };
  const plain = { request: http.request, agent: new http.Agent(options) };
  const secured = { request: https.request, agent: new https.Agent(options) };

  const begin = ({ method, url, headers, body }: HttpCall): ClientRequest => {
    const { request, agent } = url.startsWith('https:') ? secured : plain;
    const withJson = body ? { 'content-type': 'application/json; charset=utf-8', ...headers } : headers;
    return request(url, { method, headers: withJson, agent }).end(body && JSON.stringify(body));
  };

  return async (call) => {
    const sent = begin(call);
    let late: Error | undefined;
    // Over the whole call: an answer that trickles in byte by byte is none. `AbortSignal.timeout` would do the same, and
    // stay until then where the answer comes at once: at a thousand calls a second there would be thousands of them.
    const timer = setTimeout(() => {
      late = timedOut(call.timeLimitMs);
      sent.destroy(late);
    }, call.timeLimitMs);
    try {
      const reply = await answerTo(sent);
      const text = await textOf(reply, maxResponseBytes);
      return { status: reply.statusCode ?? 0, headers: reply.headers, text };
    } catch (error) {
      throw late ?? error;
    } finally {
      clearTimeout(timer);
    }
  };
};

/** The word for a call without an answer that can be read. */
export const unansweredAs = (cause: unknown): 'timeout' | 'network' =>
  (cause as Partial<Error> | undefined)?.name === 'TimeoutError' ? 'timeout' : 'network';
