import { lockApproval } from '../../models/approval.js';
import type { TimeoutAction } from '../../models/approval-flow.js';
import type { DueTask } from '../../models/due-task.js';
import { listSuperiorIds } from '../../models/employee.js';
import type { HistoryAction } from '../history.js';
import type { Context } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { peopleOf } from './directory.js';
import { advance } from './engine.js';
import { taskBySeq } from './instance.js';
import { holderNames } from './standing.js';
import { SUPERIORS } from './tick.js';
import { nextTimeout } from './timing.js';

const actions: Record<TimeoutAction, HistoryAction> = {
  remind: 'approval.remindedLate',
  escalate: 'approval.escalated',
  reassign: 'approval.reassigned',
  approve: 'approval.autoApproved',
  reject: 'approval.autoRejected',
  close: 'approval.closedLate',
};

const isPassedOn = (action: TimeoutAction) => action === 'escalate' || action === 'reassign';

/** Does what is due for a task, unless somebody has decided or another instance has done it meanwhile. */
export async function timeOut(ctx: Context, { approvalId, seq }: DueTask): Promise<boolean> {
  const approval = await lockApproval(ctx.tx, approvalId);
  const task = approval && taskBySeq(approval.instance, seq);
  const next = task && nextTimeout(approval.instance, task);
  if (!next || !task.dueAt || task.dueAt > ctx.now) return false;
  const also = await listSuperiorIds(ctx.tx, task.assigneeId, SUPERIORS);
  const people = await peopleOf(ctx.tx, approval.instance, { now: ctx.now, also });
  const event = { type: 'tick', seq, action: next.action } as const;
  const { opened, instance } = advance(approval.instance, event, ctx.now, people);
  // Where nobody else could be found, who has it has only been reminded.
  const isReminder = taskBySeq(instance, seq)?.state === 'open' && opened.length === 0;
  const action = actions[isReminder ? 'remind' : next.action];
  const named = isPassedOn(next.action) && !isReminder ? opened : [task];
  await carryOut(ctx, approval, event, action, { people: holderNames(named, people) }, also);
  return true;
}
