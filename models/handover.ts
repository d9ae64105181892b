/** What people who left still held, and to whom it went. */
import { mastersChange } from './database/masters.js';
import type { Tx } from './database/tx.js';
import type { Person } from './view-parts.js';

export type HandoverKind = 'deal' | 'approval' | 'customer';

interface Handover {
  readonly leaverId: number;
  readonly heirId: number;
  readonly subjectKind: HandoverKind;
  readonly subjectId: number;
}

/** Says to whom something went; if it went on since then, the last one counts. */
export function insertHandover(tx: Tx, handover: Handover, now: Date) {
  const conflict = {
    mysql: ' ON DUPLICATE KEY UPDATE heirId = VALUES(heirId), handedOverAt = VALUES(handedOverAt)',
    sqlite:
      ' ON CONFLICT (leaverId, subjectKind, subjectId) DO UPDATE SET heirId = excluded.heirId, handedOverAt = excluded.handedOverAt',
  };
  tx.insertLast('handovers', { ...handover, handedOverAt: now }, { onConflict: conflict[tx.dialect] });
}

/** People who left and still hold something, or lead somebody. */
export const listHoldingLeavers = (tx: Tx, afterId: number, limit: number) =>
  tx.rows<Person>(
    `SELECT e.id, e.name FROM employees e WHERE e.active = 0 AND e.id > ? AND (
       EXISTS (SELECT 1 FROM approval_tasks t WHERE t.assigneeId = e.id AND t.state = 'open')
       OR EXISTS (SELECT 1 FROM approval_tasks p WHERE p.proxyId = e.id AND p.state = 'open')
       OR EXISTS (SELECT 1 FROM deals d WHERE d.ownerId = e.id AND d.closedAt IS NULL)
       OR EXISTS (SELECT 1 FROM customers c WHERE c.ownerId = e.id AND c.mergedIntoId IS NULL)
       OR EXISTS (SELECT 1 FROM employees r WHERE r.managerId = e.id AND r.active = 1)
       OR EXISTS (SELECT 1 FROM departments h WHERE h.headId = e.id))
     ORDER BY e.id LIMIT ?`,
    [afterId, limit],
  );

export const listOpenTaskApprovals = (tx: Tx, assigneeId: number) =>
  tx.column<number>(
    "SELECT DISTINCT approvalId FROM approval_tasks WHERE assigneeId = ? AND state = 'open' ORDER BY approvalId",
    [assigneeId],
  );

/** Those in which somebody acts for others who are away. */
export const listApprovalsActedIn = (tx: Tx, proxyId: number) =>
  tx.column<number>(
    "SELECT DISTINCT approvalId FROM approval_tasks WHERE proxyId = ? AND state = 'open' ORDER BY approvalId",
    [proxyId],
  );

export const listOpenDealIds = (tx: Tx, ownerId: number, limit: number) =>
  tx.column<number>('SELECT id FROM deals WHERE ownerId = ? AND closedAt IS NULL ORDER BY id LIMIT ?', [
    ownerId,
    limit,
  ]);

export const listOwnedCustomerIds = (tx: Tx, ownerId: number, limit: number) =>
  tx.column<number>(
    'SELECT id FROM customers WHERE ownerId = ? AND mergedIntoId IS NULL ORDER BY id LIMIT ?',
    [ownerId, limit],
  );

export const giveCustomer = (tx: Tx, id: number, ownerId: number, now: Date) =>
  tx.update('customers', { id }, { ownerId, updatedAt: now });

/** Whoever was led by somebody who left is led by who comes next; a department has no head until it is given one. */
export function closeRanks(tx: Tx, leaverId: number, heirId: number | null) {
  tx.later('UPDATE employees SET managerId = ? WHERE managerId = ? AND id <> ?', [
    heirId,
    leaverId,
    heirId ?? 0,
  ]);
  tx.later('UPDATE employees SET managerId = NULL WHERE managerId = ? AND id = ?', [leaverId, heirId ?? 0]);
  tx.later('UPDATE departments SET headId = NULL WHERE headId = ?', [leaverId]);
  mastersChange(tx);
}

interface HandoverLine {
  readonly subjectKind: HandoverKind;
  readonly count: number;
}

/** How much of each kind came from somebody to this person. */
export const countHandovers = async (tx: Tx, leaverId: number, heirId: number): Promise<HandoverLine[]> =>
  (
    await tx.rows<{ subjectKind: HandoverKind; n: number }>(
      'SELECT subjectKind, COUNT(*) AS n FROM handovers WHERE leaverId = ? AND heirId = ? GROUP BY subjectKind',
      [leaverId, heirId],
    )
  ).map(({ subjectKind, n }) => ({ subjectKind, count: Number(n) }));
