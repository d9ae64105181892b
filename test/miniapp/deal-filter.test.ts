import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openPageAs, type Pages, startPages } from '../support/pages.js';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };

describeInBrowser('the list of deals on a page', (_openPage, theBrowser) => {
  let pages: Pages;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    pages = await startPages();
  });
  afterAll(() => pages.stop());
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  const openAs = async (person: string, query: string, device: object = phone): Promise<Page> => {
    const path = `/app/list/deals${query}`;
    const page = await openPageAs(theBrowser(), pages.app, { person, path, device });
    contexts.push(page.context());
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  const numbers = (page: Page) =>
    page.locator('.rows a').evaluateAll((rows) => rows.map(({ textContent }) => textContent?.slice(0, 6)));
  const queryOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

  test('says what all of them are worth, and is narrowed with a thumb; the address has what was asked for', async () => {
    const page = await openAs('E002', '?team=true');
    await page.getByText('共 4 条，合计 ¥1,212,640.00').waitFor();
    await page.getByText('筛选').tap();
    await page.getByLabel('阶段').selectOption('谈判');
    await page.getByLabel('顺序').selectOption('金额最大的在前');
    await page.getByLabel('金额').fill('10万以上');
    await page.getByRole('button', { name: '查看' }).tap();
    await page.getByText('共 2 条，合计 ¥954,000.00').waitFor();
    expect(await title(page)).toBe(
      '我和下属的商机 · 谈判 · 金额不低于 ¥100,000.00（只看 CNY） · 金额最大的在前',
    );
    expect(await numbers(page)).toEqual(['D-1004', 'D-1001']);
    expect(queryOf(page)).toEqual({
      team: 'true',
      stage: 'negotiation',
      order: 'biggest',
      amount: '10万以上',
    });
    await page.reload();
    await page.getByText('共 2 条，合计 ¥954,000.00').waitFor();
    await page.getByText('筛选').tap();
    expect(await page.getByLabel('阶段').inputValue()).toBe('negotiation');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

    await page.getByRole('link', { name: '清除' }).tap();
    await page.getByRole('heading', { name: '我的商机' }).waitFor();
    expect(queryOf(page)).toEqual({});
  });

  test('whoever asks for the same again is one step further, and not two', async () => {
    const page = await openAs('E002', '?team=true');
    await page.getByText('筛选').tap();
    await page.getByLabel('阶段').selectOption('谈判');
    await page.getByRole('button', { name: '查看' }).tap();
    await page.getByText('共 2 条').waitFor();
    await page.getByText('筛选').tap();
    await page.getByRole('button', { name: '查看' }).tap();
    await page.goBack();
    await page.getByText('共 4 条').waitFor();
  });

  test('is narrowed by keyboard alone, in English on a desktop; what is no amount is said beneath it', async () => {
    const page = await openAs('E004', '?closeBefore=2100-01-01', desktop);
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Amount').focus();
    await page.keyboard.type('a lot');
    await page.keyboard.press('Enter');
    await page.getByText('"a lot" is no amount').last().waitFor();
    const amount = page.getByLabel('Amount');
    expect(await amount.getAttribute('aria-invalid')).toBe('true');
    expect(await numbers(page)).toEqual([]);
    await amount.fill('500k+');
    await page.keyboard.press('Enter');
    await page.getByText('1 in all, worth CNY 763,200.00').waitFor();
    expect(queryOf(page)).toEqual({ closeBefore: '2100-01-01', amount: '500k+' });
  });

  test('may have come from the chat: whose it is stays, and days without a name', async () => {
    const page = await openAs('E002', '?owner=3&period=2000-01-01/2100-12-31');
    expect(await title(page)).toMatch(/^张伟 的商机 · 预计 2000年1月1日 周六 至 2100年12月31日 周五 签约$/);
    await page.getByText('筛选').tap();
    await page.getByRole('button', { name: '查看' }).tap();
    await page.getByText('共 3 条').waitFor();
    expect(queryOf(page)).toEqual({ owner: '3', period: '2000-01-01/2100-12-31' });
  });
});
