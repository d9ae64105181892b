import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('whoever has decided', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open());
    for (const title of ['一期', '二期', '三期'])
      await world.type('E003', `/deal new 上海云帆科技有限公司 2万 ${title} 待签约`);
  });
  afterEach(() => world.database.close());

  const approve = (number: string) => world.press('E002', world.card('E002', number), '同意');

  test('goes on with the next that waits for them, until there is none', async () => {
    const first = await approve('A-1');
    expect(first.text).toBe('已同意 A-1，接下来由 陈静、刘洋 处理。');
    expect(first.buttons).toEqual(['下一条（还剩 2 条）']);
    const second = await world.press('E002', await world.press('E002', first, '下一条'), '同意');
    expect(second.text).toContain('已同意 A-2');
    expect(second.buttons).toEqual(['下一条（还剩 1 条）']);
    const last = await world.press('E002', await world.press('E002', second, '下一条'), '同意');
    expect(last).toMatchObject({ kind: 'words', text: '已同意 A-3，接下来由 陈静、刘洋 处理。' });
  });

  test('comes back to what was skipped last', async () => {
    const skipping = await approve('A-2');
    const next = await world.press('E002', skipping, '下一条');
    expect(next.text).toContain('A-3');
    const skipped = await world.press('E002', await world.press('E002', next, '同意'), '下一条');
    expect(skipped.text).toContain('A-1');
  });

  test('goes on as well after a no, or handing it on', async () => {
    const form = await world.press('E002', world.card('E002', 'A-1'), '拒绝');
    expect((await world.submit('E002', form, { 拒绝原因: '价格太低' })).buttons).toEqual([
      '下一条（还剩 2 条）',
    ]);
    const more = await world.press('E002', world.card('E002', 'A-2'), '更多');
    const handing = await world.press('E002', more, '转交');
    expect((await world.submit('E002', handing, { 姓名或工号: '王建国' })).buttons).toEqual([
      '下一条（还剩 1 条）',
    ]);
  });

  test('reads the words alone on a page, which leads on by itself', async () => {
    const [row] = await world.rows<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = 1');
    const { answer } = await world.handle({
      ...{ who: { platform: 'console', workspaceId: '', userId: 'E002' }, key: 'page', repeat: false },
      surface: 'miniapp',
      ask: { kind: 'press', do: 'approval.approve', input: { id: 1, hash: row?.contentHash ?? '' } },
    });
    expect(answer).toMatchObject({ type: 'words', words: { params: { number: 'A-1' } } });
  });

  test('for somebody who is away goes on with what else waits for that person', async () => {
    await world.type('E002', '/away 今天到明天 王建国');
    const answer = await world.press('E001', world.card('E001', 'A-1'), '同意');
    expect(answer.buttons).toEqual(['下一条（还剩 2 条）']);
    expect((await world.press('E001', answer, '下一条')).text).toContain('A-2');
  });
});
