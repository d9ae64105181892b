import { findRunningApprovalId } from '../../models/approval.js';
import { type Deal, saveDeal } from '../../models/deal.js';
import { show, showIfThere } from '../../models/shown-card.js';
import type { Context } from '../useCase.js';

/**
 * Makes somebody the owner of a deal that the caller holds. What is asked about it goes on: whoever has it now hears how,
 * and may withdraw it or submit it anew, which whoever had it may no more.
 */
export async function giveDeal({ tx, now }: Pick<Context, 'tx' | 'now'>, deal: Deal, heirId: number) {
  saveDeal(tx, { ...deal, ownerId: heirId }, now);
  const approvalId = await findRunningApprovalId(tx, 'deal', deal.id, 'contract');
  if (approvalId === undefined) return;
  show(tx, heirId, 'approval', approvalId);
  showIfThere(tx, deal.ownerId, 'approval', approvalId);
}
