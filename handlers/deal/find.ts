import { type Deal, findDeal, lockDeal } from '../../models/deal.js';
import { getEmployee } from '../../models/employee.js';
import { hasCard } from '../../models/shown-card.js';
import type { Text } from '../../models/text.js';
import { tidy } from '../fields.js';
import { formatNumber, readNumber } from '../input/id.js';
import { mayChange, maySee } from '../scope.js';
import { type Context, Refusal, whereTyped } from '../useCase.js';
import { type Pipeline, type Stage, stageList, stagesByName } from './pipeline.js';
import { words } from './words.js';

const notFound = (ctx: Context, number: string) =>
  new Refusal(whereTyped(ctx, words.notFound, words.notFoundOnPage), { number });

/** Whoever has had it has a card of it, which says whose it is now. */
const hasHad = ({ tx, actor }: Context, { id }: Deal) => hasCard(tx, actor.id, 'deal', id);

/** Not there and not for you look the same, so that nobody learns what exists. */
async function visible(ctx: Context, id: number, deal: Deal | undefined): Promise<Deal> {
  if (deal && (await maySee(ctx, deal.ownerId))) return deal;
  const number = formatNumber('deal', id);
  if (!deal || !(await hasHad(ctx, deal))) throw notFound(ctx, number);
  const { name: owner } = await getEmployee(ctx.tx, deal.ownerId);
  throw new Refusal(words.noMoreYours, { number, owner });
}

export const dealToSee = async (ctx: Context, id: number) => visible(ctx, id, await findDeal(ctx.tx, id));

/** For its card, which tells whoever has had it whose it is now. */
export async function dealToShow(ctx: Context, id: number): Promise<Deal> {
  const deal = await findDeal(ctx.tx, id);
  if (deal && ((await maySee(ctx, deal.ownerId)) || (await hasHad(ctx, deal)))) return deal;
  throw notFound(ctx, formatNumber('deal', id));
}

/** Held until the transaction ends. */
export async function dealToChange(ctx: Context, id: number): Promise<Deal> {
  const deal = await visible(ctx, id, await lockDeal(ctx.tx, id));
  if (await mayChange(ctx, deal.ownerId)) return deal;
  const owner = await getEmployee(ctx.tx, deal.ownerId);
  throw new Refusal(words.notYours, { number: formatNumber('deal', id), owner: owner.name });
}

const dealNumber = (typed: string | undefined, kind?: 'deal'): number | undefined => {
  const number = readNumber(typed ?? '', kind);
  return number?.kind === 'deal' ? number.id : undefined;
};

/** At the beginning of what was typed, or with its letter wherever it stands. */
function findNumber(text: string): RegExpExecArray | undefined {
  const typed = [...text.matchAll(/\S+/g)];
  const isFirst = dealNumber(typed[0]?.[0], 'deal') !== undefined;
  return isFirst ? typed[0] : typed.find(([word]) => dealNumber(word));
}

export const namesDeal = (text: string): boolean => findNumber(text) !== undefined;

/**
 * Reads `D-1024`, and what else was typed.
 * @param line what stood before it
 */
export function readDealNumber(text: string, line: Text): { id: number; rest: string } {
  const found = findNumber(text);
  const id = dealNumber(found?.[0], 'deal');
  if (!found || id === undefined) throw new Refusal(words.whichDeal, { line });
  const [{ length }] = found;
  return { id, rest: `${text.slice(0, found.index)}${text.slice(found.index + length)}`.trim() };
}

/** `to proposal`, 谈判阶段, 谈判中; but a stage may be called so. */
const AROUND_STAGE = /^(?:(?:back )?to |into |进入|退?回?到|退回|为|成)\s*|\s*阶段$|中$/g;

/** The stage of this name, in either language. */
export function stageNamed(pipeline: Pipeline, typed: string): Stage | undefined {
  const wanted = tidy(typed).toLowerCase();
  const stages = stagesByName(pipeline);
  return stages.get(wanted) ?? stages.get(wanted.replace(AROUND_STAGE, ''));
}

/** @throws Refusal naming the stages that there are */
export function stageTyped(pipeline: Pipeline, typed: string): Stage {
  const isBlank = typed.trim() === '';
  const stage = isBlank ? undefined : stageNamed(pipeline, typed);
  if (stage) return stage;
  const stages = stageList(pipeline.stages);
  throw isBlank
    ? new Refusal(words.whichStage, { stages })
    : new Refusal(words.unknownStage, { typed, stages });
}
