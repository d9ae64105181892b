import { type AppToken, sharedTokens, type TokenStore, type Tokens, tokenFor } from '../app-tokens.js';
import { TIME_LIMIT_MS } from './caller.js';
import { refusal } from './errors.js';
import { send } from './send.js';

interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
}

/**
 * Asks for the app's token.
 * @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
export const fetchToken = async ({ apiUrl, clientId, clientSecret }: App, now: Date): Promise<AppToken> => {
  const api = 'oauth2/accessToken';
  const { accessToken, expireIn } = await send({
    api,
    url: `${apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey: clientId, appSecret: clientSecret },
    timeLimitMs: TIME_LIMIT_MS,
  });
  const seconds = Number(expireIn);
  if (typeof accessToken !== 'string' || !(seconds > 0))
    throw refusal(api, 'no_token', 'the answer holds none');
  return tokenFor(accessToken, seconds, now);
};

const RENEW_BEFORE_MS = 10 * 60_000;

interface Needs {
  readonly store: TokenStore;
  /** Asks DingTalk. @throws DingTalkError */
  readonly fetch: () => Promise<AppToken>;
  readonly now: () => Date;
}

/** The app's token, renewed ten minutes before its end. */
export const appTokens = (needs: Needs): Tokens => sharedTokens({ ...needs, renewBeforeMs: RENEW_BEFORE_MS });
