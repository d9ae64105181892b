import { listContacts, listCustomersCalled, saveCustomer } from '../../../models/customer.js';
import type { Database } from '../../../models/database.js';
import { insertHistory } from '../../../models/history.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { countsOf, importedAt, importing, rowsOf } from '../../support/importing.js';

const file = `客户名称,客户编号,行业,税号,地址,负责人,联系人,职务,联系电话
上海云帆科技有限公司,K-1,软件,91310000DEMO00001X,上海市示例路 88 号,张伟,林晓,采购经理,13800000000
"Acme, Inc.",K-2,medical,,"1 Sample Street
Springfield",,,,
`;

const peopleFile = '姓名,工号\n张伟,E003\n';

/** As when somebody edits a customer in the chat. */
const editInChat = (database: Database, normalisedName: string, phone: string) =>
  database.transaction(async (tx) => {
    const [customer] = await listCustomersCalled(tx, normalisedName);
    if (!customer) throw new Error(`There is no customer ${normalisedName}.`);
    saveCustomer(tx, { ...customer, phone }, importedAt);
    insertHistory(tx, {
      ...{
        subjectKind: 'customer',
        subjectId: customer.id,
        happenedAt: importedAt,
        actorId: null,
        onBehalfOfId: null,
      },
      ...{ surface: 'slack', action: 'customer.edited', detail: {} },
    });
  });

