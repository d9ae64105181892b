import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { obstaclesOn } from '../support/accessible.js';
import { describeInBrowser, drawn } from '../support/browser.js';
import { openPageAs, type Pages, startPages } from '../support/pages.js';

const yunfan = '上海云帆科技有限公司';
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };

/** In the page: the next field has the focus in the same moment in which what fits is there. */
const leaveAsTheAnswerComes = (): void => {
  const really = window.fetch;
  window.fetch = async (...asked) => {
    const response = await really(...asked);
    if (!String(asked[0]).includes('/suggestions/')) return response;
    const those = await response.json();
    document.querySelector<HTMLElement>('[name=amount]')?.focus();
    return Object.assign(new Response(), { json: () => those });
  };
};

describeInBrowser('a form of the mini-app', (_openPage, theBrowser) => {
  let pages: Pages;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    pages = await startPages();
    await pages.world.type('E003', '/客户 新建 云锦丝绸');
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => pages.stop());

  const open = async (person: string, path: string, device: BrowserContextOptions): Promise<Page> => {
    const page = await openPageAs(theBrowser(), pages.app, { person, path, device });
    contexts.push(page.context());
    return page;
  };
  const field = (page: Page, label: string) => page.getByRole('combobox', { name: label });
  const options = (page: Page) => page.locator('[role=option]');
  const chosen = (page: Page) => page.locator('[role=option][aria-selected=true]');
  const deals = () => pages.world.rows<{ id: number }>('SELECT id FROM deals');

  test('offers customers as one types; with the keyboard alone one of them is chosen, and nothing is sent by that', async () => {
    const page = await open('E003', '/app/new/deal', desktop);
    const customer = field(page, '客户');
    await customer.waitFor();
    const before = await deals();
    await page.keyboard.type('云');
    await options(page).nth(1).waitFor();
    expect(await options(page).allInnerTexts()).toEqual([
      expect.stringMatching(/云锦丝绸\s+C-5/),
      expect.stringMatching(/上海云帆科技有限公司\s+C-1\s*软件/),
    ]);
    expect(await page.getByRole('status').allTextContents()).toContain('有 2 项可选，按上下键选择');
    expect(await customer.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page).innerText()).toContain(yunfan);
    expect(await customer.getAttribute('aria-activedescendant')).toBe(await chosen(page).getAttribute('id'));
    await page.keyboard.press('Enter');
    await options(page).first().waitFor({ state: 'detached' });
    expect(await customer.inputValue()).toBe(yunfan);
    expect(await customer.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await deals()).toEqual(before);

    await page.keyboard.press('Tab');
    await page.keyboard.type('2万');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '已创建商机' }).waitFor();
    expect(await deals()).toHaveLength(before.length + 1);
  });

  test('takes what is typed freely: Enter sends it, and Escape puts away what is offered', async () => {
    const page = await open('E003', '/app/new/deal', desktop);
    await page.getByLabel('金额').fill('2万');
    await field(page, '客户').focus();
    await page.keyboard.type('云');
    await options(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await options(page).first().waitFor({ state: 'detached' });
    expect(await field(page, '客户').inputValue()).toBe('云');
    await page.keyboard.type('上');
    await page.keyboard.press('Enter');
    await page.getByText('云上').first().waitFor();
    await page.getByRole('button', { name: /创建/ }).first().waitFor();
  });

  test('offers colleagues by a tap on a phone, one after the other, with nothing in the way of anybody', async () => {
    const page = await open('E004', '/app/new/request?flow=circulation', { ...phone, colorScheme: 'dark' });
    const readers = field(page, 'Readers');
    await readers.tap();
    await page.keyboard.type('王');
    await options(page).first().waitFor();
    expect(await obstaclesOn(page)).toEqual([]);
    await options(page).first().tap();
    expect(await readers.inputValue()).toBe('王建国');
    await page.keyboard.type(', e00');
    await options(page).nth(5).waitFor();
    expect(await options(page).allInnerTexts()).not.toContainEqual(expect.stringContaining('王建国'));
    const list = await page.getByRole('listbox').boundingBox();
    expect((list?.y ?? 0) + (list?.height ?? 999)).toBeLessThanOrEqual(phone.viewport.height);
    await options(page).filter({ hasText: 'E005' }).tap();
    expect(await readers.inputValue()).toBe('王建国, 陈静');
  });

  test('offers nothing in a field that one leaves just as the answer comes', async () => {
    const page = await open('E003', '/app/new/deal', desktop);
    await page.evaluate(leaveAsTheAnswerComes);
    await field(page, '客户').fill('云');
    await page.getByLabel('金额').and(page.locator(':focus')).waitFor();
    await drawn(page);
    expect(await field(page, '客户').getAttribute('aria-expanded')).toBe('false');
  });

  test('forgets the late answer to an older text, and is a plain field where there is none', async () => {
    const page = await open('E003', '/app/new/deal', desktop);
    const late: (() => Promise<void>)[] = [];
    await page.route('**/suggestions/**', async (route) => {
      if (decodeURIComponent(route.request().url()).endsWith('云')) late.push(() => route.continue());
      else if (route.request().url().endsWith('x')) await route.abort();
      else await route.continue();
    });
    const customer = field(page, '客户');
    const asked = page.waitForRequest('**/suggestions/**');
    await customer.fill('云');
    await asked;
    await customer.fill('云帆');
    await options(page).first().waitFor();
    const answered = page.waitForResponse('**/suggestions/**');
    await late[0]?.();
    await (await answered).finished();
    await drawn(page);
    expect(await options(page).count()).toBe(1);

    const failed = page.waitForEvent('requestfailed');
    await customer.fill('x');
    await failed;
    await options(page).first().waitFor({ state: 'detached' });
    expect(await customer.inputValue()).toBe('x');
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
