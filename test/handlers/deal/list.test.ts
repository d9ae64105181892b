import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('the list of deals', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test('shows my open deals, the newest first, each with its customer, stage, amount and day', async () => {
    const list = await world.type('E003', '/deal list');
    expect(list.text.split('\n')).toEqual([
      '我的商机',
      '共 3 条，合计 ¥449,440.00',
      'D-1003 星桥调度实施',
      expect.stringMatching(/^深圳星桥物流有限公司 · 线索 · ¥106,000\.00 · \d{4}年\d+月\d+日 周.$/),
      'D-1002 青禾门店系统',
      expect.stringMatching(/^杭州青禾食品股份有限公司 · 方案 · ¥152,640\.00 · /),
      'D-1001 云帆协同平台续约',
      expect.stringMatching(/^上海云帆科技有限公司 · 谈判 · ¥190,800\.00 · /),
    ]);
  });

  test.each(['/deal', '/deal ls', '/商机', '/商机 列表', '商机 我的', '/商机　我的'])(
    'comes by %s',
    async (line) => {
      expect((await world.type('E003', line)).line).toBe('我的商机：共 3 条');
    },
  );

  test.each(['overdue deals', '/deal list overdue', '/商机 列表 逾期'])(
    '%s are those that should have closed',
    async (line) => {
      const late = await world.type('E004', line);
      expect(late.line).toMatch(/^My deals · past their expected close: 1/);
      expect(late.text).toContain('D-1004');
      expect((await world.type('E003', '逾期的商机')).text).toContain('我的商机 · 已过预计签约日');
    },
  );

  test('an open deal whose day is over is marked as such, one that has ended is not', async () => {
    const list = async (line: string) => (await world.type('E004', line)).text;
    expect(await list('/deal list')).toMatch(/\d{4} \(overdue\)$/m);
    expect((await world.type('E003', '/deal list')).text).not.toContain('已过期');
    await world.type('E004', '/deal lost D-1004 too dear');
    expect(await list('lost deals')).toContain('D-1004');
    expect(await list('lost deals')).not.toContain('overdue');
    await world.submit('E004', await world.type('E004', '/deal reopen D-1004'), { Stage: 'Negotiation' });
  });

  test('deals in negotiation are those of that stage', async () => {
    const list = await world.type('E003', 'show me my deals in negotiation');
    expect(list.text).toContain('我的商机 · 谈判');
    expect(list.text).toContain('D-1001');
  });

  test('opens a deal by pressing its row', async () => {
    const list = await world.type('E003', '/deal list');
    const deal = await world.press('E003', list, 'D-1002');
    expect(deal.line).toMatch(
      /^商机 D-1002：青禾门店系统，客户 杭州青禾食品股份有限公司，¥152,640\.00，阶段 方案/,
    );
  });

  test.each([
    ['谈判', ['D-1001']],
    ['negotiation', ['D-1001']],
    ['Proposal', ['D-1002']],
    ['门店', ['D-1002']],
    ['青禾食品', ['D-1002']],
    ['d-1003', ['D-1003']],
    ['1003', ['D-1003']],
    ['C-1', ['D-1001']],
    ['D-10', ['D-1003', 'D-1002', 'D-1001']],
    ['林晓', ['D-1001']],
    ['100%', []],
    ['_', []],
  ])('narrows to %s', async (words, numbers) => {
    const list = await world.type('E003', `/deal list ${words}`);
    expect(list.buttons.map((label) => label.match(/D-\d+/)?.[0]).filter(Boolean)).toEqual(numbers);
  });

  test('finds signs that mean something to a database as they are', async () => {
    for (const title of ['100% 国产', 'a_b', 'back\\slash', "O'Neil", '🍎'])
      await world.type('E004', `/deal new "Northwind Example GmbH" 5000 title="${title}"`);
    for (const search of ['100%', 'a_b', 'back\\slash', "O'Neil", '🍎'])
      expect((await world.type('E004', `/deal list ${search}`)).line).toBe(
        `My deals · with "${search}": 1 in all`,
      );
  });

  test('says what to do when there is none', async () => {
    expect((await world.type('E005', '/deal list')).text).toBe(
      '我的商机\n没有商机。输入“/商机 新建 客户 金额”创建一个。',
    );
    for (const some of ['不存在的词', '待签约'])
      expect((await world.type('E003', `/deal list ${some}`)).text).toContain(
        '没有这样的商机。输入“/商机 列表”',
      );
  });

  describe('of a team', () => {
    const numbersOf = async (person: string, line: string) =>
      [...(await world.type(person, line)).text.matchAll(/D-100\d/g)].map(([number]) => number);

    test.each([
      ['a seller', 'E003', ['D-1003', 'D-1002', 'D-1001']],
      ['another seller', 'E004', ['D-1009', 'D-1008', 'D-1007', 'D-1006', 'D-1005', 'D-1004']],
      [
        'their manager',
        'E002',
        ['D-1009', 'D-1008', 'D-1007', 'D-1006', 'D-1005', 'D-1004', 'D-1003', 'D-1002'],
      ],
      ['legal', 'E005', ['D-1009', 'D-1008', 'D-1007', 'D-1006', 'D-1005', 'D-1004', 'D-1003', 'D-1002']],
    ])('has what %s may see', async (_who, person, numbers) => {
      expect(await numbersOf(person, '/deal list team')).toEqual(numbers);
    });

    test('goes on on the next page, and back', async () => {
      const first = await world.type('E002', '/商机 列表 团队');
      expect(first.text).toContain('第 1 页，共 2 页 · 共 9 条');
      expect(first.buttons).not.toContain('上一页');
      const second = await world.press('E002', first, '下一页');
      expect(second.text).toContain('D-1001');
      expect(second.text).toContain('第 2 页，共 2 页 · 共 9 条');
      expect(second.buttons).not.toContain('下一页');
      expect((await world.press('E002', second, '上一页')).text).toBe(first.text);
    });

    test.each([
      ['E003', '/商机 列表 团队', '我的商机'],
      ['E002', '/商机 列表 团队', '我和下属的商机'],
      ['E002', '/商机 列表 团队 谈判', '我和下属的商机 · 谈判'],
      ['E002', '/商机 列表 云帆', '我的商机 · 查找“云帆”'],
      ['E005', '/商机 列表 全部', '全公司的商机'],
      ['E004', '/deal list team proposal', 'My deals · Proposal'],
      ['E002', '/商机 团队', '我和下属的商机'],
      ['E002', '/商机 谈判', '我和下属的商机 · 谈判'],
      ['E002', '/商机 列表 谈判 我的团队 云帆', '我和下属的商机 · 谈判 · 查找“云帆”'],
      ['E004', '/deal list mine', 'My deals'],
    ])('says to %s, who typed %s, whose deals it has and which', async (who, line, title) => {
      expect((await world.type(who, line)).text.split('\n')[0]).toBe(title);
    });

    test.each([
      ['E002', { outcome: 'won' }, '我和下属的商机 · 赢单'],
      ['E004', { closeBefore: '2026-01-01' }, 'My deals · past their expected close'],
      ['E001', { unmovedSince: '2026-01-01T00:00:00Z' }, '全公司的商机 · 没有进展'],
    ])('says to %s which a number of the digest stands for', async (who, asked, title) => {
      const list = await world.ask(who, { kind: 'press', do: 'deal.list', input: { team: true, ...asked } });
      expect(list.text.split('\n')[0]).toBe(title);
    });

    test('may be narrowed to one of them, by the name', async () => {
      for (const line of ['/deal list 张伟', '/deal list team 张伟', '/deal 张伟'])
        expect(await numbersOf('E002', line)).toEqual(['D-1003', 'D-1002', 'D-1001']);
      expect((await world.type('E002', '/deal list 张伟')).text).toMatch(
        /^张伟 的商机\n共 3 条，合计 ¥449,440\.00\n/,
      );
      expect(await numbersOf('E004', '/deal list 张伟')).toEqual([]);
    });

    test('shows whose deal each is', async () => {
      expect((await world.type('E002', '/deal list 团队')).text).toContain('张伟');
    });
  });

  test('names no customer twice, where the title is its name', async () => {
    await world.type('E005', '/deal new 上海云帆科技有限公司 5000');
    expect((await world.type('E005', '/deal list')).text).toMatch(
      /^我的商机\n共 1 条，合计 ¥5,000\.00\nD-\d+ 上海云帆科技有限公司\n线索 · ¥5,000\.00$/,
    );
  });
});
