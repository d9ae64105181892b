import { dayIn, isoOf } from '../input/day.js';
import { card, words as say, useCase, withText } from '../useCase.js';
import { digestView } from './view.js';
import { words } from './words.js';

/** `/digest`: today's, as of now. */
export const typeDigest = useCase(withText, async (ctx) => {
  const view = await digestView(ctx, isoOf(dayIn(ctx.actor.timeZone, ctx.now)));
  return view ? card(view) : say(words.nothing);
});
