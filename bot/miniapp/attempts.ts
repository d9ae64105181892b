import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import { type Crumb, clearCookie, readCookie, setCookie } from './cookies.js';
import type { Once } from './once.js';
import { sealed } from './sealed.js';

const ATTEMPT_MS = 10 * 60_000;

/** One way to a platform's page and back. */
interface Attempt {
  readonly state: string;
  readonly platform: string;
  readonly redirectUri: string;
  /** A path of ours to go on to. */
  readonly next: string;
  readonly endsAtMs: number;
}

const schema: z.ZodType<Attempt> = z.object({
  state: z.string(),
  platform: z.string(),
  redirectUri: z.string(),
  next: z.string(),
  endsAtMs: z.number(),
});

const attemptSeal = sealed('mini-app login', schema);

interface Needs {
  readonly secret: string;
  readonly isSecure: boolean;
  readonly once: Once;
  readonly now: () => Date;
}

/**
 * Who comes back with a code must be the browser that was sent: the state is in its cookie as well, sealed, and is good
 * for ten minutes and for one use, over all instances. WeCom takes letters and digits only, hence hex.
 */
export const attemptsOf = ({ secret, isSecure, once, now }: Needs) => {
  const { write, read } = attemptSeal(secret);
  /** Each has a cookie of its own, as two pages may sign in at once. */
  const crumbOf = (state: string): Crumb => ({
    name: `dealdesk_login_${state.slice(0, 8)}`,
    path: '/app/login',
    maxAgeS: ATTEMPT_MS / 1000,
    isSecure,
  });

  return {
    begin: (ctx: Context, attempt: Pick<Attempt, 'platform' | 'redirectUri' | 'next'>): string => {
      const state = randomBytes(16).toString('hex');
      const endsAtMs = now().getTime() + ATTEMPT_MS;
      setCookie(ctx, crumbOf(state), write({ ...attempt, state, endsAtMs }));
      return state;
    },

    /** The attempt that this state belongs to, once. */
    finish: async (ctx: Context, platform: string, state: string): Promise<Attempt | undefined> => {
      if (!/^[0-9a-f]{32}$/.test(state)) return undefined;
      const crumb = crumbOf(state);
      const attempt = read(readCookie(ctx, crumb) ?? '');
      clearCookie(ctx, crumb);
      const isGood =
        attempt?.state === state && attempt.platform === platform && attempt.endsAtMs > now().getTime();
      return isGood && (await once.spend(`login:${state}`)) ? attempt : undefined;
    },
  };
};

export type Attempts = ReturnType<typeof attemptsOf>;
