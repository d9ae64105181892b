import { type AppToken, sharedTokens, type TokenStore, type Tokens, tokenFor } from '../app-tokens.js';
import { TIME_LIMIT_MS } from './caller.js';
import { refusal } from './errors.js';
import { type Fields, send } from './send.js';

interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
}

/**
 * Asks for the app's token.
 * @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
export const fetchToken = ({ apiUrl, clientId, clientSecret }: App): Promise<Fields> =>
  send({
    api: 'oauth2/accessToken',
    url: `${apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey: clientId, appSecret: clientSecret },
    timeLimitMs: TIME_LIMIT_MS,
  });

const RENEW_BEFORE_MS = 10 * 60_000;

interface Needs {
  readonly store: TokenStore;
  /** Asks DingTalk. @throws DingTalkError */
  readonly fetch: () => Promise<Fields>;
  readonly now: () => Date;
}

/** The app's token, renewed ten minutes before its end. */
export const appTokens = ({ store, fetch, now }: Needs): Tokens =>
  sharedTokens({
    store,
    ask: async () => tokenIn(await fetch(), now()),
    renewBeforeMs: RENEW_BEFORE_MS,
    now,
  });

const tokenIn = ({ accessToken, expireIn }: Fields, now: Date): AppToken => {
  const seconds = Number(expireIn);
  if (typeof accessToken !== 'string' || !(seconds > 0))
    throw refusal('oauth2/accessToken', 'no_token', 'the answer holds none');
  return tokenFor(accessToken, seconds, now);
};
