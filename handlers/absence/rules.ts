import type { Absence, KnownAbsence } from '../../models/absence.js';
import type { Facts } from '../../models/approval-instance.js';

/** A acts for B, who acts for C, who acts for D, and no further. */
const LONGEST_CHAIN = 3;

type Rule = Pick<Absence, 'employeeId' | 'proxyId' | 'flowKey' | 'below' | 'startsAt' | 'endsAt'>;

/** What somebody would decide on: by which flow, and how much it is about. */
interface Matter {
  readonly flowKey: string;
  readonly facts: Facts;
}

/** Ended before it would have begun, it never comes. */
export const isCancelled = ({ startsAt, endsAt }: Rule): boolean => endsAt <= startsAt;

export const isOver = (absence: Rule, now: Date): boolean => absence.endsAt <= now || isCancelled(absence);

/** While they are away, and not at its end any more. */
const isAway = ({ startsAt, endsAt }: Rule, now: Date): boolean => startsAt <= now && now < endsAt;

const isAbout = ({ flowKey }: Rule, matter: Matter): boolean =>
  flowKey === null || flowKey === matter.flowKey;

/** An amount in another currency, or none at all, is not known to be below. */
const isBelow = ({ below }: Rule, { facts: { amountCents, currency } }: Matter): boolean =>
  below === null ||
  (typeof amountCents === 'number' && currency === below.currency && amountCents < below.cents);

/** Who is named by whoever is away: rather by a rule for this flow than by one for all. */
const namedBy = (absences: readonly Rule[], employeeId: number): number | undefined => {
  const own = absences.filter((one) => one.employeeId === employeeId);
  return (own.find(({ flowKey }) => flowKey !== null) ?? own[0])?.proxyId;
};

/** A person and those who act for them, one for the other; longer than it may be where it does not end. */
const chainFrom = (absences: readonly Rule[], employeeId: number): readonly number[] => {
  const chain = [employeeId];
  while (chain.length <= LONGEST_CHAIN + 1) {
    const next = namedBy(absences, chain.at(-1) ?? employeeId);
    if (next === undefined) return chain;
    chain.push(next);
  }
  return chain;
};

const isUsable = (chain: readonly number[]): boolean =>
  chain.length <= LONGEST_CHAIN + 1 && new Set(chain).size === chain.length;

/**
 * Who acts for whom now in approvals of a flow, each chain followed to its end. Where it ends at somebody who has left, or
 * does not end, nobody acts, and the task stays where it is.
 */
export const proxiesNow = (
  absences: readonly KnownAbsence[],
  matter: Matter,
  now: Date,
): Readonly<Record<number, number>> => {
  const current = absences.filter((one) => isAway(one, now) && isAbout(one, matter) && isBelow(one, matter));
  const leavers = new Set(current.flatMap(({ proxyId, proxyActive }) => (proxyActive ? [] : [proxyId])));
  return Object.fromEntries(
    current.flatMap(({ employeeId }) => {
      const chain = chainFrom(current, employeeId);
      const last = chain.at(-1) ?? employeeId;
      return isUsable(chain) && !leavers.has(last) ? [[employeeId, last]] : [];
    }),
  );
};

/** Those who are away and for whom somebody acts only below an amount, which this is not: theirs unless others act, too. */
export const keepersNow = (
  absences: readonly KnownAbsence[],
  matter: Matter,
  now: Date,
): Readonly<Record<number, KnownAbsence>> => {
  const kept = absences.filter((one) => isAway(one, now) && isAbout(one, matter) && !isBelow(one, matter));
  return Object.fromEntries(kept.map((one) => [one.employeeId, one]));
};

/** Everybody whose tasks go by way of this person, the person included. */
export const reliesOn = (absences: readonly Rule[], employeeId: number): readonly number[] => {
  let found: readonly number[] = [employeeId];
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const more = absences.filter(({ proxyId }) => found.includes(proxyId)).map((one) => one.employeeId);
    found = [...new Set([...found, ...more])];
  }
  return found;
};

/** Whatever is below the one amount and is none of the other's currency is not below the other. */
const mayBothHold = (one: Rule, other: Rule): boolean =>
  one.below === null || other.below === null || one.below.currency === other.below.currency;

const overlap = (one: Rule, other: Rule): boolean =>
  mayBothHold(one, other) &&
  !isCancelled(one) &&
  !isCancelled(other) &&
  one.startsAt < other.endsAt &&
  other.startsAt < one.endsAt &&
  (one.flowKey === null || other.flowKey === null || one.flowKey === other.flowKey);

/** It takes the place of one about the same approvals at the same time. */
export const replaces = (next: Rule, old: Rule): boolean =>
  old.employeeId === next.employeeId && old.flowKey === next.flowKey && overlap(next, old);

/** How far a chain reaches at most from some person on, in either direction; endless where it comes back. */
const reach = (
  absences: readonly Rule[],
  from: number,
  next: (rule: Rule) => readonly [here: number, there: number],
  seen: readonly number[] = [],
): number => {
  if (seen.includes(from)) return Number.POSITIVE_INFINITY;
  const further = absences
    .map(next)
    .filter(([here]) => here === from)
    .map(([, there]) => 1 + reach(absences, there, next, [...seen, from]));
  return Math.max(0, ...further);
};

type Fault = 'circle' | 'tooLong';

/** What is wrong with a new absence beside those that there are, at any time while it lasts. */
export const faultOf = (wanted: Rule, absences: readonly Rule[]): Fault | undefined => {
  const others = absences.filter((one) => overlap(one, wanted) && !replaces(wanted, one));
  const all = [...others, wanted];
  const onwards = reach(all, wanted.employeeId, ({ employeeId, proxyId }) => [employeeId, proxyId]);
  if (onwards === Number.POSITIVE_INFINITY) return 'circle';
  const back = reach(all, wanted.employeeId, ({ employeeId, proxyId }) => [proxyId, employeeId]);
  return onwards + back > LONGEST_CHAIN ? 'tooLong' : undefined;
};
