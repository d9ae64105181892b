import { findApproval, findLatestApproval, findRunningApprovalId } from '../../models/approval.js';
import type { Instance, People, Task } from '../../models/approval-instance.js';
import type { ApprovalStanding, ApprovalState } from '../../models/approval-view.js';
import type { Tx } from '../../models/database/tx.js';
import { listNames } from '../../models/employee.js';
import type { Text } from '../../models/text.js';
import { filled, listed } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { isWithdrawable } from './rules/ending.js';
import { holderOf, nameOf } from './rules/instance.js';

interface RunningStanding extends ApprovalStanding {
  /** Who may take it back, if anybody may now. */
  readonly withdrawableBy: number | null;
}

export const openTasks = ({ tasks }: Instance): readonly Task[] =>
  tasks.filter(({ state }) => state === 'open');

const forWhom: Text = { zh: '{who}（代 {whom}）', en: '{who} (for {whom})' };

/** Who has some tasks, and for whom: `李四（代 王五）`. */
export const holderNames = (tasks: readonly Task[], people: People): Text =>
  listed(
    tasks.map((task) => {
      const [who, whom] = [nameOf(holderOf(task), people), nameOf(task.assigneeId, people)];
      return task.proxyId === null ? who : filled(forWhom, { who, whom });
    }),
  );

const holderIds: Partial<Record<ApprovalState, (instance: Instance) => readonly number[]>> = {
  running: (instance) => openTasks(instance).map(holderOf),
  returned: ({ ownerId }) => [ownerId],
};

export const standingOf = async (tx: Tx, instance: Instance): Promise<ApprovalStanding> => ({
  id: instance.id,
  number: formatNumber('approval', instance.id),
  state: instance.state,
  waitingFor: await listNames(tx, holderIds[instance.state]?.(instance) ?? []),
});

/** How the newest approval of a record stands, be it about to be revoked, and who holds it. */
export async function findSubjectApproval(
  tx: Tx,
  kind: string,
  id: number,
): Promise<ApprovalStanding | undefined> {
  const approval = await findLatestApproval(tx, kind, id);
  return approval && standingOf(tx, approval.instance);
}

/** How the one that runs for a record stands: older versions let newer ones be submitted beside it. */
export async function findRunningStanding(
  tx: Tx,
  kind: string,
  id: number,
): Promise<RunningStanding | undefined> {
  const runningId = await findRunningApprovalId(tx, kind, id);
  const approval = runningId === undefined ? undefined : await findApproval(tx, runningId);
  if (!approval) return undefined;
  const { instance } = approval;
  return {
    ...(await standingOf(tx, instance)),
    withdrawableBy: isWithdrawable(instance) ? instance.ownerId : null,
  };
}
