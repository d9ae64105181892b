import { own } from '../../own.js';
import { unansweredAs } from '../http.js';
import { PlatformError } from '../platform.js';

/** DingTalk said no. `code` is its own word for why, or `http_503`, `timeout`, `network`, `banned`. */
export class DingTalkError extends PlatformError {
  readonly code: string;
  /** DingTalk may have done it all the same. */
  readonly isOutcomeUnknown: boolean;

  constructor(
    api: string,
    code: string,
    options: ConstructorParameters<typeof PlatformError>[1] & { detail?: string; isOutcomeUnknown?: boolean },
  ) {
    super(`DingTalk refused ${api}: ${code}${options.detail ? ` (${options.detail})` : ''}`, options);
    this.name = 'DingTalkError';
    this.code = code;
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const BAN_MS = 5 * MINUTE_MS;
const QUOTA_MS = 360 * MINUTE_MS;

type Treatment = Omit<ConstructorParameters<typeof DingTalkError>[2], 'cause'>;

const later: Treatment = { retryable: true };
const inASecond: Treatment = { retryable: true, untried: true, retryAfterMs: SECOND_MS };
const inAMinute: Treatment = { retryable: true, untried: true, retryAfterMs: MINUTE_MS };
const perhapsDone: Treatment = { retryable: true, isOutcomeUnknown: true };
const frozen: Treatment = { retryable: false, gone: true };
const usedUp: Treatment = { retryable: true, retryAfterMs: QUOTA_MS, detail: 'the month is used up' };
/** Cards wait for whoever mends it, and meanwhile a call that is refused costs as much of the month as any. */
const admin = (detail: string): Treatment => ({ retryable: true, retryAfterMs: 5 * MINUTE_MS, detail });
const configure = (detail: string): Treatment => ({ retryable: false, detail });

/**
 * By DingTalk's word, as the HTTP status tells nothing: a 403 may be a limit of the second, a missing permission or a
 * month that is used up. Whatever is not named here will not be better the next time.
 * @see https://open.dingtalk.com/document/development/server-api-error-codes-1
 */
const treatments: Readonly<Record<string, Treatment>> = {
  'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi': inASecond,
  'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi': inASecond,
  'Forbidden.AccessDenied.QpsLimitForApi': inASecond,
  'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi': inAMinute,
  'Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi': inAMinute,
  'Forbidden.AccessDenied.ApiCountLimitForOrg': usedUp,
  '90002': inASecond,
  '90018': inASecond,
  '90019': inASecond,
  '90020': usedUp,
  'qps.exceed.limit': inASecond,
  'send.too.fast': inASecond,
  'send.byToken.tooFast': inASecond,
  'request.too.frequent': inASecond,
  'too.many.people': inASecond,
  'too.many.group': inASecond,
  'system.busy': later,
  systemBusy: later,
  'system.error': perhapsDone,
  ServiceUnavailable: later,
  'isp.-1': later,
  '-1': later,
  'param.cardNotExist': frozen,
  'param.templateNotExist': configure('set DINGTALK_CARD_TEMPLATE_ID to a template of this app'),
  'param.templateUnpublished': configure('publish the card template'),
  IpNotInWhiteList: admin('add the address of this server to the app'),
  'Forbidden.AccessDenied.IpNotInWhiteList': admin('add the address of this server to the app'),
  '60020': admin('add the address of this server to the app'),
  'invalidParameter.robotCode.auth': configure('set DINGTALK_ROBOT_CODE to the robot of this app'),
  invalidClientIdOrSecret: configure('DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET do not belong together'),
  authFailed: configure('DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET do not belong together'),
};

const TOKEN_CODES = new Set([
  'InvalidAuthentication',
  'Invalid access_token',
  '40014',
  '42001',
  '41001',
  '40001',
]);

export const refusesToken = (error: unknown): boolean =>
  error instanceof DingTalkError && TOKEN_CODES.has(error.code);

/** Nothing more is to be asked of any API before the time is over. */
export const isBan = (error: unknown): error is DingTalkError =>
  error instanceof DingTalkError && error.code === 'banned';

/** Too many in this second: other instances call as well. It is worth waiting for. */
export const isTooFast = (error: unknown): boolean =>
  error instanceof DingTalkError && error.retryAfterMs === SECOND_MS && !isPause(error);

/** Our own doing: nothing was asked. */
export const isPause = (error: DingTalkError): boolean => error.code === 'paused';

/** An error's own words, with the permissions that are missing where it names them. */
export const refusal = (
  api: string,
  code: string,
  detail: string,
  requiredScopes: readonly string[] = [],
): DingTalkError => {
  const scopes = requiredScopes.length > 0 ? `grant the app ${requiredScopes.join(', ')}` : '';
  const said = scopes || detail.slice(0, 300);
  // A token that was good a moment ago: another instance has it anew.
  const base: Treatment = { retryable: TOKEN_CODES.has(code), ...(said && { detail: said }) };
  return new DingTalkError(api, code, { ...base, ...own(treatments, code) });
};

/**
 * A page of HTML where JSON belongs, with a 200 as well: more than 10,000 calls in 20 seconds from one address, and
 * five minutes in which nothing is answered.
 * @see https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server
 */
export const banned = (api: string): DingTalkError =>
  new DingTalkError(api, 'banned', {
    retryable: true,
    retryAfterMs: BAN_MS,
    detail: 'this address called too often: nothing for five minutes',
  });

/** Not even asked, as DingTalk wants no more for so long. */
export const staysOut = (api: string, waitMs: number): DingTalkError =>
  new DingTalkError(api, 'paused', { retryable: true, retryAfterMs: waitMs, untried: true });

export const httpTrouble = (api: string, status: number): DingTalkError =>
  new DingTalkError(api, `http_${status}`, {
    retryable: status >= 500 || status === 408 || status === 429,
    isOutcomeUnknown: status !== 429,
  });

/** No answer, or none that can be read. */
export const networkTrouble = (api: string, cause: unknown): DingTalkError =>
  new DingTalkError(api, unansweredAs(cause), { ...perhapsDone, cause });
