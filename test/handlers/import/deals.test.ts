import { say } from '../../../cards/say.js';
import { timelineEntry } from '../../../handlers/history.js';
import type { Database } from '../../../models/database.js';
import { type Deal, findDeal, saveDeal } from '../../../models/deal.js';
import { insertHistory, listHistory } from '../../../models/history.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hearing } from '../../support/hearing.js';
import { countsOf, importedAt, importing, type Options, rowsOf } from '../../support/importing.js';

const reader = { locale: 'en', timeZone: 'Asia/Shanghai', link: (path: string) => path } as const;
const headings = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value';

/** Two sellers, two products in dollars, three customers. */
async function firm(database: Database) {
  await importing(database, 'people', 'name,id,manager\nAnn Lee,E1,\nBo Hart,E2,Ann Lee\n');
  await importing(database, 'products', 'product,sales_price\nGTX Pro,4821\nMG Special,55\n', {
    sets: new Map([['currency', 'USD']]),
  });
  await importing(database, 'customers', 'account,number\nAcme Corporation,K1\nBetatech,K2\nInitech,K3\n');
}

const importDeals = (database: Database, rows: string, options?: Options) =>
  importing(database, 'deals', `${headings}\n${rows}\n`, options);

const dealRows = (database: Database) =>
  rowsOf<Record<string, unknown>>(
    database,
    `SELECT d.externalId, d.title, c.name AS customer, e.name AS owner, d.stage, d.amountCents, d.currency
     FROM deals d JOIN employees e ON e.id = d.ownerId LEFT JOIN customers c ON c.id = d.customerId ORDER BY d.id`,
  );

const allDeals = async (database: Database): Promise<readonly Deal[]> => {
  const found = await database.read(async (tx) => {
    const ids = await tx.column<number>('SELECT id FROM deals ORDER BY id');
    return Promise.all(ids.map((id) => findDeal(tx, id)));
  });
  return found.filter((deal) => deal !== undefined);
};

const theDeal = async (database: Database): Promise<Deal> => {
  const deal = (await allDeals(database)).at(-1);
  if (!deal) throw new Error('There is no deal.');
  return deal;
};

const timelineOf = async (database: Database, { id }: Deal) => {
  const rows = await database.read((tx) => listHistory(tx, 'deal', id, 10));
  return rows.map((row) => say(timelineEntry(row).what, reader));
};

