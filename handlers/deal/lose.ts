import { z } from 'zod';
import { formValues, refuseErrors, textError, type Values } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, words as say, useCase, withId, withText } from '../useCase.js';
import { moveDeal, openDealToChange } from './enter.js';
import { readDealNumber } from './find.js';
import { LONGEST_REASON, lostForm } from './forms.js';
import { endStage, getPipeline } from './pipeline.js';
import { words } from './words.js';

async function lose(ctx: Context, id: number, values: Values) {
  const reason = values.reason?.trim() ?? '';
  const pipeline = await getPipeline(ctx.tx);
  const deal = await openDealToChange(ctx, id);
  refuseErrors(() => lostForm(deal), values, { reason: textError(words.reason, LONGEST_REASON, reason) });

  moveDeal(ctx, deal, endStage(pipeline, 'lost'), pipeline, reason);
  record(ctx, { kind: 'deal', id }, 'deal.lost', { params: { reason } });
  return say(words.lost, { number: formatNumber('deal', id) });
}

/** `/deal lost D-1024 价格太高`: without a reason it asks for one. */
export const typeLost = useCase(withText, (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 输单', en: '/deal lost' });
  return rest === '' ? openLost.run(ctx, { id }) : lose(ctx, id, { reason: rest });
});

export const openLost = useCase(withId, async (ctx, { id }) => {
  return form(lostForm(await openDealToChange(ctx, id)));
});

export const submitLost = useCase(z.object({ id: z.int(), values: formValues }), (ctx, { id, values }) =>
  lose(ctx, id, values),
);
