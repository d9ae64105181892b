/** Approvals in people's lists: what waits for them, and what they wait for. */
import type { ApprovalState, TaskState } from './approval-view.js';
import { type Condition, holds, is, isFilled, isOneOf } from './database/condition.js';
import type { Tx } from './database/tx.js';

export interface TaskListRow {
  readonly approvalId: number;
  readonly seq: number;
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
    `SELECT t.approvalId, t.seq, a.subjectKind, a.subjectId, a.flowId, a.definition, t.stepKey, i.name AS initiatorName,
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

const openIds = (column: 'assigneeId' | 'proxyId') =>
  `SELECT * FROM (SELECT approvalId FROM approval_tasks WHERE ${column} = ? AND state = 'open'
     ORDER BY approvalId LIMIT ?) AS ${column}s`;

/** What this person has to decide, also for others: the first ones by their numbers. Quick, however many there are. */
export const listOpenApprovalIds = (tx: Tx, personId: number, limit: number) =>
  tx.column<number>(`${openIds('assigneeId')} UNION ${openIds('proxyId')} ORDER BY approvalId LIMIT ?`, [
    ...[personId, limit, personId, limit],
    limit,
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

/** Some approvals: a SELECT of their ids, each once. Sets of them, and not one condition, as each then has its index. */
export interface Approvals {
  readonly sql: string;
  readonly values: Condition['values'];
}

export const approvalsWhere = ({ sql, values }: Condition): Approvals => ({
  sql: `SELECT id FROM approvals WHERE ${sql}`,
  values,
});

export const anyOf = (...sets: readonly Approvals[]): Approvals => ({
  sql: sets.map(({ sql }) => sql).join(' UNION '),
  values: sets.flatMap(({ values }) => values),
});

export const bothOf = (one: Approvals, other: Approvals): Approvals => ({
  sql: `SELECT one.id FROM (${one.sql}) one JOIN (${other.sql}) other ON other.id = one.id`,
  values: [...one.values, ...other.values],
});

const byTask = (column: 'assigneeId' | 'proxyId', personId: number, which: Condition): Approvals => ({
  sql: `SELECT approvalId AS id FROM approval_tasks WHERE ${column} = ? AND ${which.sql}`,
  values: [personId, ...which.values],
});

/** Those with a task of this person, or one that this person has had for somebody who was away. */
const withTask = (personId: number, which: Condition): Approvals =>
  anyOf(byTask('assigneeId', personId, which), byTask('proxyId', personId, which));

export const approvalsDecidedBy = (personId: number): Approvals =>
  withTask(personId, is('decidedById', personId));

/** Those that some people have sent or whose deals they are about, and those about which this person was asked. */
export function approvalsSeenBy(personId: number, owners: readonly number[]): Approvals {
  const owned = isOneOf('d.ownerId', owners);
  return anyOf(
    approvalsWhere(isOneOf('initiatorId', owners)),
    {
      sql: `SELECT a.id FROM deals d JOIN approvals a ON a.subjectId = d.id AND a.subjectKind = 'deal' AND a.reversesId IS NULL
        WHERE ${owned.sql}`,
      values: owned.values,
    },
    withTask(personId, isFilled('openedAt')),
  );
}

const titled = (kind: 'deal' | 'request', text: string): Approvals => {
  const { sql, values } = holds('s.title', text);
  return {
    sql: `SELECT a.id FROM ${kind}s s JOIN approvals a ON a.subjectId = s.id AND a.subjectKind = '${kind}' WHERE ${sql}`,
    values,
  };
};

/** With this text in the title of what they are about, or in the name of who has sent them. */
export function approvalsNaming(text: string): Approvals {
  const { sql, values } = holds('e.name', text);
  return anyOf(titled('deal', text), titled('request', text), {
    sql: `SELECT a.id FROM employees e JOIN approvals a ON a.initiatorId = e.id WHERE ${sql}`,
    values,
  });
}

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

export const countApprovals = (tx: Tx, { sql, values }: Approvals) =>
  tx.number(`SELECT COUNT(*) FROM (${sql}) listed`, values);

/** The newest first. */
export const listNewestIds = (tx: Tx, { sql, values }: Approvals, limit: number) =>
  tx.column<number>(`SELECT id FROM (${sql}) listed ORDER BY id DESC LIMIT ?`, [...values, limit]);

/** The newest first. */
export const listApprovalRows = (tx: Tx, { sql, values }: Approvals, limit: number, offset: number) =>
  tx.rows<ApprovalListRow>(
    `SELECT a.id, a.flowId, a.definition, a.state, a.submittedAt, i.name AS initiatorName,
       COALESCE(d.title, r.title, '') AS title
     FROM (SELECT id FROM (${sql}) listed ORDER BY id DESC LIMIT ? OFFSET ?) page
       JOIN approvals a ON a.id = page.id JOIN employees i ON i.id = a.initiatorId
       LEFT JOIN deals d ON d.id = a.subjectId AND a.subjectKind = 'deal'
       LEFT JOIN requests r ON r.id = a.subjectId AND a.subjectKind = 'request'
     ORDER BY a.id DESC`,
    [...values, limit, offset],
  );
