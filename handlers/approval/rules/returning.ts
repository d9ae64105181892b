import type { FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { Facts, Instance, People, Step } from '../../../models/approval-instance.js';
import type { Act, Event } from './act.js';
import { decided, refuseReading, taskToDecide } from './acting.js';
import { contentHash } from './content.js';
import { isAdmin } from './ending.js';
import { goOn } from './going-on.js';
import { byKey, hasSentBack, isPending, tasksOf, withEach, withStep, withTask } from './instance.js';
import { before, everyNode, forksAround, fromOn, humanSteps, isHuman } from './nodes.js';
import { jumpRefused, noRoundsLeft, notOwner, notPassed, reasonMissing, standing } from './refusals.js';
import { rehearse } from './rehearse.js';
import { isTaken } from './steps.js';
import { lapsedTask } from './timing.js';

export const INITIATOR = 'initiator';
const USUAL_ROUNDS = 5;

const roundsOf = ({ definition }: Instance): number => definition.maxRounds ?? USUAL_ROUNDS;

const wasAsked = ({ state, rule }: Step): boolean => state === 'passed' && rule === undefined;

/** Steps on the way to this one that have passed, and for which somebody is asked again: where it can be sent back to. */
export const returnTargets = (instance: Instance, stepKey: string): readonly StepDefinition[] =>
  before(instance.definition.steps, stepKey)
    .filter(isHuman)
    .filter((step) => isTaken(step, instance) && wasAsked(byKey(instance.steps, step.key)));

const isTarget = (instance: Instance, stepKey: string, to: string): boolean =>
  to === INITIATOR || returnTargets(instance, stepKey).some(({ key }) => key === to);

/** How often a step has sent it back. A vote may be rejected by several at once, by each of them once. */
const returnsBy = (instance: Instance, stepKey: string): number => {
  const back = instance.tasks.filter((task) => task.stepKey === stepKey && hasSentBack(instance, task));
  const rejecting = back.filter(({ state }) => state === 'rejected').map(({ assigneeId }) => assigneeId);
  const times = rejecting.map((id) => rejecting.filter((other) => other === id).length);
  return back.length - rejecting.length + Math.max(0, ...times);
};

/** To and fro without end helps nobody: the rounds are counted, and so are the returns by one step. */
const isExhausted = (instance: Instance, stepKey: string, to: string): boolean =>
  (to === INITIATOR ? instance.round : returnsBy(instance, stepKey)) >= roundsOf(instance);

/** May it go from here back to there once more? */
export const mayGoBack = (instance: Instance, stepKey: string, to: string): boolean =>
  isTarget(instance, stepKey, to) && !isExhausted(instance, stepKey, to);

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
  if (!isTarget(instance, task.stepKey, to)) throw notPassed();
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

/** @throws Refusal with the truth for whoever may not submit it again, or not any more */
export const refuseToResubmit = (instance: Instance, byId: number, people: People) => {
  if (instance.state !== 'returned') throw standing(instance, people);
  if (!mayResubmit(instance, byId, people)) throw notOwner(instance, people);
};

export const resubmit: Act<'resubmit'> = (instance, event, now, people) => {
  refuseToResubmit(instance, event.byId, people);
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
  rehearse(next, people);
  return goOn(next, now, people);
};
