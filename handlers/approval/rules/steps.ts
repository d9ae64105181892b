import type { FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People, Seat, Step, Task } from '../../../models/approval-instance.js';
import type { ApprovalState, StepState, TaskState } from '../../../models/approval-view.js';
import { holds } from './conditions.js';
import { isDuplicate } from './dedupe.js';
import { byKey, isPending, tasksOf, withEach, withStep, withTasks } from './instance.js';
import { modes } from './modes.js';
import { closeOrphans, settleSigners, verdictOf } from './signers.js';
import { staff } from './staffing.js';

const pendingStep: readonly StepState[] = ['waiting', 'active', 'returned'];

export const isTaken = (node: FlowNode, { facts }: Pick<Instance, 'facts'>): boolean =>
  node.kind === 'fork' || !node.when || holds(node.when, facts);

export const closeAll = (tasks: readonly Task[]): readonly Task[] =>
  tasks.map((task) => (isPending(task) ? { ...task, state: 'closed' } : task));

/** Ends the approval: what nobody has decided yet, nobody needs to. */
export const finish = (instance: Instance, state: ApprovalState, now: Date): Instance => ({
  ...instance,
  state,
  endedAt: now,
  undo: null,
  steps: instance.steps.map((step) =>
    pendingStep.includes(step.state) ? { ...step, state: 'cancelled', endedAt: now } : step,
  ),
  tasks: closeAll(instance.tasks),
});

export const closeStep = (instance: Instance, step: Step, state: StepState, now: Date): Instance =>
  withStep(instance, { ...step, state, endedAt: now });

/** Signs at once for whoever has approved already, where the flow does not ask anybody twice. */
const signed = (instance: Instance, step: Step, now: Date): Instance => {
  const approved = tasksOf(instance, step.key)
    .filter((task) => isDuplicate(instance, task))
    .map(
      (task): Task => ({
        ...task,
        state: 'approved',
        openedAt: now,
        decidedAt: now,
        contentHash: instance.contentHash,
      }),
    );
  return withEach(instance, approved);
};

/** Whoever can give several signatures of a step still has one task, and decides once. */
export const enter = (
  instance: Instance,
  definition: StepDefinition,
  now: Date,
  people: People,
): Instance => {
  const step = byKey(instance.steps, definition.key);
  const { seats, drawn, over } = staff(definition, instance, people);
  const entered: Step = {
    ...step,
    state: 'active',
    seats,
    fromSeq: instance.tasks.length + 1,
    enteredAt: now,
    endedAt: null,
    ...(drawn && { drawn }),
  };
  if (over) {
    const after = closeStep(withStep(instance, entered), { ...entered, rule: over.rule }, over.state, now);
    return over.state === 'rejected' ? finish(after, 'rejected', now) : after;
  }
  const asked = [...new Set(seats.flatMap((seat) => seat.people))];
  const added = withTasks(
    withStep(instance, entered),
    asked.map((assigneeId) => ({ stepKey: step.key, assigneeId })),
    people,
  );
  return settle(signed(added, entered, now), definition, now);
};

const seatedOrigins: readonly Task['origin'][] = ['step', 'beside', 'escalated'];
const gone: readonly TaskState[] = ['transferred', 'expired'];

/** Is it a signature of the step itself, and not one that was added before or after one? */
export const isSeated = ({ origin }: Task): boolean => seatedOrigins.includes(origin);

const seated = (instance: Instance, stepKey: string): readonly Task[] =>
  tasksOf(instance, stepKey).filter((task) => isSeated(task) && !gone.includes(task.state));

interface Votes {
  readonly approved: ReadonlySet<number>;
  readonly rejected: ReadonlySet<number>;
}

const votesIn = (instance: Instance, stepKey: string): Votes => {
  const added = instance.tasks.filter(({ parentSeq }) => parentSeq !== null);
  const votes = seated(instance, stepKey).map((task) => [task.assigneeId, verdictOf(added, task)] as const);
  const who = (verdict: 'approved' | 'rejected') =>
    new Set(votes.filter(([, one]) => one === verdict).map(([assigneeId]) => assigneeId));
  return { approved: who('approved'), rejected: who('rejected') };
};

const countIn = ({ people }: Seat, voters: ReadonlySet<number>): number =>
  people.filter((id) => voters.has(id)).length;

/** Still as many as are needed, when all who have not decided yet approve? */
const isReachable = (seat: Seat, { rejected }: Votes): boolean =>
  seat.people.length - countIn(seat, rejected) >= seat.need;

const isLost = (seats: readonly Seat[], definition: StepDefinition, votes: Votes): boolean =>
  (modes[definition.mode].vetoes(definition) && votes.rejected.size > 0) ||
  seats.some((seat) => !isReachable(seat, votes));

/** Opens the tasks whose turn it is, and closes those that no missing signature needs any more. */
const ask = (
  instance: Instance,
  { key, mode }: StepDefinition,
  missing: readonly Seat[],
  now: Date,
): Instance => {
  const turn = new Set(modes[mode].turn(missing).flatMap((seat) => seat.people));
  const later = new Set(missing.flatMap((seat) => seat.people));
  const waiting: readonly TaskState[] = ['queued', 'open'];
  const asked = (task: Task): Task => {
    if (!later.has(task.assigneeId)) return { ...task, state: 'closed' };
    if (!waiting.includes(task.state)) return task;
    if (!turn.has(task.assigneeId)) return { ...task, state: 'queued' };
    return task.state === 'open' ? task : { ...task, state: 'open', openedAt: now };
  };
  const pending = seated(instance, key).filter(isPending);
  return closeOrphans(withEach(instance, pending.map(asked)), key);
};

/** What the decisions in a step come to: it is lost, waits for more, or has passed. */
export const settle = (instance: Instance, definition: StepDefinition, now: Date): Instance => {
  const settled = settleSigners(instance, definition.key, now);
  const step = byKey(settled.steps, definition.key);
  const votes = votesIn(settled, step.key);
  if (isLost(step.seats, definition, votes)) return closeStep(settled, step, 'rejected', now);

  const missing = step.seats.filter((seat) => countIn(seat, votes.approved) < seat.need);
  const asked = ask(settled, definition, missing, now);
  return missing.length > 0 ? asked : closeStep(asked, byKey(asked.steps, step.key), 'passed', now);
};
