import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { button, type ChatPage, message, PATIENCE_MS, startChatPage } from './chat-page.js';

describeInBrowser('one’s own settings in the chat', (openPage) => {
  let chat: ChatPage;
  beforeAll(async () => {
    chat = await startChatPage();
  }, PATIENCE_MS);
  afterAll(() => chat.stop());

  const type = async (page: Page, line: string) => {
    await page.locator('textarea[role=combobox]').fill(line);
    await page.keyboard.press('Enter');
  };

  test(
    'are shown, changed in a form, and typed',
    async () => {
      const page = await openPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${chat.running.url}/chat#E003`);
      await page.getByRole('combobox').first().waitFor();

      await type(page, '/设置');
      await message(page, '日报：工作日按公司的时间').waitFor();
      await button(page, '修改设置').click();
      await page
        .getByLabel(/^免打扰/)
        .last()
        .fill('20-');
      await button(page, '保存').click();
      await message(page, '看不懂时段“20-”').waitFor();
      await page
        .getByLabel(/^免打扰/)
        .last()
        .fill('20点到8点');
      await page.getByLabel(/^语言/).last().selectOption('en');
      await button(page, '保存').click();
      await message(page, 'Saved. Language: English').waitFor();

      await type(page, '/settings digest 9:00');
      await message(
        page,
        'Digest: on working days at 09:00; Quiet hours: daily from 20:00 to 08:00.',
      ).waitFor();
      await type(page, '/settings digest sometimes');
      await message(page, 'What time is “sometimes”?').waitFor();
      await type(page, '/设置 语言 中文');
      await message(page, '已保存。语言（language）：中文').waitFor();
      expect(complaints).toEqual([]);
    },
    PATIENCE_MS,
  );
});
