import type { IncomingMessage } from 'node:http';
import type Router from '@koa/router';
import type { Ack } from './answer.js';
import { BadBody, parseBody, readBody } from './body.js';
import type { Exchange } from './exchange.js';
import type { Log } from './log.js';
import { type Verdict, verify } from './verify.js';

const BODY_LIMIT_MS = 10_000;
const MAX_PROBE_BYTES = 10_000;

interface Needs {
  readonly signingSecret: string;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly now: () => Date;
  /** Shorter in tests. */
  readonly bodyLimitMs?: number;
}

type Reply = Omit<Ack, 'status'> & { readonly status: number };

const refused = (status: number): Reply => ({ status, body: '' });

const warnings: Record<Exclude<Verdict, 'genuine'>, string> = {
  forged: 'slack: a request without a valid signature was refused',
  skewed: 'slack: a signed request of another time was refused: an old one again, or a clock is wrong',
};

/**
 * `POST /slack/events`: commands, interactions and events. Nothing is looked at before the signature is right.
 * @see https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export const receiver = ({ signingSecret, exchange, log, now, bodyLimitMs = BODY_LIMIT_MS }: Needs) => {
  const receive = async (request: IncomingMessage, sinceMs: number): Promise<Reply> => {
    const { headers } = request;
    const raw = await readBody(request, bodyLimitMs);
    const verdict = verify(raw, headers, signingSecret, now());
    if (verdict !== 'genuine') {
      if (isTlsProbe(raw, headers['content-type'])) return { status: 200, body: '' };
      const timestamp = headers['x-slack-request-timestamp'];
      log.warn({ verdict, timestamp, bytes: raw.length, isEaten: isEaten(request, raw) }, warnings[verdict]);
      return refused(401);
    }
    const repeat = headers['x-slack-retry-num'] !== undefined;
    return exchange.receive(parseBody(headers['content-type'], raw), repeat, sinceMs);
  };

  const refuse = (error: unknown): Reply => {
    if (!(error instanceof BadBody)) throw error;
    log.warn({ status: error.status, reason: error.message }, 'slack: a request was refused');
    return refused(error.status);
  };

  return (router: Router): void => {
    router.post('/slack/events', async (ctx) => {
      const reply = await receive(ctx.req, performance.now()).catch(refuse);
      // What is left of a body that was not read to its end cannot be told from the next request.
      if (!ctx.req.readableEnded) ctx.set('Connection', 'close');
      ctx.status = reply.status;
      ctx.body = reply.body;
      // Koa sends the answer as soon as this function is done.
      exchange.finish(reply);
    });
  };
};

/** Slack probes the TLS of an address with `ssl_check=1`, unsigned. It gets its 200, and nothing is done. */
const isTlsProbe = (raw: Buffer, contentType: string | undefined): boolean =>
  raw.length < MAX_PROBE_BYTES &&
  contentType?.startsWith('application/x-www-form-urlencoded') === true &&
  new URLSearchParams(raw.toString()).get('ssl_check') === '1';

/** For whoever mounts a body parser ahead of this and wonders why no signature fits. */
const isEaten = (request: IncomingMessage, raw: Buffer): boolean =>
  raw.length === 0 && request.headers['content-length'] !== '0';
