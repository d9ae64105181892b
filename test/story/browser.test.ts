import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { textOf } from '../support/word.js';
import { button, type ChatPage, message, PATIENCE_MS, startChatPage } from './chat-page.js';

describeInBrowser('a deal clicked from the first word to the signature', (openPage) => {
  let chat: ChatPage;
  beforeAll(async () => {
    chat = await startChatPage();
  }, PATIENCE_MS);
  afterAll(() => chat.stop());

  const type = async (page: Page, line: string) => {
    await page.getByRole('textbox', { name: '张伟' }).or(page.getByRole('combobox')).first().fill(line);
    await page.keyboard.press('Enter');
  };
  const become = (page: Page, name: string) =>
    page.getByRole('button', { name: new RegExp(`^${name} `) }).click();

  test(
    'by a seller and three approvers in one window',
    async () => {
      const page = await openPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${chat.running.url}/chat#E003`);
      await page.getByRole('combobox').first().waitFor();

      await type(page, '/商机 新建 上海云帆 ERP升级');
      expect(await page.getByRole('combobox', { name: '客户' }).inputValue()).toBe('上海云帆');
      await page.getByRole('textbox', { name: '金额' }).fill('贰万');
      await button(page, '创建').click();
      await message(page, '没有叫“上海云帆”的客户').waitFor();
      await button(page, '用 C-1 上海云帆科技有限公司').click();
      await message(page, '已创建商机 D-1005：ERP升级（¥20,000.00，线索）。').waitFor();

      await message(page, '商机 D-1005 ·').getByRole('button', { name: '推进阶段' }).click();
      await page.getByRole('combobox', { name: /^阶段/ }).last().selectOption({ label: '待签约' });
      await button(page, '推进').click();
      await message(page, '审批 A-1 已提交，等待 李娜').waitFor();

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: '查看合同（第 1 版）' })
          .or(page.getByRole('link', { name: '查看合同（第 1 版）' }))
          .last()
          .click(),
      ]);
      expect(download.suggestedFilename()).toBe('contract-D-1005-v1.docx');
      const contract = textOf(await readFile(await download.path()));
      for (const words of ['上海云帆科技有限公司', '91310000DEMO00001X', '20,000.00'])
        expect(contract).toContain(words);

      for (const [name, answer] of [
        ['李娜', '接下来由 陈静、刘洋 处理'],
        ['陈静', '还在等 刘洋'],
        ['刘洋', '审批通过'],
      ] as const) {
        await become(page, name);
        await button(page, '同意').click();
        await message(page, `已同意 A-1，${answer}。`).waitFor();
        await page.getByRole('button', { name: '同意', exact: true }).waitFor({ state: 'detached' });
      }

      await become(page, '张伟');
      await message(page, '●已签约').waitFor();
      await message(page, '由 刘洋 最后同意').waitFor();
      expect(complaints).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'or sent back, submitted again, shown to somebody for an opinion, and withdrawn',
    async () => {
      const page = await openPage();
      await page.goto(`${chat.running.url}/chat#E003`);
      await page.getByRole('combobox').first().waitFor();
      await type(page, '/商机 新建 上海云帆科技有限公司 3万 待签约');
      await message(page, '待签约').waitFor();

      await become(page, '李娜');
      await button(page, '更多').click();
      await button(page, '退回').click();
      await page.getByRole('textbox', { name: '原因' }).fill('附件不全');
      await button(page, '退回').click();
      await message(page, '：已退回。').waitFor();

      await become(page, '张伟');
      await message(page, '李娜 退回给 张伟：“附件不全”').waitFor();
      await button(page, '重新提交').click();
      await page.getByRole('combobox', { name: /^之后/ }).last().waitFor();
      await button(page, '重新提交').click();
      await message(page, '已重新提交').waitFor();

      await become(page, '李娜');
      await message(page, '等你处理').getByRole('button', { name: '更多' }).click();
      await button(page, '请教（委派）').click();
      await page.getByRole('combobox', { name: '姓名或工号' }).last().fill('周宁');
      await button(page, '请教（委派）').click();
      await message(page, '已请 周宁 给意见，之后由你决定。').waitFor();

      await become(page, '周宁');
      await message(page, '等你处理').getByRole('button', { name: '给意见' }).waitFor();

      await become(page, '张伟');
      await button(page, '撤回').click();
      await message(page, '已撤回').waitFor();
      await become(page, '周宁');
      await page.getByRole('button', { name: '给意见', exact: true }).waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );
});
