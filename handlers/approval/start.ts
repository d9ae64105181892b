import { type Approval, insertApproval, nextApprovalId } from '../../models/approval.js';
import type { Facts } from '../../models/approval-flow.js';
import { getLatestFlow } from '../../models/flow.js';
import { show } from '../../models/shown-card.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { loadPeople } from './directory.js';
import { advance } from './engine.js';
import { draft, nameOf } from './instance.js';
import { openTasks } from './standing.js';

export interface Started {
  readonly number: string;
  readonly waitingFor: readonly string[];
}

/**
 * Submits a record to a flow. The caller holds the record and has seen that nothing runs for it and this purpose.
 * @param initiatorId whose request it is
 */
export async function startApproval(
  ctx: Context,
  flowKey: string,
  subject: { readonly kind: string; readonly id: number },
  facts: Facts,
  initiatorId: number,
): Promise<Started> {
  const { tx, now } = ctx;
  const flow = await getLatestFlow(tx, flowKey);
  const people = await loadPeople(tx, flow.definition, initiatorId);
  const id = await nextApprovalId(tx);

  const { instance, opened } = advance(
    draft({ id, definition: flow.definition, initiatorId, facts }),
    { type: 'submit' },
    now,
    people,
  );

  const approval: Approval = {
    flowId: flow.id,
    purpose: flow.definition.purpose,
    subjectKind: subject.kind,
    subjectId: subject.id,
    instance,
  };
  insertApproval(tx, approval, now);
  const number = formatNumber('approval', id);
  record(ctx, subject, 'approval.submitted', { params: { flow: flow.definition.name, number } });

  for (const task of opened) show(tx, task.assigneeId, 'approval', id, { fresh: true });
  return { number, waitingFor: openTasks(instance).map(({ assigneeId }) => nameOf(assigneeId, people)) };
}
