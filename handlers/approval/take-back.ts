import { words as say, useCase, withId } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { approvalToChange } from './load.js';
import { words } from './words.js';

export const takeBack = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToChange(ctx, id);
  const event = { type: 'takeBack', byId: ctx.actor.id } as const;
  const { number } = await carryOut(ctx, approval, event, 'approval.takenBack');
  return say(words.takenBack, { number });
});
