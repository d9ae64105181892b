import { describeInBrowser } from '../support/browser.js';
import { button, type ChatPage, message, PATIENCE_MS, startChatPage } from './chat-page.js';

describeInBrowser('an expense filled in on the chat page', (openPage) => {
  let chat: ChatPage;
  beforeAll(async () => {
    chat = await startChatPage();
  }, PATIENCE_MS);
  afterAll(() => chat.stop());

  test(
    'from the list of what can be started to the manager who approves it',
    async () => {
      const page = await openPage();
      await page.goto(`${chat.running.url}/chat#E003`);
      await page.getByRole('combobox').first().fill('/审批 新建');
      await page.keyboard.press('Enter');
      await message(page, '可以发起的审批').getByText('报销', { exact: true }).click();

      await page.getByRole('textbox', { name: '金额' }).last().fill('1200');
      await page.getByRole('combobox', { name: /^类别/ }).last().selectOption({ label: '交通' });
      await page
        .getByLabel(/发生日期/)
        .last()
        .fill('2026-11-20');
      await page.getByRole('textbox', { name: '事由' }).last().fill('拜访云帆科技');
      await button(page, '提交').click();
      await message(page, '已提交报销 R-1，审批 A-1，等待 李娜。').waitFor();

      await page.getByRole('button', { name: /^李娜 / }).click();
      await message(page, '报销 A-1').getByText('¥1,200.00').waitFor();
      await button(page, '同意').click();
      await message(page, '已同意 A-1，接下来由 刘洋 处理。').waitFor();
    },
    PATIENCE_MS,
  );

  test(
    'and kept half filled in by the second button, which asks for nothing that is missing',
    async () => {
      const page = await openPage();
      await page.goto(`${chat.running.url}/chat#E003`);
      const type = async (line: string) => {
        await page.getByRole('combobox').first().fill(line);
        await page.keyboard.press('Enter');
      };
      await type('/approval new expense');
      await page.getByRole('textbox', { name: '事由' }).last().fill('去机场');
      await button(page, '存为草稿').click();
      await message(page, '报销已存为草稿，只有你自己能看到。').waitFor();

      await type('/approval drafts');
      await message(page, '我的草稿').getByText('去机场').click();
      expect(await page.getByRole('textbox', { name: '事由' }).last().inputValue()).toBe('去机场');
      await button(page, '删除草稿').click();
      await message(page, '草稿已删除。').waitFor();
    },
    PATIENCE_MS,
  );
});
