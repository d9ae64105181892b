import { z } from 'zod';
import type { Deal } from '../../models/deal.js';
import { findLastChange } from '../../models/history.js';
import { type Saying, saying } from '../../models/text.js';
import { joined, refuseErrors } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, Refusal, useCase, withId, withText } from '../useCase.js';
import { enterStage } from './enter.js';
import { dealToChange, readDealNumber, stageTyped } from './find.js';
import { reopenForm } from './forms.js';
import {
  firstStage,
  getPipeline,
  openStages,
  type Pipeline,
  type Stage,
  stageList,
  stageOf,
} from './pipeline.js';
import { missingFor } from './rules.js';
import { fieldNames, words } from './words.js';

/** @throws Refusal where it is open, or won: what was signed is revoked, not opened again */
async function lostDealToChange(ctx: Context, id: number, pipeline: Pipeline): Promise<Deal> {
  const deal = await dealToChange(ctx, id);
  const { name, outcome } = stageOf(pipeline, deal.stage);
  if (outcome === 'lost') return deal;
  throw new Refusal(outcome ? words.closedAlready : words.openAlready, {
    number: formatNumber('deal', id),
    stage: name,
  });
}

/** Where it stood when it was lost, as far as that is known. */
async function stageBefore({ tx }: Context, { id }: Deal, pipeline: Pipeline): Promise<Stage> {
  const moved = await findLastChange(tx, 'deal', id, 'deal.moved');
  return openStages(pipeline).find(({ key }) => key === moved?.before?.stage) ?? firstStage(pipeline);
}

/** A deal that is lost cannot be edited, so what it lacks is added in a stage that does not ask for it. */
function missingError(stage: Stage, deal: Deal): Saying | undefined {
  const missing = missingFor(stage, deal);
  if (missing.length === 0) return undefined;
  const fields = joined(missing.map((field) => fieldNames[field]));
  return saying(words.neededToReopen, { stage: stage.name, fields });
}

async function reopen(ctx: Context, id: number, typed: string) {
  const pipeline = await getPipeline(ctx.tx);
  const deal = await lostDealToChange(ctx, id, pipeline);
  const stage = stageTyped(pipeline, typed);
  if (stage.outcome)
    throw new Refusal(words.cannotReopen, { stage: stage.name, stages: stageList(openStages(pipeline)) });
  refuseErrors(() => reopenForm(deal, pipeline, stage.key), {}, { stage: missingError(stage, deal) });

  record(ctx, { kind: 'deal', id }, 'deal.reopened', {
    params: { reason: deal.closedReason ?? words.noReason },
    before: { closedReason: deal.closedReason, closedAt: deal.closedAt?.toISOString() ?? null },
  });
  return enterStage(ctx, deal, stage, pipeline, { done: words.reopened });
}

/** `/deal reopen D-1024 谈判`: without a stage it asks for one. */
export const typeReopen = useCase(withText, (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 重新打开', en: '/deal reopen' });
  return rest === '' ? openReopen.run(ctx, { id }) : reopen(ctx, id, rest);
});

export const openReopen = useCase(withId, async (ctx, { id }) => {
  const pipeline = await getPipeline(ctx.tx);
  const deal = await lostDealToChange(ctx, id, pipeline);
  const { key } = await stageBefore(ctx, deal, pipeline);
  return form(reopenForm(deal, pipeline, key));
});

export const submitReopen = useCase(
  z.object({ id: z.int(), values: z.object({ stage: z.string() }) }),
  (ctx, { id, values }) => reopen(ctx, id, values.stage),
);
