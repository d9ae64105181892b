import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('/approval', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 续约 待签约');
  });

  test.each(['/approval', '/approval mine', '/approval list', '/审批', '/审批 待我', '审批 我的'])(
    '%s lists what waits for me',
    async (line) => {
      const list = await world.type('E002', line);
      expect(list.text).toMatch(/^等我审批\nA-1 续约\n合同审批 · 张伟 · ¥20,000\.00 · /);
      expect((await world.press('E002', list, 'A-1')).buttons).toContain('同意');
      expect((await world.type('E003', line)).text).toBe('等我审批\n没有等你审批的事项。');
    },
  );

  test.each(['/approval show A-1', '/approval A-1', '/approval a1', '/approval 1', '/审批 查看 A-1'])(
    '%s shows it',
    async (line) => {
      const card = await world.type('E002', line);
      expect(card.line).toBe('审批 A-1：合同审批 续约，¥20,000.00，发起人 张伟，等你处理');
      expect(card.buttons).toEqual(['查看合同文档', '同意', '拒绝', '评论', '更多']);
    },
  );

  test.each(['/approval show', '/approval D-1001'])('%s says how to name one', async (line) => {
    expect((await world.type('E003', line)).text).toBe('请写明是哪个审批，例如“/审批 查看 A-31”。');
  });

  test('what is no number is said to be none, with how to see one and how to start one', async () => {
    expect((await world.type('E003', '/审批 请假 下周一')).text).toBe(
      '“请假 下周一”不是审批的编号。查看审批：“/审批 查看 A-31”；发起报销、请假等：“/审批 发起”。',
    );
  });

  test.each([
    ['who asked', 'E003', ['查看合同文档', '评论', '撤回', '更多']],
    ['who is asked', 'E002', ['查看合同文档', '同意', '拒绝', '评论', '更多']],
    ['the manager above', 'E001', ['查看合同文档', '评论']],
    ['legal', 'E005', ['查看合同文档', '评论']],
    ['an administrator', 'E007', ['查看合同文档', '评论', '更多']],
  ])('is shown to %s', async (_who, person, buttons) => {
    expect((await world.type(person, '/approval A-1')).buttons).toEqual(buttons);
  });

  test('is not shown to a colleague, who does not learn that it exists', async () => {
    const hidden = await world.type('E004', '/approval A-1');
    expect(hidden.text).toBe((await world.type('E004', '/approval A-999')).text.replace('A-999', 'A-1'));
  });
});
