import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type Seen, type World } from '../../support/world.js';

const EXPENSE = '/approval new expense 1200 交通 2026-11-20 拜访云帆科技';
const DEAL = '/deal new 上海云帆科技有限公司 2万 待签约';

describeOnEachDatabase('a revocation that is sent back', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  const card = (person: string, number: string) => world.card(person, new RegExp(`${number}\\b`));
  const choose = async (person: string, number: string, label: string): Promise<Seen> => {
    const shown = await world.type(person, `/approval ${number}`);
    return world.press(person, await world.press(person, shown, '更多'), label);
  };
  const rows = (column: string, table: string) =>
    world.rows<Record<string, unknown>>(`SELECT ${column} FROM ${table} ORDER BY id`);

  /** Approved by these, and 张伟 wants A-1 revoked by A-2, which 李娜 sends back. */
  const sentBack = async (line: string, ...people: readonly string[]) => {
    await world.type('E003', line);
    for (const person of people) await world.press(person, card(person, 'A-1'), '同意');
    await world.submit('E003', await choose('E003', 'A-1', '申请撤销'), { 原因: '写错了' });
    await world.submit('E002', await choose('E002', 'A-2', '退回'), { 原因: '说清楚' });
  };
  const refuse = async () => {
    const form = await world.press('E002', card('E002', 'A-2'), '拒绝');
    await world.submit('E002', form, { 拒绝原因: '不撤销' });
  };

  test('is submitted again with nothing to fill in: what was approved stays as it was, whatever is sent', async () => {
    await sentBack(EXPENSE, 'E002', 'E006');
    const before = await rows('content, title', 'requests');
    const [asked] = await rows('facts', 'approvals WHERE id = 2');

    const form = await world.press('E003', card('E003', 'A-2'), '重新提交');
    expect(form.fields).toEqual({ 之后: 'RERUN' });
    const values = { way: 'RERUN', amount: '9999', reason: '别的' };
    const again = { kind: 'submit', form: 'approval.resubmit', values, context: { id: 2 } } as const;
    expect((await world.ask('E003', again)).text).toBe('已重新提交 A-2，等 李娜 处理。');
    await world.settled();

    expect(card('E002', 'A-2').text).toContain('第 2 轮');
    expect(card('E002', 'A-2').text).toContain('金额 ¥1,200.00');
    expect(await rows('content, title', 'requests')).toEqual(before);
    expect(await rows('facts', 'approvals WHERE id = 2')).toEqual([asked]);
    expect(JSON.stringify(asked)).toContain('revokeReason');

    await refuse();
    const stands = await world.type('E003', '/approval A-1');
    expect(stands.text).toContain('✓ 已通过');
    expect(stands.text).toContain('金额 ¥1,200.00');
  });

  test('is told in every list from what it revokes', async () => {
    await sentBack(EXPENSE, 'E002', 'E006');
    await world.submit('E003', await world.press('E003', card('E003', 'A-2'), '重新提交'));
    for (const line of ['/todo', '/approval mine'])
      expect((await world.type('E002', line)).text).toContain('A-2 拜访云帆科技\n撤销：报销 · ');
  });

  test('draws no second contract of a deal that is signed', async () => {
    await sentBack(DEAL, 'E002', 'E005', 'E006');
    const form = await world.press('E003', card('E003', 'A-2'), '重新提交');
    expect((await world.submit('E003', form)).text).toBe('已重新提交 A-2，等 李娜 处理。');
    expect(await rows('version', 'contracts')).toEqual([{ version: 1 }]);
    expect(await rows('stage', "deals WHERE stage = 'signed'")).toHaveLength(1);

    for (const person of ['E002', 'E005', 'E006']) await world.press(person, card(person, 'A-2'), '同意');
    expect((await world.type('E003', '/approval A-1')).text).toContain('已撤销');
  });
});

describeOnEachDatabase('a deal whose approval is to be revoked', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  test('shows on its card how its own approval stands, not the one that revokes it', async () => {
    const { text } = await world.type('E003', DEAL);
    const deal = /D-\d+/.exec(text)?.[0] ?? '';
    const shown = async () => (await world.type('E003', `/deal ${deal}`)).text;
    for (const person of ['E002', 'E005', 'E006'])
      await world.press(person, world.card(person, /A-1\b/), '同意');
    expect(await shown()).toContain('✓ 审批 A-1：已通过');

    const more = await world.press('E003', await world.type('E003', '/approval A-1'), '更多');
    await world.submit('E003', await world.press('E003', more, '申请撤销'), { 原因: '客户取消' });
    expect(await shown()).toContain('审批 A-1：撤销审批中');

    const form = await world.press('E002', world.card('E002', /A-2\b/), '拒绝');
    await world.submit('E002', form, { 拒绝原因: '已生产' });
    expect(await shown()).toContain('✓ 审批 A-1：已通过');
  });

  test.each([
    ['E003', '李娜：同意 A-2', '陈静：同意 A-2'],
    ['E004', '李娜: approved A-2', '陈静: approved A-2'],
  ])(
    'follows each step on the card of its owner %s, also when an administrator has asked for it',
    async (owner, first, second) => {
      await world.type(owner, DEAL);
      for (const person of ['E002', 'E005', 'E006'])
        await world.press(person, world.card(person, /A-1\b/), '同意');
      const more = await world.press('E007', await world.type('E007', '/approval A-1'), '更多');
      await world.submit('E007', await world.press('E007', more, '申请撤销'), { 原因: '客户取消' });
      const ofDeal = () => world.cards(owner).find(({ line }) => /^(商机|Deal) D-/.test(line))?.text;

      await world.press('E002', world.card('E002', /A-2\b/), '同意');
      expect(ofDeal()).toContain(first);
      await world.press('E005', world.card('E005', /A-2\b/), '同意');
      expect(ofDeal()).toContain(second);
      expect(world.cards('E007').filter(({ line }) => line.includes('商机 D-'))).toEqual([]);
    },
  );
});
