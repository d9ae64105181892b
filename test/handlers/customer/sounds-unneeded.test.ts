import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

jest.mock('pinyin-pro', () => {
  throw new Error('The dictionary was loaded.');
});

describeOnEachDatabase('no dictionary is loaded', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.database.transaction(async (tx) =>
      tx.insert('customer_sounds', { customerId: 2, sound: 'qingheshipin', initials: 'qhsp' }),
    );
  });

  test.each([
    ['/deal new 上海云帆科技有限公司 5万 试用', '已创建商机'],
    ['/deal new Acme 5万 试用', '没有叫“Acme”的客户'],
    ['/customer new Acme', '已新建客户'],
    ['/customer 青禾', '杭州青禾食品'],
    ['/customer qinghe', '杭州青禾食品'],
    ['/customer qhsp', '杭州青禾食品'],
    ['/customer Nobody', '没有找到'],
    ['/customer of 李娜', '李娜 的客户'],
    ['/customer of Emma', 'Emma Clarke 的客户'],
    ['/deal list 张伟', 'D-1001'],
    ['/deal list 没有的东西', '没有这样的商机'],
  ])('for %s', async (line, says) => {
    expect((await world.type('E003', line)).text).toContain(says);
  });

  test('but where a Chinese name is new', async () => {
    await expect(world.type('E003', '/customer new 成都锦江茶业')).resolves.toMatchObject({
      text: expect.stringContaining('出错'),
    });
    expect(JSON.stringify(world.bugs.splice(0))).toContain('The dictionary was loaded.');
  });
});
