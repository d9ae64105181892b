import type { Tx } from './database/tx.js';

/** An open task of which a time-out is due. */
export interface DueTask {
  readonly approvalId: number;
  readonly seq: number;
  readonly dueAt: Date;
}

/** Those after a place in the order of their times, by the index of these. */
export const dueTasksSql = `SELECT approvalId, seq, dueAt FROM approval_tasks
  WHERE dueAt <= ? AND dueAt >= ? AND (dueAt > ? OR approvalId > ? OR (approvalId = ? AND seq > ?))
  ORDER BY dueAt, approvalId, seq LIMIT ?`;

export const beginning: DueTask = { approvalId: 0, seq: 0, dueAt: new Date(0) };

export const listDueTasks = (tx: Tx, now: Date, { approvalId, seq, dueAt }: DueTask, limit: number) =>
  tx.rows<DueTask>(dueTasksSql, [now, dueAt, dueAt, approvalId, approvalId, seq, limit]);
