/** What a list of deals says of itself: whose they are and which, and what to do where there are none. */

import type { Scope } from '../../models/scope.js';
import { type Money, type Saying, saying, type Text } from '../../models/text.js';
import { isNamed, namedPeriods, type Period } from '../input/period.js';
import { type Context, whereTyped } from '../useCase.js';
import { type Amount, amountIn, areOver, type Filter, isImpossible, stagesOf } from './filter.js';
import type { Pipeline } from './pipeline.js';
import { words } from './words.js';

/** Who is behind the ids of a filter, where it has them, and how many currencies the list has. */
interface Known {
  readonly owner: string | undefined;
  readonly customer: string | undefined;
  readonly currencies: number;
}

function whoseDeals(scope: Scope): Text {
  if (scope === 'all') return words.listAll;
  return scope.length > 1 ? words.listTeam : words.listMine;
}

const whose = (scope: Scope, { owner }: Known): Saying =>
  owner ? saying(words.listOf, { owner }) : saying(whoseDeals(scope));

function rangeSaid(text: Text, { atLeastCents, atMostCents, currency }: Amount): Saying {
  const money = (cents = 0): Money => ({ cents, currency });
  return saying(text, { from: money(atLeastCents), to: money(atMostCents), currency });
}

function rangeOf(amount: Amount): Saying {
  if (amount.atMostCents === undefined) return rangeSaid(words.listAtLeast, amount);
  return rangeSaid(amount.atLeastCents === undefined ? words.listAtMost : words.listBetween, amount);
}

function amountSaid(filter: Filter): Saying {
  const amount = amountIn(filter);
  return amount ? rangeOf(amount) : saying(words.listNoAmount, { typed: filter.amount ?? '' });
}

function periodSaid(period: Period): Saying {
  if (isNamed(period)) return saying(namedPeriods[period]);
  const [first = '', last = ''] = period.split('/');
  const days = { first: { day: first }, last: { day: last } };
  return saying(first === last ? words.listOnDay : words.listFromTo, days);
}

const outcomes = {
  won: words.listWon,
  lost: words.listLost,
  closed: words.listClosed,
  any: words.listAnyState,
};

const orderSaid = (order: Filter['order'], { currencies }: Known): Text | undefined => {
  if (order === 'soonest') return words.listSoonest;
  if (order !== 'biggest') return undefined;
  return currencies > 1 ? words.listBiggestOfEach : words.listBiggest;
};

function dayOfEnd(filter: Filter, period: Period, pipeline: Pipeline): Saying {
  const said = periodSaid(period);
  if (areOver(stagesOf(filter, pipeline))) return said;
  return saying(isNamed(period) ? words.listClosing : words.listClosingOn, { period: said });
}

type Which = (filter: Filter, known: Known, pipeline: Pipeline) => Text | Saying | '' | undefined;

/** What a filter asks for names the list. */
const whichDeals: readonly Which[] = [
  ({ unmovedSince }) => unmovedSince && words.listStuck,
  ({ closeBefore }) => closeBefore && words.listSlipping,
  (_, { customer }) => customer && saying(words.listOfCustomer, { customer }),
  ({ outcome, stage }) => (outcome && stage === undefined ? outcomes[outcome] : undefined),
  ({ stage }, _, { stages }) => stages.find(({ key }) => key === stage)?.name,
  (filter) => filter.amount && amountSaid(filter),
  (filter, _, pipeline) => filter.period && dayOfEnd(filter, filter.period, pipeline),
  ({ search }) => search && saying(words.listFound, { search }),
  ({ order }, known) => orderSaid(order, known),
];

/** Whose deals a list has, and which of them. */
export const titleOf = (filter: Filter, scope: Scope, pipeline: Pipeline, known: Known): Saying =>
  whichDeals
    .flatMap((say) => say(filter, known, pipeline) || [])
    .reduce<Saying>(
      (before, which) => saying(words.listTitle, { whose: before, which }),
      whose(scope, known),
    );

/** Of a list that is empty: where only some were asked for, there may be others. */
export function emptyOf(ctx: Context, filter: Filter): Saying {
  const { page: _, team: __, order: ___, ...asked } = filter;
  const amount = amountIn(filter);
  if (amount && isImpossible(amount)) return rangeSaid(words.listNoSuchAmount, amount);
  const { currency } = amount ?? {};
  if (currency) return saying(whereTyped(ctx, words.listNoneWorth, words.listNoneWorthOnPage), { currency });
  if (filter.owner) return saying(whereTyped(ctx, words.listNoneOf, words.listNoneOfOnPage));
  if (Object.values(asked).some(Boolean))
    return saying(whereTyped(ctx, words.listNoneLikeThat, words.listNoneLikeThatOnPage));
  return saying(whereTyped(ctx, words.listEmpty, words.listEmptyOnPage));
}
