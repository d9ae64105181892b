import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { atRoot } from '../bot/root.js';
import { type Running, start } from './story/running.js';
import { obstaclesOn } from './support/accessible.js';
import { describeInBrowser, drawn } from './support/browser.js';
import { readySqlite, type SqliteFile } from './support/databases.js';
import { buildPages } from './support/pages.js';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

interface Look {
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

/** Who reads Chinese and who reads English, what they type so that there is something to see, and how: together each way. */
const people: readonly {
  readonly id: string;
  readonly lines: readonly string[];
  readonly looks: readonly Look[];
}[] = [
  {
    id: 'E003',
    lines: ['/商机 新建 上海云帆科技有限公司 2万 平台扩容 待签约', '/客户 云帆', '/商机 列表', '/商机 新建'],
    looks: [
      { size: phone, colorScheme: 'light' },
      { size: desktop, colorScheme: 'dark' },
    ],
  },
  {
    id: 'E004',
    lines: [
      '/deal new "Northwind Example GmbH" 5000 Rollout to be signed',
      '/customer C-4',
      '/deal list',
      '/deal new',
    ],
    looks: [
      { size: phone, colorScheme: 'dark' },
      { size: desktop, colorScheme: 'light' },
    ],
  },
];

const paths = [
  '/app/',
  '/app/search',
  '/app/new',
  '/app/new/deal',
  '/app/new/customer',
  '/app/new/request?flow=expense',
  '/app/digest',
  '/app/list/deals',
  '/app/list/customers',
  '/app/list/sent',
  '/app/list/drafts',
  '/app/deal/99999',
  '/app/nowhere',
];

/** Colours change over a moment, which is no look of its own. */
const hasSettled = async (page: Page): Promise<void> => {
  await drawn(page);
  await page.waitForFunction(() => document.getAnimations().length === 0);
};

describeInBrowser('every page, on a phone and a desktop, light and dark, in both languages', (openPage) => {
  let file: SqliteFile;
  let running: Running;
  beforeAll(async () => {
    buildPages();
    execFileSync(process.execPath, [
      atRoot('node_modules/typescript/bin/tsc'),
      '-p',
      atRoot('bot/platforms/console/page'),
    ]);
    file = await readySqlite();
    running = await start({ DATABASE_URL: file.url });
  });
  afterAll(async () => {
    await running.app.stop();
    await file.remove();
    expect(running.bugs).toEqual([]);
  });

  const obstacles = async (page: Page, name: string, looks: readonly Look[]): Promise<string[]> => {
    const found: string[] = [];
    for (const { colorScheme, size } of looks) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await hasSettled(page);
      const here = `${name}, ${size.width} px, ${colorScheme}`;
      found.push(...(await obstaclesOn(page)).map((one) => `${here}: ${one}`));
    }
    return found;
  };
  const openChat = async (person: string): Promise<Page> => {
    const page = await openPage();
    await page.goto(`${running.url}/chat#${person}`);
    await page.locator('textarea').waitFor();
    return page;
  };
  const records = async (page: Page): Promise<string[]> => {
    await page.goto(`${running.url}/app/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const links = page.locator('main a[href*="/deal/"], main a[href*="/approval/"]');
    await links.first().waitFor();
    return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '').slice(0, 2));
  };

  test.each(people)('can be read and used by $id: the chat', async ({ id, lines, looks }) => {
    const page = await openChat(id);
    const cards = page.getByRole('article');
    for (const line of lines) {
      const before = await cards.count();
      await page.locator('textarea').fill(line);
      await page.keyboard.press('Enter');
      await cards.nth(before).waitFor();
    }
    expect(await obstacles(page, 'chat', looks)).toEqual([]);
    await page.close();
  });

  test('can be read and used: the gallery of cards', async () => {
    const page = await openPage();
    await page.goto(`${running.url}/chat/gallery`);
    await page.locator('.entry .adaptive-card').first().waitFor();
    expect(await obstacles(page, 'gallery', people[0]?.looks ?? [])).toEqual([]);
    await page.close();
  });

  test.each(people)(
    'can be read and used by $id: the mini-app',
    async ({ id, looks }) => {
      const chat = await openChat(id);
      const [page] = await Promise.all([
        chat.context().waitForEvent('page'),
        chat.locator('a[href*="as="]').first().click(),
      ]);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const found: string[] = [];
      for (const path of [...paths, ...(await records(page)), '/app/customer/1', '/app/approval/1']) {
        await page.goto(running.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
        for (const summary of await page.locator('summary').all()) await summary.click();
        found.push(...(await obstacles(page, path, looks)));
      }
      expect(found).toEqual([]);
      await chat.context().close();
    },
    180_000,
  );
});
