import { z } from 'zod';
import { card, useCase } from '../useCase.js';
import { approvalToSee, approvalView, readApprovalNumber } from './load.js';

export const showApproval = useCase(z.object({ id: z.int() }), async (ctx, { id }) =>
  card(await approvalView(ctx.tx, await approvalToSee(ctx, id), ctx.actor.id, ctx.now)),
);

/** `/approval show A-31` */
export const typeShowApproval = useCase(z.object({ text: z.string() }), (ctx, { text }) =>
  showApproval.run(ctx, { id: readApprovalNumber(text, 'show') }),
);
