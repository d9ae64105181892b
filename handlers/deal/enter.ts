import type { Answer } from '../../models/answer.js';
import type { Party } from '../../models/customer.js';
import { type Deal, saveDeal } from '../../models/deal.js';
import { listNames } from '../../models/employee.js';
import { show } from '../../models/shown-card.js';
import { saying, type Text } from '../../models/text.js';
import { findRunningStanding } from '../approval/standing.js';
import { findRoute, type Route, type Started, startApproval } from '../approval/start.js';
import { joined, listed } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, Refusal, words as say, whereTyped } from '../useCase.js';
import { type ContractSources, contractFacts, makeContract, readSources } from './contract.js';
import { dealToChange } from './find.js';
import { getPipeline, type Pipeline, type Stage, stageOf } from './pipeline.js';
import { inStage, missingFor } from './rules.js';
import { fieldNames, words } from './words.js';

export interface Opened extends Started {
  readonly contractVersion: number;
}

/** @throws Refusal naming what the deal lacks */
export function refuseMissing(ctx: Context, deal: Deal, stage: Stage) {
  const missing = missingFor(stage, deal);
  if (missing.length === 0) return;
  const fields = joined(missing.map((field) => fieldNames[field]));
  throw new Refusal(whereTyped(ctx, words.missing, words.missingOnPage), {
    number: formatNumber('deal', deal.id),
    stage: stage.name,
    fields,
  });
}

/** What whoever wants to change the deal can do about it. */
async function adviceFor(ctx: Context, approval: string, ownerId: number | null) {
  const { tx, actor } = ctx;
  if (ownerId === null) return saying(words.waitForEnd);
  if (ownerId === actor.id)
    return saying(whereTyped(ctx, words.withdrawFirst, words.withdrawFirstOnPage), { approval });
  const [owner = ''] = await listNames(tx, [ownerId]);
  return saying(words.haveWithdrawn, { owner });
}

type Purpose = 'move' | 'edit';

/** @throws Refusal naming the running approval and who holds it */
async function refuseRunning(ctx: Context, deal: Deal, purpose: Purpose) {
  const running = await findRunningStanding(ctx.tx, 'deal', deal.id);
  if (!running || (purpose === 'edit' && running.state === 'returned')) return;
  throw new Refusal(words.approvalRunning, {
    number: formatNumber('deal', deal.id),
    approval: running.number,
    people: listed(running.waitingFor),
    advice: await adviceFor(ctx, running.number, running.withdrawableBy),
  });
}

/** A deal that is lost may still be won: it says how. */
function refuseClosed(ctx: Context, { id }: Deal, { name, outcome }: Stage) {
  const lost = whereTyped(ctx, words.lostAlready, words.lostAlreadyOnPage);
  throw new Refusal(outcome === 'lost' ? lost : words.closedAlready, {
    number: formatNumber('deal', id),
    stage: name,
  });
}

/** An open deal that is this person's to change, held until the transaction ends. @throws Refusal */
export async function openDeal(ctx: Context, id: number): Promise<Deal> {
  const deal = await dealToChange(ctx, id);
  const stage = stageOf(await getPipeline(ctx.tx), deal.stage);
  if (stage.outcome) refuseClosed(ctx, deal, stage);
  return deal;
}

/**
 * The same, and no approval of it runs. One that an approver has sent back is there to be edited.
 * @throws Refusal
 */
export async function openDealToChange(ctx: Context, id: number, purpose: Purpose = 'move'): Promise<Deal> {
  const deal = await openDeal(ctx, id);
  await refuseRunning(ctx, deal, purpose);
  return deal;
}

/** What a stage sets off when a deal enters it: drawing the contract and asking for its approval. */
interface Gate {
  readonly sources: ContractSources;
  readonly route: Route;
}

/** Reads what a stage will set off, if it does. @param customer if it was read already */
export async function findGate(
  ctx: Context,
  deal: Parameters<typeof readSources>[1],
  { approval }: Stage,
  customer?: Party,
): Promise<Gate | undefined> {
  if (!approval) return undefined;
  const route = await findRoute(ctx, approval.flow, deal.ownerId);
  const sources = await readSources(ctx, deal, route.flow.definition, customer);
  return { sources, route };
}

export async function openGate(ctx: Context, deal: Deal, { sources, route }: Gate): Promise<Opened> {
  const contract = await makeContract(ctx, deal, sources);
  const facts = contractFacts(deal, contract, sources);
  const started = await startApproval(ctx, route, { kind: 'deal', id: deal.id }, facts);
  return { contractVersion: contract.version, ...started };
}

/** Moves a deal that the caller holds and has checked. */
export function moveDeal(
  ctx: Context,
  deal: Deal,
  to: Stage,
  pipeline: Pipeline,
  reason: string | null = null,
): Deal {
  const moved = inStage(deal, to, ctx.now, reason);
  saveDeal(ctx.tx, moved, ctx.now);
  record(ctx, { kind: 'deal', id: deal.id }, 'deal.moved', {
    params: { from: stageOf(pipeline, deal.stage).name, to: to.name },
    before: { stage: deal.stage },
    after: { stage: to.key },
  });
  show(ctx.tx, deal.ownerId, 'deal', deal.id);
  return moved;
}

/** Into an open stage, of a deal that the caller holds and has checked, with what that stage sets off. */
export async function enterStage(
  ctx: Context,
  deal: Deal,
  to: Stage,
  pipeline: Pipeline,
  { done, reason = null }: { readonly done: Text; readonly reason?: string | null },
): Promise<Answer> {
  const number = formatNumber('deal', deal.id);
  const gate = await findGate(ctx, deal, to);
  const moved = moveDeal(ctx, deal, to, pipeline, reason);
  if (!gate) return say(done, { number, stage: to.name });
  const opened = await openGate(ctx, moved, gate);
  return say(words.approvalStarted, {
    number,
    stage: to.name,
    version: opened.contractVersion,
    approval: opened.number,
    people: listed(opened.waitingFor),
  });
}
