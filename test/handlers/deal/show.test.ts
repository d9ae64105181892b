import { insertHistory } from '../../../models/history.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('seeing a deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test.each([
    '/deal show D-1001',
    '/deal D-1001',
    '/deal d1001',
    '/deal 1001',
    '/deal ＃１００１',
    '/商机 查看 D-1001',
    '商机 D—1001',
  ])('comes by %s', async (line) => {
    const card = await world.type('E003', line);
    expect(card.line).toMatch(
      /^商机 D-1001：云帆协同平台续约，客户 上海云帆科技有限公司，¥190,800\.00，阶段 谈判，负责人 张伟$/,
    );
    expect(card.text).toContain('协同平台 企业版\n50 × ¥3,600.00 · 税率 6%\n¥190,800.00');
  });

  test('tells what the system did in the language of whoever reads it', async () => {
    await world.database.transaction(async (tx) => {
      insertHistory(tx, {
        ...{
          subjectKind: 'deal',
          subjectId: 1004,
          happenedAt: new Date(),
          actorId: null,
          onBehalfOfId: null,
        },
        ...{ surface: 'import', action: 'record.imported', detail: { params: { note: '' } } },
      });
    });
    expect((await world.type('E004', '/deal show D-1004')).text).toContain('System: imported it from a file');
    expect((await world.type('E002', '/deal show D-1004')).text).toContain('系统：从文件导入');
  });

  test.each(['/deal show', '/deal show A-1', '/deal show D-0', `/deal ${'9'.repeat(5000)}`])(
    '%.30s says how to name one',
    async (line) => {
      expect((await world.type('E003', line)).text).toBe(
        '请写明是哪个商机，例如“/商机 查看 D-1024”。输入“/商机 列表”查看你的商机。',
      );
    },
  );

  test('by words looks for them in titles and customers', async () => {
    const list = await world.type('E003', '/deal 云帆');
    expect(list.text).toContain('我的商机 · 查找“云帆”\n共 1 条，合计 ¥190,800.00\nD-1001');
    expect((await world.press('E003', list, 'D-1001')).line).toContain('商机 D-1001');
    expect((await world.type('E003', '/deal 云帆 2万')).text).toBe(
      '我的商机 · 查找“云帆 2万”\n没有这样的商机。输入“/商机 列表”看你进行中的商机，“/商机 帮助”看可以输入什么。',
    );
  });

  describe('is for', () => {
    const mine = ['推进阶段', '编辑', '写跟进', '赢单', '输单', '转交'];
    const nothing = 'not there';
    test.each([
      ['its owner', 'E003', mine],
      ['the owner’s manager', 'E002', mine],
      ['the manager’s manager', 'E001', mine],
      ['an administrator', 'E007', mine],
      ['legal, to look', 'E005', []],
      ['finance, to look', 'E006', []],
      ['not a colleague', 'E004', nothing],
    ])('%s', async (_who, person, buttons) => {
      const seen = await world.type(person, '/deal show D-1001');
      if (buttons === nothing) {
        const missing = await world.type(person, '/deal show D-999999');
        expect(seen.text).toBe(missing.text.replace('D-999999', 'D-1001'));
        return;
      }
      expect(seen.buttons).toEqual(buttons);
    });
  });

  test('is for the manager of the moment', async () => {
    const [emma, legal] = await Promise.all([world.employee('E004'), world.employee('E005')]);
    const tell = () => world.type('E005', '/deal edit D-1004 标题=x');
    expect((await tell()).text).toContain('不能修改');
    await world.database.transaction((tx) =>
      tx.run('UPDATE employees SET managerId = ? WHERE id = ?', [legal.id, emma.id]),
    );
    expect((await tell()).text).toBe('D-1004 已更新：标题。');
    expect((await world.type('E002', '/deal D-1004')).text).toContain('没有找到商机 D-1004');
  });
});
