/** Approvals in people's lists: what waits for them, and what they wait for. */
import type { TaskState } from './approval-view.js';
import type { Tx } from './database/tx.js';

export interface TaskListRow {
  readonly approvalId: number;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly flowId: number;
  /** As `definitionOf` reads it. */
  readonly definition: unknown;
  readonly stepKey: string;
  readonly initiatorName: string;
  readonly state: TaskState;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  /** Whose task it is, if the person acts for somebody who is away. */
  readonly forName: string | null;
  readonly facts: unknown;
}

/** Open tasks of a person, and of those for whom this person acts, the oldest first. */
export const listOpenTasks = (tx: Tx, personId: number, limit: number, offset = 0) =>
  tx.rows<TaskListRow>(
    `SELECT t.approvalId, a.subjectKind, a.subjectId, a.flowId, a.definition, t.stepKey, i.name AS initiatorName,
       t.state, t.openedAt, t.dueAt, a.facts,
       CASE WHEN t.assigneeId <> ? THEN w.name END AS forName
     FROM approval_tasks t JOIN approvals a ON a.id = t.approvalId JOIN employees i ON i.id = a.initiatorId
       JOIN employees w ON w.id = t.assigneeId
     WHERE (t.assigneeId = ? OR t.proxyId = ?) AND t.state = 'open'
     ORDER BY t.openedAt, t.approvalId LIMIT ? OFFSET ?`,
    [personId, personId, personId, limit, offset],
  );

export const countOpenTasks = (tx: Tx, personId: number) =>
  tx.number("SELECT COUNT(*) FROM approval_tasks WHERE (assigneeId = ? OR proxyId = ?) AND state = 'open'", [
    personId,
    personId,
  ]);

export interface MyRequestRow {
  readonly approvalId: number;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly submittedAt: Date;
  readonly holderName: string;
}

/** A person's requests that run or have come back, with who holds them: a row a holder, the newest request first. */
export const listMyRunning = (tx: Tx, initiatorId: number, limit: number, offset = 0) =>
  tx.rows<MyRequestRow>(
    `SELECT a.id AS approvalId, a.subjectKind, a.subjectId, a.submittedAt, e.name AS holderName
     FROM (SELECT id, subjectKind, subjectId, submittedAt FROM approvals
           WHERE initiatorId = ? AND state IN ('running', 'returned') ORDER BY id DESC LIMIT ? OFFSET ?) a
     LEFT JOIN approval_tasks t ON t.approvalId = a.id AND t.state = 'open'
     JOIN employees e ON e.id = COALESCE(t.proxyId, t.assigneeId, ?)
     ORDER BY a.id DESC, t.seq`,
    [initiatorId, limit, offset, initiatorId],
  );

export const countMyRunning = (tx: Tx, initiatorId: number) =>
  tx.number("SELECT COUNT(*) FROM approvals WHERE initiatorId = ? AND state IN ('running', 'returned')", [
    initiatorId,
  ]);
