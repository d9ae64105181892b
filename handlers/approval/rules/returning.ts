import type { FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { Facts, Instance, People, Step } from '../../../models/approval-instance.js';
import type { Act, Event } from './act.js';
import { decided, refuseReading, taskToDecide } from './acting.js';
import { contentHash } from './content.js';
import { isAdmin } from './ending.js';
import { goOn } from './going-on.js';
import { byKey, isPending, tasksOf, withEach, withStep, withTask } from './instance.js';
import { before, everyNode, forksAround, fromOn, humanSteps, isHuman } from './nodes.js';
import { jumpRefused, noRoundsLeft, notOwner, notPassed, notReturned, reasonMissing } from './refusals.js';
import { lapsedTask } from './timing.js';

export const INITIATOR = 'initiator';
const USUAL_ROUNDS = 5;

const roundsOf = ({ definition }: Instance): number => definition.maxRounds ?? USUAL_ROUNDS;

/** Steps that people have approved on the way to this one: where it can be sent back to. */
export const returnTargets = (instance: Instance, stepKey: string): readonly StepDefinition[] =>
  before(instance.definition.steps, stepKey)
    .filter(isHuman)
    .filter(({ key }) => byKey(instance.steps, key).state === 'passed')
    .filter(({ key }) => tasksOf(instance, key).some(({ decidedById }) => decidedById !== null));

/** To and fro without end helps nobody: the rounds are counted, and so are the returns by one step. */
export const isExhausted = (instance: Instance, stepKey: string, to: string): boolean => {
  const most = roundsOf(instance);
  if (to === INITIATOR) return instance.round >= most;
  const returns = instance.tasks.filter((task) => task.stepKey === stepKey && task.state === 'returned');
  return returns.length >= most;
};

const waiting = (instance: Instance, key: string): Step => {
  const { taken: _, drawn: __, rule: ___, ...step } = byKey(instance.steps, key);
  return {
    ...step,
    state: 'waiting',
    seats: [],
    fromSeq: instance.tasks.length + 1,
    enteredAt: null,
    endedAt: null,
  };
};

const closePending = (instance: Instance, keys: ReadonlySet<string>): Instance =>
  withEach(
    instance,
    instance.tasks
      .filter((task) => keys.has(task.stepKey) && isPending(task))
      .map((task) => ({ ...task, state: 'closed' })),
  );

/** These begin anew; nobody is asked about them any more. */
const reset = (instance: Instance, nodes: readonly FlowNode[]): Instance => {
  const closed = closePending(instance, new Set(nodes.map(({ key }) => key)));
  return nodes.map(({ key }) => waiting(closed, key)).reduce(withStep, closed);
};

const activeSteps = ({ definition, steps }: Instance): readonly StepDefinition[] =>
  humanSteps(definition.steps).filter(({ key }) => byKey(steps, key).state === 'active');

/** A fork through which it had gone already is open again. */
const reopenForks = (instance: Instance, key: string): Instance =>
  forksAround(instance.definition.steps, key)
    .map((fork): Step => ({ ...byKey(instance.steps, fork.key), state: 'active', endedAt: null }))
    .reduce(withStep, instance);

type Way = Pick<Event<'return'>, 'to' | 'way'>;

/** Straight back afterwards: what lay between stays approved, as nothing changed meanwhile. */
const again: Record<Way['way'], (instance: Instance, to: string) => readonly FlowNode[]> = {
  RERUN: ({ definition }, to) => fromOn(definition.steps, to),
  JUMP: ({ definition, steps }, to) =>
    fromOn(definition.steps, to)
      .filter(isHuman)
      .filter(({ key }) => key === to || byKey(steps, key).state === 'active'),
};

const toStep = (instance: Instance, { to, way }: Way, now: Date, people: People): Instance =>
  goOn(reopenForks(reset(instance, again[way](instance, to)), to), now, people);

const toInitiator = (instance: Instance, from: string): Instance => {
  const open = activeSteps(instance).filter(({ key }) => key !== from);
  const closed = closePending(reset(instance, open), new Set([from]));
  return { ...withStep(closed, { ...byKey(closed.steps, from), state: 'returned' }), state: 'returned' };
};

export const sendBack = (instance: Instance, from: string, way: Way, now: Date, people: People): Instance =>
  way.to === INITIATOR ? toInitiator(instance, from) : toStep(instance, way, now, people);

/** A return is at once: it does not wait for others, whatever the step's mode. */
export const giveBack: Act<'return'> = (instance, event, now, people) => {
  const task = taskToDecide(instance, event, people);
  const { to } = event;
  refuseReading(instance, task);
  if (!event.comment.trim()) throw reasonMissing(instance, people);
  const targets = returnTargets(instance, task.stepKey).map(({ key }) => key);
  if (to !== INITIATOR && !targets.includes(to)) throw notPassed();
  if (isExhausted(instance, task.stepKey, to)) throw noRoundsLeft(roundsOf(instance));
  if (to !== INITIATOR && event.way === 'JUMP') refuseJump(instance, instance.facts, to);

  const returned = withTask(instance, decided(task, 'returned', event, instance, now));
  return sendBack(returned, task.stepKey, event, now, people);
};

/** The facts that differ: their names. What merely came along, as how the customer stood, is no change of the record. */
export const changedFields = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !name.includes('.') && (before[name] ?? null) !== (after[name] ?? null),
  );

