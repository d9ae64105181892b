import { own } from '../../own.js';
import { unansweredAs } from '../http.js';
import { PlatformError } from '../platform.js';

/** Slack said no. `code` is Slack's own word for why, or `http_503`, `timeout`, `network`. */
export class SlackError extends PlatformError {
  readonly code: string;
  /** Slack may have done it all the same. */
  readonly isOutcomeUnknown: boolean;

  constructor(
    method: string,
    code: string,
    options: ConstructorParameters<typeof PlatformError>[1] & { detail?: string; isOutcomeUnknown?: boolean },
  ) {
    super(`Slack refused ${method}: ${code}${options.detail ? ` (${options.detail})` : ''}`, options);
    this.name = 'SlackError';
    this.code = code;
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}

const HOUR_MS = 60 * 60 * 1000;

type Treatment = Omit<ConstructorParameters<typeof SlackError>[2], 'cause'>;

const later: Treatment = { retryable: true };
const perhapsDone: Treatment = { retryable: true, isOutcomeUnknown: true };
const frozen: Treatment = { retryable: false, gone: true };
/** Another instance may have the new token already; else a card waits for whoever installs it. */
const installAgain: Treatment = {
  retryable: true,
  detail: 'its token is no longer accepted: install Dealdesk in this workspace again, or set a new bot token',
};

/**
 * Whatever is not named here will not be better the next time: a missing scope, a person who left, a bug of ours.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const treatments: Readonly<Record<string, Treatment>> = {
  ratelimited: later,
  rate_limited: later,
  service_unavailable: later,
  request_timeout: later,
  team_added_to_org: later,
  org_login_required: later,
  external_channel_migrating: later,
  update_failed: later,
  internal_error: perhapsDone,
  fatal_error: perhapsDone,
  message_limit_exceeded: { retryable: true, retryAfterMs: HOUR_MS },
  token_revoked: installAgain,
  token_expired: installAgain,
  account_inactive: installAgain,
  invalid_auth: installAgain,
  not_authed: installAgain,
  team_access_not_granted: installAgain,
  app_access_restricted: installAgain,
  cant_update_message: frozen,
  message_not_found: frozen,
  edit_window_closed: frozen,
  is_inactive: frozen,
};

export const refusesToken = (error: unknown): boolean =>
  error instanceof SlackError && treatments[error.code] === installAgain;

/** `ok: false`, which Slack says with a 200. */
export const refusal = (method: string, code: string, messages: readonly string[] = []): SlackError => {
  const detail = messages.join('; ').slice(0, 500);
  return new SlackError(method, code, {
    retryable: false,
    ...(detail && { detail }),
    ...own(treatments, code),
  });
};

/** It is where this app cannot change it, whatever Slack's word is. */
export const frozenThere = (method: string, code: string): SlackError => new SlackError(method, code, frozen);

/**
 * HTTP 429: nothing was done, which is no fault of the card, and nothing more is to be asked before the time is over. Slack
 * says minutes at most; what something on the way says is believed for an hour.
 */
export const rateLimited = (method: string, retryAfterS: number): SlackError =>
  new SlackError(method, 'ratelimited', {
    retryable: true,
    untried: true,
    retryAfterMs: Math.min((retryAfterS > 0 ? retryAfterS : 1) * 1000, HOUR_MS),
  });

export const isTooMany = (error: unknown): error is SlackError & { readonly retryAfterMs: number } =>
  error instanceof SlackError && error.code === 'ratelimited' && error.retryAfterMs !== undefined;

/** An HTTP status that Slack's own answers never have: something on the way, or Slack in trouble. */
export const httpTrouble = (method: string, status: number): SlackError =>
  new SlackError(method, `http_${status}`, {
    retryable: status >= 500 || status === 408,
    isOutcomeUnknown: true,
  });

/** No answer, or none that can be read. */
export const networkTrouble = (method: string, cause: unknown): SlackError =>
  new SlackError(method, unansweredAs(cause), { ...perhapsDone, cause });
