import { randomBytes } from 'node:crypto';
import { type Login, PlatformError, type PlatformUser } from '../platform.js';

const CODE_MS = 5 * 60_000;

export interface ConsoleLogin extends Login {
  /** A code for whom somebody picked on the page at `/chat/sign-in`. */
  issue(userId: string): string;
}

/** Signing in where nobody has a password: the page at `/chat/sign-in` lets one pick a person. A code is good for one use. */
export const consoleLogin = (now: () => number = Date.now): ConsoleLogin => {
  const codes = new Map<string, { readonly userId: string; readonly untilMs: number }>();

  const forgetOld = (): void => {
    for (const [code, { untilMs }] of codes) if (untilMs <= now()) codes.delete(code);
  };

  return {
    url: (redirectUri, state, who) => {
      const asked = { redirect_uri: redirectUri, state, ...(who && { as: who }) };
      return `${new URL(redirectUri).origin}/chat/sign-in?${new URLSearchParams(asked)}`;
    },

    issue: (userId) => {
      forgetOld();
      const code = randomBytes(16).toString('hex');
      codes.set(code, { userId, untilMs: now() + CODE_MS });
      return code;
    },

    async whoIs(code): Promise<PlatformUser> {
      forgetOld();
      const found = codes.get(code);
      codes.delete(code);
      if (!found) throw new PlatformError('This code was used, or is too old.', { retryable: false });
      return { platform: 'console', workspaceId: '', userId: found.userId };
    },
  };
};
