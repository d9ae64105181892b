import type { FlowDefinition } from './approval-flow.js';
import type { Facts, Instance, Task } from './approval-instance.js';
import { readMore, readSteps, writeMore } from './approval-stored.js';
import type { ApprovalState } from './approval-view.js';
import { parseJson, toJson } from './database/json.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import type { EvidenceHead } from './evidence.js';
import { getFlow } from './flow.js';

/** An instance with what it is about. */
export interface Approval {
  readonly flowId: number;
  readonly purpose: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly instance: Instance;
  readonly evidence: EvidenceHead;
}

interface ApprovalRow {
  readonly id: number;
  readonly flowId: number;
  readonly purpose: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly initiatorId: number;
  /** Of the deal that it is about. */
  readonly dealOwnerId: number | null;
  readonly state: ApprovalState;
  readonly round: number;
  readonly facts: unknown;
  readonly contentHash: string;
  readonly steps: unknown;
  readonly submittedAt: Date;
  readonly endedAt: Date | null;
  readonly endedById: number | null;
  readonly endReason: string | null;
  readonly more: unknown;
  /** Of an approval that revokes another: nobody published it. */
  readonly definition: unknown;
  readonly reversesId: number | null;
}

const columns = `id, flowId, purpose, subjectKind, subjectId, initiatorId, state, round, facts, contentHash, steps, submittedAt,
  endedAt, endedById, endReason, more, definition, reversesId,
  (SELECT d.ownerId FROM deals d WHERE d.id = approvals.subjectId
     AND approvals.subjectKind = 'deal' AND approvals.reversesId IS NULL) AS dealOwnerId`;
const taskColumns = `seq, stepKey, round, assigneeId, proxyId, state, openedAt, decidedAt, decidedById, comment, signature, origin,
  parentSeq, signMode, continuesSeq, contentHash, question, urgedAt, dueAt, clockedAt, pausedAt, passedMs, fired`;

/** What it goes by: its flow, or what is its own where it revokes another. */
export const definitionOf = async (
  tx: Tx,
  { definition, flowId }: Pick<ApprovalRow, 'definition' | 'flowId'>,
): Promise<FlowDefinition> =>
  definition ? parseJson<FlowDefinition>(definition) : (await getFlow(tx, flowId)).definition;

async function assemble(tx: Tx, row: ApprovalRow, tasks: Task[]): Promise<Approval> {
  const definition = await definitionOf(tx, row);
  const { id, initiatorId, dealOwnerId, state, round, contentHash, submittedAt, endedAt } = row;
  const { endedById, endReason, reversesId } = row;
  const { more, evidence } = readMore(row.more);
  return {
    flowId: row.flowId,
    purpose: row.purpose,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    evidence,
    instance: {
      id,
      definition,
      initiatorId,
      ownerId: dealOwnerId ?? initiatorId,
      state,
      round,
      contentHash,
      submittedAt,
      endedAt,
      endedById,
      endReason,
      reversesId,
      tasks,
      ...more,
      facts: parseJson<Facts>(row.facts),
      steps: readSteps(row.steps),
    },
  };
}

/** In this order and in one round trip: of a row that is locked, the tasks are those after the lock was got. */
async function readOne(tx: Tx, id: number, lock: string): Promise<Approval | undefined> {
  const [row, tasks] = await Promise.all([
    tx.row<ApprovalRow>(`SELECT ${columns} FROM approvals WHERE id = ?${lock}`, [id]),
    tx.rows<Task>(`SELECT ${taskColumns} FROM approval_tasks WHERE approvalId = ? ORDER BY seq`, [id]),
  ]);
  return row && assemble(tx, row, tasks);
}

export const findApproval = (tx: Tx, id: number) => readOne(tx, id, '');

/** Holds the approval, so that of two deciders the second reads what the first did. */
export const lockApproval = (tx: Tx, id: number) => readOne(tx, id, tx.forUpdate);

