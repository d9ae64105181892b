import { parseJson, toJson } from './database/json.js';
import type { Tx } from './database/tx.js';
import { ownedWithin, type Scope } from './scope.js';
import type { Saying } from './text.js';
import type { Json } from './view-parts.js';

interface HistoryEntry {
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly happenedAt: Date;
  readonly actorId: number | null;
  readonly onBehalfOfId: number | null;
  readonly surface: string;
  /** `deal.created`, `approval.approved`, …: each has its words in `handlers/history.ts`. */
  readonly action: string;
  readonly detail: HistoryDetail;
}

export interface HistoryDetail {
  /** What the words of the action have gaps for. */
  readonly params?: Saying['params'];
  readonly before?: { readonly [field: string]: Json };
  readonly after?: { readonly [field: string]: Json };
  /** What hung on it and went elsewhere: ids by table. */
  readonly moved?: { readonly [table: string]: readonly number[] };
}

export const insertHistory = (tx: Tx, entry: HistoryEntry) =>
  tx.insertLast('history', { ...entry, detail: toJson(entry.detail) });

export interface HistoryRow extends HistoryEntry {
  readonly actorName: string | null;
  /** For whom it was done, if not for whoever did it. */
  readonly forName: string | null;
}

const columns = `h.subjectKind, h.subjectId, h.happenedAt, h.actorId, h.onBehalfOfId, h.surface, h.action, h.detail,
  e.name AS actorName, o.name AS forName`;
const people = 'LEFT JOIN employees e ON e.id = h.actorId LEFT JOIN employees o ON o.id = h.onBehalfOfId';

const toRow = (row: HistoryRow): HistoryRow => ({ ...row, detail: parseJson<HistoryDetail>(row.detail) });

/** The newest first. */
export async function listHistory(
  tx: Tx,
  subjectKind: string,
  subjectId: number,
  limit: number,
): Promise<HistoryRow[]> {
  const rows = await tx.rows<HistoryRow>(
    `SELECT ${columns} FROM history h ${people}
     WHERE h.subjectKind = ? AND h.subjectId = ? ORDER BY h.id DESC LIMIT ?`,
    [subjectKind, subjectId, limit],
  );
  return rows.map(toRow);
}

/** What the last change of this kind did to a record. */
export async function findLastChange(
  tx: Tx,
  subjectKind: string,
  subjectId: number,
  action: string,
): Promise<HistoryDetail | undefined> {
  const row = await tx.row<Pick<HistoryRow, 'detail'>>(
    `SELECT detail FROM history WHERE subjectKind = ? AND subjectId = ? AND action = ? ORDER BY id DESC LIMIT 1`,
    [subjectKind, subjectId, action],
  );
  return row && parseJson<HistoryDetail>(row.detail);
}

/** What changes of one kind did to a record since the last one of another kind. */
export async function listChangesSince(
  tx: Tx,
  subjectKind: string,
  subjectId: number,
  { since, action }: { readonly since: string; readonly action: string },
): Promise<HistoryDetail[]> {
  const rows = await tx.column<string>(
    `SELECT detail FROM history WHERE subjectKind = ? AND subjectId = ? AND action = ? AND id >
       (SELECT MAX(id) FROM history WHERE subjectKind = ? AND subjectId = ? AND action = ?) ORDER BY id`,
    [subjectKind, subjectId, action, subjectKind, subjectId, since],
  );
  return rows.map((detail) => parseJson<HistoryDetail>(detail));
}

const toldOnce = "('customer.merged', 'customer.unmerged')";

/**
 * A customer's own entries, those of what has become a part of it and those of its deals, the newest first, as far as
 * `scope` reaches. That something became a part of it is its own entry, and told once.
 */
export async function listCustomerHistory(
  tx: Tx,
  customerId: number,
  scope: Scope,
  limit: number,
): Promise<HistoryRow[]> {
  const owned = ownedWithin(scope, 'd.ownerId');
  const rows = await tx.rows<HistoryRow>(
    `SELECT ${columns} FROM (SELECT id FROM history WHERE subjectKind = 'customer' AND subjectId = ?
           UNION SELECT x.id FROM customers m JOIN history x ON x.subjectKind = 'customer' AND x.subjectId = m.id
             WHERE m.mergedIntoId = ? AND x.action NOT IN ${toldOnce}
           UNION SELECT x.id FROM deals d JOIN history x ON x.subjectKind = 'deal' AND x.subjectId = d.id
             WHERE d.customerId = ? AND x.action NOT IN ${toldOnce} AND ${owned.sql}) found
     JOIN history h ON h.id = found.id ${people}
     ORDER BY h.id DESC LIMIT ?`,
    [customerId, customerId, customerId, ...owned.values, limit],
  );
  return rows.map(toRow);
}
