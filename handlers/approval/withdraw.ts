import { words as say, useCase, withId, withText } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { approvalToChange, approvalTyped } from './load.js';
import { words } from './words.js';

export const withdraw = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToChange(ctx, id);
  const event = { type: 'withdraw', byId: ctx.actor.id } as const;
  const { number } = await carryOut(ctx, approval, event, 'approval.withdrawn');
  return say(words.withdrawn, { number });
});

/** `/approval withdraw A-31`, `/approval withdraw D-1024` */
export const typeWithdraw = useCase(withText, async (ctx, { text }) =>
  withdraw.run(ctx, { id: await approvalTyped(ctx, text, { zh: '/审批 撤回', en: '/approval withdraw' }) }),
);
