import { z } from 'zod';
import { listCustomers } from '../../models/customer.js';
import {
  all,
  any,
  type Condition,
  everything,
  holds,
  isAtLeast,
  isAtMost,
  isBefore,
  isEmpty,
  isFilled,
  isOneOf,
} from '../../models/database/condition.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { whereNumbered } from '../numbered.js';
import { anyPage } from '../page.js';
import { scopeOf } from '../scope.js';
import { type Context, whereTyped } from '../useCase.js';
import type { Pipeline, Stage } from './pipeline.js';
import { words } from './words.js';

/** Which deals a list has. Open ones only, unless a stage or an outcome is named; `any` is open or not. */
export const filterSchema = z.object({
  page: anyPage,
  /** Everybody's that I may see, not just mine. */
  team: z.boolean().optional(),
  stage: z.string().max(40).optional(),
  search: z.string().max(100).optional(),
  /** Stuck: in the same stage since then or longer. */
  unmovedSince: z.iso.datetime().optional(),
  /** Slipping: expected to close before this day. */
  closeBefore: z.iso.date().optional(),
  outcome: z.enum(['won', 'lost', 'any']).optional(),
  closedSince: z.iso.datetime().optional(),
});
export type Filter = z.infer<typeof filterSchema>;

const CUSTOMERS_SEARCHED = 200;

/** In the title, in the name of the customer, or by number. */
async function whereFound({ tx }: Context, search: string): Promise<Condition> {
  const customers = await listCustomers(tx, { where: holds('name', search), limit: CUSTOMERS_SEARCHED });
  const ids = customers.map(({ id }) => id);
  return any(holds('title', search), isOneOf('customerId', ids), ...whereNumbered('deal', search));
}

const stagesOf = ({ stage, outcome }: Filter, { stages }: Pipeline): readonly Stage[] => {
  if (stage !== undefined) return stages.filter(({ key }) => key === stage);
  return outcome === 'any' ? stages : stages.filter((one) => one.outcome === outcome);
};

const endOf = ({ closedSince, outcome }: Filter, stages: readonly Stage[]): Condition => {
  if (closedSince) return isAtLeast('closedAt', new Date(closedSince));
  if (outcome === 'any') return everything;
  return stages.some(({ outcome }) => outcome) ? isFilled('closedAt') : isEmpty('closedAt');
};

export async function whereFor(ctx: Context, filter: Filter, pipeline: Pipeline): Promise<Condition> {
  const { unmovedSince, closeBefore, search } = filter;
  const scope = filter.team ? await scopeOf(ctx) : [ctx.actor.id];
  const stages = stagesOf(filter, pipeline);
  return all(
    isOneOf(
      'stage',
      stages.map(({ key }) => key),
    ),
    endOf(filter, stages),
    ...(scope === 'all' ? [] : [isOneOf('ownerId', scope)]),
    ...(unmovedSince ? [isAtMost('stageChangedAt', new Date(unmovedSince))] : []),
    ...(closeBefore ? [isBefore('expectedClose', closeBefore)] : []),
    ...(search ? [await whereFound(ctx, search)] : []),
  );
}

/** The first of them that a filter asks for names the list. */
const titles: readonly (readonly [(filter: Filter) => unknown, Text])[] = [
  [({ unmovedSince }) => unmovedSince, words.listStuckTitle],
  [({ closeBefore }) => closeBefore, words.listSlippingTitle],
  [({ outcome }) => outcome === 'won', words.listWonTitle],
  [({ outcome }) => outcome === 'lost', words.listLostTitle],
  [({ search }) => search, words.listFoundTitle],
  [({ team }) => team, words.listTeamTitle],
];

/** Of a list that is empty: where only some were asked for, there may be others. */
export const emptyOf = (ctx: Context, { page: _, team: __, ...asked }: Filter): Saying => {
  if (Object.values(asked).some(Boolean))
    return saying(whereTyped(ctx, words.listNoneLikeThat, words.listNoneLikeThatOnPage));
  return saying(whereTyped(ctx, words.listEmpty, words.listEmptyOnPage));
};

export const titleOf = (filter: Filter): Saying =>
  saying(
    titles.find(([isAsked]) => isAsked(filter))?.[1] ?? words.listTitle,
    filter.search ? { search: filter.search } : undefined,
  );
