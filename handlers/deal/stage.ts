import { z } from 'zod';
import { formatNumber } from '../input/id.js';
import { type Context, form, Refusal, words as say, useCase, withId, withText } from '../useCase.js';
import { enterStage, openDealToChange, refuseMissing } from './enter.js';
import { readDealNumber, stageTyped } from './find.js';
import { LONGEST_REASON, lostForm, stageForm } from './forms.js';
import { gateBefore, getPipeline, openStages, stageOf } from './pipeline.js';
import { words } from './words.js';

const move = async (ctx: Context, id: number, key: string, reason: string | null = null) => {
  const pipeline = await getPipeline(ctx.tx);
  const deal = await openDealToChange(ctx, id);
  const number = formatNumber('deal', id);
  const to = stageOf(pipeline, key);

  if (to.outcome === 'lost') return form(lostForm(deal));
  if (to.outcome === 'won') {
    const gate = gateBefore(pipeline, key) ?? to;
    throw new Refusal(words.signedByApproval, { number, stage: to.name, gate: gate.name });
  }
  if (to.key === deal.stage && !to.approval) return say(words.alreadyThere, { number, stage: to.name });
  refuseMissing(ctx, deal, to);
  return enterStage(ctx, deal, to, pipeline, { done: words.moved, reason });
};

/** `/deal stage D-1024 谈判` */
export const typeStage = useCase(withText, async (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 推进', en: '/deal stage' });
  const pipeline = await getPipeline(ctx.tx);
  if (rest === '') return openStage.run(ctx, { id });
  return move(ctx, id, stageTyped(pipeline, rest).key);
});

export const openStage = useCase(
  withId.extend({ chosen: z.string().optional() }),
  async (ctx, { id, chosen }) => {
    const deal = await openDealToChange(ctx, id);
    return form(stageForm(deal, await getPipeline(ctx.tx), chosen));
  },
);

export const submitStage = useCase(
  z.object({ id: z.int(), values: z.object({ stage: z.string() }) }),
  async (ctx, { id, values }) => move(ctx, id, stageTyped(await getPipeline(ctx.tx), values.stage).key),
);

/** On to the stage whose approval makes it won; the reason is kept for when it is. */
async function win(ctx: Context, id: number, reason: string | null) {
  const pipeline = await getPipeline(ctx.tx);
  const gate = openStages(pipeline).find(({ approval }) => approval) ?? openStages(pipeline).at(-1);
  return move(ctx, id, gate?.key ?? '', reason?.slice(0, LONGEST_REASON) || null);
}

/** `/deal won D-1024 价格合适` */
export const typeWon = useCase(withText, (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 赢单', en: '/deal won' });
  return win(ctx, id, rest);
});

export const won = useCase(withId, (ctx, { id }) => win(ctx, id, null));
