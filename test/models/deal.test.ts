import { all, is, isAtLeast, isBefore, isEmpty, isOneOf } from '../../models/database/condition.js';
import type { Database } from '../../models/database.js';
import { sumDeals, sumStatement } from '../../models/deal.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf, readingsOf } from '../support/plan.js';
import { hire, sell } from '../support/staff.js';

const DAY_MS = 86_400_000;
const now = new Date('2026-06-15T00:30:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

/** How each database says that it goes to a part of the index, and reads nothing but the index. */
const indexAlone = {
  mysql: /\b(ref|range) deals_digest\b.*\bUsing index(?! condition)/,
  sqlite: /^SEARCH deals USING COVERING INDEX deals_digest \(closedAt[=>]/,
};

describeOnEachDatabase('what deals are worth together', (open) => {
  let database: Database;
  const owners: number[] = [];

  /** A firm with a long past: one deal in four is open, one in a hundred was closed these days. */
  beforeAll(async () => {
    database = await open();
    for (let n = 0; n < 20; n += 1) owners.push((await hire(database, { name: `Seller ${n}` })).id);
    await sell(
      database,
      Array.from({ length: 3_000 }, (_, n) => ({
        ownerId: owners[n % owners.length] ?? 0,
        stage: n % 4 === 0 ? 'lead' : 'lost',
        closedAt: n % 4 === 0 ? null : daysAgo(n % 300),
        currency: n % 3 === 0 ? 'USD' : 'CNY',
      })),
    );
    await database.read((tx) => tx.rows(tx.dialect === 'mysql' ? 'ANALYZE TABLE deals' : 'ANALYZE'));
  });

  const openOnes = all(isOneOf('stage', ['lead', 'proposal']), isEmpty('closedAt'));
  const lately = all(isAtLeast('closedAt', daysAgo(3)), isBefore('closedAt', now));
  const large = all(is('currency', 'CNY'), isAtLeast('amountCents', 100_00));
  const soon = all(isAtLeast('expectedClose', '2026-06-01'), isBefore('expectedClose', '2026-07-01'));

  test.each([
    ['open in the whole firm', openOnes],
    ['open, and large enough', all(openOnes, large)],
    ['open, and to close this month', all(openOnes, soon)],
    ['closed these days', all(isOneOf('stage', ['lost']), lately)],
  ])('is read from the index alone, without the rest of the past: %s', async (_name, where) => {
    const { sql, values } = sumStatement(where);
    expect(readingsOf(await planOf(database, sql, values), 'deals')).toEqual([
      expect.stringMatching(indexAlone[database.dialect]),
    ]);
  });

  test('is read from the index alone for a team', async () => {
    const { sql, values } = sumStatement(all(openOnes, isOneOf('ownerId', owners.slice(0, 8))));
    expect(readingsOf(await planOf(database, sql, values), 'deals')).toEqual([
      expect.stringMatching(indexAlone[database.dialect]),
    ]);
  });

  test('is a whole number for each currency, with how many they are', async () => {
    expect(await database.read((tx) => sumDeals(tx, openOnes))).toEqual([
      { currency: 'CNY', count: 500, cents: 50_000_00 },
      { currency: 'USD', count: 250, cents: 25_000_00 },
    ]);
    expect(await database.read((tx) => sumDeals(tx, is('stage', 'proposal')))).toEqual([]);
  });
});