const hasKeyChanges = ({ definition }: Instance, before: Facts, after: Facts): boolean => {
  const changed = changedFields(before, after);
  return changed.some((name) => definition.keyFields?.includes(name) ?? true);
};

/** The contents on which the approvals that stand there were given: an approver may have changed it afterwards. */
const approvedContents = (instance: Instance, nodes: readonly FlowNode[]): readonly Facts[] => {
  const { replaced, pastFacts } = instance;
  const approved = nodes
    .flatMap(({ key }) => tasksOf(instance, key))
    .filter(({ state }) => state === 'approved');
  const hashes = new Set(approved.map((task) => task.contentHash));
  return [...replaced.map(({ facts }) => facts), ...pastFacts].filter((facts) =>
    hashes.has(contentHash(facts)),
  );
};

/**
 * May it go straight back to whoever returned it? Not when something has changed that others have approved.
 * @param to the step at which it begins again, if not with whoever submitted it
 */
export const mayJump = (instance: Instance, after: Facts, to?: string): boolean => {
  const { steps } = instance.definition;
  const approved = approvedContents(instance, to === undefined ? everyNode(steps) : fromOn(steps, to));
  return [instance.facts, ...approved].every((before) => !hasKeyChanges(instance, before, after));
};

const refuseJump = (instance: Instance, after: Facts, to?: string) => {
  if (!mayJump(instance, after, to)) throw jumpRefused();
};

/** Steps and forks that are over although a step before them is asked again: it went straight back around them. */
const passedOver = (instance: Instance): readonly FlowNode[] =>
  activeSteps(instance).flatMap((step) =>
    fromOn(instance.definition.steps, step.key).filter(
      ({ key }) => key !== step.key && byKey(instance.steps, key).state !== 'waiting',
    ),
  );

/** A new version of the content, which goes straight back around nobody who has approved other key fields. */
export const withContent = (instance: Instance, facts: Facts): Instance => {
  const anew = hasKeyChanges(instance, instance.facts, facts) ? passedOver(instance) : [];
  return { ...reset(instance, anew), facts, contentHash: contentHash(facts) };
};

/** Whose it is; and an administrator what was closed as nobody decided in time. */
const mayResubmit = (instance: Instance, byId: number, people: People): boolean =>
  byId === instance.ownerId || (lapsedTask(instance) !== undefined && isAdmin(byId, people));

/** As it is decided on anew: as if it were theirs from the beginning whose it is now, so that they do not approve it. */
export const submittedAnew = (instance: Instance, facts: Facts): Instance => ({
  ...instance,
  facts,
  initiatorId: instance.ownerId,
});

export const resubmit: Act<'resubmit'> = (instance, event, now, people) => {
  if (instance.state !== 'returned') throw notReturned(instance, people);
  if (!mayResubmit(instance, event.byId, people)) throw notOwner(instance, people);
  if (instance.round >= roundsOf(instance)) throw noRoundsLeft(roundsOf(instance));
  if (event.way === 'JUMP') refuseJump(instance, event.facts);

  const { definition, facts, pastFacts, round } = instance;
  const anew = everyNode(definition.steps).filter(
    ({ key }) => event.way === 'RERUN' || byKey(instance.steps, key).state === 'returned',
  );
  const next: Instance = {
    ...reset(submittedAnew(instance, event.facts), anew),
    state: 'running',
    round: round + 1,
    contentHash: contentHash(event.facts),
    pastFacts: [...pastFacts, facts],
  };
  return goOn(next, now, people);
};
