import type { Database } from '../../models/database.js';
import { type DigestBounds, digestStatement, listDigestRows } from '../../models/digest.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf, readingsOf } from '../support/plan.js';
import { hire, sell } from '../support/staff.js';

const DAY_MS = 86_400_000;
const now = new Date('2026-06-15T00:30:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

const bounds: DigestBounds = {
  unmovedSince: daysAgo(14),
  closeBefore: '2026-06-15',
  closedSince: daysAgo(3),
};

/** How each database says that it goes to a part of the index, and reads nothing but the index. */
const indexAlone = {
  mysql: /\b(ref|range) deals_digest\b.*\bUsing index(?! condition)/,
  sqlite: /^SEARCH deals USING COVERING INDEX deals_digest \(closedAt[=>]/,
};

/** How each of its parts would read the deals. */
async function readingsFor(database: Database, scope: 'all' | readonly number[]): Promise<string[]> {
  const { sql, values } = digestStatement(scope, bounds);
  return readingsOf(await planOf(database, sql, values), 'deals');
}

describeOnEachDatabase('the figures of a digest', (open) => {
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
        stageChangedAt: daysAgo(n % 300),
      })),
    );
    await database.read((tx) => tx.rows(tx.dialect === 'mysql' ? 'ANALYZE TABLE deals' : 'ANALYZE'));
  });

  test('are read from the index alone, without the closed past, for the whole firm', async () => {
    const readings = await readingsFor(database, 'all');
    expect(readings).toEqual([
      expect.stringMatching(indexAlone[database.dialect]),
      expect.stringMatching(indexAlone[database.dialect]),
    ]);
  });

  test('are read from the index alone, without the closed past, for a team', async () => {
    const readings = await readingsFor(database, owners.slice(0, 8));
    expect(readings).toEqual([
      expect.stringMatching(indexAlone[database.dialect]),
      expect.stringMatching(indexAlone[database.dialect]),
    ]);
  });

  test('are whole numbers', async () => {
    const [lead, lost, ...others] = await database.read((tx) => listDigestRows(tx, 'all', bounds));
    expect(lead).toEqual({
      isClosed: 0,
      stage: 'lead',
      currency: 'CNY',
      count: 750,
      cents: 75_000_00,
      stuckCount: 710,
      stuckCents: 71_000_00,
      slippingCount: 0,
      slippingCents: 0,
    });
    expect(lost).toMatchObject({ isClosed: 1, stage: 'lost', count: 30, cents: 3_000_00 });
    expect(others).toEqual([]);
  });

  test('of nobody’s deals are none', async () => {
    const newcomer = await hire(database, { name: 'Newcomer' });
    expect(await database.read((tx) => listDigestRows(tx, [newcomer.id], bounds))).toEqual([]);
  });
});
