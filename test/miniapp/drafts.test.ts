import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openPageAs, type Pages, startPages } from '../support/pages.js';

const DAY_MS = 86_400_000;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const narrow = { ...phone, viewport: { width: 320, height: 640 } };
const desktop = { viewport: { width: 1280, height: 800 } };

describeInBrowser('drafts in the mini-app', (_openPage, theBrowser) => {
  let pages: Pages;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    pages = await startPages();
  });
  beforeEach(() => pages.world.database.transaction((tx) => tx.run('DELETE FROM request_drafts')));
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => pages.stop());

  const openAs = async (person: string, path = '/app/', device: object = phone): Promise<Page> => {
    const page = await openPageAs(theBrowser(), pages.app, { person, path, device });
    contexts.push(page.context());
    return page;
  };

  const keep = async (person: string, ...titles: readonly string[]) => {
    for (const title of titles) await pages.world.type(person, `/approval drafts expense 1200 ${title}`);
  };
  const idOf = async (title: string): Promise<number> => {
    const rows = await pages.world.rows<{ id: number; title: string }>(
      'SELECT id, title FROM request_drafts',
    );
    return Number(rows.find((row) => row.title === title)?.id);
  };
  const titles = async () =>
    (await pages.world.rows<{ title: string }>('SELECT title FROM request_drafts ORDER BY id')).map(
      ({ title }) => title,
    );
  const focused = (page: Page) =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  const tabTo = async (page: Page, name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if ((await focused(page)).includes(name)) return;
    }
    throw new Error(`Tab does not get to ${name}.`);
  };

  test('one is opened from the to-dos, filled as it was kept, saved once more, and submitted', async () => {
    await keep('E003', '打车');
    const page = await openAs('E003');
    await page.getByRole('heading', { name: '你的草稿（1）' }).waitFor();
    await page.getByRole('link', { name: /^打车/ }).click();
    await page.getByLabel('金额').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/app\/forms\//);
    expect(await page.getByLabel('金额').inputValue()).toBe('1200');
    expect(await page.getByLabel('事由').inputValue()).toBe('打车');

    await page.getByLabel('事由').fill('打车去云帆');
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.getByText('✓ 报销已存为草稿，只有你自己能看到。').waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/');
    await page.getByRole('link', { name: /^打车去云帆/ }).click();
    await page.getByLabel('类别').selectOption('travel');
    await page.getByLabel('发生日期').fill('2026-11-20');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('✓ 已提交报销').waitFor();
    expect(await titles()).toEqual([]);
  });

  test('leaving a draft leads back to the to-dos, and its address opens it in another tab, too', async () => {
    await keep('E003', '打车');
    const page = await openAs('E003');
    await page.getByRole('link', { name: /^打车/ }).click();
    await page.getByLabel('金额').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '你的草稿（1）' }).waitFor();
    await page.goto(`${pages.app.url}/app/draft/${await idOf('打车')}`);
    await page.getByLabel('金额').waitFor();
    await page.reload();
    expect(await page.getByLabel('事由').inputValue()).toBe('打车');
  });

  test('one is discarded with the keyboard alone, asked once more, and one hears of it', async () => {
    await keep('E004', 'taxi', 'lunch');
    const page = await openAs('E004', '/app/', desktop);
    await page.getByRole('heading', { name: 'Your drafts (2)' }).waitFor();
    await tabTo(page, 'Discard the draft “taxi”');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Discard this draft? It cannot be brought back.' }).waitFor();
    // Whoever holds the key down has not said yes.
    expect(await focused(page)).toBe('No, keep it');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Discard the draft “taxi”');
    expect(await titles()).toEqual(['taxi', 'lunch']);

    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Yes, discard it');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your drafts (1)' }).waitFor();
    expect(await focused(page)).toBe('✓ The draft is discarded.');
    expect(await titles()).toEqual(['lunch']);
  });

  test('the last one is discarded, and it is said; all are listed where they are many', async () => {
    await keep('E003', '一', '二', '三', '四', '五', '六');
    const page = await openAs('E003');
    await page.getByRole('link', { name: '查看全部（6）' }).click();
    await page.getByRole('heading', { name: '我的草稿' }).waitFor();
    expect(await page.getByRole('button', { name: /^删除草稿/ }).count()).toBe(6);
    for (let left = 6; left > 0; left--) {
      await page
        .getByRole('button', { name: /^删除草稿/ })
        .first()
        .click();
      await page.getByRole('button', { name: '确定删除' }).click();
      await page.getByText(left > 1 ? `共 ${left - 1} 条` : '没有草稿。').waitFor();
    }
    expect(await page.getByText('✓ 草稿已删除。').isVisible()).toBe(true);
    expect(await titles()).toEqual([]);
  });

  test('in its form it is discarded as well, asked once more', async () => {
    await keep('E003', '打车');
    const page = await openAs('E003', `/app/draft/${await idOf('打车')}`);
    await page.getByRole('button', { name: '删除草稿' }).click();
    await page.getByRole('button', { name: '不了' }).click();
    expect(await titles()).toEqual(['打车']);
    await page.getByRole('button', { name: '删除草稿' }).click();
    await page.getByRole('button', { name: '确定删除草稿' }).click();
    await page.getByText('✓ 草稿已删除。').waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/');
    expect(await titles()).toEqual([]);
  });

  test('one that was discarded elsewhere meanwhile says so, and is off the list', async () => {
    await keep('E003', '打车', '午饭');
    const page = await openAs('E003');
    await page.getByRole('button', { name: '删除草稿“打车”' }).click();
    await pages.world.ask('E003', {
      kind: 'press',
      do: 'request.discardDraft',
      input: { id: await idOf('打车') },
    });
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('已经提交或删除了');
    await page.getByRole('heading', { name: '你的草稿（1）' }).waitFor();
  });

  test('a form that was kept says so when its address is opened again, and leads to the draft', async () => {
    const page = await openAs('E003', `/app/draft/${await keep('E003', '打车').then(() => idOf('打车'))}`);
    await page.getByLabel('金额').waitFor();
    const { pathname } = new URL(page.url());
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.getByText('✓ 报销已存为草稿').waitFor();
    await page.goto(pages.app.url + pathname);
    await page.getByRole('heading', { name: '这个表单已存为草稿' }).waitFor();
    await page.getByRole('link', { name: '继续填写' }).click();
    await page.getByLabel('金额').waitFor();
    expect(await page.getByLabel('事由').inputValue()).toBe('打车');
  });

  test('nobody else sees it: its address is nothing to them', async () => {
    await keep('E003', '不给人看');
    const page = await openAs('E002', `/app/draft/${await idOf('不给人看')}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('已经提交或删除了');
    await page.goto(`${pages.app.url}/app/`);
    await page.locator('.rows a').first().waitFor();
    expect(await page.getByText('不给人看').count()).toBe(0);
  });

  test.each(['light', 'dark'] as const)(
    'in the %s they fit a narrow phone, and tell from when on one is removed',
    async (colorScheme) => {
      const long = '很长的标题ÜnïcödéWithoutAnySpace'.repeat(3).slice(0, 60);
      await keep('E003', long, '打车');
      await pages.world.database.transaction((tx) =>
        tx.run('UPDATE request_drafts SET updatedAt = ? WHERE title = ?', [
          new Date(Date.now() - 86 * DAY_MS),
          '打车',
        ]),
      );
      const page = await openAs('E003', '/app/', { ...narrow, colorScheme });
      await page.getByText('起自动删除').waitFor();
      await page.getByRole('button', { name: `删除草稿“${long}”` }).click();
      await page.getByRole('button', { name: '确定删除' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      const button = page.getByRole('button', { name: '删除草稿“打车”' });
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      expect((await button.boundingBox())?.width).toBeGreaterThanOrEqual(44);
    },
  );
});
