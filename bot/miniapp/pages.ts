import type Router from '@koa/router';
import type { Context } from 'koa';
import type { PlatformName } from '../platforms/platform.js';
import { serveAsset, servePage } from './assets.js';
import { pageOf } from './paths.js';
import type { Sessions } from './sessions.js';

/** What a client calls itself. Slack opens links in the system's browser, its own window names itself. */
const clients: Readonly<Record<PlatformName, RegExp | undefined>> = {
  wecom: /wxwork\//i,
  dingtalk: /dingtalk\//i,
  slack: /\bSlack(?:_SSB)?\//,
  console: undefined,
};

export const isInClient = (userAgent: string, name: PlatformName): boolean =>
  clients[name]?.test(userAgent) === true;

/** Where nobody needs to choose: inside a client it is that one, and one alone is the one. */
export const platformFor = (
  userAgent: string,
  platforms: readonly PlatformName[],
): PlatformName | undefined =>
  platforms.find((name) => isInClient(userAgent, name)) ??
  (platforms.length === 1 ? platforms[0] : undefined);

type Wanted = (rest: string) => readonly string[];

/** What pages ask for first, besides who it is. */
const wanted: readonly { readonly page: RegExp; readonly asks: Wanted }[] = [
  { page: /^\/app\/?$/, asks: () => ['/api/v1/todo'] },
  {
    page: /^\/app\/((?:deal|approval|customer|request)\/[1-9]\d{0,14})$/,
    asks: (rest) => [`/api/v1/records/${rest}`],
  },
  {
    page: /^\/app\/draft\/([1-9]\d{0,14})$/,
    asks: (rest) => [`/api/v1/drafts/${rest}`],
  },
  { page: /^\/app\/(forms\/[\w-]{1,1000})$/, asks: (rest) => [`/api/v1/${rest}`] },
];

const wantedFor = (path: string): readonly string[] => [
  '/api/v1/me',
  ...wanted.flatMap(({ page, asks }) => {
    const found = page.exec(path);
    return found ? asks(found[1] ?? '') : [];
  }),
];

interface Needs {
  readonly sessions: Sessions;
  readonly platforms: readonly PlatformName[];
}

/** `/app/…`: the page, for whoever is signed in; others are led to sign in, and back to where they wanted to go. */
export const pageRoutes = (router: Router, { sessions, platforms }: Needs): void => {
  const signIn = (ctx: Context): void => {
    const next = encodeURIComponent(pageOf(ctx.url));
    const platform = platformFor(ctx.get('user-agent'), platforms);
    ctx.set('cache-control', 'no-store');
    ctx.redirect(platform ? `/app/login/${platform}?next=${next}` : `/app/sign-in?next=${next}`);
  };

  router.get('/app/assets/:name', (ctx) => serveAsset(ctx, ctx.params.name ?? ''));
  router.get('/app/sign-in', (ctx) => servePage(ctx, []));
  router.get('/app{/*rest}', (ctx) =>
    sessions.glance(ctx) ? servePage(ctx, wantedFor(ctx.path)) : signIn(ctx),
  );
};
