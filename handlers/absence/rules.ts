import type { Absence, KnownAbsence } from '../../models/absence.js';

/** A acts for B, who acts for C, who acts for D, and no further. */
export const LONGEST_CHAIN = 3;

type Rule = Pick<Absence, 'employeeId' | 'proxyId' | 'flowKey' | 'startsAt' | 'endsAt'>;

/** While they are away, and not at its end any more. */
const isAway = ({ startsAt, endsAt }: Rule, now: Date): boolean => startsAt <= now && now < endsAt;

const isAbout = ({ flowKey }: Rule, key: string): boolean => flowKey === null || flowKey === key;

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
  flowKey: string,
  now: Date,
): Readonly<Record<number, number>> => {
  const current = absences.filter((one) => isAway(one, now) && isAbout(one, flowKey));
  const leavers = new Set(current.flatMap(({ proxyId, proxyActive }) => (proxyActive ? [] : [proxyId])));
  return Object.fromEntries(
    current.flatMap(({ employeeId }) => {
      const chain = chainFrom(current, employeeId);
      const last = chain.at(-1) ?? employeeId;
      return isUsable(chain) && !leavers.has(last) ? [[employeeId, last]] : [];
    }),
  );
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

const overlap = (one: Rule, other: Rule): boolean =>
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

export type Fault = 'circle' | 'tooLong';

/** What is wrong with a new absence beside those that there are, at any time while it lasts. */
export const faultOf = (wanted: Rule, absences: readonly Rule[]): Fault | undefined => {
  const others = absences.filter((one) => overlap(one, wanted) && !replaces(wanted, one));
  const all = [...others, wanted];
  const onwards = reach(all, wanted.employeeId, ({ employeeId, proxyId }) => [employeeId, proxyId]);
  if (onwards === Number.POSITIVE_INFINITY) return 'circle';
  const back = reach(all, wanted.employeeId, ({ employeeId, proxyId }) => [proxyId, employeeId]);
  return onwards + back > LONGEST_CHAIN ? 'tooLong' : undefined;
};
