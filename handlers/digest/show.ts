import { z } from 'zod';
import { dayIn, isoOf } from '../input/day.js';
import { type Context, card, words as say, useCase } from '../useCase.js';
import { digestView } from './view.js';
import { words } from './words.js';

async function today(ctx: Context) {
  const view = await digestView(ctx, isoOf(dayIn(ctx.actor.timeZone, ctx.now)));
  return view ? card(view) : say(words.nothing);
}

/** `/digest`: today's, as of now. */
export const typeDigest = useCase(z.object({ text: z.string() }), today);

export const showDigest = useCase(z.object({}), today);
