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

  test('/approval show says how to name one', async () => {
    expect((await world.type('E003', '/approval show')).text).toBe(
      '请写明是哪个审批，例如“/审批 查看 A-31”。',
    );
  });

  describe('with the number of a deal or a customer', () => {
    test.each(['/approval D-1005', '/审批 查看 D-1005', '审批 d1005', '/审批 C-1'])(
      '%s opens its approval',
      async (line) => {
        expect((await world.type('E003', line)).line).toContain('审批 A-1：合同审批 续约');
      },
    );

    test('does to the newest what is done to one by its own number', async () => {
      expect((await world.type('E002', '/审批 为什么 D-1005')).text).toBe(
        (await world.type('E002', '/审批 为什么 A-1')).text,
      );
      expect((await world.type('E003', '撤回审批 D-1001')).text).toContain('D-1001 没有审批');
    });

    test('says that there is none, or none to be seen', async () => {
      expect((await world.type('E003', '/审批 D-1001')).text).toBe(
        'D-1001 没有审批，或者你没有查看权限。查看 D-1001 本身，直接输入它的编号。',
      );
      for (const number of ['D-1005', 'D-9999', 'C-1', 'C-999'])
        expect((await world.type('E004', `/approval ${number}`)).text).toBe(
          `There is no approval of ${number} that you can see. To see ${number} itself, type its number alone.`,
        );
    });

    test('offers several, the newest first, with how each stands', async () => {
      const made = await world.type('E004', '/deal new "Northwind Example GmbH" 5000 ERP to be signed');
      const [deal = '', first = ''] = [/D-\d+/, /A-\d+/].map((one) => one.exec(made.text)?.[0] ?? '');
      expect((await world.type('E004', `/approval withdraw ${deal}`)).text).toBe(`You withdrew ${first}.`);
      const second =
        /A-\d+/.exec((await world.type('E004', `/deal stage ${deal} to be signed`)).text)?.[0] ?? '';
      const asked = await world.type('E004', `/approval ${deal}`);
      expect(asked.text).toContain(
        `${deal} has 2 approvals. Which one?\n${second}: This was already submitted on`,
      );
      expect(asked.text).toMatch(new RegExp(`\n${first}: Emma Clarke withdrew this on`));
      expect(asked.buttons).toEqual([`Open ${second}`, `Open ${first}`]);
      expect((await world.press('E004', asked, `Open ${first}`)).line).toContain(`Approval ${first}`);
    });
  });

  test('what is no number is said to be none, with how to see one and how to start one', async () => {
    expect((await world.type('E003', '/审批 随便看看')).text).toBe(
      '“随便看看”不是审批的编号。查看审批：“/审批 查看 A-31”；发起报销、请假等：“/审批 发起”。',
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
