import { z } from 'zod';
import {
  all,
  any,
  type Condition,
  everything,
  holds,
  is,
  isAtLeast,
  isAtMost,
  isBefore,
  isEmpty,
  isFilled,
  isOneOf,
} from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { ownedWithin, type Scope } from '../../models/scope.js';
import { colleaguesCalled } from '../approval/named-people.js';
import { customerNumber } from '../customer/named.js';
import { customersKnownBy, customersSought } from '../customer/sought.js';
import { USUAL_CURRENCY } from '../input/amount.js';
import { type AmountRange, readAmountRange } from '../input/amount-range.js';
import { dayIn } from '../input/day.js';
import { daysOf, type NamedPeriod, namedPeriods, type Period } from '../input/period.js';
import { whereNumbered } from '../numbered.js';
import { anyPage, LONGEST_SEARCH } from '../page.js';
import type { Context } from '../useCase.js';
import { instantOf } from '../wall-clock.js';
import { dayAfter } from '../working-days.js';
import type { Pipeline, Stage } from './pipeline.js';

/** In an address all is text. */
const someId = z.coerce.number().int().positive().optional();

const somePeriod: z.ZodType<Period> = z.union([
  z.enum(Object.keys(namedPeriods) as NamedPeriod[]),
  z.templateLiteral([z.iso.date(), '/', z.iso.date()]),
]);

/** Which deals a list has. Open ones only, unless a stage or an outcome is named; `any` is open or not. */
export const filterSchema = z.object({
  page: anyPage,
  /** Everybody's that I may see, not just mine. */
  team: z.boolean().optional(),
  /** Only those of this employee, as far as I may see them. */
  owner: someId,
  customer: someId,
  stage: z.string().max(40).optional(),
  search: z.string().max(LONGEST_SEARCH).optional(),
  /** As people say it: `20-50万`. */
  amount: z.string().max(LONGEST_SEARCH).optional(),
  /** Of what has ended when that was; of the others when they are expected to close. */
  period: somePeriod.optional(),
  order: z.enum(['newest', 'biggest', 'soonest']).optional(),
  /** Stuck: in the same stage since then or longer. */
  unmovedSince: z.iso.datetime().optional(),
  /** Slipping: expected to close before this day. */
  closeBefore: z.iso.date().optional(),
  outcome: z.enum(['won', 'lost', 'closed', 'any']).optional(),
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

/** A stage that is named says by itself whether what is in it has ended. */
export function stagesOf({ stage, outcome }: Filter, { stages }: Pipeline): readonly Stage[] {
  if (stage !== undefined) return stages.filter(({ key }) => key === stage);
  if (outcome === 'any') return stages;
  if (outcome === 'closed') return stages.filter((one) => one.outcome);
  return stages.filter((one) => one.outcome === outcome);
}

/** All of them have ended. */
export const areOver = (stages: readonly Stage[]): boolean => stages.every(({ outcome }) => outcome);

const endOf = ({ closedSince, outcome, stage }: Filter, stages: readonly Stage[]): Condition => {
  if (closedSince) return isAtLeast('closedAt', new Date(closedSince));
  if (outcome === 'any' && stage === undefined) return everything;
  return areOver(stages) ? isFilled('closedAt') : isEmpty('closedAt');
};

export type Amount = AmountRange & { readonly currency: string };

/** Amounts of different currencies are not compared. Undefined where it is not understood. */
export function amountIn({ amount = '' }: Filter): Amount | undefined {
  const range = readAmountRange(amount);
  return range && { currency: USUAL_CURRENCY, ...range };
}

/** 大于50万小于20万: no amount is both. */
export const isImpossible = ({ atLeastCents = 0, atMostCents = Number.POSITIVE_INFINITY }: Amount): boolean =>
  atLeastCents > atMostCents;

function whereWorth(filter: Filter): Condition {
  const amount = amountIn(filter);
  if (!amount) return any();
  const { atLeastCents, atMostCents, currency } = amount;
  return all(
    is('currency', currency),
    ...(atLeastCents === undefined ? [] : [isAtLeast('amountCents', atLeastCents)]),
    ...(atMostCents === undefined ? [] : [isAtMost('amountCents', atMostCents)]),
  );
}

/** By the days of whoever asks. */
function whereWithin({ actor: { timeZone }, now }: Context, period: Period, isOver: boolean): Condition {
  const [first, last] = daysOf(period, dayIn(timeZone, now));
  const midnight = (day: string) => instantOf(`${day}T00:00`, timeZone);
  return isOver
    ? all(isAtLeast('closedAt', midnight(first)), isBefore('closedAt', midnight(dayAfter(last))))
    : all(isAtLeast('expectedClose', first), isAtMost('expectedClose', last));
}

/** @param scope whose deals */
export async function whereFor(
  ctx: Context,
  filter: Filter,
  scope: Scope,
  pipeline: Pipeline,
): Promise<Condition> {
  const { unmovedSince, closeBefore, search, owner, customer, amount, period } = filter;
  const stages = stagesOf(filter, pipeline);
  return all(
    isOneOf(
      'stage',
      stages.map(({ key }) => key),
    ),
    endOf(filter, stages),
    ownedWithin(scope),
    ...(owner ? [is('ownerId', owner)] : []),
    ...(customer ? [is('customerId', customer)] : []),
    ...(amount ? [whereWorth(filter)] : []),
    ...(period ? [whereWithin(ctx, period, areOver(stages))] : []),
    ...(unmovedSince ? [isAtMost('stageChangedAt', new Date(unmovedSince))] : []),
    ...(closeBefore ? [isBefore('expectedClose', closeBefore)] : []),
    ...(search ? [await whereFound(ctx, search)] : []),
  );
}
