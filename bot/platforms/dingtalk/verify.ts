import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isSame, sign } from '../callback-cipher.js';

/** `skewed` is a right signature of another time: a clock that is off, or an old request played again. */
export type Verdict = 'genuine' | 'skewed' | 'forged';

const HOUR_MS = 3_600_000;
const MS_FROM = 100_000_000_000;
const TIMESTAMP = /^\d{10,13}$/;

/** A header that came twice arrives as an array or joined by a comma, and is no single well-formed value. */
const single = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64');

/** Seconds or milliseconds: DingTalk sends both. */
const msOf = (timestamp: string): number => Number(timestamp) * (Number(timestamp) < MS_FROM ? 1000 : 1);

const verdict = (
  timestamp: string | undefined,
  given: string | undefined,
  right: (timestamp: string) => string,
  now: Date,
): Verdict => {
  if (!timestamp || !TIMESTAMP.test(timestamp) || !given) return 'forged';
  if (!isSame(given, right(timestamp))) return 'forged';
  return Math.abs(now.getTime() - msOf(timestamp)) > HOUR_MS ? 'skewed' : 'genuine';
};

/**
 * A message to the robot. The signature covers the time only, not the body, so whoever sees a request can send others
 * for an hour: the address must be reached by HTTPS, and Stream mode does not have the problem.
 * @see https://open.dingtalk.com/document/dingstart/robot-receive-message
 */
export const verifyRobot = (headers: IncomingHttpHeaders, clientSecret: string, now: Date): Verdict =>
  verdict(
    single(headers.timestamp),
    single(headers.sign),
    (timestamp) => hmac(clientSecret, `${timestamp}\n${clientSecret}`),
    now,
  );

/**
 * A press on a card, signed with the secret that we registered the address with.
 * @see https://open.dingtalk.com/document/development/register-card-callback-address
 */
export const verifyCard = (headers: IncomingHttpHeaders, apiSecret: string, now: Date): Verdict =>
  verdict(
    single(headers['x-ddpaas-signature-timestamp']),
    single(headers['x-ddpaas-signature']),
    (timestamp) => hmac(apiSecret, timestamp),
    now,
  );

/** What an event's address is called with; some of DingTalk's senders name the signature otherwise. */
interface EventQuery {
  readonly msg_signature?: unknown;
  readonly signature?: unknown;
  readonly timestamp?: unknown;
  readonly nonce?: unknown;
}

/** @see https://open.dingtalk.com/document/development/http-push-of-event-subscription */
export const verifyEvent = (query: EventQuery, encrypted: string, token: string, now: Date): Verdict =>
  verdict(
    single(query.timestamp),
    single(query.msg_signature ?? query.signature),
    (timestamp) => sign(token, timestamp, single(query.nonce) ?? '', encrypted),
    now,
  );
