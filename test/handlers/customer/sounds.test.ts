import {
  customersByContactSounding,
  customersHeard,
  customersSounding,
  soundingLike,
} from '../../../handlers/customer/sounds.js';
import { listCustomerIds } from '../../../models/customer.js';
import { soundsAs } from '../../../models/customer-sound.js';
import type { Condition } from '../../../models/database/condition.js';
import type { Tx } from '../../../models/database/tx.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hearing } from '../../support/hearing.js';
import { planOf, readingsOf } from '../../support/plan.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a customer is known by how it sounds', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/customer new 无锡太湖渔具 联系人=张伟');
    await hearing(world.database);
    await world.type('E003', '/customer new 重庆长乐银杏酒店');
  });

  const names = () => world.rows<{ name: string }>('SELECT name FROM customers ORDER BY id');

  test.each([
    '/customer find yunfan',
    '/customer yunfankeji',
    '/customer Yun Fan',
    '/customer shanghai yunfan',
    '/customer yfkj',
    '/customer SHYF',
    '/customer 云凡',
    '/customer 上海云凡科技有限公司',
    '客户 yunfan',
  ])('%s shows it', async (line) => {
    const found = await world.type('E003', line);
    expect(found.text).toContain(yunfan);
    expect(found.text).toMatch(/^查找“.+”，只有这一个。/);
  });

  test.each([
    ['chongqing', '重庆长乐'],
    ['changle', '重庆长乐'],
    ['cqcl', '重庆长乐'],
    ['清和食品', '杭州青禾'],
    ['xingqiao', '深圳星桥'],
  ])('%s finds %s', async (search, name) => {
    expect((await world.type('E003', `/customer find ${search}`)).text).toContain(name);
  });

  test.each(['zhangwei', 'zhang wei', 'Zhang', '章伟'])(
    '%s finds the one whose contact is 张伟',
    async (search) => {
      expect((await world.type('E003', `/customer find ${search}`)).text).toContain('无锡太湖渔具');
    },
  );

  test('by its contact of now, not of before', async () => {
    const form = await world.press('E003', await world.type('E003', '/customer zhengkai'), '编辑');
    await world.submit('E003', form, { 联系人: '吕岩' });
    await hearing(world.database);
    expect((await world.type('E003', '/customer lvyan')).text).toContain('深圳星桥');
    expect((await world.type('E003', '/customer find zhengkai')).text).toContain('没有找到');
  });

  test.each(['yunfang', 'fankeji', 'kj', 'y', '匀', 'beijingyunfan', 'S-1'])(
    '%s finds nothing',
    async (search) => {
      expect((await world.type('E003', `/customer find ${search}`)).text).toContain('没有找到');
    },
  );

  test.each(['上海云凡科技有限公司', '云凡科技', '云凡（上海）科技有限公司', 'Yunfan Keji'])(
    'a new customer %s may be the same, and is made when it is not',
    async (name) => {
      const before = await names();
      const asked = await world.type('E003', `/customer new ${name}`);
      expect(asked.text).toContain('已有相近的客户');
      expect(asked.buttons.join()).toContain(`C-1 ${yunfan}`);
      expect(await names()).toEqual(before);
    },
  );

  test.each(['北京清和食品有限公司', '云方科技'])('%s is another customer', async (name) => {
    expect((await world.type('E003', `/customer new ${name}`)).text).toContain('已新建客户');
  });

  test.each(['云凡科技', 'yunfan', 'yfkj', '云凡'])(
    'of a new deal with %s is asked whether it is that one, and nothing is made',
    async (name) => {
      const before = await names();
      const asked = await world.type('E003', `/deal new ${name} 30万 试用`);
      expect(asked.text).toContain(`没有叫“${name}”的客户`);
      expect(asked.buttons.join()).toContain(`C-1 ${yunfan}`);
      expect(await names()).toEqual(before);
      expect((await world.press('E003', asked, '用 C-1')).text).toContain('已创建商机');
    },
  );

  test('its deals are listed by it, as far as one may see them', async () => {
    const list = await world.type('E003', '/deal list qinghe');
    expect(list.text).toContain('D-1002');
    expect((await world.type('E004', '/deal list qinghe')).text).not.toContain('D-1002');
  });

  test('two that sound the same are perhaps the same', async () => {
    const asked = await world.type('E003', '/customer new 星乔物流');
    const made = await world.press('E003', asked, '都不是，仍然新建');
    expect(made.text).toMatch(/疑似重复\s+C-3 深圳星桥物流有限公司/);
    expect((await world.type('E003', '/customer C-3')).text).toMatch(/疑似重复\s+C-\d+ 星乔物流/);
  });

  test('from an index, however many there are', async () => {
    const asked: [string, readonly (string | number)[]][] = [];
    const { database } = world;
    const watching = (tx: Tx) =>
      ({
        column: (sql: string, values: (string | number)[] = []) => {
          asked.push([sql, values]);
          return tx.column(sql, values);
        },
      }) as unknown as Tx;
    const listed = (where: Condition) => (tx: Tx) => listCustomerIds(tx, where);
    for (const search of [
      (tx: Tx) => customersSounding(tx, 'yunfan'),
      (tx: Tx) => customersHeard(tx, 'yfkj'),
      (tx: Tx) => customersByContactSounding(tx, 'zhangwei'),
      listed(soundingLike('云凡科技')),
      listed(soundsAs(1)),
    ])
      await database.read((tx) => search(watching(tx)));
    expect(asked).toHaveLength(6);
    for (const [sql, values] of asked) {
      const plan = await planOf(database, sql, values);
      for (const table of ['customer', 'contact'])
        expect(readingsOf(plan, table).join()).not.toMatch(/ALL|SCAN/);
    }
  });
});
