import { toLook } from '../../../bot/miniapp/asking.js';
import { suggestionsIn } from '../../../bot/suggestions.js';
import { suggestCustomers } from '../../../handlers/customer/suggest.js';
import { normaliseName } from '../../../handlers/input/name.js';
import type { Context } from '../../../handlers/useCase.js';
import { insertCustomer, type NewCustomer } from '../../../models/customer.js';
import type { Tx } from '../../../models/database/tx.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { planOf, readingsOf } from '../../support/plan.js';
import { openWorld, type World } from '../../support/world.js';

const nothingElse: Omit<NewCustomer, 'name' | 'normalisedName'> = {
  ...{ category: null, taxNumber: null, address: null, phone: null, ownerId: null, externalId: null },
  ...{ createdAt: new Date(), updatedAt: new Date() },
};

describeOnEachDatabase('while somebody types in a form, of the customers', (open) => {
  let world: World;
  const there = (names: readonly string[]): Promise<number[]> =>
    world.database.transaction((tx) =>
      Promise.all(
        names.map((name) =>
          insertCustomer(tx, { ...nothingElse, name, normalisedName: normaliseName(name) }),
        ),
      ),
    );

  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/客户 新建 南京紫金印务 电话="+86 25 5555 1234" 联系人="Lily Wang" 类别=印刷');
    await world.type('E003', '/客户 新建 紫金山酒店');
    await there(Array.from({ length: 9 }, (_, index) => `长沙第${index + 1}机械厂`));
  });

  const offered = async (text: string, person = 'E004') =>
    suggestionsIn(
      await world.handle(
        toLook(
          { platform: world.chat.name, workspaceId: '', userId: person },
          { do: 'customer.suggest', input: { text } },
        ),
      ),
    );
  const named = async (text: string) => (await offered(text)).map(({ name }) => name);

  test.each([
    ['南京紫', ['南京紫金印务']],
    ['紫金', ['紫金山酒店', '南京紫金印务']],
    ['金印', ['南京紫金印务']],
    ['C-5', ['南京紫金印务']],
    ['c6', ['紫金山酒店']],
    [
      '1',
      [
        '上海云帆科技有限公司',
        '长沙第4机械厂',
        '长沙第5机械厂',
        '长沙第6机械厂',
        '长沙第7机械厂',
        '长沙第8机械厂',
        '长沙第9机械厂',
        '长沙第1机械厂',
      ],
    ],
    ['lily', ['南京紫金印务']],
    ['025 5555', ['南京紫金印务']],
    ['上海云帆科技有限', ['上海云帆科技有限公司']],
    ['没有的', []],
    ['（', []],
    ['  ', []],
  ])('“%s” offers those that begin so before those that a search finds', async (text, names) => {
    expect(await named(text)).toEqual(names);
  });

  test('no more than one takes in at a glance', async () => {
    expect(await named('机械')).toHaveLength(8);
  });

  test('each is offered with its number and what it does, and stands in the field by its name', async () => {
    expect(await offered('南京')).toEqual([
      { name: '南京紫金印务', details: ['C-5', '印刷'], value: '南京紫金印务' },
    ]);
  });

  test('two of one name, and one whose name is longer than a field, stand there by their numbers', async () => {
    const [one, other] = await there(['武汉楚天', '武汉楚天']);
    expect((await offered('武汉')).map(({ value }) => value)).toEqual([`C-${one}`, `C-${other}`]);
    const [long] = await there([`青岛${'很长'.repeat(60)}`]);
    expect((await offered('青岛')).map(({ value }) => value)).toEqual([`C-${long}`]);
  });

  test('one that has become a part of another is offered as that', async () => {
    await world.type('E003', '/客户 新建 成都天府');
    const [made] = await world.rows<{ id: number }>("SELECT id FROM customers WHERE name = '成都天府'");
    await world.submit('E003', await world.type('E003', `/客户 合并 C-${made?.id} 到 C-5`));
    expect(await named('成都天')).toEqual(['南京紫金印务']);
    expect(await named(`C-${made?.id}`)).toEqual(['南京紫金印务']);
  });

  test('whichever is chosen is the one that the form is about', async () => {
    const [one = 0] = await there(['苏州同名', '苏州同名']);
    const [{ value } = { value: '' }] = await offered('苏州');
    const form = await world.ask('E003', { kind: 'press', do: 'deal.newForm', input: {} });
    await world.submit('E003', form, { 客户: value, 金额: '2万', 标题: '同名' });
    expect((await world.type('E003', `/customer C-${one}`)).text).toContain('商机（1）');
  });

  test('whichever is chosen to be merged with is not asked about among all that are called so in part', async () => {
    const [bank] = await there([
      '中央银行',
      ...Array.from({ length: 7 }, (_, index) => `中央银行第${index}支行`),
    ]);
    const [{ value } = { value: '' }] = await offered('中央');
    expect(value).toBe('中央银行');
    const form = await world.ask('E003', { kind: 'press', do: 'customer.mergeWithForm', input: { id: 5 } });
    const asked = await world.submit('E003', form, { 另一个客户: value });
    expect(asked.buttons).toEqual([`与 C-${bank} 中央银行 合并`]);
  });

  test('by names and numbers from their indexes, however many there are', async () => {
    const asked: [string, readonly (string | number)[]][] = [];
    const { database } = world;
    await database.read(async (tx) => {
      const rows: Tx['rows'] = (sql, values = []) => {
        asked.push([sql, values as string[]]);
        return tx.rows(sql, values);
      };
      const nothing = async () => [];
      const watched = { rows, column: nothing, lookUp: nothing, lookUpBy: nothing } as unknown as Tx;
      await suggestCustomers.run({ tx: watched } as Context, { text: 'C-1' });
    });
    const quick = asked.filter(([sql]) => sql.includes('LIMIT ? OFFSET'));
    expect(quick).toHaveLength(3);
    for (const [sql, values] of quick) {
      const readings = readingsOf(await planOf(database, sql, values), 'customers');
      expect(readings.join()).not.toMatch(/ALL|SCAN/);
    }
  });
});
