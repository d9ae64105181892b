import { type HttpCall, httpClient } from '../http.js';
import { banned, httpTrouble, networkTrouble, refusal } from './errors.js';

/** Whatever DingTalk answered, still unread. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Request extends Omit<HttpCall, 'headers'> {
  /** Names the call in errors; nothing secret is in it. */
  readonly api: string;
  readonly token?: string;
}

const exchange = httpClient({ connections: 64, maxResponseBytes: 4 * 1024 * 1024 });

const headersWith = (token: string | undefined) => ({
  accept: 'application/json',
  ...(token && { 'x-acs-dingtalk-access-token': token }),
});

/**
 * One call, of the new API or the old one.
 * @throws DingTalkError, also for errors hidden in a 200
 * @see https://open.dingtalk.com/document/development/server-api-error-codes-1
 */
export const send = async ({ api, token, ...call }: Request): Promise<Fields> => {
  const { status, text } = await exchange({ ...call, headers: headersWith(token) }).catch((error) => {
    throw networkTrouble(api, error);
  });
  const answer = read(api, status, text);
  if (answer.status === BAN_STATUS && answer.punish !== undefined) throw banned(api);
  if (status >= 400) throw refusedByStatus(api, status, answer);
  if (answer.errcode !== undefined && Number(answer.errcode) !== 0) throw refusedByCode(api, answer);
  return answer;
};

const BAN_STATUS = 1111;

const read = (api: string, status: number, text: string): Fields => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch (error) {
    if (/^\s*</.test(text) && status < 500) throw banned(api);
    throw status >= 400 ? httpTrouble(api, status) : networkTrouble(api, error);
  }
};

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `{"code", "message", "accessdenieddetail"}`. The message alone tells of a token that is no good. */
const refusedByStatus = (api: string, status: number, answer: Fields): Error => {
  const { code, message, accessdenieddetail } = answer;
  if (typeof code !== 'string') return httpTrouble(api, status);
  if (/invalid access_?token/i.test(words(message)))
    return refusal(api, 'Invalid access_token', words(message));
  const scopes = (accessdenieddetail as { requiredScopes?: readonly string[] } | undefined)?.requiredScopes;
  if (status >= 500 || status === 429) return retryableAs(api, status, code);
  return refusal(api, code, words(message), scopes);
};

const retryableAs = (api: string, status: number, code: string): Error => {
  const known = refusal(api, code, '');
  return known.retryable ? known : httpTrouble(api, status);
};

/** `{"errcode", "errmsg"}` with a 200. What went wrong behind the old API comes as `sub_code` in an 88. */
const refusedByCode = (api: string, { errcode, errmsg, sub_code, sub_msg }: Fields): Error =>
  refusal(api, String(sub_code ?? errcode), words(sub_msg) || words(errmsg));
