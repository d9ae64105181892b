/** The built pages of the mini-app, for tests that look at them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { atRoot } from '../../bot/root.js';
import { openDatabase } from '../../models/database.js';
import { readySqlite } from './databases.js';
import { type Miniapp, startMiniapp } from './miniapp.js';
import { openWorld, type World } from './world.js';

const BUILT = atRoot('dist/miniapp/index.html');

/** Pages say what cards say, by the cards' own words. */
const sources = ['miniapp', 'cards'].map((folder) => atRoot(folder));

const newestMs = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestMs(path) : statSync(path).mtimeMs;
    }),
  );

/** `npm test` builds before it tests; one test file alone builds what has changed since. */
export const buildPages = (): void => {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > Math.max(...sources.map(newestMs))) return;
  const vite = atRoot('node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', atRoot('miniapp'), '--logLevel', 'warn']);
};

export const assets = atRoot('dist/miniapp/assets');

export interface Pages {
  readonly world: World;
  readonly app: Miniapp;
  readonly stop: () => Promise<void>;
}

/** The demo firm with its mini-app, on a database of its own. */
export const startPages = async (): Promise<Pages> => {
  buildPages();
  const { url, remove } = await readySqlite();
  const database = await openDatabase(url);
  const world = await openWorld(database);
  const app = await startMiniapp(world);
  return {
    world,
    app,
    stop: async () => {
      await app.stop();
      await database.close();
      await remove();
    },
  };
};

/** A browser's own context, in which this person is signed in. */
export const openContextAs = async (
  browser: Browser,
  app: Miniapp,
  person: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  await signInAs(context, app, person);
  return context;
};

const PATIENCE_MS = 20_000;

/** A page as this person sees it, in a context of its own, which the caller closes. */
export const openPageAs = async (
  browser: Browser,
  app: Miniapp,
  { person, path, device }: { person: string; path: string; device: BrowserContextOptions },
): Promise<Page> => {
  const page = await (await openContextAs(browser, app, person, device)).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(app.url + path);
  return page;
};

export const signInAs = async (context: BrowserContext, app: Miniapp, person: string): Promise<void> => {
  const { cookies } = await app.as(person);
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.url })));
};
