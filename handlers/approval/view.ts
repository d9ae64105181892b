import type { FlowNode } from '../../models/approval-flow.js';
import type { Instance, People, Seat, Step, Task } from '../../models/approval-instance.js';
import type {
  ApprovalStepView,
  ApprovalTaskView,
  ApprovalView,
  StepState,
} from '../../models/approval-view.js';
import { ifDecidable } from './rules/conditions.js';
import { branchesOf } from './rules/going-on.js';
import { holderOf, isPending, nameOf, tasksOf } from './rules/instance.js';
import { everyNode, forksAround, isFork, isHuman } from './rules/nodes.js';
import { isEndedByTime } from './rules/refusals.js';
import { isTaken } from './rules/steps.js';
import { lapsedTask } from './rules/timing.js';
import type { UsualTimes } from './step-times.js';

const isDecided = ({ state }: Task): boolean => state === 'approved' || state === 'rejected';

const taskView = (task: Task, { ownerId }: Instance, people: People): ApprovalTaskView => {
  const actorId = task.decidedById ?? (isPending(task) ? holderOf(task) : task.assigneeId);
  const isByRule = isDecided(task) && task.decidedById === null;
  return {
    who: nameOf(actorId, people),
    onBehalfOf: actorId === task.assigneeId ? null : nameOf(task.assigneeId, people),
    origin: task.origin,
    byRule: isByRule && task.fired === 0,
    ...(isByRule && task.fired > 0 && { byTimeout: true as const }),
    ...(task.dueAt && { dueAt: task.dueAt.toISOString() }),
    ...(task.urgedAt && { urgedAt: task.urgedAt.toISOString() }),
    ...(task.pausedAt && {
      paused: { since: task.pausedAt.toISOString(), waitsFor: nameOf(ownerId, people) },
    }),
    question: task.question,
    state: task.state,
    openedAt: task.openedAt?.toISOString() ?? null,
    decidedAt: task.decidedAt?.toISOString() ?? null,
    comment: task.comment,
    ...(task.signature && { signature: task.signature }),
  };
};

const stepFor = ({ steps }: Instance, key: string): Step | undefined =>
  steps.find((step) => step.key === key);

/** A step that is still ahead and whose condition does not hold is not worth waiting for. */
const stateOf = (node: FlowNode, instance: Instance): StepState => {
  const state = stepFor(instance, node.key)?.state ?? 'waiting';
  return state === 'waiting' && !ifDecidable(() => isTaken(node, instance), true) ? 'skipped' : state;
};

/** Lies it in branches that were taken, or will be? What the steps of others ask for may not be there. */
const isOnWay = (instance: Instance, key: string): boolean =>
  forksAround(instance.definition.steps, key).every((fork) => {
    const taken = ifDecidable(() => branchesOf(fork, instance), undefined);
    return (
      !taken ||
      fork.branches.some(
        (branch) => taken.includes(branch.key) && everyNode(branch.steps).some((node) => node.key === key),
      )
    );
  });

const countsOf = (seats: readonly Seat[], tasks: readonly Task[]) => {
  const people = new Set(seats.flatMap((seat) => seat.people));
  const approved = tasks.filter(({ state, assigneeId }) => state === 'approved' && people.has(assigneeId));
  return {
    need: seats.reduce((sum, seat) => sum + seat.need, 0),
    size: people.size,
    approved: approved.length,
  };
};

const nodeView = (
  node: FlowNode,
  instance: Instance,
  people: People,
  usualMs: number | undefined,
): ApprovalStepView => {
  const step = stepFor(instance, node.key);
  const tasks = step ? tasksOf(instance, node.key) : [];
  return {
    name: node.name,
    mode: isHuman(node) ? node.mode : null,
    ...(isHuman(node) && node.reading && { reading: true }),
    state: stateOf(node, instance),
    rule: step?.rule ?? null,
    ...(usualMs !== undefined && { usualMs }),
    ...countsOf(step?.seats ?? [], tasks),
    tasks: tasks.map((task) => taskView(task, instance, people)),
  };
};

/** The steps in order with their tasks since they were last entered; a step that is not reached yet has none. */
export const stepsView = (instance: Instance, people: People, usual: UsualTimes = {}): ApprovalStepView[] =>
  everyNode(instance.definition.steps)
    .filter((node) => !isFork(node) && isOnWay(instance, node.key))
    .map((node) => nodeView(node, instance, people, usual[node.key]));

/** Who sent it back, to whom, and why. */
export const returnedView = (instance: Instance, people: People) => {
  const task = instance.tasks.findLast(({ state }) => state === 'returned' || state === 'rejected');
  if (instance.state !== 'returned' || lapsedTask(instance) || !task) return null;
  return {
    who: nameOf(task.decidedById ?? task.assigneeId, people),
    to: nameOf(instance.ownerId, people),
    reason: task.comment ?? '',
  };
};

/** Who did not decide in time what was closed then, and until when it may be taken up again. */
export const lapsedView = (instance: Instance, people: People): Pick<ApprovalView, 'lapsed'> => {
  const task = lapsedTask(instance);
  return task?.dueAt
    ? { lapsed: { who: nameOf(holderOf(task), people), until: task.dueAt.toISOString() } }
    : {};
};

/** Why somebody who is away is asked all the same. */
export const keptView = (
  { tasks }: Instance,
  viewerId: number,
  { keeperOf }: People,
): Pick<ApprovalView, 'kept'> => {
  const { proxyName, below } = keeperOf?.[viewerId] ?? {};
  const isAsked = tasks.some(
    ({ state, assigneeId, proxyId }) => state === 'open' && assigneeId === viewerId && proxyId === null,
  );
  return isAsked && proxyName && below ? { kept: { proxy: proxyName, below } } : {};
};

export const endedView = (instance: Instance, people: People): ApprovalView['ended'] => {
  const { endedById, endReason } = instance;
  if (isEndedByTime(instance)) return { who: '', reason: null, byTime: true };
  return endedById === null && endReason === null
    ? null
    : { who: endedById === null ? '' : nameOf(endedById, people), reason: endReason };
};
