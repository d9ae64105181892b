import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** `skewed` is Slack's own signature at a wrong time: a clock that is off, or an old request played again. */
export type Verdict = 'genuine' | 'skewed' | 'forged';

const MAX_SKEW_S = 300;
const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;

/** A header that came twice arrives as an array or joined by a comma, and is no single well-formed value. */
const single = (header: string | string[] | undefined, form: RegExp): string | undefined =>
  typeof header === 'string' && form.test(header) ? header : undefined;

/**
 * Did Slack send these bytes, just now? Bolt's own check lets a timestamp from the future pass; this one does not.
 * @param raw  the body as it came: parsed and written again it would have another signature
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const verify = (
  raw: Buffer,
  headers: IncomingHttpHeaders,
  signingSecret: string,
  now: Date,
): Verdict => {
  const timestamp = single(headers['x-slack-request-timestamp'], TIMESTAMP);
  const signature = single(headers['x-slack-signature'], SIGNATURE);
  if (!signingSecret || !timestamp || !signature) return 'forged';

  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(raw).digest();
  if (!timingSafeEqual(mac, Buffer.from(signature.slice('v0='.length), 'hex'))) return 'forged';

  const skewS = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return skewS > MAX_SKEW_S ? 'skewed' : 'genuine';
};
