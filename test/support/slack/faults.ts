import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type Fault =
  /** An HTTP status instead of an answer: nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'ratelimited'; readonly retryAfterS: number }
  /** `ok: false`. */
  | { readonly kind: 'error'; readonly error: string }
  /** A 200 that is a page for people. */
  | { readonly kind: 'html' }
  /** The line is cut before anything is done. */
  | { readonly kind: 'reset' }
  /** The line is cut after everything is done. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The answer begins and never ends: a byte now and then. */
  | { readonly kind: 'trickle'; readonly everyMs: number };

export type FaultRule = Fault & {
  /** All methods, if none is named. A `response_url` goes by that name. */
  readonly method?: string;
  readonly times?: number;
  /** 0 to 1; always, if not given. */
  readonly chance?: number;
};

type Suffer<F> = (fault: F, response: ServerResponse) => void | Promise<void>;
type Suffering = { readonly [Kind in Fault['kind']]: Suffer<Extract<Fault, { kind: Kind }>> };

const nothing = (): void => {};

/** What happens before the work. Whoever has answered by then does none. */
const sufferings: Suffering = {
  status: ({ status }, response) => void response.writeHead(status).end('upstream trouble'),
  ratelimited: ({ retryAfterS }, response) => sendTooMany(response, retryAfterS),
  error: ({ error }, response) => sendJson(response, { ok: false, error }),
  html: (_fault, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sorry</html>'),
  reset: (_fault, response) => void response.destroy(),
  slow: ({ delayMs }) => sleep(delayMs, undefined, { ref: false }),
  drop: nothing,
  trickle: nothing,
};

/** @returns whether the work is still to be done */
export const suffer = async (fault: Fault | undefined, response: ServerResponse): Promise<boolean> => {
  if (fault) await (sufferings[fault.kind] as Suffer<Fault>)(fault, response);
  return !response.headersSent && !response.destroyed;
};

/** The answer, as far as the fault lets it through. */
export const sendThrough = (fault: Fault | undefined, response: ServerResponse, body: object): void => {
  if (fault?.kind === 'drop') response.destroy();
  else if (fault?.kind === 'trickle') trickle(response, JSON.stringify(body), fault.everyMs);
  else sendJson(response, body);
};

const trickle = (response: ServerResponse, text: string, everyMs: number): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const bytes = [...Buffer.from(text)];
  const timer = setInterval(() => {
    const byte = bytes.shift();
    if (byte === undefined) response.end();
    else response.write(Buffer.from([byte]));
  }, everyMs);
  response.on('close', () => clearInterval(timer));
};

export const sendJson = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: object = {},
): void => {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': length,
      ...headers,
    })
    .end(text);
};

export const sendTooMany = (response: ServerResponse, retryAfterS: number): void =>
  sendJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(retryAfterS) });

/** The faults that are switched on, the first one first. */
export const faultList = () => {
  const rules: { readonly rule: FaultRule; left: number }[] = [];
  return {
    /** @returns what takes the fault away again */
    add: (rule: FaultRule): (() => void) => {
      const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
      rules.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    clear: (): void => {
      rules.length = 0;
    },
    next: (method: string): Fault | undefined => {
      const found = rules.find(
        ({ rule, left }) =>
          left > 0 && (rule.method ?? method) === method && Math.random() < (rule.chance ?? 1),
      );
      if (found) found.left -= 1;
      return found?.rule;
    },
  };
};
