import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { digestView } from '../../handlers/digest/view.js';
import { instantOf } from '../../handlers/wall-clock.js';
import { previousWorkingDay } from '../../handlers/working-days.js';
import { migrate } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { findEmployeeByStaffNumber } from '../../models/employee.js';
import { must } from '../check.js';
import { seedFirm } from '../firm.js';
import { median } from '../numbers.js';
import { line, ratios } from '../report.js';
import type { Measure, Setting } from './measure.js';

const SELLERS = 200;
/** Of the numbers from 0 to 62,499 at a time. */
const BLOCK = 62_500;
const RUNS = 5;
const DAY_MS = 86_400_000;
/** As in the product, where the firm has set nothing else. */
const STUCK_DAYS = 14;
const GENERAL_MANAGER = 'UROLE1';
const ZONE = 'Asia/Shanghai';

/** Over all owners and stages, two of three open; the others were closed at some time in two years. */
const block = (from: number, count: number) => `
  INSERT INTO deals (id, title, ownerId, stage, amountCents, currency, expectedClose, stageChangedAt, closedAt, createdAt, updatedAt)
  WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 249),
    made AS (SELECT ${from} + a.n * 250 + b.n AS n FROM n a JOIN n b),
    staged AS (SELECT n, ELT(1 + n MOD 6, 'lead', 'proposal', 'negotiation', 'to-sign', 'signed', 'lost') AS stage FROM made)
  SELECT 10000 + n, CONCAT('商机 ', n), (SELECT MIN(id) FROM employees WHERE managerId IS NOT NULL) + n MOD ${SELLERS}, stage,
    100 * (n MOD 99991), 'CNY', DATE_FORMAT(NOW() + INTERVAL (n MOD 365) - 100 DAY, '%Y-%m-%d'),
    NOW(3) - INTERVAL n MOD 60 DAY, IF(stage IN ('signed', 'lost'), NOW(3) - INTERVAL n MOD 730 DAY, NULL), NOW(3), NOW(3)
  FROM staged WHERE n < ${count}`;

async function seedDeals(database: Database, count: number) {
  for (let from = 0; from < count; from += BLOCK)
    await database.transaction(async (tx) => tx.later(block(from, count)));
  await database.read((tx) => tx.rows('ANALYZE TABLE deals'));
}

const sums = `COUNT(*) AS deals, SUM(amountCents) AS cents, SUM(stageChangedAt <= :stuck) AS stuck,
  SUM(IF(stageChangedAt <= :stuck, amountCents, 0)) AS stuckCents, SUM(expectedClose < :day) AS slipping,
  SUM(IF(expectedClose < :day, amountCents, 0)) AS slippingCents`;
const ended = 'COUNT(*), SUM(amountCents), 0, 0, 0, 0';

/** The same figures, as one would write them by hand: as plainly as can be, and in the order of the index. */
const statements: Readonly<Record<string, string>> = {
  plain: `SELECT 0 AS isClosed, stage, currency, ${sums} FROM deals WHERE closedAt IS NULL GROUP BY stage, currency
    UNION ALL SELECT 1, stage, currency, ${ended} FROM deals WHERE closedAt >= :since GROUP BY stage, currency`,
  ordered: `SELECT isClosed, stage, currency, SUM(deals) AS deals, SUM(cents) AS cents, SUM(stuck) AS stuck,
      SUM(stuckCents) AS stuckCents, SUM(slipping) AS slipping, SUM(slippingCents) AS slippingCents FROM (
    SELECT 0 AS isClosed, ownerId, stage, currency, ${sums} FROM deals WHERE closedAt IS NULL GROUP BY ownerId, stage, currency
    UNION ALL SELECT 1, ownerId, stage, currency, ${ended} FROM deals WHERE closedAt >= :since
      GROUP BY ownerId, stage, currency) owned GROUP BY isClosed, stage, currency`,
};

interface Counted {
  readonly deals: number;
  readonly stuck: number;
  readonly slipping: number;
}

type Count = () => Promise<Counted>;

const dayOf = (now: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(now);

function byDigest(database: Database, now: Date): Count {
  return () =>
    database.read(async (tx) => {
      const actor = await findEmployeeByStaffNumber(tx, GENERAL_MANAGER);
      if (!actor) throw new Error('There is no general manager.');
      const view = await digestView({ tx, actor, now, surface: 'system' }, dayOf(now));
      const { stuck, slipping, won, lost, stages } = view ?? {};
      const counts = [...(stages ?? []), won, lost].map((one) => one?.count ?? 0);
      return {
        deals: counts.reduce((sum, count) => sum + count, 0),
        stuck: stuck?.count ?? 0,
        slipping: slipping?.count ?? 0,
      };
    });
}

async function byStatements(url: string, now: Date): Promise<{ counts: Count[]; end: () => Promise<void> }> {
  const connection = await createConnection({ uri: url, timezone: 'Z', namedPlaceholders: true });
  const given = {
    stuck: new Date(now.getTime() - STUCK_DAYS * DAY_MS),
    day: dayOf(now),
    since: instantOf(`${previousWorkingDay(dayOf(now), ZONE)}T00:00`, ZONE),
  };
  const count =
    (sql: string): Count =>
    async () => {
      const [rows] = await connection.query<RowDataPacket[]>(sql, given);
      const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
      return { deals: sum('deals'), stuck: sum('stuck'), slipping: sum('slipping') };
    };
  return { counts: Object.values(statements).map(count), end: () => connection.end() };
}

async function msOf(count: Count): Promise<number> {
  const startedAt = performance.now();
  await count();
  return performance.now() - startedAt;
}

/** The median of a few runs of each, by turns, so that a busy moment is no one's alone. */
async function mediansOf(counts: readonly Count[]): Promise<number[]> {
  const times = counts.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1)
    for (const [at, count] of counts.entries()) times[at]?.push(await msOf(count));
  return times.map(median);
}

async function compare({ plan, tell }: Setting, url: string, database: Database) {
  const now = new Date();
  const ours = byDigest(database, now);
  const { counts, end } = await byStatements(url, now);
  const said = await ours();
  for (const count of counts)
    must(
      JSON.stringify(await count()) === JSON.stringify(said),
      'The digest and the statement count differently.',
    );

  const times = { ours: [] as number[], best: [] as number[] };
  for (let round = 1; round <= plan.rounds; round += 1) {
    const [mine = Number.NaN, ...theirs] = await mediansOf([ours, ...counts]);
    times.ours.push(mine);
    times.best.push(Math.min(...theirs));
    tell(
      `round ${round}: ${mine.toFixed(0)} ms, statements ${theirs.map((ms) => ms.toFixed(0)).join(' and ')} ms`,
    );
  }
  await end();
  return times;
}

/** A general manager's digest, who sees every deal. */
export const digest: Measure = {
  title: 'The digest of a general manager, against the best single SQL statement for its figures',
  run: async (setting) => {
    const { plan, server, tell } = setting;
    const url = await server.create();
    const database = await openDatabase(url);
    try {
      await migrate(database);
      await seedFirm(database, { sellers: SELLERS, managers: 8 });
      tell(`writing ${plan.deals} deals`);
      await seedDeals(database, plan.deals);
      const { ours, best } = await compare(setting, url, database);
      return [
        line(`digest over ${plan.deals.toLocaleString('en')} deals`, 'ms', ours),
        line('the better of two statements', 'ms', best),
        line('ours : statement', '', ratios(ours, best), { most: 1.2 }),
      ];
    } finally {
      await database.close();
      await server.drop(url);
    }
  },
};
