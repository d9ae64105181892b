import { listed } from '../fields.js';
import { words as say, useCase, withId } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { approvalToChange } from './load.js';
import { nameOf } from './rules/instance.js';
import { words } from './words.js';

export const urge = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToChange(ctx, id);
  const event = { type: 'urge', byId: ctx.actor.id } as const;
  const { progress, people } = await carryOut(ctx, approval, event, 'approval.urged');
  return say(words.urged, { people: listed(progress.told.map((who) => nameOf(who, people))) });
});
