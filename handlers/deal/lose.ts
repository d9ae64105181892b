import { z } from 'zod';
import { saying } from '../../models/text.js';
import { refuseErrors } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, Refusal, words as say, useCase } from '../useCase.js';
import { moveDeal, refuseRunning } from './enter.js';
import { dealToChange, readDealNumber } from './find.js';
import { lostForm } from './forms.js';
import { endStage, getPipeline, stageOf } from './pipeline.js';
import { words } from './words.js';

const LONGEST_REASON = 500;

async function lose(ctx: Context, id: number, reason: string) {
  const pipeline = await getPipeline(ctx.tx);
  const deal = await dealToChange(ctx, id);
  const number = formatNumber('deal', id);
  await refuseRunning(ctx, deal);
  const from = stageOf(pipeline, deal.stage);
  if (from.outcome) throw new Refusal(words.closedAlready, { number, stage: from.name });

  moveDeal(ctx, deal, endStage(pipeline, 'lost'), pipeline, reason.slice(0, LONGEST_REASON));
  record(ctx, { kind: 'deal', id }, 'deal.lost', { params: { reason } });
  return say(words.lost, { number });
}

/** `/deal lost D-1024 价格太高`: without a reason it asks for one. */
export const typeLost = useCase(z.object({ text: z.string() }), (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, 'lost');
  return rest === '' ? openLost.run(ctx, { id }) : lose(ctx, id, rest);
});

export const openLost = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  const deal = await dealToChange(ctx, id);
  await refuseRunning(ctx, deal);
  return form(lostForm(id));
});

export const submitLost = useCase(
  z.object({ id: z.int(), values: z.object({ reason: z.string().default('') }) }),
  (ctx, { id, values }) => {
    const reason = values.reason.trim();
    refuseErrors(lostForm(id), values, {
      reason: reason === '' ? saying(words.required, { field: words.reason }) : undefined,
    });
    return lose(ctx, id, reason);
  },
);
