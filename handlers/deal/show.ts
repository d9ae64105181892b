import { z } from 'zod';
import { mayChange } from '../scope.js';
import { card, useCase } from '../useCase.js';
import { dealToSee, readDealNumber } from './find.js';
import { dealView } from './view.js';

export const showDeal = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  const deal = await dealToSee(ctx, id);
  return card(await dealView(ctx.tx, deal, await mayChange(ctx, deal.ownerId)));
});

/** `/deal show D-1024` */
export const typeShowDeal = useCase(z.object({ text: z.string() }), (ctx, { text }) =>
  showDeal.run(ctx, { id: readDealNumber(text, 'show').id }),
);
