import { findRunningApprovalId, lockApproval } from '../../models/approval.js';
import { type Deal, saveDealOwner } from '../../models/deal.js';
import { show, showIfThere } from '../../models/shown-card.js';
import { carryOut, type Telling } from '../approval/carry-out.js';
import { isAskedToDecide } from '../approval/rules/giving.js';
import { nameOf } from '../approval/rules/instance.js';
import { holderNames, openTasks } from '../approval/standing.js';
import { record } from '../history.js';
import type { Context } from '../useCase.js';

/** Who decides on it now, and why it is not whoever has the deal. */
const sparing =
  (heirId: number): Telling =>
  ({ instance }, people) => {
    const open = openTasks(instance);
    const params = { owner: nameOf(heirId, people), people: holderNames(open, people) };
    return { action: open.length > 0 ? 'approval.spared' : 'approval.sparedLast', params };
  };

/** Nobody decides on their own request: what the new owner would decide goes to others. */
async function spare(ctx: Context, approvalId: number, heirId: number) {
  const approval = await lockApproval(ctx.tx, approvalId);
  if (!approval || !isAskedToDecide(approval.instance, heirId)) return;
  const tell = sparing(heirId);
  const { progress, people, number } = await carryOut(ctx, approval, { type: 'give', to: heirId }, tell);
  const { action, params } = tell(progress, people);
  record(ctx, { kind: 'approval', id: approvalId }, action, { params: { number, ...params } });
}

/**
 * Makes somebody the owner of a deal that the caller holds. What is asked about it goes on: whoever has it now hears how,
 * and may withdraw it or submit it anew, which whoever had it may no more.
 * @throws Refusal when it waits for the new owner alone, and nobody else can decide it
 */
export async function giveDeal(ctx: Context, { id, ownerId }: Deal, heirId: number) {
  const { tx, now } = ctx;
  const approvalId = await findRunningApprovalId(tx, 'deal', id);
  if (approvalId !== undefined) await spare(ctx, approvalId, heirId);
  saveDealOwner(tx, id, heirId, now);
  if (approvalId === undefined) return;
  show(tx, heirId, 'approval', approvalId);
  showIfThere(tx, ownerId, 'approval', approvalId);
}
