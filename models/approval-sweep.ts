import { type Approval, listApprovals } from './approval.js';
import type { ApprovalState } from './approval-view.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import type { EvidenceRow } from './evidence.js';
import { groupedBy } from './grouped-by.js';

/** An approval with all that is kept about it, as far as one part can be held against another. */
export interface Stored {
  readonly approval: Approval;
  readonly runningKey: string | null;
  readonly evidence: readonly EvidenceRow[];
  /** Open tasks of people to whom no card about it was ever to be shown: their numbers. */
  readonly unseen: readonly number[];
  /** How the approvals stand that would revoke this one. */
  readonly revokedBy: readonly ApprovalState[];
}

interface Key {
  readonly id: number;
  readonly runningKey: string | null;
}

/** Numbers of approvals, in order. */
export const listApprovalIds = (tx: Tx, afterId: number, limit: number) =>
  tx.column<number>('SELECT id FROM approvals WHERE id > ? ORDER BY id LIMIT ?', [afterId, limit]);

/** Those that run or have come back, in order of their key: read by its index, however many have ended. */
export const listRunningIds = (tx: Tx, afterKey: string, limit: number) =>
  tx.rows<{ id: number; runningKey: string }>(
    'SELECT id, runningKey FROM approvals WHERE runningKey > ? ORDER BY runningKey LIMIT ?',
    [afterKey, limit],
  );

const listKeys = (tx: Tx, ids: readonly number[]) =>
  tx.rows<Key>(`SELECT id, runningKey FROM approvals WHERE id IN (${marks(ids)})`, ids);

const listSealed = (tx: Tx, ids: readonly number[]) =>
  tx.rows<EvidenceRow>(
    `SELECT approvalId, number, entry, hash FROM evidence WHERE approvalId IN (${marks(ids)}) ORDER BY approvalId, number`,
    ids,
  );

const listUnseen = (tx: Tx, ids: readonly number[]) =>
  tx.rows<{ approvalId: number; seq: number }>(
    `SELECT t.approvalId, t.seq FROM approval_tasks t
     WHERE t.approvalId IN (${marks(ids)}) AND t.state = 'open' AND NOT EXISTS (
       SELECT 1 FROM shown_cards s WHERE s.employeeId IN (t.assigneeId, t.proxyId) AND s.subject = 'approval'
         AND s.subjectId = t.approvalId)`,
    ids,
  );

const listRevoking = (tx: Tx, ids: readonly number[]) =>
  tx.rows<{ reversesId: number; state: ApprovalState }>(
    `SELECT reversesId, state FROM approvals WHERE reversesId IN (${marks(ids)})`,
    ids,
  );

/** Everything about these approvals, in one round trip, without holding any of them. */
export async function listStored(tx: Tx, ids: readonly number[]): Promise<Stored[]> {
  if (ids.length === 0) return [];
  const [approvals, keys, sealed, unseen, revoking] = await Promise.all([
    listApprovals(tx, ids),
    listKeys(tx, ids),
    listSealed(tx, ids),
    listUnseen(tx, ids),
    listRevoking(tx, ids),
  ]);
  const keyOf = new Map(keys.map(({ id, runningKey }) => [id, runningKey]));
  const sealedOf = groupedBy(sealed, ({ approvalId }) => approvalId);
  const unseenOf = groupedBy(unseen, ({ approvalId }) => approvalId);
  const revokingOf = groupedBy(revoking, ({ reversesId }) => reversesId);
  return approvals.map((approval) => {
    const { id } = approval.instance;
    return {
      approval,
      runningKey: keyOf.get(id) ?? null,
      evidence: sealedOf.get(id) ?? [],
      unseen: (unseenOf.get(id) ?? []).map(({ seq }) => seq),
      revokedBy: (revokingOf.get(id) ?? []).map(({ state }) => state),
    };
  });
}
