import { own } from '../../own.js';
import { unansweredAs } from '../http.js';
import { PlatformError } from '../platform.js';

/** WeCom said no. `code` is its `errcode`, or `http_503`, `timeout`, `network`. */
export class WecomError extends PlatformError {
  readonly code: number | string;

  constructor(method: string, code: number | string, treatment: Treatment & { cause?: unknown }) {
    const { detail } = treatment;
    super(`WeCom refused ${method}: ${code}${detail ? ` (${detail})` : ''}`, treatment);
    this.name = 'WecomError';
    this.code = code;
  }
}

interface Treatment {
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly gone?: boolean;
  readonly untried?: boolean;
  readonly isFull?: boolean;
  /** What somebody who reads the log can do about it. */
  readonly detail?: string;
}

const MINUTE_MS = 60_000;

const never: Treatment = { retryable: false };
const later: Treatment = { retryable: true };
const gone: Treatment = { retryable: false, gone: true };
const badToken: Treatment = { retryable: true, detail: 'the access token is no longer accepted' };
const admin = (detail: string): Treatment => ({ retryable: true, retryAfterMs: 5 * MINUTE_MS, detail });

const webhookGone =
  'the webhook of the group was removed, renewed or switched off: put its new address in place';

/**
 * Whatever is not named here will not be better the next time: a bug of ours, or somebody whom WeCom does not know.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
const treatments: Readonly<Record<string, Treatment>> = {
  '-1': later,
  6000: later,
  45033: later,
  45035: later,
  45036: later,
  45009: later,
  40014: badToken,
  42001: badToken,
  40001: { ...badToken, detail: 'check WECOM_SECRET, and that the app is enabled' },
  60140: gone,
  42016: gone,
  82102: gone,
  42052: gone,
  93000: { ...never, detail: webhookGone },
  93001: { ...never, detail: webhookGone },
  93004: { ...never, detail: webhookGone },
  93008: { ...never, detail: webhookGone },
  846601: { ...never, detail: 'the robot’s long connection is off: choose it on the robot’s page' },
  846607: {
    ...{ retryable: true, retryAfterMs: MINUTE_MS, isFull: true },
    detail: 'nobody has spoken to the robot in this group, or the robot has said too much there',
  },
  846609: later,
  600039: { ...never, detail: 'the robot may say nothing by itself in this group' },
  853000: { ...never, detail: 'check WECOM_ROBOT_ID and WECOM_ROBOT_SECRET' },
  43012: admin('the app has no callback address: enter it under API reception'),
  48002: admin('the app may not use this API: allow it in the admin console'),
  48006: admin('the app lost its rights by inactivity'),
  50003: admin('the app is disabled'),
  60020: admin('our IP address is not trusted: add it under Trusted IPs of the app'),
  60011: { ...never, detail: 'the person is outside the app’s visible range' },
  60111: { ...never, detail: 'WeCom does not know this person' },
  81013: { ...never, detail: 'WeCom does not know this person, or the app may not see them' },
};

/** An `errcode` that is not 0, which WeCom says with a 200. */
export const refusal = (method: string, errcode: number): WecomError =>
  new WecomError(method, errcode, own(treatments, String(errcode)) ?? never);

const tokenTrouble: ReadonlySet<number | string> = new Set([40001, 40014, 42001]);

export const refusesToken = (error: unknown): boolean =>
  error instanceof WecomError && tokenTrouble.has(error.code);

/** Nobody with this id or address, or nobody that the app may see. */
const unknownPerson: ReadonlySet<number | string> = new Set([40003, 46004, 60011, 60021, 60111, 81013]);

/** The app may not ask that: then it is as if there were nobody. */
export const mayNotAsk = (error: unknown): boolean => error instanceof WecomError && error.code === 48002;

export const isUnknownPerson = (error: unknown): boolean =>
  error instanceof WecomError && unknownPerson.has(error.code);

/** `errcode` 0, and yet the message went to nobody. */
export const notReached = (method: string, detail: string): WecomError =>
  new WecomError(method, 'not_reached', { retryable: false, detail });

export const httpTrouble = (method: string, status: number): WecomError =>
  new WecomError(method, `http_${status}`, { retryable: status >= 500 || status === 408 || status === 429 });

/** No answer, or none that can be read. The cause is left out: its address has the token in it. */
export const networkTrouble = (method: string, cause: unknown): WecomError =>
  new WecomError(method, unansweredAs(cause), later);

export const isTooMany = (error: unknown): boolean => error instanceof WecomError && error.code === 45009;

/** WeCom takes no such call for so long. */
export const tooMany = (method: string, waitMs: number): WecomError =>
  new WecomError(method, 45009, { retryable: true, retryAfterMs: waitMs });

/** Too early, so WeCom was not asked: the person's window, or the firm's for this call, is full. */
export const notYet = (method: string, waitMs: number): WecomError =>
  new WecomError(method, 'not_yet', { retryable: true, retryAfterMs: waitMs, untried: true });

/** The group has had as much as its webhook takes: of us, who then did not ask, or of all who have its key. */
export const fullWebhook = (waitMs: number, { isTried }: { readonly isTried: boolean }): WecomError =>
  new WecomError('webhook/send', isTried ? 45009 : 'not_yet', {
    ...{ retryable: true, retryAfterMs: waitMs, untried: !isTried, isFull: true },
  });

/** The robot has said as much in this conversation as WeCom takes. */
export const fullConversation = (waitMs: number): WecomError =>
  new WecomError('aibot_send_msg', 'not_yet', {
    ...{ retryable: true, retryAfterMs: waitMs, untried: true, isFull: true },
  });

const badRobot: ReadonlySet<number | string> = new Set([846601, 853000]);

/** It will be no better the next time. */
export const isRobotRefused = (error: unknown): boolean =>
  error instanceof WecomError && badRobot.has(error.code);

/** The connection lives, but is not the robot's any more. */
export const isUnsubscribed = (error: unknown): boolean =>
  error instanceof WecomError && error.code === 846609;

/** A message with this task id is there already. */
export const isUsedTask = (error: unknown): boolean => error instanceof WecomError && error.code === 846625;

const shutWebhook: ReadonlySet<number | string> = new Set([93000, 93001, 93004, 93008]);

export const isShutWebhook = (error: unknown): boolean =>
  error instanceof WecomError && shutWebhook.has(error.code);

/** Nothing leads into the group. */
export const noWayTo = (chatId: string): PlatformError =>
  new PlatformError(`This group has no webhook. On the server: npm run webhook -- add ${chatId}`, {
    retryable: false,
  });

/** How long until it may be tried, for what has not been tried; otherwise nothing. */
export const waitOf = (error: unknown): number | undefined =>
  error instanceof WecomError && error.untried ? error.retryAfterMs : undefined;
