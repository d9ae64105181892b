import { type Approval, lockApproval, saveApproval } from '../../models/approval.js';
import type { TimeoutAction } from '../../models/approval-flow.js';
import type { Task } from '../../models/approval-instance.js';
import type { DueTask } from '../../models/due-task.js';
import type { HistoryAction } from '../history.js';
import type { Context } from '../useCase.js';
import { carryOut, type Telling } from './carry-out.js';
import { peopleOf } from './directory.js';
import { taskBySeq, withTask } from './rules/instance.js';
import { awakeFrom, lapsedTask, nextTimeout } from './rules/timing.js';
import { holderNames } from './standing.js';

const actions: Record<TimeoutAction, HistoryAction> = {
  remind: 'approval.remindedLate',
  escalate: 'approval.escalated',
  reassign: 'approval.reassigned',
  approve: 'approval.autoApproved',
  reject: 'approval.autoRejected',
  close: 'approval.closedLate',
};

/** An opinion that is late is done without. */
const actionOf = ({ origin }: Task, action: TimeoutAction): HistoryAction =>
  origin === 'help' && (action === 'approve' || action === 'reject')
    ? 'approval.adviceLate'
    : actions[action];

const isPassedOn = (action: TimeoutAction) => action === 'escalate' || action === 'reassign';

/** What is closed may be taken up again for some time, and then no more. */
const closingOf =
  (task: Task): Telling =>
  ({ instance }, people) => {
    if (task.state !== 'open') return { action: 'approval.notRecovered', params: {} };
    const until = lapsedTask(instance)?.dueAt?.toISOString();
    const late = { people: holderNames([task], people) };
    return until
      ? { action: 'approval.lapsed', params: { ...late, until: { at: until } } }
      : { action: actions.close, params: late };
  };

/** Where nobody else could be found, who has it has only been reminded. */
const tellingOf =
  (task: Task, action: TimeoutAction): Telling =>
  (progress, people) => {
    if (action === 'close') return closingOf(task)(progress, people);
    const { instance, opened } = progress;
    const isReminder = taskBySeq(instance, task.seq)?.state === 'open' && opened.length === 0;
    const named = isPassedOn(action) && !isReminder ? opened : [task];
    return {
      action: isReminder ? actions.remind : actionOf(task, action),
      params: { people: holderNames(named, people) },
    };
  };

/** A reminder that is late, or goes to somebody elsewhere, may come at night: then it waits until that is over. */
async function waitsForMorning(ctx: Context, approval: Approval, task: Task): Promise<boolean> {
  const { instance } = approval;
  const dueAt = awakeFrom(task, ctx.now, await peopleOf(ctx, instance));
  if (dueAt <= ctx.now) return false;
  saveApproval(ctx.tx, approval, { ...approval, instance: withTask(instance, { ...task, dueAt }) });
  return true;
}

/** Does what is due for a task, unless somebody has decided or another instance has done it meanwhile. */
export async function timeOut(ctx: Context, { approvalId, seq }: DueTask): Promise<boolean> {
  const approval = await lockApproval(ctx.tx, approvalId);
  const task = approval && taskBySeq(approval.instance, seq);
  const next = task && nextTimeout(approval.instance, task);
  if (!next || !task.dueAt || task.dueAt > ctx.now) return false;
  if (next.action === 'remind' && (await waitsForMorning(ctx, approval, task))) return false;
  const event = { type: 'tick', seq, action: next.action } as const;
  await carryOut(ctx, approval, event, tellingOf(task, next.action));
  return true;
}