describeOnEachDatabase('importing customers', (open) => {
  test('makes no customer of the title above the headings, nor of the sum below', async () => {
    const database = await open();
    const sheet = [
      '2026年客户清单,,',
      '单位：万元,,打印日期：2026-11-27',
      '',
      '客户名称,行业,累计成交',
      '上海云帆科技有限公司,软件,120',
      '合 计,,"1,200.50"',
      '总计,,',
    ].join('\n');

    const { told, notes, tally } = await importing(database, 'customers', sheet);

    expect(told).toEqual([]);
    expect(notes).toEqual(['2 × a row that adds up the others is left out']);
    expect(tally.counts).toMatchObject({ created: 1, skipped: 2 });
    expect(await rowsOf(database, 'SELECT name FROM customers')).toEqual([{ name: '上海云帆科技有限公司' }]);
  });

  test.each(['name,sector\nTotal,energy\n', 'name\nTotal\n'])(
    'a customer may be called Total',
    async (list) => {
      const database = await open();
      await importing(database, 'customers', list);
      expect(await rowsOf(database, 'SELECT name FROM customers')).toEqual([{ name: 'Total' }]);
    },
  );

  test('a number of which Excel has lost the end is handed back', async () => {
    const database = await open();
    const { told } = await importing(database, 'customers', '客户名称,联系人,手机\n云帆,林晓,1.38001E+10\n');
    expect(told).toEqual([
      'line 2 failed: Contact phone was shortened by Excel, and its last digits are lost: "1.38001E+10" → Format the column as text where the file comes from, and write the whole number',
    ]);
  });

  test('makes each with its owner and contact', async () => {
    const database = await open();
    await importing(database, 'people', peopleFile);

    const { told, tally } = await importing(database, 'customers', file);

    expect(told).toEqual([]);
    expect(tally.counts.created).toBe(2);
    const [yunfan, acme] = await database.read(async (tx) => [
      (await listCustomersCalled(tx, '上海云帆科技'))[0],
      (await listCustomersCalled(tx, 'acme'))[0],
    ]);
    expect(yunfan).toMatchObject({
      ...{
        name: '上海云帆科技有限公司',
        externalId: 'K-1',
        category: '软件',
        taxNumber: '91310000DEMO00001X',
      },
      ...{ address: '上海市示例路 88 号', ownerId: expect.any(Number), createdAt: importedAt },
    });
    expect(acme).toMatchObject({
      name: 'Acme, Inc.',
      address: '1 Sample Street\nSpringfield',
      ownerId: null,
    });
    expect(await database.read((tx) => listContacts(tx, yunfan?.id ?? 0))).toMatchObject([
      { name: '林晓', phone: '13800000000' },
    ]);
    expect(
      await rowsOf(database, `SELECT action, surface FROM history WHERE subjectKind = 'customer'`),
    ).toEqual(Array.from({ length: 2 }, () => ({ action: 'record.imported', surface: 'import' })));
  });

  test('twice changes nothing, also for a customer who is written in another way', async () => {
    const database = await open();
    await importing(database, 'people', peopleFile);
    await importing(database, 'customers', file);

    expect(countsOf(await importing(database, 'customers', file))).toMatchObject({ unchanged: 2 });
    const renamed = await importing(database, 'customers', 'company,category\nACME Corporation,medical\n');
    expect(countsOf(renamed)).toMatchObject({ updated: 1, created: 0 });
    expect(await rowsOf(database, 'SELECT COUNT(*) AS count FROM customers')).toEqual([{ count: 2 }]);
  });

  test('a blank cell takes nothing away', async () => {
    const database = await open();
    await importing(database, 'customers', 'name,sector\nAcme,medical\n');

    expect(countsOf(await importing(database, 'customers', 'name,sector\nAcme,\n'))).toMatchObject({
      unchanged: 1,
    });
  });

  test('what somebody changed in the chat stays, and only what is empty is filled in', async () => {
    const database = await open();
    await importing(database, 'customers', 'name,phone\nAcme,100\nBetatech,200\n');
    await editInChat(database, 'acme', '111');
    await editInChat(database, 'betatech', '222');

    const { told, tally } = await importing(
      database,
      'customers',
      'name,phone,sector\nAcme,100,\nBetatech,200,medical\n',
    );

    expect(tally.counts).toMatchObject({ skipped: 1, updated: 1 });
    expect(told).toEqual([
      'line 2 skipped: Somebody has changed C-1 in Dealdesk → It stays as they made it; change it in Dealdesk where the file is right',
    ]);
    expect(await rowsOf(database, 'SELECT name, phone, category FROM customers ORDER BY id')).toEqual([
      { name: 'Acme', phone: '111', category: null },
      { name: 'Betatech', phone: '222', category: 'medical' },
    ]);
  });

  test('two customers of one name are two if their numbers say so', async () => {
    const database = await open();
    const branches = 'name,number\nAcme,1\nAcme,2\nAcme,\n';

    const { told, tally } = await importing(database, 'customers', branches);

    expect(tally.counts).toMatchObject({ created: 2, skipped: 1 });
    expect(told).toEqual([
      'line 4 skipped: Line 2 is the same record → Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
    ]);
    expect(countsOf(await importing(database, 'customers', branches))).toMatchObject({
      unchanged: 2,
      skipped: 1,
    });
  });

  test('a customer without a number gets one number, not two', async () => {
    const database = await open();
    await importing(database, 'customers', 'name\nAcme\n');
    const branches = 'name,number\nAcme,1\nAcme,2\n';

    expect(countsOf(await importing(database, 'customers', branches))).toMatchObject({
      updated: 1,
      created: 1,
    });
    expect(countsOf(await importing(database, 'customers', branches))).toMatchObject({ unchanged: 2 });
  });

  test('numbers that differ only in case are two numbers', async () => {
    const database = await open();

    expect(
      countsOf(await importing(database, 'customers', 'name,number\nAcme,0015aB\nBetatech,0015Ab\n')),
    ).toMatchObject({
      created: 2,
    });
  });

  test('tells what is wrong with a row', async () => {
    const database = await open();
    await importing(database, 'people', peopleFile);

    const { told } = await importing(
      database,
      'customers',
      `客户,行业,负责人\n,软件,\n云帆,${'长'.repeat(61)},\n星桥,,张玮\n青禾,,张伟伟\n`,
    );

    expect(told).toEqual([
      'line 2 failed: Name is missing → Fill it in',
      'line 3 failed: Category has 61 characters; 60 is the most → Shorten it',
      'line 4 failed: Owner: nobody is called "张玮" → Import the people first, or correct the name',
      'line 5 failed: Owner: nobody is called "张伟伟". Is it "张伟"? → Correct the name; or import that person first, if it is another',
    ]);
  });
});
