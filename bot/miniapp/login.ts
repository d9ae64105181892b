import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import { type Login, PlatformError, type PlatformName } from '../platforms/platform.js';
import type { Attempts } from './attempts.js';
import { originFor } from './guard.js';
import { isInClient } from './pages.js';
import { pageOf } from './paths.js';
import type { SignInProblem } from './protocol.js';
import type { Refusals } from './refusals.js';
import type { Sessions } from './sessions.js';

export type Logins = ReadonlyMap<PlatformName, Login>;

interface Needs {
  readonly logins: Logins;
  readonly attempts: Attempts;
  readonly refusals: Refusals;
  readonly sessions: Sessions;
  readonly publicUrl: string;
  readonly log: Pick<Logger, 'warn' | 'info'>;
}

const MAX_CODE = 1024;

const one = (value: unknown): string => (typeof value === 'string' ? value : '');

const problemOf = (error: unknown): SignInProblem => {
  if (!(error instanceof PlatformError)) throw error;
  return error.retryable ? 'later' : 'refused';
};

/**
 * `/app/login/<platform>?next=/app/…` leads to the platform's page, `…/callback` brings a code back. The only thing that
 * says who somebody is, is what the platform answers to that code.
 */
export const loginRoutes = (router: Router, needs: Needs): void => {
  const { logins, attempts, refusals, sessions, publicUrl, log } = needs;
  const loginOf = (ctx: Context, name = ''): { platform: PlatformName; login: Login } => {
    const found = [...logins].find(([platform]) => platform === name);
    if (!found) return ctx.throw(404, 'Nobody can sign in here.');
    return { platform: found[0], login: found[1] };
  };

  const backTo = (ctx: Context, problem: SignInProblem, next = '/app/'): void =>
    ctx.redirect(`/app/sign-in?problem=${problem}&next=${encodeURIComponent(next)}`);

  router.get('/app/login/:platform', (ctx) => {
    const { platform, login } = loginOf(ctx, ctx.params.platform);
    const redirectUri = `${originFor(publicUrl, ctx.headers)}/app/login/${platform}/callback`;
    const next = pageOf(ctx.query.next);
    const state = attempts.begin(ctx, { platform, redirectUri, next });
    ctx.set('cache-control', 'no-store');
    const { inClient } = login;
    // Our page asks the client for a code; where that comes to nothing, it comes back here for the usual way.
    if (inClient && !ctx.query.web && isInClient(ctx.get('user-agent'), platform))
      return ctx.redirect(
        `/app/sign-in?${new URLSearchParams({ silent: platform, state, next, ...inClient })}`,
      );
    ctx.redirect(login.url(redirectUri, state, one(ctx.query.as) || undefined));
  });

  router.get('/app/login/:platform/callback', async (ctx) => {
    const { platform, login } = loginOf(ctx, ctx.params.platform);
    ctx.set('cache-control', 'no-store');
    if (refusals.isTooMany(ctx.ip)) return backTo(ctx, 'later');
    const attempt = await attempts.finish(ctx, platform, one(ctx.query.state));
    if (!attempt) return backTo(ctx, 'expired');
    // DingTalk calls it authCode.
    const code = one(ctx.query.code) || one(ctx.query.authCode);
    if (!code || code.length > MAX_CODE) return backTo(ctx, 'refused', attempt.next);
    try {
      sessions.begin(ctx, await login.whoIs(code, attempt.redirectUri, attempt.state));
      ctx.redirect(attempt.next);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === 'refused') refusals.count(ctx.ip);
      log.warn({ err: error, platform, address: ctx.ip }, 'somebody could not sign in to the mini-app');
      backTo(ctx, problem, attempt.next);
    }
  });
};
