import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadBody, readBody } from '../body.js';
import type { Log } from '../log.js';
import type { Receiver } from '../platform.js';
import { parseBody } from './body.js';
import type { Exchange } from './exchange.js';
import type { Ack } from './surfaces/surface.js';
import { type Verdict, verify } from './verify.js';

const MAX_PROBE_BYTES = 10_000;

interface Needs {
  readonly signingSecret: string;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly now: () => Date;
}

type Reply = Omit<Ack, 'status'> & { readonly status: number };

const warnings: Record<Exclude<Verdict, 'genuine'>, string> = {
  forged: 'slack: a request without a valid signature was refused',
  skewed: 'slack: a signed request of another time was refused: an old one again, or a clock is wrong',
};

/**
 * Commands, interactions and events over HTTP. Nothing is looked at before the signature is right.
 * @see https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export const receiver = (needs: Needs): Receiver => {
  const { signingSecret, exchange, log, now } = needs;

  const receive = async (request: IncomingMessage, sinceMs: number): Promise<Reply> => {
    const { headers } = request;
    const raw = await readBody(request);
    const verdict = verify(raw, headers, signingSecret, now());
    if (verdict !== 'genuine') {
      if (isTlsProbe(raw, headers['content-type'])) return { status: 200, body: '' };
      const timestamp = headers['x-slack-request-timestamp'];
      log.warn({ verdict, timestamp, bytes: raw.length, isEaten: isEaten(request, raw) }, warnings[verdict]);
      return { status: 401, body: '' };
    }
    const repeat = headers['x-slack-retry-num'] !== undefined;
    return exchange.receive(parseBody(headers['content-type'], raw), repeat, sinceMs);
  };

  const refuse = (error: unknown): Reply => {
    if (error instanceof BadBody) {
      log.warn({ status: error.status, reason: error.message }, 'slack: a request was refused');
      return { status: error.status, body: '' };
    }
    log.error({ err: error }, 'slack: a request could not be taken; Slack may send it again');
    return { status: 503, body: '' };
  };

  return async (request, response) => {
    const reply = await receive(request, performance.now()).catch(refuse);
    send(request, response, reply);
    exchange.finish(reply);
  };
};

const send = (request: IncomingMessage, response: ServerResponse, { status, body }: Reply): void => {
  response.statusCode = status;
  // What is left of a body that was not read to its end cannot be told from the next request.
  if (!request.readableEnded) response.setHeader('Connection', 'close');
  if (body === '') return void response.end();
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
};

/** Slack probes the TLS of an address with `ssl_check=1`, unsigned. It gets its 200, and nothing is done. */
const isTlsProbe = (raw: Buffer, contentType: string | undefined): boolean =>
  raw.length < MAX_PROBE_BYTES &&
  contentType?.startsWith('application/x-www-form-urlencoded') === true &&
  new URLSearchParams(raw.toString()).get('ssl_check') === '1';

/** For whoever mounts a body parser ahead of this and wonders why no signature fits. */
const isEaten = (request: IncomingMessage, raw: Buffer): boolean =>
  raw.length === 0 && request.headers['content-length'] !== '0';
