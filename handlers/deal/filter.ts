import { z } from 'zod';
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
import type { Tx } from '../../models/database/tx.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { colleaguesCalled } from '../approval/named-people.js';
import { customerNumber } from '../customer/named.js';
import { customersKnownBy, customersSought } from '../customer/sought.js';
import { whereNumbered } from '../numbered.js';
import { anyPage, LONGEST_SEARCH } from '../page.js';
import type { Scope } from '../scope.js';
import { type Context, whereTyped } from '../useCase.js';
import type { Pipeline, Stage } from './pipeline.js';
import { words } from './words.js';

/** Which deals a list has. Open ones only, unless a stage or an outcome is named; `any` is open or not. */
export const filterSchema = z.object({
  page: anyPage,
  /** Everybody's that I may see, not just mine. */
  team: z.boolean().optional(),
  stage: z.string().max(40).optional(),
  search: z.string().max(LONGEST_SEARCH).optional(),
  /** Stuck: in the same stage since then or longer. */
  unmovedSince: z.iso.datetime().optional(),
  /** Slipping: expected to close before this day. */
  closeBefore: z.iso.date().optional(),
  outcome: z.enum(['won', 'lost', 'any']).optional(),
  closedSince: z.iso.datetime().optional(),
});
export type Filter = z.infer<typeof filterSchema>;

const CUSTOMERS_SEARCHED = 200;

const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

/** A bare number may be a phone, and otherwise is that of a deal. */
const customersMeant = (tx: Tx, search: string): Promise<readonly number[]> =>
  customerNumber(search) === undefined ? customersKnownBy(tx, search) : customersSought(tx, search);

/** In the title, or it is of a customer that is found, or its owner's, or how its number begins. */
async function whereFound({ tx }: Context, search: string): Promise<Condition> {
  const customers = await customersMeant(tx, search);
  const owners = await colleaguesCalled(tx, search);
  return any(
    holds('title', search),
    isOneOf('customerId', customers.slice(0, CUSTOMERS_SEARCHED)),
    isOneOf('ownerId', idsOf(owners)),
    ...whereNumbered('deal', search),
  );
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

/** @param scope whose deals */
export async function whereFor(
  ctx: Context,
  filter: Filter,
  scope: Scope,
  pipeline: Pipeline,
): Promise<Condition> {
  const { unmovedSince, closeBefore, search } = filter;
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

function whoseDeals(scope: Scope): Text {
  if (scope === 'all') return words.listAll;
  return scope.length > 1 ? words.listTeam : words.listMine;
}

/** What a filter asks for names the list. */
const whichDeals: readonly (readonly [(filter: Filter) => unknown, Text])[] = [
  [({ unmovedSince }) => unmovedSince, words.listStuck],
  [({ closeBefore }) => closeBefore, words.listSlipping],
  [({ outcome }) => outcome === 'won', words.listWon],
  [({ outcome }) => outcome === 'lost', words.listLost],
  [({ stage }) => stage, words.listStage],
  [({ search }) => search, words.listFound],
];

/** Of a list that is empty: where only some were asked for, there may be others. */
export const emptyOf = (ctx: Context, { page: _, team: __, ...asked }: Filter): Saying => {
  if (Object.values(asked).some(Boolean))
    return saying(whereTyped(ctx, words.listNoneLikeThat, words.listNoneLikeThatOnPage));
  return saying(whereTyped(ctx, words.listEmpty, words.listEmptyOnPage));
};

/** Whose deals a list has, and which of them. */
export function titleOf(filter: Filter, scope: Scope, { stages }: Pipeline): Saying {
  const stage = stages.find(({ key }) => key === filter.stage)?.name ?? '';
  const params = { search: filter.search ?? '', stage };
  return whichDeals
    .filter(([isAsked]) => isAsked(filter))
    .reduce(
      (whose, [, which]) => saying(words.listTitle, { whose, which: saying(which, params) }),
      saying(whoseDeals(scope)),
    );
}
