import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { buildPages } from '../support/pages.js';
import { type ChatPage, message, PATIENCE_MS, startChatPage } from './chat-page.js';

/** As many stops as no page has between any two. */
const MOST_STOPS = 60;

/** What has the focus: its words, and whether one sees that it has it. */
const lookAtFocus = () => {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return { words: '', isSeen: true };
  const { outlineStyle } = getComputedStyle(element);
  const label = element instanceof HTMLInputElement && element.labels?.[0]?.textContent;
  const words = element.getAttribute('aria-label') || label || element.textContent;
  const isSeen = outlineStyle !== 'none' || element.matches('.box textarea, [type=date]');
  return { words: words?.trim() ?? '', isSeen };
};

describeInBrowser('with the keyboard alone', (openPage) => {
  let chat: ChatPage;
  beforeAll(async () => {
    buildPages();
    chat = await startChatPage();
  }, PATIENCE_MS);
  afterAll(() => chat.stop());

  /** Every stop on the way must be seen. */
  const goTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await page.keyboard.press(key);
      const { words, isSeen } = await page.evaluate(lookAtFocus);
      if (!isSeen) throw new Error(`The focus is on “${words}”, and nobody sees it.`);
      if (name.test(words)) return;
    }
    throw new Error(`${key} does not get to ${name}.`);
  };
  const press = async (page: Page, name: RegExp, key?: 'Tab' | 'Shift+Tab'): Promise<void> => {
    await goTo(page, name, key);
    await page.keyboard.press('Enter');
  };
  const box = (page: Page) => page.locator('.box textarea');

  /** A seller fills in a form; their manager opens the approval from a list, and approves it. */
  const sellAndApprove = async (page: Page): Promise<void> => {
    await page.goto(`${chat.running.url}/chat#E003`);
    await box(page).waitFor();
    await page.keyboard.type('/商机 新');
    const suggestions = page.getByRole('listbox');
    await suggestions.waitFor();
    await page.keyboard.press('Escape');
    await suggestions.waitFor({ state: 'hidden' });
    await page.keyboard.type('建');
    await page.keyboard.press('Enter');
    await page.locator('.log input:focus').waitFor();
    await page.keyboard.type('上海云帆科技有限公司');
    await goTo(page, /^金额/);
    await page.keyboard.type('60万');
    await goTo(page, /^标题/);
    await page.keyboard.type('键盘成交');
    await goTo(page, /线索/);
    await page.keyboard.press('End');
    await press(page, /^创建$/);
    await message(page, '已创建商机').waitFor();
    await page.locator('.box textarea:focus').waitFor();

    await press(page, /李娜 销售总监/, 'Shift+Tab');
    await page.getByRole('combobox', { name: /李娜/ }).waitFor();
    await page.keyboard.type('/待办');
    await page.keyboard.press('Enter');
    await message(page, '待你审批（1）').waitFor();
    await goTo(page, /键盘成交/, 'Shift+Tab');
    await page.keyboard.press('Space');
    await message(page, '仅自己可见').getByRole('button', { name: '同意' }).waitFor();
    await press(page, /^同意$/, 'Shift+Tab');
    await message(page, '接下来由 陈静、刘洋 处理').waitFor();
  };

  /** The next approver goes on in the mini-app: says something, approves, and looks at the deal. */
  const goOnInApp = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'A-1 键盘成交' }).waitFor();
    await press(page, /A-1 键盘成交/);
    await page.getByText('等你处理').waitFor();
    await press(page, /^更多$/);
    await page.locator('.question:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.question').waitFor({ state: 'detached' });
    await press(page, /^评论$/, 'Shift+Tab');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('条款没有问题');
    await press(page, /^发送$/);
    await page.getByText('陈静 条款没有问题').waitFor();
    await press(page, /^同意$/);
    await page.getByText('✓ 已同意 A-1').waitFor();
    await press(page, /^搜索$/, 'Shift+Tab');
    await page.locator('[type=search]:focus').waitFor();
    await page.keyboard.type('键盘成交');
    await page.getByText('商机（1）').waitFor();
    await press(page, /^D-\d+ 键盘成交/);
    await page.getByText('等 刘洋 处理').waitFor();
  };

  test(
    'a deal is made, approved in the chat and in the mini-app, and looked up; one always sees where one is',
    async () => {
      const page = await openPage();
      await sellAndApprove(page);
      await press(page, /陈静 法务/, 'Shift+Tab');
      await page.getByRole('combobox', { name: /陈静/ }).waitFor();
      await goTo(page, /以 陈静 的身份打开小程序/, 'Shift+Tab');
      const opened = page.context().waitForEvent('page');
      await page.keyboard.press('Enter');
      await goOnInApp(await opened);
      await page.context().close();
    },
    PATIENCE_MS,
  );
});
