import { WecomError } from './errors.js';
import type { Log } from './log.js';
import type { AccessToken, TokenStore } from './stores.js';

export interface Tokens {
  /** @throws WecomError */
  get(): Promise<string>;
  /** WeCom refuses this one. @returns another one @throws WecomError */
  renew(refused: string): Promise<string>;
}

export interface Fetched {
  readonly token: string;
  readonly expiresInS: number;
}

const MINUTE_MS = 60_000;
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
const KNOWN_FOR_MS = MINUTE_MS;
const PAUSE_AFTER_REFUSAL_MS = 10 * MINUTE_MS;
/** WeCom is busy: that says nothing about the secret. */
const BUSY = -1;

interface Needs {
  readonly store: TokenStore;
  /** Asks WeCom. @throws WecomError */
  readonly fetch: () => Promise<Fetched>;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * One token for all instances, in the database, asked for by one instance five minutes before its end. Whoever gets the
 * lock looks first whether another has been there. A wrong secret is not tried again at once: WeCom would lock our
 * address out for an hour.
 * @see https://developer.work.weixin.qq.com/document/path/91039
 */
export const sharedTokens = ({ store, fetch, log, now }: Needs): Tokens => {
  let known: { readonly found: AccessToken; readonly untilMs: number } | undefined;
  let renewing: Promise<AccessToken> | undefined;
  let refusal: { readonly error: unknown; readonly untilMs: number } | undefined;

  const remember = (found: AccessToken): AccessToken => {
    known = { found, untilMs: now().getTime() + KNOWN_FOR_MS };
    return found;
  };

  const isGood = (found: AccessToken | undefined, refused: string): found is AccessToken =>
    found !== undefined &&
    found.token !== refused &&
    Date.parse(found.expiresAt) - now().getTime() > RENEW_BEFORE_MS;

  const ask = async (): Promise<AccessToken> => {
    if (refusal && refusal.untilMs > now().getTime()) throw refusal.error;
    try {
      const { token, expiresInS } = await fetch();
      return { token, expiresAt: new Date(now().getTime() + expiresInS * 1000).toISOString() };
    } catch (error) {
      if (error instanceof WecomError && typeof error.code === 'number' && error.code !== BUSY)
        refusal = { error, untilMs: now().getTime() + PAUSE_AFTER_REFUSAL_MS };
      log.error({ err: error }, 'wecom: no access token was given');
      throw error;
    }
  };

  const renewLocked = async (refused: string): Promise<AccessToken> => {
    const found = await store.find();
    if (isGood(found, refused)) return found;
    const fresh = await ask();
    await store.save(fresh);
    return fresh;
  };

  const renewed = (refused: string): Promise<AccessToken> => {
    renewing ??= store
      .withLock(() => renewLocked(refused))
      .then(remember)
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  const stored = async (): Promise<AccessToken> => {
    const found = await store.find();
    return isGood(found, '') ? remember(found) : renewed('');
  };

  return {
    get: async () => {
      const isKnown = known && known.untilMs > now().getTime() && isGood(known.found, '');
      return (isKnown && known ? known.found : await stored()).token;
    },
    renew: async (refused) => {
      if (known?.found.token === refused) known = undefined;
      return (known?.found ?? (await renewed(refused))).token;
    },
  };
};
