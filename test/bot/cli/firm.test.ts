import { setFirm, setHeads } from '../../../bot/cli/firm.js';
import type { Database } from '../../../models/database.js';
import { insertDepartment } from '../../../models/department.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld } from '../../support/world.js';

describeOnEachDatabase('npm run firm', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  test('the administrator says who the firm is, and later adds its bank', async () => {
    await setFirm(database, ['legalName=Example Ltd', 'taxNumber=GB 123']);
    const firm = await setFirm(database, ['bank=Example Bank', 'payment=30 days']);

    expect(firm).toMatchObject({ legalName: 'Example Ltd', taxNumber: 'GB 123', bank: 'Example Bank' });
    expect(firm.terms.payment).toBe('30 days');
  });

  test('an empty value takes a setting away', async () => {
    await setFirm(database, ['legalName=Example Ltd', 'phone=020 0000']);

    expect(await setFirm(database, ['phone='])).toMatchObject({ legalName: 'Example Ltd', phone: null });
  });

  test('a misspelt name is refused with those that there are, and nothing is saved', async () => {
    await setFirm(database, ['legalName=Example Ltd']);

    await expect(setFirm(database, ['legalName=Other', 'taxnumber=1'])).rejects.toThrow(
      '"taxnumber=1" is not understood',
    );
    expect((await setFirm(database, [])).legalName).toBe('Example Ltd');
  });
});

describeOnEachDatabase('npm run firm -- head', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await openWorld(await open()));
  });

  const headOf = async (name: string, words: readonly string[] = []) =>
    (await setHeads(database, words)).find((one) => one.name === name)?.head;

  test('says who heads a department, and who does not any more', async () => {
    expect(await headOf('销售部')).toBe('李娜');
    expect(await headOf('销售部', ['销售部=E003'])).toBe('张伟');
    expect(await headOf('销售部', ['销售部='])).toBeNull();
  });

  test('whoever is not there is named, and nothing is changed', async () => {
    await expect(setHeads(database, ['法务部=E006', '法务部=E999'])).rejects.toThrow(
      'Nobody who works here has the staff number "E999".',
    );
    await expect(setHeads(database, ['火星部=E006'])).rejects.toThrow(
      'There is no department "火星部". Write department=staffNumber.',
    );
    await expect(setHeads(database, ['火星部=E006'])).rejects.toThrow('没有部门“火星部”');
    expect(await headOf('法务部')).toBe('陈静');
  });

  test('asks which one is meant where several are called the same', async () => {
    await database.transaction(async (tx) => {
      await insertDepartment(tx, '法务部', await insertDepartment(tx, '华东', null));
    });
    await expect(setHeads(database, ['法务部=E006'])).rejects.toThrow(
      'Several departments are called "法务部". Write which one: /法务部, 华东/法务部.',
    );
    const heads = await setHeads(database, ['华东/法务部=E006']);
    expect(heads.filter(({ name }) => name === '法务部').map(({ head }) => head)).toEqual(['陈静', '刘洋']);
  });
});
