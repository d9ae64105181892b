import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kind } from '../../../handlers/import/row.js';
import { run } from '../../../handlers/import/run.js';
import { survey } from '../../../handlers/import/survey.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importedAt, rowsOf } from '../../support/importing.js';

const root = join(__dirname, '../../..');
const folder = resolve(root, process.env.SALES_DATA ?? '../shared/data/sales');
const isThere = existsSync(join(folder, 'sales_pipeline.csv'));
const hint = `The sales data is not in ${folder}: set SALES_DATA to the folder of sales_pipeline.csv`;

const importFile = async (
  database: Database,
  kind: Kind,
  name: string,
  sets: Record<string, string> = {},
) => {
  const source = { name, open: () => createReadStream(join(folder, name)) };
  const file = await survey({ kind, source, maps: new Map(), sets: new Map(Object.entries(sets)) });
  const { dates } = file;
  const rules = {
    fileName: name,
    dates,
    now: importedAt,
    locale: 'en',
    timeZone: 'America/Chicago',
  } as const;
  return run(database, file, rules, 'write');
};

const importAll = async (database: Database) => ({
  people: await importFile(database, 'people', 'sales_teams.csv'),
  customers: await importFile(database, 'customers', 'accounts.csv'),
  products: await importFile(database, 'products', 'products.csv', { currency: 'USD' }),
  deals: await importFile(database, 'deals', 'sales_pipeline.csv'),
});

/** The files by other means than the import's: they have no quotes, so a comma is a comma. */
const cellsOf = (name: string) => {
  const [, ...lines] = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split(','));
};

interface Total {
  count: number;
  cents: bigint;
}

const dollars = (text = '0') => BigInt(text) * 100n;

/** For each manager and stage: how many deals, and how much they are worth. */
function expectedTotals(): Record<string, Total> {
  const managerOf = new Map(cellsOf('sales_teams.csv').map(([agent, manager]) => [agent, manager]));
  const priceOf = new Map(
    cellsOf('products.csv').map(([name = '', , price]) => [name.replaceAll(' ', ''), price]),
  );
  const stages: Record<string, string> = {
    Won: 'signed',
    Lost: 'lost',
    Engaging: 'proposal',
    Prospecting: 'lead',
  };
  const totals: Record<string, Total> = {};
  for (const [, agent, product = '', , stage = '', , , value] of cellsOf('sales_pipeline.csv')) {
    const worth = stage === 'Won' ? value : priceOf.get(product.replaceAll(' ', ''));
    const key = `${managerOf.get(agent)}, ${stages[stage]}`;
    const { count, cents } = totals[key] ?? { count: 0, cents: 0n };
    totals[key] = { count: count + 1, cents: cents + dollars(worth) };
  }
  return totals;
}

async function totalsIn(database: Database): Promise<Record<string, Total>> {
  const rows = await rowsOf<{ manager: string; stage: string; count: number; cents: number | string }>(
    database,
    `SELECT m.name AS manager, d.stage, COUNT(*) AS count, SUM(d.amountCents) AS cents
     FROM deals d JOIN employees e ON e.id = d.ownerId JOIN employees m ON m.id = e.managerId
     WHERE d.currency = 'USD' GROUP BY m.name, d.stage`,
  );
  return Object.fromEntries(
    rows.map(({ manager, stage, count, cents }) => [`${manager}, ${stage}`, { count, cents: BigInt(cents) }]),
  );
}

interface Kept {
  readonly number: string;
  readonly customer: string | null;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

const american = (day: Date) => `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`;

const countOf = async (database: Database, sql: string) =>
  (await rowsOf<{ count: number }>(database, sql))[0]?.count;

const complete = (created: number) => ({ created, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
const same = (unchanged: number) => ({ created: 0, updated: 0, unchanged, skipped: 0, failed: 0 });

if (!isThere) {
  process.stderr.write(`${hint}\n`);
  test.skip(hint, () => {});
}

if (isThere) {
  describeOnEachDatabase('the sales data of a real firm', (open) => {
    let database: Database;
    let first: Awaited<ReturnType<typeof importAll>>;
    beforeAll(async () => {
      database = await open();
      first = await importAll(database);
    }, 240_000);

    test('is imported completely, right to the cent for each manager and stage', async () => {
      expect(first.people.counts).toEqual(complete(35));
      expect(first.people.extras.manager).toHaveLength(6);
      expect(first.people.extras.department).toEqual(['Central', 'East', 'West']);
      expect(first.customers.counts).toEqual(complete(85));
      expect(first.products.counts).toEqual(complete(7));
      expect(first.deals.counts).toEqual(complete(8_800));
      expect(first.deals.notes.most(10).shown.map(({ count }) => count)).toEqual([
        2_473, 2_089, 1_480, 1_425,
      ]);
      expect(await totalsIn(database)).toEqual(expectedTotals());
    });

    test('keeps the lines, customers and days of its deals', async () => {
      const rows = cellsOf('sales_pipeline.csv');

      expect(
        await countOf(
          database,
          `SELECT COUNT(*) AS count FROM deals d JOIN deal_lines l ON l.dealId = d.id
           WHERE l.totalCents = d.amountCents AND l.unitPriceCents = d.amountCents AND l.quantityMilli = 1000`,
        ),
      ).toBe(8_800);
      const kept = await rowsOf<Kept>(
        database,
        `SELECT d.externalId AS number, c.name AS customer, d.createdAt AS beganAt, d.closedAt AS endedAt
         FROM deals d LEFT JOIN customers c ON c.id = d.customerId ORDER BY d.id`,
      );
      const asInFile = kept.map(({ number, customer, beganAt, endedAt }) => {
        const isUndated = beganAt.getTime() === importedAt.getTime();
        return [number, customer ?? '', isUndated ? '' : american(beganAt), endedAt ? american(endedAt) : ''];
      });
      expect(asInFile).toEqual(
        rows.map(([number, , , account, , engaged, closed]) => [number, account, engaged, closed]),
      );
    });

    test('is imported only once', async () => {
      const second = await importAll(database);

      expect(second.people.counts).toEqual(same(35));
      expect(second.customers.counts).toEqual(same(85));
      expect(second.products.counts).toEqual(same(7));
      expect(second.deals.counts).toEqual(same(8_800));
      expect(await totalsIn(database)).toEqual(expectedTotals());
      expect(await countOf(database, 'SELECT COUNT(*) AS count FROM employees')).toBe(41);
      expect(
        await countOf(database, `SELECT COUNT(*) AS count FROM history WHERE action <> 'record.imported'`),
      ).toBe(0);
      expect(await countOf(database, 'SELECT COUNT(*) AS count FROM history')).toBe(41 + 85 + 7 + 8_800);
      expect(await countOf(database, 'SELECT COUNT(*) AS count FROM shown_cards')).toBe(0);
    }, 240_000);
  });
}