describeOnEachDatabase('importing deals', (open) => {
  test('puts each into its stage, with what it is worth and when it began and ended', async () => {
    const database = await open();
    await firm(database);

    const { told, notes, tally } = await importDeals(
      database,
      [
        'O1,Bo Hart,GTX Pro,Betatech,Won,10/20/2016,3/1/2017,4514.50',
        'O2,Bo Hart,MG Special,Betatech,Lost,10/21/2016,3/2/2017,0',
        'O3,Ann Lee,GTXPro,,Engaging,11/1/2016,,',
        'O4,E1,MG Special,K3,Prospecting,,,',
      ].join('\n'),
    );

    expect(told).toEqual([]);
    expect(tally.counts).toEqual({ created: 4, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
    expect(await dealRows(database)).toEqual([
      {
        ...{ externalId: 'O1', title: 'GTX Pro', customer: 'Betatech', owner: 'Bo Hart' },
        ...{ stage: 'signed', amountCents: 4514_50, currency: 'USD' },
      },
      {
        ...{ externalId: 'O2', title: 'MG Special', customer: 'Betatech', owner: 'Bo Hart' },
        ...{ stage: 'lost', amountCents: 55_00, currency: 'USD' },
      },
      {
        ...{ externalId: 'O3', title: 'GTX Pro', customer: null, owner: 'Ann Lee' },
        ...{ stage: 'proposal', amountCents: 4821_00, currency: 'USD' },
      },
      {
        ...{ externalId: 'O4', title: 'MG Special', customer: 'Initech', owner: 'Ann Lee' },
        ...{ stage: 'lead', amountCents: 55_00, currency: 'USD' },
      },
    ]);
    expect([...notes].sort()).toEqual([
      '1 × Product "GTXPro" was understood as "GTX Pro"',
      '1 × lost with 0, which is what came in: the list price of the product stands for what was lost',
      '1 × no customer is given: add it later',
      '2 × no amount is given: the list price of the product stands for it',
    ]);
    const [won, , engaging, lead] = await allDeals(database);
    const noon = (day: string) => new Date(`${day}T12:00:00Z`);
    expect(won).toMatchObject({
      ...{ createdAt: noon('2016-10-20'), closedAt: noon('2017-03-01'), stageChangedAt: noon('2017-03-01') },
      ...{ expectedClose: null, updatedAt: importedAt },
    });
    expect(engaging).toMatchObject({
      createdAt: noon('2016-11-01'),
      stageChangedAt: noon('2016-11-01'),
      closedAt: null,
    });
    expect(lead).toMatchObject({ createdAt: importedAt, stageChangedAt: importedAt });
  });

  test('gives each one line that adds up to its amount, and no card', async () => {
    const database = await open();
    await firm(database);

    await importDeals(
      database,
      'O1,Bo Hart,GTX Pro,Betatech,Won,10/20/2016,3/1/2017,4514.50\nO2,Bo Hart,,,Won,,3/20/2017,7',
    );

    expect(
      await rowsOf(
        database,
        'SELECT position, name, quantityMilli, unitPriceCents, discountBp, taxBp, totalCents FROM deal_lines',
      ),
    ).toEqual([
      {
        ...{ position: 1, name: 'GTX Pro', quantityMilli: 1000, unitPriceCents: 4514_50 },
        ...{ discountBp: 0, taxBp: 0, totalCents: 4514_50 },
      },
    ]);
    expect(await rowsOf(database, 'SELECT id FROM shown_cards')).toEqual([]);
  });

  test('leaves a trace that says where an estimated amount comes from', async () => {
    const database = await open();
    await firm(database);

    await importDeals(database, 'O1,Bo Hart,GTXPro,Betatech,Engaging,10/20/2016,,');

    const deal = await theDeal(database);
    expect(await timelineOf(database, deal)).toEqual([
      'imported it from a file: its amount is the list price of its product, as the file has none',
    ]);
    const [entry] = await database.read((tx) => listHistory(tx, 'deal', deal.id, 1));
    expect(entry).toMatchObject({
      ...{ action: 'record.imported', surface: 'import', actorId: null, happenedAt: importedAt },
      detail: { after: { file: 'deals.csv', line: 2, asWritten: { product: 'GTXPro' } } },
    });
  });

  test('twice changes nothing; a newer export moves what has moved', async () => {
    const database = await open();
    await firm(database);
    const old =
      'O1,Bo Hart,GTX Pro,,Prospecting,,,\nO2,Bo Hart,MG Special,Initech,Won,10/20/2016,3/1/2017,50';
    await importDeals(database, old);

    expect(countsOf(await importDeals(database, old))).toMatchObject({ unchanged: 2, created: 0 });
    const newer = old.replace(
      'O1,Bo Hart,GTX Pro,,Prospecting,,,',
      'O1,Bo Hart,MG Special,Acme,Won,1/13/2017,2/1/2017,60',
    );
    expect(countsOf(await importDeals(database, newer))).toMatchObject({ unchanged: 1, updated: 1 });
    expect((await dealRows(database))[0]).toMatchObject({
      customer: 'Acme Corporation',
      stage: 'signed',
      amountCents: 60_00,
    });
    expect(await rowsOf(database, 'SELECT name, totalCents FROM deal_lines ORDER BY dealId')).toEqual([
      { name: 'MG Special', totalCents: 60_00 },
      { name: 'MG Special', totalCents: 50_00 },
    ]);
    const again = newer.replace('Won,1/13/2017,2/1/2017,60', 'Engaging,1/13/2017,,60');
    expect(countsOf(await importDeals(database, again))).toMatchObject({ unchanged: 1, updated: 1 });
    expect((await rowsOf<Deal>(database, 'SELECT stage, closedAt FROM deals ORDER BY id'))[0]).toEqual({
      stage: 'proposal',
      closedAt: null,
    });
    expect(countsOf(await importDeals(database, again))).toMatchObject({ unchanged: 2 });
  });

  test('a deal that somebody has worked on stays as they made it', async () => {
    const database = await open();
    await firm(database);
    await importDeals(database, 'O1,Bo Hart,GTX Pro,Initech,Engaging,10/20/2016,,');
    const deal = await theDeal(database);
    await database.transaction(async (tx) => {
      saveDeal(tx, { ...deal, stage: 'negotiation', amountCents: 4000_00 }, importedAt);
      insertHistory(tx, {
        ...{
          subjectKind: 'deal',
          subjectId: deal.id,
          happenedAt: importedAt,
          actorId: null,
          onBehalfOfId: null,
        },
        ...{ surface: 'slack', action: 'deal.moved', detail: {} },
      });
    });

    const { told, tally } = await importDeals(database, 'O1,Bo Hart,GTX Pro,Initech,Engaging,10/20/2016,,');

    expect(tally.counts).toMatchObject({ skipped: 1, updated: 0 });
    expect(told).toEqual([
      `line 2 skipped: Somebody has changed D-${deal.id} in Dealdesk → It stays as they made it; change it in Dealdesk where the file is right`,
    ]);
    expect(await theDeal(database)).toMatchObject({ stage: 'negotiation', amountCents: 4000_00 });
  });

  test('understands Chinese files, and asks for no signature that nobody was asked for', async () => {
    const database = await open();
    await firm(database);

    const { told, notes } = await importing(
      database,
      'deals',
      [
        '商机编号,商机名称,客户,负责人,阶段,合同金额（万元）,币种,创建日期,签约日期,预计签约日,输单原因',
        'S1,ERP 升级,Betatech,Bo Hart,待签约,12.5,,2026/3/1,,2026年12月31日,',
        'S2,,Betatech,Bo Hart,丢单,3,USD,2026/3/1,2026/4/1,,价格太高',
        'S3,,,Bo Hart,线索,,,,2026/9/1,,',
      ].join('\n'),
    );

    expect(told).toEqual([]);
    expect([...notes].sort()).toEqual([
      '1 × To be signed needs an approved contract, so it is imported as Negotiation',
      '1 × no amount is given and no product to estimate it by: 0',
      '1 × no customer is given: add it later',
      '2 × no currency is given: taken as CNY; for another, say --set currency=USD',
    ]);
    expect(
      await rowsOf(
        database,
        'SELECT title, stage, amountCents, currency, expectedClose, closedReason FROM deals ORDER BY id',
      ),
    ).toEqual([
      {
        ...{ title: 'ERP 升级', stage: 'negotiation', amountCents: 125_000_00, currency: 'CNY' },
        ...{ expectedClose: '2026-12-31', closedReason: null },
      },
      {
        ...{ title: 'Betatech', stage: 'lost', amountCents: 30_000_00, currency: 'USD' },
        ...{ expectedClose: null, closedReason: '价格太高' },
      },
      {
        ...{ title: 'S3', stage: 'lead', amountCents: 0, currency: 'CNY' },
        ...{ expectedClose: '2026-09-01', closedReason: null },
      },
    ]);
  });

  test('tells what is wrong with a row, all of it', async () => {
    const database = await open();
    await firm(database);
    await importing(database, 'customers', 'account,number\nGlobex North,K8\nGlobex South,K9\n');

    const { told, tally } = await importDeals(
      database,
      [
        'O1,Bo Heart,GTX Ultra,Nobody Inc,Dreaming,13/13/2016,,lots',
        ',Bo Hart,GTX Pro,,Engaging,10/20/2016,,',
        'O3,Bo Hart,GTX Pro,Initech,Won,10/20/2016,,500',
        'O4,Bo Hart,GTX Pro,Globex,Engaging,10/20/2016,,¥500',
        'O5,Bo Hart,GTX Pro,Intech,Engaging,10/20/2016,,500',
        'O5,Bo Hart,GTX Pro,Initech,Engaging,10/20/2016,,600',
      ].join('\n'),
      { dates: 'mdy' },
    );

    expect(told).toEqual([
      [
        'line 2 failed: Owner: nobody is called "Bo Heart". Is it "Bo Hart"? → Correct the name; or import that person first, if it is another',
        'line 2 failed: There is no product "GTX Ultra" → Import the products first, or correct the name',
        'line 2 failed: There is no customer "Nobody Inc" → Import the customers first, or correct the name',
        'line 2 failed: There is no stage "Dreaming" → Write one of: lead, proposal, negotiation, to be signed, signed, lost',
        'line 2 failed: Started is not a date: "13/13/2016" → Write it like 2026-12-31',
        'line 2 failed: Amount cannot be read: "lots" → Write it like 20000 or 20,000.50, not below zero',
      ].join(' | '),
      'line 3 failed: Number is missing → Fill it in',
      'line 4 failed: The deal is over, but has no Closed date → Fill it in',
      'line 5 failed: There is no customer "Globex" → Import the customers first, or correct the name',
      'line 7 skipped: Line 6 is the same record → Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
    ]);
    expect(tally.counts).toEqual({ created: 1, updated: 0, unchanged: 0, skipped: 1, failed: 4 });
    expect((await dealRows(database))[0]).toMatchObject({
      externalId: 'O5',
      customer: 'Initech',
      amountCents: 500_00,
    });
  });

  test('a customer of the same sound is asked about and not taken', async () => {
    const database = await open();
    await firm(database);
    await importing(database, 'customers', 'account\n上海云帆科技有限公司\n');
    await hearing(database);
    const { told } = await importDeals(database, 'O1,Bo Hart,GTX Pro,云凡科技,Engaging,10/20/2016,,500', {
      dates: 'mdy',
    });
    expect(told).toEqual([
      'line 2 failed: There is no customer "云凡科技". Is it "上海云帆科技有限公司"? → Correct the name; or import that customer first, if it is another',
    ]);
  });

  test('a day that Excel saved as a number is told as that, with how to save it as a day', async () => {
    const database = await open();
    await firm(database);
    const { told } = await importDeals(database, 'O1,Bo Hart,GTX Pro,Initech,Engaging,42795,,500');
    expect(told).toEqual([
      'line 2 failed: Started is no date but the number by which Excel counts it: "42795" → Format the column as dates in Excel, and save it as CSV again',
    ]);
  });

  test('a list price in another currency does not stand for an amount', async () => {
    const database = await open();
    await firm(database);

    const { told } = await importDeals(database, 'O1,Bo Hart,GTX Pro,,Engaging,10/20/2016,,', {
      sets: new Map([['currency', 'CNY']]),
    });

    expect(told).toEqual([
      'line 2 failed: It has no amount, and the list price of "GTX Pro" is USD 4,821.00, not CNY → Fill in the amount, or import the products again in the right currency',
    ]);
  });

  test('a preview says the same and writes nothing', async () => {
    const database = await open();
    await firm(database);

    const preview = await importDeals(database, 'O1,Bo Hart,GTX Pro,,Engaging,10/20/2016,,', {
      mode: 'preview',
    });

    expect(preview.tally.counts.created).toBe(1);
    expect(await dealRows(database)).toEqual([]);
  });

  test('an import that broke off is run again from the beginning, and nothing is doubled', async () => {
    const database = await open();
    await firm(database);
    const rows = Array.from(
      { length: 1_200 },
      (_, index) => `O${index},Bo Hart,GTX Pro,Initech,Won,10/20/2016,3/1/2017,${index + 1}`,
    );
    const breakOff = () => {
      throw new Error('The power went.');
    };

    await expect(importDeals(database, rows.join('\n'), { watch: breakOff })).rejects.toThrow(
      'The power went.',
    );

    expect(countsOf(await importDeals(database, rows.join('\n')))).toMatchObject({
      unchanged: 500,
      created: 700,
    });
    expect(await rowsOf(database, 'SELECT COUNT(*) AS count, SUM(amountCents) AS cents FROM deals')).toEqual([
      { count: 1_200, cents: expect.anything() },
    ]);
    const [lines] = await rowsOf<{ cents: number }>(
      database,
      'SELECT SUM(totalCents) AS cents FROM deal_lines',
    );
    expect(Number(lines?.cents)).toBe(((1_200 * 1_201) / 2) * 100);
  });
});
