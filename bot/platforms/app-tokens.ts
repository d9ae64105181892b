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
  /** @throws PlatformError */
  get(): Promise<string>;
  /** The platform refuses this one. @returns another one @throws PlatformError */
  renew(refused: string): Promise<string>;
}

const KNOWN_FOR_MS = 60_000;

interface Needs {
  readonly store: TokenStore;
  /** Asks the platform. @throws PlatformError */
  readonly fetch: () => Promise<AppToken>;
  /** So long before its end another one is asked for. */
  readonly renewBeforeMs: number;
  readonly now: () => Date;
}

export const tokenFor = (token: string, seconds: number, now: Date): AppToken => ({
  token,
  expiresAt: new Date(now.getTime() + seconds * 1000).toISOString(),
});

/**
 * One token for all instances, in the database, asked for by one of them. Whoever gets the lock looks first whether
 * another has been there.
 */
export const sharedTokens = ({ store, fetch, renewBeforeMs, now }: Needs): Tokens => {
  let known: { readonly found: AppToken; readonly untilMs: number } | undefined;
  let renewing: Promise<AppToken> | undefined;

  const remember = (found: AppToken): AppToken => {
    known = { found, untilMs: now().getTime() + KNOWN_FOR_MS };
    return found;
  };

  const isGood = (found: AppToken | undefined, refused: string): found is AppToken =>
    found !== undefined &&
    found.token !== refused &&
    Date.parse(found.expiresAt) - now().getTime() > renewBeforeMs;

  const renewLocked = async (refused: string): Promise<AppToken> => {
    const found = await store.find();
    if (isGood(found, refused)) return found;
    const fresh = await fetch();
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
      const isKnown = known && known.untilMs > now().getTime() && isGood(known.found, '');
      return (isKnown && known ? known.found : await stored()).token;
    },
    renew: async (refused) => {
      if (!isGood(known?.found, refused)) known = undefined;
      return (known?.found ?? (await renewed(refused))).token;
    },
  };
};
