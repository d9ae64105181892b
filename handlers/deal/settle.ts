import { lockDeal } from '../../models/deal.js';
import { saying } from '../../models/text.js';
import type { Outcome } from '../approval/rules/engine.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { moveDeal } from './enter.js';
import { gateBefore, getPipeline, type Pipeline, stageOf } from './pipeline.js';
import { words } from './words.js';

/** What was signed is signed no more. */
const undone: ReadonlySet<Outcome> = new Set(['revoked', 'voided']);

/** The gate that the deal stands in, or has passed. */
const gateOf = (pipeline: Pipeline, stage: string, outcome: Outcome) =>
  undone.has(outcome) ? gateBefore(pipeline, stage)?.approval : stageOf(pipeline, stage).approval;

/** What the end of its contract's approval does to a deal, once: signed, or back to where it can be changed. */
export async function settleDeal(ctx: Context, dealId: number, approvalId: number, outcome: Outcome) {
  const pipeline = await getPipeline(ctx.tx);
  const deal = await lockDeal(ctx.tx, dealId);
  if (!deal) throw new Error(`There is no deal ${dealId} to settle.`);
  const gate = gateOf(pipeline, deal.stage, outcome);
  if (!gate) return;

  const approval = formatNumber('approval', approvalId);
  const to = stageOf(pipeline, outcome === 'approved' ? gate.approved : gate.otherwise);
  moveDeal(ctx, deal, to, pipeline, to.outcome === 'won' ? deal.closedReason : null);
  if (to.outcome === 'won')
    record(ctx, { kind: 'deal', id: dealId }, 'deal.won', {
      params: { reason: deal.closedReason ?? saying(words.approved, { approval }) },
    });
}
