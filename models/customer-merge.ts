/** What hangs on a customer, and goes along where it becomes a part of another. What is not moved is found by the part's row. */
import type { Customer } from './customer.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';

/** By table: the column that says whose it is. */
const links = { deals: 'customerId', contacts: 'customerId', customers: 'mergedIntoId' } as const;
type Linked = keyof typeof links;
const tables = Object.keys(links) as Linked[];

/** Ids by table. */
export type Moved = Readonly<Record<Linked, readonly number[]>>;

/** Held until the transaction ends. */
export async function lockLinked(tx: Tx, customerId: number): Promise<Moved> {
  const ids = tables.map((table) =>
    tx.column<number>(`SELECT id FROM ${table} WHERE ${links[table]} = ? ORDER BY id${tx.forUpdate}`, [
      customerId,
    ]),
  );
  const [deals = [], contacts = [], customers = []] = await Promise.all(ids);
  return { deals, contacts, customers };
}

/** Only what still is where it is said to be. */
export function moveLinked(tx: Tx, moved: Moved, fromId: number, intoId: number) {
  for (const table of tables)
    tx.later(
      `UPDATE ${table} SET ${links[table]} = ? WHERE ${links[table]} = ? AND id IN (${marks(moved[table])})`,
      [intoId, fromId, ...moved[table]],
    );
}

export interface Straggler {
  readonly dealId: number;
  readonly partId: number;
  readonly wholeId: number;
}

/** Deals that were on their way into the database when their customer became a part of another. */
export const listStragglers = (tx: Tx, limit: number) =>
  tx.rows<Straggler>(
    `SELECT d.id AS dealId, c.id AS partId, c.mergedIntoId AS wholeId FROM customers c JOIN deals d ON d.customerId = c.id
     WHERE c.mergedIntoId IS NOT NULL ORDER BY d.id LIMIT ?`,
    [limit],
  );

export const setMergedInto = (tx: Tx, id: number, mergedIntoId: number | null, now: Date) =>
  tx.update('customers', { id }, { mergedIntoId, updatedAt: now });

export type MergedPart = Pick<Customer, 'id' | 'name' | 'ownerId' | 'updatedAt'>;

const MOST_PARTS = 5;

/** What has become a part of a customer, the last first: changed last when that was. At most 5. */
export const listMergedInto = (tx: Tx, customerId: number) =>
  tx.rows<MergedPart>(
    `SELECT id, name, ownerId, updatedAt FROM customers WHERE mergedIntoId = ?
     ORDER BY updatedAt DESC, id DESC LIMIT ${MOST_PARTS}`,
    [customerId],
  );

interface Linkage {
  readonly deals: number;
  readonly contracts: number;
  readonly approvals: number;
}

/** How many deals a customer has, how many contracts were drawn for them, and how many approvals of them run. */
export async function countLinked(tx: Tx, customerId: number): Promise<Linkage> {
  const row = await tx.row<Linkage>(
    `SELECT (SELECT COUNT(*) FROM deals WHERE customerId = ?) AS deals,
       (SELECT COUNT(*) FROM deals d JOIN contracts c ON c.dealId = d.id WHERE d.customerId = ?) AS contracts,
       (SELECT COUNT(*) FROM deals d JOIN approvals a ON a.subjectKind = 'deal' AND a.subjectId = d.id
        WHERE d.customerId = ? AND a.state IN ('running', 'returned')) AS approvals`,
    [customerId, customerId, customerId],
  );
  const { deals, contracts, approvals } = row ?? { deals: 0, contracts: 0, approvals: 0 };
  return { deals: Number(deals), contracts: Number(contracts), approvals: Number(approvals) };
}