/** Those with these numbers, in order, as they are now. */
export async function listApprovals(tx: Tx, ids: readonly number[]): Promise<Approval[]> {
  const [rows, tasks] = await Promise.all([
    tx.rows<ApprovalRow>(`SELECT ${columns} FROM approvals WHERE id IN (${marks(ids)}) ORDER BY id`, ids),
    tx.rows<Task & { approvalId: number }>(
      `SELECT approvalId, ${taskColumns} FROM approval_tasks WHERE approvalId IN (${marks(ids)}) ORDER BY approvalId, seq`,
      ids,
    ),
  ]);
  const tasksOf = new Map<number, Task[]>(rows.map(({ id }) => [id, []]));
  for (const { approvalId, ...task } of tasks) tasksOf.get(approvalId)?.push(task);
  return Promise.all(rows.map((row) => assemble(tx, row, tasksOf.get(row.id) ?? [])));
}

/** All of a record, the oldest first, with those that revoke one of them. */
export async function listApprovalsOf(tx: Tx, subjectKind: string, subjectId: number): Promise<Approval[]> {
  const ids = await tx.column<number>('SELECT id FROM approvals WHERE subjectKind = ? AND subjectId = ?', [
    subjectKind,
    subjectId,
  ]);
  return ids.length > 0 ? listApprovals(tx, ids) : [];
}

export const isUnderWay = (state: ApprovalState): boolean => state === 'running' || state === 'returned';

/** What is unique to the one that runs for a record and a purpose; of one that does not run, nothing. */
export const runningKeyOf = ({ subjectKind, subjectId, purpose, instance }: Approval) =>
  isUnderWay(instance.state) ? `${subjectKind}:${subjectId}:${purpose}` : null;

/** The one that runs for this record, whatever its flow is for; that it is to be revoked leaves a record as it is. */
export const findRunningApprovalId = (tx: Tx, subjectKind: string, subjectId: number) =>
  tx.cell<number>(
    'SELECT id FROM approvals WHERE subjectKind = ? AND subjectId = ? AND runningKey IS NOT NULL AND reversesId IS NULL',
    [subjectKind, subjectId],
  );

/** The newest of a record. One that revokes another is none: what it comes to, that other one says. */
export async function findLatestApproval(tx: Tx, subjectKind: string, subjectId: number) {
  const latest =
    'SELECT MAX(id) FROM approvals WHERE subjectKind = ? AND subjectId = ? AND reversesId IS NULL';
  const [row, tasks] = await Promise.all([
    tx.row<ApprovalRow>(`SELECT ${columns} FROM approvals WHERE id = (${latest})`, [subjectKind, subjectId]),
    tx.rows<Task>(`SELECT ${taskColumns} FROM approval_tasks WHERE approvalId = (${latest}) ORDER BY seq`, [
      subjectKind,
      subjectId,
    ]),
  ]);
  return row && assemble(tx, row, tasks);
}

export const nextApprovalId = (tx: Tx) => tx.nextId('approval');

/** The columns that change in the course of it. */
const standing = (approval: Approval) => {
  const { initiatorId, state, round, facts, contentHash, steps, endedAt, endedById, endReason } =
    approval.instance;
  return {
    initiatorId,
    state,
    round,
    facts: toJson(facts),
    contentHash,
    steps: toJson(steps),
    runningKey: runningKeyOf(approval),
    endedAt,
    endedById,
    endReason,
    more: writeMore(approval.instance, approval.evidence),
  };
};

export function insertApproval(tx: Tx, approval: Approval, now: Date) {
  const { instance, flowId, purpose, subjectKind, subjectId } = approval;
  const { id, submittedAt, reversesId, definition } = instance;
  tx.insert('approvals', {
    id,
    flowId,
    purpose,
    subjectKind,
    subjectId,
    submittedAt: submittedAt ?? now,
    definition: reversesId === null ? null : toJson(definition),
    reversesId,
    ...standing(approval),
  });
  for (const task of instance.tasks) insertTask(tx, id, task);
}

/** Writes what differs from `before`. */
export function saveApproval(tx: Tx, before: Approval, after: Approval) {
  const { id, tasks } = after.instance;
  tx.update('approvals', { id }, standing(after));
  const old = new Map(before.instance.tasks.map((task) => [task.seq, task]));
  for (const task of tasks) {
    const known = old.get(task.seq);
    if (!known) insertTask(tx, id, task);
    if (known && known !== task) saveTask(tx, id, task);
  }
}

const insertTask = (tx: Tx, approvalId: number, task: Task) =>
  tx.insert('approval_tasks', { approvalId, ...task });

const saveTask = (tx: Tx, approvalId: number, { seq, ...task }: Task) =>
  tx.update('approval_tasks', { approvalId, seq }, task);
