import type { Page } from 'playwright-core';
import { contractFlow } from '../../handlers/flow/shipped/contract.js';
import type { FlowDefinition, FlowNode } from '../../models/approval-flow.js';
import { openDatabase } from '../../models/database.js';
import { publishFlow } from '../../models/flow.js';
import { describeInBrowser } from '../support/browser.js';
import { button, type ChatPage, message, PATIENCE_MS, startChatPage } from './chat-page.js';

/** The contract flow, in which the first step reminds after two working days. */
const reminding = (): FlowDefinition => {
  const flow = contractFlow;
  const [first, ...rest] = flow.steps;
  const timeout = [{ after: { workingDays: 2 }, action: 'remind' }];
  return { ...flow, steps: [{ ...first, timeout } as FlowNode, ...rest] };
};

describeInBrowser('somebody away, and something due', (openPage) => {
  let chat: ChatPage;
  beforeAll(async () => {
    chat = await startChatPage();
    const database = await openDatabase(chat.databaseUrl);
    await database.transaction((tx) => publishFlow(tx, reminding(), new Date()));
    await database.close();
  }, PATIENCE_MS);
  afterAll(() => chat.stop());

  const type = async (page: Page, line: string) => {
    await page.locator('textarea[role=combobox]').fill(line);
    await page.keyboard.press('Enter');
  };
  const as = async (page: Page, person: string) => {
    await page.goto(`${chat.running.url}/chat#${person}`);
    await page.reload();
    await page.getByRole('combobox').first().waitFor();
  };

  test(
    'is set by a form, acted on by another, and explained line by line, in both languages',
    async () => {
      const page = await openPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));

      await as(page, 'E002');
      await type(page, '/外出');
      await message(page, '你没有设置外出').waitFor();
      await button(page, '设置外出').click();
      await page.getByLabel('从哪天').last().fill('2026-01-01');
      await page
        .getByLabel(/^到哪天/)
        .last()
        .fill('2026-01-02');
      await page
        .getByLabel(/^谁代为审批/)
        .last()
        .fill('周宁');
      await button(page, '设置').click();
      await message(page, '已经过去了').waitFor();
      await type(page, '/away 明天到后天 周宁 流程 合同');
      await message(page, '已设置：李娜 从').waitFor();
      await type(page, '/away until 2026-01-01 周宁');
      await message(page, '已经过去了').waitFor();
      await type(page, '/away 今天 周宁');
      await message(page, '由 周宁 代为审批（全部审批）').waitFor();

      await as(page, 'E003');
      await type(page, '/deal new 上海云帆科技有限公司 2万 待签约');
      await message(page, '等待 周宁').waitFor();
      await type(page, '/approval A-1');
      await message(page, '周宁（代 李娜） 待处理').waitFor();
      await type(page, '/approval why A-1');
      await message(page, '2 个工作日，每个工作日算 8 小时').waitFor();

      await as(page, 'E007');
      await message(page, '周宁（代 李娜）').waitFor();
      await button(page, '更多').click();
      await button(page, '为什么这时到期').click();
      await message(page, 'A-1：为什么这时到期').waitFor();

      await as(page, 'E002');
      await type(page, '/away off');
      await message(page, '的外出，周宁 不再代为审批。').waitFor();

      await as(page, 'E004');
      await type(page, '/away fri-wed');
      await page
        .getByLabel(/^Who decides meanwhile/)
        .last()
        .fill('张伟');
      await button(page, 'Set').click();
      await message(page, 'Set: Emma Clarke is away from').waitFor();
      await type(page, '/away');
      await message(page, '张伟 decides (all approvals)').waitFor();
      await type(page, '/away help');
      await message(page, '/away off [who]').waitFor();
      expect(complaints).toEqual([]);
    },
    PATIENCE_MS,
  );
});
