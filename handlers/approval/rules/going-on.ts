import type {
  AutomaticDefinition,
  FlowNode,
  ForkDefinition,
  StepDefinition,
} from '../../../models/approval-flow.js';
import type { Instance, People, Step } from '../../../models/approval-instance.js';
import type { StepState } from '../../../models/approval-view.js';
import { holds } from './conditions.js';
import { byKey, withStep } from './instance.js';
import { everyNode, isFork, isHuman } from './nodes.js';
import { closeStep, enter, finish, isTaken } from './steps.js';

const over: readonly StepState[] = ['passed', 'skipped', 'rejected', 'cancelled'];

const isOver = ({ steps }: Instance, { key }: FlowNode): boolean => over.includes(byKey(steps, key).state);

/** The branches that a fork takes: with conditions those that hold, or else the default. */
export const branchesTaken = (
  fork: ForkDefinition,
  { facts }: Pick<Instance, 'facts'>,
): readonly string[] => {
  if (fork.takes === 'ALL') return fork.branches.map(({ key }) => key);
  const matching = fork.branches.filter(({ when }) => when && holds(when, facts));
  const taken = fork.takes === 'FIRST' ? matching.slice(0, 1) : matching;
  const chosen = taken.length > 0 ? taken : fork.branches.filter(({ when }) => !when).slice(0, 1);
  return chosen.map(({ key }) => key);
};

/** The branches that a fork has taken, or would take by what is known now. */
export const branchesOf = (
  fork: ForkDefinition,
  instance: Pick<Instance, 'facts' | 'steps'>,
): readonly string[] =>
  instance.steps.find(({ key }) => key === fork.key)?.taken ?? branchesTaken(fork, instance);

const skip = (instance: Instance, nodes: readonly FlowNode[]): Instance =>
  everyNode(nodes)
    .map(({ key }): Step => ({ ...byKey(instance.steps, key), state: 'skipped' }))
    .reduce(withStep, instance);

const enterFork = (instance: Instance, fork: ForkDefinition, now: Date, people: People): Instance => {
  const taken = branchesTaken(fork, instance);
  const step: Step = {
    ...byKey(instance.steps, fork.key),
    state: 'active',
    taken,
    enteredAt: now,
    endedAt: null,
  };
  const others = fork.branches.filter(({ key }) => !taken.includes(key)).flatMap(({ steps }) => steps);
  return runBranches(skip(withStep(instance, step), others), fork, now, people);
};

/** A fork is through when each branch that it has taken is. */
const runBranches = (instance: Instance, fork: ForkDefinition, now: Date, people: People): Instance => {
  const step = byKey(instance.steps, fork.key);
  const branches = fork.branches.filter(({ key }) => step.taken?.includes(key));
  const after = branches.reduce((so, { steps }) => run(steps, so, now, people), instance);
  const isThrough = branches.every(({ steps }) => steps.every((node) => isOver(after, node)));
  return after.state === 'running' && isThrough ? closeStep(after, step, 'passed', now) : after;
};

const decide = (instance: Instance, { key, verdict }: AutomaticDefinition, now: Date): Instance => {
  const step: Step = { ...byKey(instance.steps, key), rule: 'automatic', enteredAt: now };
  return verdict === 'approve'
    ? closeStep(instance, step, 'passed', now)
    : finish(closeStep(instance, step, 'rejected', now), 'rejected', now);
};

const start = (
  instance: Instance,
  node: StepDefinition | AutomaticDefinition,
  now: Date,
  people: People,
): Instance => {
  if (!isTaken(node, instance)) return closeStep(instance, byKey(instance.steps, node.key), 'skipped', now);
  return isHuman(node) ? enter(instance, node, now, people) : decide(instance, node, now);
};

const proceed = (instance: Instance, node: FlowNode, now: Date, people: People): Instance => {
  const { state } = byKey(instance.steps, node.key);
  if (isFork(node)) return (state === 'waiting' ? enterFork : runBranches)(instance, node, now, people);
  return state === 'waiting' ? start(instance, node, now, people) : instance;
};

const run = (nodes: readonly FlowNode[], instance: Instance, now: Date, people: People): Instance => {
  const next = nodes.find((node) => !isOver(instance, node));
  if (!next || instance.state !== 'running') return instance;
  const after = proceed(instance, next, now, people);
  return isOver(after, next) ? run(nodes, after, now, people) : after;
};

/** Enters the steps that are next, as far as the flow goes by itself; after the last one the approval has passed. */
export const goOn = (instance: Instance, now: Date, people: People): Instance => {
  const { steps } = instance.definition;
  const after = run(steps, instance, now, people);
  const isThrough = after.state === 'running' && steps.every((node) => isOver(after, node));
  return isThrough ? finish(after, 'approved', now) : after;
};
