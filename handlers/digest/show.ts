import { z } from 'zod';
import { isoDayIn } from '../input/day.js';
import { card, words as say, useCase } from '../useCase.js';
import { digestView } from './view.js';
import { words } from './words.js';

/** Today's, as of now. */
export const showDigest = useCase(z.object({}), async (ctx) => {
  const view = await digestView(ctx, isoDayIn(ctx.actor.timeZone, ctx.now));
  return view ? card(view) : say(words.nothing);
});
