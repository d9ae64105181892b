import { byKey } from './database/by-key.js';
import type { Condition } from './database/condition.js';
import type { Statement } from './database/driver.js';
import { countRows, type Listed, type ListOptions, listRows } from './database/list.js';
import type { Tx } from './database/tx.js';
import type { DealLineView } from './views.js';

export interface Deal {
  readonly id: number;
  readonly title: string;
  readonly customerId: number | null;
  readonly ownerId: number;
  /** A key of the pipeline. */
  readonly stage: string;
  readonly amountCents: number;
  readonly currency: string;
  /** `YYYY-MM-DD` */
  readonly expectedClose: string | null;
  readonly stageChangedAt: Date;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface DealLine extends DealLineView {
  readonly position: number;
  readonly productId: number | null;
}

const columns = `id, title, customerId, ownerId, stage, amountCents, currency, expectedClose, stageChangedAt, closedAt,
  closedReason, externalId, createdAt, updatedAt`;

const listed: Listed = {
  table: 'deals',
  columns:
    'id, title, customerId, ownerId, stage, amountCents, currency, expectedClose, stageChangedAt, closedAt',
};

const dealById = byKey({ select: `SELECT ${columns} FROM deals`, column: 'id', order: 'id', most: 1 });

export async function findDeal(tx: Tx, id: number): Promise<Deal | undefined> {
  const [deal] = await tx.lookUpBy<Deal>(dealById, id);
  return deal;
}

export async function getDeal(tx: Tx, id: number): Promise<Deal> {
  const deal = await findDeal(tx, id);
  if (!deal) throw new Error(`There is no deal ${id}.`);
  return deal;
}

/** Holds the deal until the transaction ends. */
export const lockDeal = (tx: Tx, id: number) =>
  tx.row<Deal>(`SELECT ${columns} FROM deals WHERE id = ?${tx.forUpdate}`, [id]);

/** Those that are open, of one customer and one owner: held until the transaction ends. */
export const lockOpenDeals = (tx: Tx, customerId: number, ownerId: number) =>
  tx.rows<Deal>(
    `SELECT ${columns} FROM deals WHERE customerId = ? AND ownerId = ? AND closedAt IS NULL ORDER BY id${tx.forUpdate}`,
    [customerId, ownerId],
  );

export type DealListRow = Pick<
  Deal,
  | 'id'
  | 'title'
  | 'customerId'
  | 'ownerId'
  | 'stage'
  | 'amountCents'
  | 'currency'
  | 'expectedClose'
  | 'stageChangedAt'
  | 'closedAt'
>;

const orders = {
  newest: 'id DESC',
  longestUnmoved: 'stageChangedAt, id',
  soonestClose: 'expectedClose IS NULL, expectedClose, id DESC',
  biggest: 'amountCents DESC, id DESC',
} as const;
/** What comes first. */
export type DealOrder = keyof typeof orders;

export const listDeals = (tx: Tx, options: ListOptions, order: DealOrder = 'newest') =>
  listRows<DealListRow>(tx, listed, options, orders[order]);

export const countDeals = (tx: Tx, where: Condition) => countRows(tx, listed, where);

/** The deals of one currency. */
interface DealSum {
  readonly currency: string;
  readonly count: number;
  readonly cents: number;
}

export const sumStatement = ({ sql, values }: Condition): Statement => ({
  sql: `SELECT currency, COUNT(*) AS count, CAST(SUM(amountCents) AS SIGNED) AS cents FROM deals WHERE ${sql}
    GROUP BY currency ORDER BY currency`,
  values,
});

/** How many there are and what they are worth together, in order of the currency. */
export function sumDeals(tx: Tx, where: Condition): Promise<DealSum[]> {
  const { sql, values } = sumStatement(where);
  return tx.rows<DealSum>(sql, values);
}

/** The stages in which there are deals, and how many. */
export const countDealsByStage = (tx: Tx) =>
  tx.rows<{ readonly stage: string; readonly count: number }>(
    'SELECT stage, COUNT(*) AS count FROM deals GROUP BY stage ORDER BY stage',
  );

export async function insertDeal(tx: Tx, deal: Omit<Deal, 'id'>): Promise<number> {
  const id = await tx.nextId('deal');
  tx.insert('deals', { id, ...deal });
  return id;
}

export function saveDeal(tx: Tx, deal: Deal, now: Date) {
  const { id, title, customerId, ownerId, stage, amountCents, currency, expectedClose } = deal;
  const { stageChangedAt, closedAt, closedReason } = deal;
  const business = { title, customerId, ownerId, stage, amountCents, currency, expectedClose };
  tx.update('deals', { id }, { ...business, stageChangedAt, closedAt, closedReason, updatedAt: now });
}

export const saveDealOwner = (tx: Tx, id: number, ownerId: number, now: Date) =>
  tx.update('deals', { id }, { ownerId, updatedAt: now });

interface DealNames {
  readonly customerName: string | null;
  readonly ownerName: string;
}

export const findDealNames = (tx: Tx, { customerId, ownerId }: Pick<Deal, 'customerId' | 'ownerId'>) =>
  tx.row<DealNames>(
    'SELECT o.name AS ownerName, c.name AS customerName FROM employees o LEFT JOIN customers c ON c.id = ? WHERE o.id = ?',
    [customerId, ownerId],
  );

export const listDealLines = (tx: Tx, dealId: number) =>
  tx.rows<DealLine>(
    `SELECT position, productId, name, quantityMilli, unitPriceCents, discountBp, taxBp, totalCents
     FROM deal_lines WHERE dealId = ? ORDER BY position`,
    [dealId],
  );

export const insertDealLine = (tx: Tx, dealId: number, line: DealLine) =>
  tx.insert('deal_lines', { dealId, ...line });

export const deleteDealLines = (tx: Tx, dealId: number) =>
  tx.later('DELETE FROM deal_lines WHERE dealId = ?', [dealId]);
