import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import { PLATFORM_NAMES, type PlatformUser } from '../platforms/platform.js';
import { type Crumb, clearCookie, readCookie, setCookie } from './cookies.js';
import { Denied } from './denied.js';
import type { Once } from './once.js';
import { sealed } from './sealed.js';
import { words } from './words.js';

const SESSION_MS = 8 * 60 * 60_000;

/** Who a browser is, until when. `id` names it for its early end. */
export interface Session {
  readonly id: string;
  readonly who: PlatformUser;
  readonly endsAtMs: number;
}

const schema: z.ZodType<Session> = z.object({
  id: z.string(),
  who: z.object({
    platform: z.enum(PLATFORM_NAMES),
    workspaceId: z.string(),
    userId: z.string(),
  }),
  endsAtMs: z.number(),
});

const sessionSeal = sealed('mini-app session', schema);
const spentKey = ({ id }: Session): string => `signed-out:${id}`;

interface Needs {
  readonly secret: string;
  readonly isSecure: boolean;
  readonly once: Once;
  readonly now: () => Date;
}

/**
 * The session is in the browser's cookie, sealed, so that any instance knows it; who signs out is remembered, so that a
 * copy of the cookie is worth nothing afterwards. Whether the person still works here is asked at each request, by the router
 * or `employeeOf`.
 */
export const sessionsOf = ({ secret, isSecure, once, now }: Needs) => {
  const { write, read } = sessionSeal(secret);
  const crumb: Crumb = {
    // A name with this prefix cannot be set by another host of the same domain.
    name: isSecure ? '__Host-dealdesk_session' : 'dealdesk_session',
    path: '/',
    maxAgeS: SESSION_MS / 1000,
    isSecure,
  };

  /** What the cookie says, without asking whether it was ended. */
  const glance = (ctx: Context): Session | undefined => {
    const session = read(readCookie(ctx, crumb) ?? '');
    return session && session.endsAtMs > now().getTime() ? session : undefined;
  };

  return {
    glance,

    /** @throws Denied for whoever is not signed in, or not any more */
    get: async (ctx: Context): Promise<Session> => {
      const session = glance(ctx);
      if (!session || (await once.isSpent(spentKey(session)))) throw new Denied(401, words.signIn);
      return session;
    },

    begin: (ctx: Context, who: PlatformUser): void => {
      const id = randomBytes(16).toString('hex');
      setCookie(ctx, crumb, write({ id, who, endsAtMs: now().getTime() + SESSION_MS }));
    },

    end: async (ctx: Context): Promise<void> => {
      const session = glance(ctx);
      clearCookie(ctx, crumb);
      if (session) await once.spend(spentKey(session));
    },
  };
};

export type Sessions = ReturnType<typeof sessionsOf>;
