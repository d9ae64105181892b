import type { Assignee, EmptyRule, StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People, Seat, Step, StepRule } from '../../../models/approval-instance.js';
import { isOwn } from './instance.js';
import { givenBy, modes, takesEach } from './modes.js';
import { distinct, type Ids, isActive, LONGEST_CHAIN, managerAbove, named } from './named.js';
import { forbiddenOwn, nobodyChosen, nobodyToAsk } from './refusals.js';

/** Whoever decides what nobody else can. */
export const STAND_IN_ROLE = 'admin';

const signsEach: Record<Assignee['type'], (assignee: Assignee) => boolean> = {
  role: (assignee) => assignee.type === 'role' && assignee.members === 'all',
  chain: () => true,
  chosen: () => true,
  manager: () => false,
  head: () => false,
  field: () => true,
  person: () => false,
};

/**
 * The groups of people that a mode makes signatures of. A role of which all must sign is a group for each; one that has
 * nobody is still one signature to get. Each level of a chain is one, and so is a level that nobody is on.
 */
const groupsOf = (step: StepDefinition, assignee: Assignee, instance: Instance, people: People): Ids[] => {
  const found = named(step, assignee, instance, people);
  if (assignee.type === 'chain') return found.map((id) => [id].filter(isActive(people)));
  const members = found.filter(isActive(people));
  const isEach = signsEach[assignee.type](assignee) && !takesEach[step.mode] && members.length > 0;
  return isEach ? members.map((id) => [id]) : [[...members]];
};

const isOthers =
  (instance: Instance) =>
  (id: number): boolean =>
    !isOwn(instance, id);

const TO_LEADER = (seat: Ids, instance: Instance, people: People): Ids =>
  distinct(seat.map((id) => (isOwn(instance, id) ? managerAbove(id, 1, people) : id)))
    .filter(isActive(people))
    .filter(isOthers(instance));

const SKIP = (seat: Ids, instance: Instance): Ids => seat.filter(isOthers(instance));

/** Nobody decides on their own request, unless the step says so: the manager does it instead, or only the others. */
const withoutOwn: Record<NonNullable<StepDefinition['own']>, typeof TO_LEADER> = {
  TO_LEADER,
  SKIP,
  FORBID: SKIP,
  SELF_OK: (seat) => seat,
};

const standIns = (instance: Instance, people: People): Ids =>
  (people.roles[STAND_IN_ROLE] ?? []).filter(isActive(people)).filter(isOthers(instance));

const highestLevel = ({ assignees }: StepDefinition): number =>
  Math.max(0, ...assignees.map((one) => (one.type === 'manager' ? one.level : 0)));

/** The first active manager above those whom the step asks. */
const oneLevelUp = (step: StepDefinition, instance: Instance, people: People): Ids => {
  const { initiatorId } = instance;
  const from = highestLevel(step) + 1;
  return Array.from({ length: LONGEST_CHAIN }, (_, index) => managerAbove(initiatorId, from + index, people))
    .filter(isActive(people))
    .filter(isOthers(instance))
    .slice(0, 1);
};

const insteadOf = (rule: EmptyRule, step: StepDefinition, instance: Instance, people: People): Ids => {
  if (rule === 'UP_ONE_LEVEL') return oneLevelUp(step, instance, people);
  if (typeof rule === 'object' && !isOwn(instance, rule.toPerson))
    return [rule.toPerson].filter(isActive(people));
  return [];
};

const isShort = ({ people, need }: Seat): boolean => people.length < need;

/** Who signs a step, or why nobody does. */
export interface Staffing {
  readonly seats: readonly Seat[];
  readonly drawn?: NonNullable<Step['drawn']>;
  readonly over?: { readonly state: 'passed' | 'rejected'; readonly rule: StepRule };
}

const filled = (seat: Seat, step: StepDefinition, instance: Instance, people: People): Seat => {
  if (!isShort(seat)) return seat;
  const instead = insteadOf(step.empty ?? 'TO_ADMIN', step, instance, people);
  const more = { ...seat, people: distinct([...seat.people, ...instead]) };
  return isShort(more)
    ? { ...more, people: distinct([...more.people, ...standIns(instance, people)]) }
    : more;
};

