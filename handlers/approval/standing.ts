import { findLatestApproval } from '../../models/approval.js';
import type { Instance, Task } from '../../models/approval-flow.js';
import { listNames } from '../../models/employee.js';
import type { Tx } from '../../models/tx.js';
import type { ApprovalState } from '../../models/views.js';
import { formatNumber } from '../input/id.js';

export interface Standing {
  readonly id: number;
  readonly number: string;
  readonly state: ApprovalState;
  readonly waitingFor: readonly string[];
}

export const openTasks = ({ tasks }: Instance): readonly Task[] =>
  tasks.filter(({ state }) => state === 'open');

const holderIds: Partial<Record<ApprovalState, (instance: Instance) => readonly number[]>> = {
  running: (instance) => openTasks(instance).map(({ assigneeId }) => assigneeId),
  returned: ({ initiatorId }) => [initiatorId],
};

export const holdersOf = (tx: Tx, instance: Instance) =>
  listNames(tx, holderIds[instance.state]?.(instance) ?? []);

/** How the newest approval of a record stands, and who holds it. */
export async function findSubjectApproval(tx: Tx, kind: string, id: number): Promise<Standing | undefined> {
  const approval = await findLatestApproval(tx, kind, id);
  if (!approval) return undefined;
  const { instance } = approval;
  return {
    id: instance.id,
    number: formatNumber('approval', instance.id),
    state: instance.state,
    waitingFor: await holdersOf(tx, instance),
  };
}
