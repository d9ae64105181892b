import type { Instance, People, Step, StepDefinition, Task } from '../../models/approval-flow.js';
import type { ApprovalState, StepState, TaskState } from '../../models/views.js';
import { holds } from './conditions.js';
import { byKey, tasksOf, withStep, withTask } from './instance.js';
import { modes } from './modes.js';
import { seatsOf } from './people.js';

const pendingStep: readonly StepState[] = ['waiting', 'active'];
const pendingTask: readonly TaskState[] = ['queued', 'open'];

export const isTaken = ({ when }: StepDefinition, { facts }: Instance): boolean =>
  !when || holds(when, facts);

/** Ends the approval: what nobody has decided yet, nobody needs to. */
export const finish = (instance: Instance, state: ApprovalState, now: Date): Instance => ({
  ...instance,
  state,
  endedAt: now,
  steps: instance.steps.map((step) =>
    pendingStep.includes(step.state) ? { ...step, state: 'cancelled', endedAt: now } : step,
  ),
  tasks: instance.tasks.map((task) =>
    pendingTask.includes(task.state) ? { ...task, state: 'closed' } : task,
  ),
});

const close = (instance: Instance, step: Step, state: StepState, now: Date): Instance =>
  withStep(instance, { ...step, state, endedAt: now });

const newTask = (seq: number, stepKey: string, round: number, assigneeId: number): Task => ({
  seq,
  stepKey,
  round,
  assigneeId,
  state: 'queued',
  openedAt: null,
  decidedAt: null,
  decidedById: null,
  comment: null,
});

/** Whoever can give several signatures of a step still has one task, and decides once. */
const enter = (instance: Instance, step: Step, seats: Step['seats'], now: Date): Instance => {
  const { tasks, round } = instance;
  const added = [...new Set(seats.flat())].map((assigneeId, index) =>
    newTask(tasks.length + index + 1, step.key, round, assigneeId),
  );
  return {
    ...withStep(instance, { ...step, state: 'active', seats, enteredAt: now }),
    tasks: [...tasks, ...added],
  };
};

/** Opens the tasks whose turn it is, and closes those that no missing signature needs any more. */
const ask = (
  instance: Instance,
  { key, mode }: StepDefinition,
  missing: Step['seats'],
  now: Date,
): Instance => {
  const turn = modes[mode].turn(missing).flat();
  const later = missing.flat();
  const asked = (task: Task): Task => {
    if (!turn.includes(task.assigneeId))
      return { ...task, state: later.includes(task.assigneeId) ? 'queued' : 'closed' };
    return task.state === 'open' ? task : { ...task, state: 'open', openedAt: now };
  };
  const pending = tasksOf(instance, key).filter((task) => pendingTask.includes(task.state));
  return pending.map(asked).reduce(withTask, instance);
};

/** What the decisions in a step come to: it ends the approval, waits for more, or lets it go on. */
export const settle = (
  instance: Instance,
  definition: StepDefinition,
  now: Date,
  people: People,
): Instance => {
  const step = byKey(instance.steps, definition.key);
  const tasks = tasksOf(instance, step.key);
  const rejected = tasks.some((task) => task.state === 'rejected');
  if (rejected) return finish(close(instance, step, 'rejected', now), 'rejected', now);

  const signers = tasks.filter((task) => task.state === 'approved').map((task) => task.assigneeId);
  const missing = step.seats.filter((seat) => !seat.some((id) => signers.includes(id)));
  const asked = ask(instance, definition, missing, now);
  return missing.length > 0 ? asked : goOn(close(asked, step, 'passed', now), now, people);
};

/** Enters the next step that the facts ask for; after the last one the approval has passed. */
export const goOn = (instance: Instance, now: Date, people: People): Instance => {
  const step = instance.steps.find(({ state }) => state === 'waiting');
  if (!step) return finish(instance, 'approved', now);

  const definition = byKey(instance.definition.steps, step.key);
  if (!isTaken(definition, instance)) return goOn(close(instance, step, 'skipped', now), now, people);

  const seats = seatsOf(definition, instance, people);
  return settle(enter(instance, step, seats, now), definition, now, people);
};