/** One of them, by the number that was drawn. */
const draw = ({ seats }: Staffing, people: People): Staffing => {
  const among = seats.flatMap((seat) => seat.people);
  const number = people.draw ?? 0;
  const one = among[Math.floor(number * among.length)];
  return one === undefined ? { seats } : { seats: [{ people: [one], need: 1 }], drawn: { number, among } };
};

const isChosen = (step: StepDefinition, by: 'initiator' | 'previous') =>
  step.assignees.some((one) => one.type === 'chosen' && one.by === by);

/** Does whoever submits it say who decides it? */
export const isChosenByInitiator = (step: StepDefinition): boolean => isChosen(step, 'initiator');

/** Must whoever leads into this step say who decides it? */
export const isChosenByPrevious = (step: StepDefinition): boolean => isChosen(step, 'previous');

/** What is not chosen yet at submit may be chosen on the way. */
const refuseUnchosen = (step: StepDefinition, { chosen }: Instance) => {
  if (!step.assignees.some(({ type }) => type === 'chosen')) return;
  if ((chosen[step.key] ?? []).length === 0) throw nobodyChosen(step, isChosenByPrevious(step));
};

/** What becomes of signatures that are short of people. */
const complete = (
  seats: readonly Seat[],
  step: StepDefinition,
  instance: Instance,
  people: People,
): Staffing => {
  const short = seats.some(isShort);
  if (short && step.empty === 'REJECT') return { seats: [], over: { state: 'rejected', rule: 'nobody' } };
  const left = step.empty === 'PASS' ? seats.filter((seat) => !isShort(seat)) : seats;
  if (left.length === 0) return { seats: [], over: { state: 'passed', rule: 'nobody' } };

  const completed = left.map((seat) => filled(seat, step, instance, people));
  if (completed.some(isShort)) throw nobodyToAsk(step, instance, people);
  return { seats: completed };
};

/**
 * Who may give each signature of a step, as the directory is now.
 * @throws Refusal when a signature has nobody left and no administrator can stand in, or somebody is still to be chosen
 */
export const staff = (step: StepDefinition, instance: Instance, people: People): Staffing => {
  refuseUnchosen(step, instance);
  const own = step.own ?? 'TO_LEADER';
  const wanted = modes[step.mode].seats(
    step.assignees.flatMap((assignee) => groupsOf(step, assignee, instance, people)),
    step,
  );
  const others = wanted.map((seat) =>
    givenBy(seat, distinct(withoutOwn[own](seat.people, instance, people)), step),
  );

  const isTheirs = (seat: Seat, index: number) =>
    own === 'SKIP' && seat.people.length === 0 && wanted[index]?.people.some((id) => isOwn(instance, id));
  const kept = others.filter((seat, index) => !isTheirs(seat, index));
  if (kept.length === 0 && others.length > 0) return { seats: [], over: { state: 'passed', rule: 'own' } };

  const staffing = complete(kept, step, instance, people);
  return step.mode === 'RANDOM' && !staffing.over ? draw(staffing, people) : staffing;
};

/**
 * Who gives one signature of a step under way, now that it is about what is its owner's; others who may give it stay.
 * @param people of whom only those are active who can be asked in this step
 * @throws Refusal when nobody is left
 */
export const staffWithoutOwner = (
  step: StepDefinition,
  seat: Seat,
  instance: Instance,
  people: People,
): Staffing => {
  const { ownerId } = instance;
  const own = step.own ?? 'TO_LEADER';
  const others = seat.people.filter((id) => id !== ownerId);
  const left = distinct([...others, ...withoutOwn[own]([ownerId], instance, people)]);
  if (own === 'SKIP' && left.length === 0) return { seats: [], over: { state: 'passed', rule: 'own' } };
  return complete([givenBy(seat, left, step)], step, instance, people);
};

/** Who takes what somebody has asked of the owner besides: their manager, or else who decides what nobody else can. */
export const insteadOfOwner = (instance: Instance, people: People): Ids => [
  ...TO_LEADER([instance.ownerId], instance, people),
  ...standIns(instance, people),
];

/** @throws Refusal when the initiator may not submit what they would decide themselves */
export const refuseOwn = (step: StepDefinition, instance: Instance, people: People) => {
  if (step.own !== 'FORBID') return;
  const asked = step.assignees.flatMap((assignee) => named(step, assignee, instance, people));
  if (asked.includes(instance.initiatorId)) throw forbiddenOwn(step);
};
