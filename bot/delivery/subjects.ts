import { absenceView } from '../../handlers/absence/view.js';
import { approvalView } from '../../handlers/approval/load.js';
import { dealView } from '../../handlers/deal/view.js';
import { digestView } from '../../handlers/digest/view.js';
import { handoverView } from '../../handlers/directory/notice.js';
import { mayChange } from '../../handlers/scope.js';
import type { Context } from '../../handlers/useCase.js';
import { findApproval } from '../../models/approval.js';
import { findDeal } from '../../models/deal.js';
import type { Subject } from '../../models/shown-card.js';
import type { View } from '../../models/views.js';

type Load = (ctx: Context, id: number) => Promise<View | undefined>;

/** `20261122` → `2026-11-22` */
const dayOf = (id: number): string => String(id).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** What a card that follows the truth is drawn from, as of now; nothing when there is nothing to see any more. */
export const loadView: Readonly<Record<Subject, Load>> = {
  deal: async (ctx, id) => {
    const deal = await findDeal(ctx.tx, id);
    return deal && dealView(ctx.tx, deal, await mayChange(ctx, deal.ownerId));
  },
  approval: async ({ tx, actor, now }, id) => {
    const approval = await findApproval(tx, id);
    return approval && approvalView(tx, approval, actor.id, now);
  },
  absence: (ctx, id) => absenceView(ctx, id),
  handover: ({ tx, actor }, id) => handoverView(tx, actor.id, id),
  digest: (ctx, id) => digestView(ctx, dayOf(id)),
};
