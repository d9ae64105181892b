/** The mini-app on a server of its own, before a firm at work; and browsers, each with its own cookies. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { pino } from 'pino';
import { formLink } from '../../bot/miniapp/form-link.js';
import { miniappRoutes } from '../../bot/miniapp/index.js';
import {
  type Incoming,
  type Login,
  type Platform,
  PlatformError,
  type PlatformName,
  type PlatformUser,
} from '../../bot/platforms/platform.js';
import type { Saying } from '../../models/text.js';
import type { Json } from '../../models/view-parts.js';
import type { World } from './world.js';

export const secret = 'a secret of thirty-two characters at least';

interface FakeLogin extends Login {
  /** What the platform's page sends the browser back with, for this person. */
  codeFor(userId: string): string;
  /** The next code is answered so. */
  refuse(error: Error): void;
}

/** A platform that knows who each code stands for, once. */
const fakeLogin = (platform: PlatformName): FakeLogin => {
  const codes = new Map<string, string>();
  const refusals: Error[] = [];
  return {
    url: (redirectUri, state) =>
      `https://chat.example/authorize?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
    codeFor: (userId) => {
      const code = randomUUID();
      codes.set(code, userId);
      return code;
    },
    refuse: (error) => void refusals.push(error),
    async whoIs(code): Promise<PlatformUser> {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      const userId = codes.get(code);
      codes.delete(code);
      if (!userId) throw new PlatformError('This code is no good.', { retryable: false });
      return { platform, workspaceId: '', userId };
    },
  };
};

export interface Miniapp {
  readonly url: string;
  readonly login: FakeLogin;
  readonly warnings: readonly { readonly msg: string }[];
  /** The page of the form that this event was answered with. */
  readonly linkTo: (incoming: Pick<Incoming, 'key' | 'who'>) => string;
  readonly open: () => Browser;
  /** A browser that this person is signed in with. */
  readonly as: (userId: string) => Promise<Browser>;
  readonly stop: () => Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly press: (name: string, input?: Record<string, Json>, key?: string) => Promise<Reply>;
}

interface Options {
  readonly publicUrl?: string;
  readonly now?: () => Date;
  /** More ways to sign in beside the chat's own. */
  readonly others?: readonly PlatformName[];
}

export const startMiniapp = async (world: World, options: Options = {}): Promise<Miniapp> => {
  const { now = () => new Date(), others = [] } = options;
  const login = fakeLogin(world.chat.name);
  const warnings: { readonly msg: string }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) });
  const platforms = new Map<string, Platform>([
    [world.chat.name, { ...world.chat, login }],
    ...others.map((name) => [name, { ...world.chat, name, login: fakeLogin(name) }] as const),
  ]);

  // As behind one proxy.
  const koa = new Koa({ proxy: true, maxIpsCount: 1 });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publicUrl = options.publicUrl ?? url;
  const router = new Router();
  const { handle, database } = world;
  miniappRoutes(router, { handle, platforms, database, publicUrl, secret, log, now });
  koa.on('error', (error) => {
    // Somebody closed the window while a file was on its way.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.status < 500) return;
    world.bugs.push(error);
  });
  koa.use(router.routes());
  server.on('request', koa.callback());

  const open = (): Browser => {
    const cookies = new Map<string, string>();
    const keep = (header: string): void => {
      const [pair = ''] = header.split(';', 1);
      const [name = '', value = ''] = pair.split('=', 2);
      if (/Max-Age=0\b/.test(header)) cookies.delete(name);
      else cookies.set(name, value);
    };
    const ask = async (path: string, init: RequestInit): Promise<Reply> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...init.headers, ...(cookie && { cookie }) };
      const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
      answer.headers.getSetCookie().forEach(keep);
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json');
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
    };
    const own = { 'content-type': 'application/json', 'x-dealdesk-app': '1', origin: publicUrl };
    const browser: Browser = {
      cookies,
      get: (path, headers = {}) => ask(path, { headers }),
      post: (path, body = {}, headers = own) =>
        ask(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
      press: (name, input = {}, key = randomUUID()) =>
        browser.post('/api/v1/press', { key, do: name, input }),
    };
    return browser;
  };

  return {
    url,
    login,
    warnings,
    linkTo: (incoming) => formLink(publicUrl, secret)(incoming as Incoming),
    open,
    as: async (userId) => {
      const browser = open();
      await signIn(browser, login.codeFor(userId), world.chat.name);
      return browser;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Where the platform's page is told to send the browser back to, and with what state. */
export const wayBack = async (browser: Browser, platform: PlatformName, next = '/app/') => {
  const answer = await browser.get(`/app/login/${platform}?next=${encodeURIComponent(next)}`);
  const asked = new URL(answer.headers.get('location') ?? '').searchParams;
  return { redirectUri: asked.get('redirect_uri') ?? '', state: asked.get('state') ?? '' };
};

export const signIn = async (
  browser: Browser,
  code: string,
  platform: PlatformName,
  next = '/app/',
): Promise<Reply> => {
  const { redirectUri, state } = await wayBack(browser, platform, next);
  return browser.get(`${new URL(redirectUri).pathname}?code=${code}&state=${state}`);
};

/** A problem's sentence, in Chinese. */
export const sentence = ({ body }: Reply): string => (body.error as Saying | undefined)?.text.zh ?? '';
