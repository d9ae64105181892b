import type { AppToken, TokenStore } from '../../bot/platforms/app-tokens.js';

/** A store in memory, with a lock that really lets in one at a time. */
export const memoryTokens = () => {
  const kept: { token: AppToken | undefined } = { token: undefined };
  let last: Promise<unknown> = Promise.resolve();
  const store: TokenStore = {
    find: async () => kept.token,
    save: async (token) => {
      kept.token = token;
    },
    withLock: (run) => {
      const turn = last.then(run);
      last = turn.catch(() => {});
      return turn;
    },
  };
  return { ...store, kept };
};
