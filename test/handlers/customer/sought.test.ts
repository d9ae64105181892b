import { customersKnownBy, customersSought, phonesBeginning } from '../../../handlers/customer/sought.js';
import type { Tx } from '../../../models/database/tx.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { planOf, readingsOf } from '../../support/plan.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('a customer is sought', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type(
      'E003',
      '/客户 新建 南京紫金印务 电话="+86 25 5555 1234" 联系人="Lily Wang" 联系人电话=138-0013-8000',
    );
    await world.type('E003', '/客户 新建 武汉楚天印务 联系人=张三 联系人邮箱=San.Zhang@chutian.example');
    for (let count = 0; count < 6; count += 1) await world.type('E003', `/客户 新建 长沙第${count + 1}印务`);
  });

  const found = async (search: string) =>
    (await world.database.read((tx) => customersSought(tx, search))).map((id) => `C-${id}`);

  test.each([
    ['C-1', ['C-1', 'C-12', 'C-11', 'C-10']],
    ['c1', ['C-1', 'C-12', 'C-11', 'C-10']],
    ['1', ['C-1', 'C-12', 'C-11', 'C-10', 'C-7']],
    ['10', ['C-10']],
    ['D-1', []],
    ['lily', ['C-5']],
    ['张三', ['C-6']],
    ['san.zhang@', ['C-6']],
    ['SAN.ZHANG@CHUTIAN.EXAMPLE', ['C-6']],
    ['13800138000', ['C-5']],
    ['138 0013', ['C-5']],
    ['+86 138-0013-8000', ['C-5']],
    ['＋８６ １３８', ['C-5']],
    ['8613800138000', ['C-5']],
    ['0086 138', ['C-5']],
    ['025-5555', ['C-5']],
    ['+86 25 5555', ['C-5']],
    ['(025) 5555 1234', ['C-5']],
    ['021 0000', ['C-1']],
    ['+49 40', ['C-4']],
    ['139', []],
    ['%', []],
    ['南京紫金印务有限', []],
    ['云帆科技有限', ['C-1']],
  ])('by %s', async (search, numbers) => {
    expect(await found(search)).toEqual(numbers);
  });

  test('and its deals with it, each by who may see them', async () => {
    await world.type('E003', '/deal new 南京紫金印务 2万 印刷机');
    const list = (person: string, search: string) => world.type(person, `/deal list team ${search}`);
    for (const search of ['C-5', '138 0013', 'lily wang'])
      expect((await list('E003', search)).text).toContain('印刷机');
    expect((await list('E002', '138 0013')).text).toContain('印刷机');
    expect((await list('E004', '138 0013')).text).not.toContain('印刷机');
  });

  test('by what its contact is called now, not before', async () => {
    const form = await world.press('E003', await world.type('E003', '/customer C-6'), '编辑');
    await world.submit('E003', form, { 联系人: '李四', 联系人电话: '139 1111 2222' });
    expect(await found('张三')).toEqual([]);
    expect(await found('李四')).toEqual(['C-6']);
    expect(await found('139 1111')).toEqual(['C-6']);
  });

  test('by phones and contacts from their indexes, however many there are', async () => {
    const asked: [string, readonly (string | number)[]][] = [];
    const { database } = world;
    await database.read((tx) => {
      const column: Tx['column'] = (sql, values = []) => {
        asked.push([sql, values as string[]]);
        return tx.column(sql, values);
      };
      return customersKnownBy({ column, dialect: tx.dialect } as Tx, '138 0013');
    });
    const quick = asked.filter(([sql]) => !sql.includes('LIKE'));
    expect(quick).toHaveLength(12);
    for (const [sql, values] of quick) {
      const plan = await planOf(database, sql, values);
      const readings = readingsOf(
        plan,
        sql.includes('contacts') && database.dialect === 'mysql' ? 'k' : 'customers',
      );
      expect(readings.join()).not.toMatch(/ALL|SCAN/);
    }
  });
});

test('a phone is looked for as it may be written, and nothing else is a phone', () => {
  expect(phonesBeginning('+86 21 5555')).toEqual([
    '86215555',
    '215555',
    '0215555',
    '860215555',
    '0086215555',
  ]);
  for (const search of ['12', 'D-138', '云帆', '138 or so', '']) expect(phonesBeginning(search)).toEqual([]);
});
