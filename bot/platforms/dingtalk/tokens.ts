import { type AppToken, sharedTokens, type TokenStore, type Tokens, tokenFor } from '../app-tokens.js';
import { refusal } from './errors.js';
import type { Fields } from './send.js';

const RENEW_BEFORE_MS = 10 * 60_000;

interface Needs {
  readonly store: TokenStore;
  /** Asks DingTalk. @throws DingTalkError */
  readonly fetch: () => Promise<Fields>;
  readonly now: () => Date;
}

/**
 * The app's token, renewed ten minutes before its end.
 * @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
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
