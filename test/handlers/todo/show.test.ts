import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('/todo', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test('of a seller: what waits for others, and their deals, the next to close first', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 催办 待签约');
    const card = await world.type('E003', '/todo');
    expect(card.line).toBe('待办：待你审批 0 项，你跟进的 1 项审批中，商机 4 个');
    expect(card.text).toContain('A-1 催办\n等 李娜 处理 · ');
    expect(card.text).toContain('D-1002 青禾门店系统\n杭州青禾食品股份有限公司 · 方案 · ');
    expect([...card.text.matchAll(/D-\d+/g)].map(([number]) => number)).toEqual([
      'D-1001',
      'D-1002',
      'D-1003',
      'D-1005',
    ]);
    expect((await world.press('E003', card, '打开 A-1')).buttons).toContain('撤回');
  });

  test('says of a deal that it should have closed by now', async () => {
    expect((await world.type('E004', '/todo')).text).toMatch(/was to close .*, overdue$/m);
    expect((await world.type('E003', '/todo')).text).not.toContain('已过期');
  });

  test('of an approver: the approvals, each with its amount, since when, and one press away', async () => {
    const card = await world.type('E002', '/待办');
    expect(card.text).toMatch(
      /待你审批（1）\nA-1 催办\n合同审批 · ¥20,000\.00 · 发起人 张伟 · \d{4}-\d\d-\d\d \d\d:\d\d 起/,
    );
    expect((await world.press('E002', card, '打开 A-1')).buttons).toEqual([
      '查看合同文档',
      '同意',
      '拒绝',
      '评论',
      '更多',
    ]);
  });

  test.each(['/todo', 'todo', '/todo show', '/待办 查看', '/todo list'])('comes by %s', async (line) => {
    expect((await world.type('E005', line)).text).toBe(
      '待办\n都处理完了，没有待办。新建商机请输入“/商机 新建”。',
    );
  });

  test('has all of many a press away', async () => {
    for (let count = 0; count < 12; count += 1)
      await world.ask('E004', {
        kind: 'command',
        text: '/deal new "Northwind Example GmbH" 1000 to be signed',
      });
    const card = await world.type('E002', '/todo');
    expect(card.text).toContain('待你审批（13）');
    const list = await world.press('E002', card, '查看全部（13）');
    expect(list.text).toContain('第 1 页，共 2 页 · 共 13 条');
    const next = await world.press('E002', list, '下一页');
    expect(next.buttons.filter((label) => label.startsWith('打开'))).toHaveLength(5);
  });

  test('of my deals and requests leads to all of them as well', async () => {
    const card = await world.type('E004', '/todo');
    expect(card.text).toContain('Your requests (12)');
    expect((await world.press('E004', card, 'Show all (13)')).line).toBe('My deals: 13 in all, page 1 of 2');
  });
});
