import { z } from 'zod';
import { type AppToken, sharedTokens, type TokenStore, type Tokens, tokenFor } from '../app-tokens.js';
import type { Log } from '../log.js';
import { WecomError } from './errors.js';
import { call } from './send.js';

interface Corp {
  readonly apiUrl: string;
  readonly corpId: string;
}

const tokenShape = z.object({ access_token: z.string(), expires_in: z.number() });

/**
 * The token that belongs to a secret.
 * @see https://developer.work.weixin.qq.com/document/path/91039
 */
export const fetchToken = async ({ apiUrl, corpId }: Corp, secret: string, now: Date): Promise<AppToken> => {
  const query = { corpid: corpId, corpsecret: secret };
  const { access_token, expires_in } = await call(apiUrl, { method: 'gettoken', query }, tokenShape);
  return tokenFor(access_token, expires_in, now);
};

const MINUTE_MS = 60_000;
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
const PAUSE_AFTER_REFUSAL_MS = 10 * MINUTE_MS;
/** WeCom is busy: that says nothing about the secret. */
const BUSY = -1;

interface Needs {
  readonly store: TokenStore;
  /** Asks WeCom. @throws WecomError */
  readonly fetch: () => Promise<AppToken>;
  readonly log: Log;
  readonly now: () => Date;
}

const isRefusal = (error: unknown): boolean =>
  error instanceof WecomError && typeof error.code === 'number' && error.code !== BUSY;

/**
 * An access token, renewed five minutes before its end. A wrong secret is not tried again at once: WeCom would lock our
 * address out for an hour.
 */
export const appTokens = ({ store, fetch, log, now }: Needs): Tokens => {
  let refusal: { readonly error: unknown; readonly untilMs: number } | undefined;

  const fetchUnlessRefused = async (): Promise<AppToken> => {
    if (refusal && refusal.untilMs > now().getTime()) throw refusal.error;
    try {
      return await fetch();
    } catch (error) {
      if (isRefusal(error)) refusal = { error, untilMs: now().getTime() + PAUSE_AFTER_REFUSAL_MS };
      log.error({ err: error }, 'wecom: no access token was given');
      throw error;
    }
  };

  return sharedTokens({ store, fetch: fetchUnlessRefused, renewBeforeMs: RENEW_BEFORE_MS, now });
};
