import type { Tx } from './database/tx.js';

export interface UntouchedTask {
  readonly approvalId: number;
  readonly seq: number;
  /** Who has it: its assignee, or whoever acts for them. */
  readonly holderId: number;
  /** Where its holder is. */
  readonly timeZone: string;
}

/** A place in the order of approvals and their tasks. */
type Place = Pick<UntouchedTask, 'approvalId' | 'seq'>;

/**
 * Open tasks that wait for nobody's answer, and whose holders have neither said a word nor been reminded since `before`: those
 * after a place, in order.
 */
export const listUntouchedTasks = (tx: Tx, before: Date, { approvalId, seq }: Place, limit: number) =>
  tx.rows<UntouchedTask>(
    `SELECT t.approvalId, t.seq, e.id AS holderId, e.timeZone
     FROM approval_tasks t JOIN employees e ON e.id = COALESCE(t.proxyId, t.assigneeId)
     WHERE t.state = 'open' AND t.pausedAt IS NULL AND t.openedAt <= ? AND (t.remindedAt IS NULL OR t.remindedAt <= ?)
       AND (t.approvalId > ? OR (t.approvalId = ? AND t.seq > ?))
       AND NOT EXISTS (SELECT 1 FROM history h WHERE h.subjectKind = 'approval' AND h.subjectId = t.approvalId
         AND h.actorId = e.id AND h.happenedAt > ?)
     ORDER BY t.approvalId, t.seq LIMIT ?`,
    [before, before, approvalId, approvalId, seq, before, limit],
  );

export const saveReminded = (tx: Tx, { approvalId, seq }: UntouchedTask, now: Date) =>
  tx.later("UPDATE approval_tasks SET remindedAt = ? WHERE approvalId = ? AND seq = ? AND state = 'open'", [
    now,
    approvalId,
    seq,
  ]);
