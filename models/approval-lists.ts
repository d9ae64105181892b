/** Approvals in people's lists: what waits for them, and what they wait for. */
import type { ApprovalState, TaskState } from './approval-view.js';
import { type Condition, is, isFilled } from './database/condition.js';
import { countRows, type Listed, type ListOptions, listRows } from './database/list.js';
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

const runningSql = "a.state IN ('running', 'returned')";

/** What runs of somebody's: what they have submitted and what is about their deals, whoever owned those before. */
const mineSql = `SELECT a.id AS id, a.subjectKind, a.subjectId, a.submittedAt FROM approvals a
    LEFT JOIN deals d ON d.id = a.subjectId AND a.subjectKind = 'deal' AND a.reversesId IS NULL
  WHERE a.initiatorId = ? AND ${runningSql} AND COALESCE(d.ownerId, a.initiatorId) = a.initiatorId
  UNION ALL SELECT a.id, a.subjectKind, a.subjectId, a.submittedAt FROM deals d
    JOIN approvals a ON a.subjectId = d.id AND a.subjectKind = 'deal' AND a.reversesId IS NULL
  WHERE d.ownerId = ? AND d.closedAt IS NULL AND ${runningSql} AND a.initiatorId <> d.ownerId`;

/** A person's requests that run or have come back, with who holds them: a row a holder, the newest request first. */
export const listMyRunning = (tx: Tx, personId: number, limit: number, offset = 0) =>
  tx.rows<MyRequestRow>(
    `SELECT a.id AS approvalId, a.subjectKind, a.subjectId, a.submittedAt, e.name AS holderName
     FROM (${mineSql} ORDER BY id DESC LIMIT ? OFFSET ?) a
     LEFT JOIN approval_tasks t ON t.approvalId = a.id AND t.state = 'open'
     JOIN employees e ON e.id = COALESCE(t.proxyId, t.assigneeId, ?)
     ORDER BY a.id DESC, t.seq`,
    [personId, personId, limit, offset, personId],
  );

export const countMyRunning = (tx: Tx, personId: number) =>
  tx.number(`SELECT COUNT(*) FROM (${mineSql}) mine`, [personId, personId]);

export interface ApprovalListRow {
  readonly id: number;
  readonly flowId: number;
  /** As `definitionOf` reads it. */
  readonly definition: unknown;
  readonly state: ApprovalState;
  readonly submittedAt: Date;
  readonly initiatorName: string;
  /** Of what it is about, as that is called now. */
  readonly title: string;
}

/** `dealOwnerId` owns the deal that it is about, unless it revokes another. */
const listed: Listed = {
  table: `(SELECT a.id, a.flowId, a.definition, a.state, a.submittedAt, a.initiatorId, a.subjectKind, a.subjectId,
      i.name AS initiatorName, COALESCE(d.title, r.title, '') AS title,
      CASE WHEN a.reversesId IS NULL THEN d.ownerId END AS dealOwnerId
    FROM approvals a JOIN employees i ON i.id = a.initiatorId
      LEFT JOIN deals d ON d.id = a.subjectId AND a.subjectKind = 'deal'
      LEFT JOIN requests r ON r.id = a.subjectId AND a.subjectKind = 'request') listed`,
  columns: 'id, flowId, definition, state, submittedAt, initiatorName, title',
};

export const listApprovalRows = (tx: Tx, options: ListOptions) =>
  listRows<ApprovalListRow>(tx, listed, options);

export const countApprovalRows = (tx: Tx, where: Condition) => countRows(tx, listed, where);

const tasksOf = (personId: number, which: Condition): Condition => ({
  sql: `id IN (SELECT approvalId FROM approval_tasks WHERE (assigneeId = ? OR proxyId = ?) AND ${which.sql})`,
  values: [personId, personId, ...which.values],
});

/** About which this person was asked, or for somebody who was away. */
export const isAskedOf = (personId: number): Condition => tasksOf(personId, isFilled('openedAt'));

export const isDecidedBy = (personId: number): Condition => tasksOf(personId, is('decidedById', personId));
