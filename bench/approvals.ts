import { findRoute, startApproval } from '../handlers/approval/start.js';
import type { FlowDefinition } from '../models/approval-flow.js';
import type { Database } from '../models/database.js';
import { findEmployeeByStaffNumber } from '../models/employee.js';
import { publishFlow } from '../models/flow.js';
import { insertBareDeal } from './deal.js';

/** One approval that many are copies of. */
export interface Original {
  readonly id: number;
  readonly dealId: number;
  readonly hash: string;
  readonly purpose: string;
}

const facts = { title: '平台扩容', amountCents: 600_000_00, currency: 'CNY' };

/** So that nothing else in a row is the number of an approval or of a deal. */
const countFrom = (database: Database) =>
  database.transaction(async (tx) => {
    tx.later("UPDATE sequences SET next = 770001 WHERE name = 'approval'");
    tx.later("UPDATE sequences SET next = 880001 WHERE name = 'deal'");
  });

/** A deal of a seller, and its approval by this flow. */
export async function startOriginal(
  database: Database,
  seller: string,
  definition: FlowDefinition,
): Promise<Original> {
  const now = new Date();
  await countFrom(database);
  await database.transaction((tx) => publishFlow(tx, definition, now));
  return database.transaction(async (tx) => {
    const actor = await findEmployeeByStaffNumber(tx, seller);
    if (!actor) throw new Error(`Nobody is ${seller}.`);
    const { title, amountCents, currency } = facts;
    const deal = { title, ownerId: actor.id, stage: 'to-sign', amountCents, currency };
    const dealId = await insertBareDeal(tx, deal, now);
    const ctx = { tx, actor, now, surface: 'slack' as const };
    const route = await findRoute(ctx, definition.key, actor.id);
    const { number } = await startApproval(ctx, route, { kind: 'deal', id: dealId }, facts);
    const id = Number(number.slice(2));
    const row = await tx.row<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = ?', [id]);
    return { id, dealId, hash: row?.contentHash ?? '', purpose: definition.purpose };
  });
}

/** Numbers from 0 to 159,999. */
const NUMBERS = `WITH RECURSIVE digits (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM digits WHERE n < 399),
  made AS (SELECT one.n * 400 + other.n AS n FROM digits one JOIN digits other)`;

type Replaced = Readonly<Record<string, string>>;

async function copy(database: Database, table: string, where: string, count: number, replaced: Replaced) {
  const [row] = await database.read((tx) =>
    tx.rows<Replaced>(`SELECT * FROM ${table} WHERE ${where} LIMIT 1`),
  );
  const columns = Object.keys(row ?? {}).filter((column) => replaced[column] !== '');
  await database.transaction(async (tx) =>
    tx.later(
      `INSERT INTO ${table} (${columns.join(', ')}) ${NUMBERS}
       SELECT ${columns.map((column) => replaced[column] ?? `t.${column}`).join(', ')}
       FROM ${table} t JOIN made WHERE ${where} AND made.n < ${count}`,
    ),
  );
}

/** So many copies of an approval as it is now, each on a deal of its own of the same number, from `firstId` on. */
export async function copyApproval(
  database: Database,
  { id, dealId, purpose }: Original,
  firstId: number,
  count: number,
  over = false,
) {
  const next = `${firstId} + made.n`;
  const end: Replaced = over ? { state: "'approved'", endedAt: 'NOW(3)', runningKey: 'NULL' } : {};
  const key = `CONCAT('deal:', ${next}, ':${purpose}')`;
  await copy(database, 'deals', `id = ${dealId}`, count, { id: next });
  await copy(database, 'approvals', `id = ${id}`, count, {
    id: next,
    subjectId: next,
    runningKey: key,
    ...end,
  });
  const done: Replaced = over ? { state: "'approved'", decidedAt: 'NOW(3)' } : {};
  await copy(database, 'approval_tasks', `approvalId = ${id}`, count, { approvalId: next, ...done });
  await copy(database, 'evidence', `approvalId = ${id}`, count, { approvalId: next });
  await copy(database, 'shown_cards', `subject = 'approval' AND subjectId = ${id}`, count, {
    id: '',
    subjectId: next,
    state: "'shown'",
  });
  await database.read((tx) =>
    tx.rows('ANALYZE TABLE deals, approvals, approval_tasks, evidence, shown_cards'),
  );
}
