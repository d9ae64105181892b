/** How Slack brings to the app what people do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ownTime } from '../own-time.js';
import type { FakeSlack } from './fake.js';
import { FORM, JSON_TYPE, signedHeaders } from './requests.js';

export interface AppAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  readonly ms: number;
}

export interface Delivery {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** When Slack gives up. */
  readonly limitMs?: number;
}

const SLACK_WAITS_MS = 3000;

/** Signs a body now and sends it. */
export const deliver = async (
  { signingSecret, now }: FakeSlack,
  appUrl: string,
  body: string,
  { contentType = FORM, headers = {}, limitMs = SLACK_WAITS_MS }: Delivery = {},
): Promise<AppAnswer> => {
  const began = performance.now();
  const limit = ownTime(limitMs);
  try {
    const answer = await fetch(`${appUrl}/slack/events`, {
      method: 'POST',
      headers: { ...signedHeaders(signingSecret, body, { contentType, nowMs: now() }), ...headers },
      body,
      signal: limit.signal,
    });
    return {
      status: answer.status,
      body: await answer.text(),
      headers: answer.headers,
      ms: performance.now() - began,
    };
  } finally {
    limit.stop();
  }
};

/** At once, after a minute, after five minutes. */
const RETRY_DELAYS_MS: readonly number[] = [0, 60_000, 300_000];

/**
 * An event, as Slack delivers it: again when the answer is no 2xx or takes too long, unless told not to.
 * @returns the status of each delivery, 0 for none
 * @see https://docs.slack.dev/apis/events-api#retries
 */
export const deliverEvent = async (
  fake: FakeSlack,
  appUrl: string,
  body: string,
  delaysMs: readonly number[] = RETRY_DELAYS_MS,
): Promise<number[]> => {
  const statuses: number[] = [];
  for (const [retry, delayMs] of [0, ...delaysMs].entries()) {
    await sleep(delayMs);
    const headers = retry > 0 ? retryHeaders(retry, statuses.at(-1)) : {};
    const answer = await deliver(fake, appUrl, body, { contentType: JSON_TYPE, headers }).catch(
      () => undefined,
    );
    statuses.push(answer?.status ?? 0);
    const isDone = answer && answer.status >= 200 && answer.status < 300;
    if (isDone || answer?.headers.get('x-slack-no-retry') === '1') break;
  }
  return statuses;
};

const retryHeaders = (retry: number, status = 0): Record<string, string> => ({
  'x-slack-retry-num': String(retry),
  'x-slack-retry-reason': status === 0 ? 'http_timeout' : 'http_error',
});
