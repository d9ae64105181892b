import { refusal } from './errors.js';
import type { Fields } from './send.js';

/** An app's token. A secret: encrypted at rest. */
export interface AppToken {
  readonly token: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** Shared by all instances. */
export interface TokenStore {
  find(): Promise<AppToken | undefined>;
  save(token: AppToken): Promise<void>;
  /** One at a time over all instances. */
  withLock<T>(run: () => Promise<T>): Promise<T>;
}

export interface Tokens {
  /** @throws DingTalkError */
  get(): Promise<string>;
  /** DingTalk refuses this one. @returns another one @throws DingTalkError */
  renew(refused: string): Promise<string>;
}

const MINUTE_MS = 60_000;
const RENEW_BEFORE_MS = 10 * MINUTE_MS;
const KNOWN_FOR_MS = MINUTE_MS;

interface Needs {
  readonly store: TokenStore;
  /** Asks DingTalk. @throws DingTalkError */
  readonly fetch: () => Promise<Fields>;
  readonly now: () => Date;
}

/**
 * One token for the app, in the database, asked for by one instance ten minutes before its end. Who gets the lock looks
 * first whether another has been there.
 * @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
export const appTokens = ({ store, fetch, now }: Needs): Tokens => {
  let known: { readonly token: AppToken; readonly untilMs: number } | undefined;
  let renewing: Promise<AppToken> | undefined;

  const remember = (token: AppToken): AppToken => {
    known = { token, untilMs: now().getTime() + KNOWN_FOR_MS };
    return token;
  };

  const isGood = (found: AppToken | undefined, refused: string): found is AppToken =>
    found !== undefined &&
    found.token !== refused &&
    Date.parse(found.expiresAt) - now().getTime() > RENEW_BEFORE_MS;

  const renewLocked = async (refused: string): Promise<AppToken> => {
    const found = await store.find();
    if (isGood(found, refused)) return found;
    const fresh = tokenIn(await fetch(), now());
    await store.save(fresh);
    return fresh;
  };

  const renewed = (refused: string): Promise<AppToken> => {
    renewing ??= store
      .withLock(() => renewLocked(refused))
      .then(remember)
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  const stored = async (): Promise<AppToken> => {
    const found = await store.find();
    return isGood(found, '') ? remember(found) : renewed('');
  };

  return {
    get: async () => {
      const isFresh = known !== undefined && known.untilMs > now().getTime() && isGood(known.token, '');
      return ((isFresh ? known?.token : undefined) ?? (await stored())).token;
    },
    renew: async (refused) => {
      known = undefined;
      return (await renewed(refused)).token;
    },
  };
};

const tokenIn = ({ accessToken, expireIn }: Fields, now: Date): AppToken => {
  const seconds = Number(expireIn);
  if (typeof accessToken !== 'string' || !(seconds > 0))
    throw refusal('oauth2/accessToken', 'no_token', 'the answer holds none');
  return { token: accessToken, expiresAt: new Date(now.getTime() + seconds * 1000).toISOString() };
};
