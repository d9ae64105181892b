import type { StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People, Step, Task } from '../../../models/approval-instance.js';
import type { TaskState } from '../../../models/approval-view.js';
import type { Act } from './act.js';
import { conclude } from './deciding.js';
import { goOn } from './going-on.js';
import { byKey, mayAct, peopleWith, tasksOf, withEach, withStep, withTask, withTasks } from './instance.js';
import { humanStep, humanSteps } from './nodes.js';
import { movedTasks } from './proxies.js';
import { standing } from './refusals.js';
import { closeOrphans } from './signers.js';
import { handedTo } from './signing.js';
import { insteadOfOwner, type Staffing, staffWithoutOwner } from './staffing.js';
import { closeAll, closeStep, finish, isSeated } from './steps.js';
import { standsIn } from './targets.js';

const undecided: readonly TaskState[] = ['queued', 'open', 'held', 'helping'];

/** An opinion decides nothing, and some steps let people decide on what is theirs. */
const isDecision = ({ definition }: Instance, { state, origin, stepKey }: Task): boolean =>
  undecided.includes(state) && origin !== 'help' && humanStep(definition.steps, stepKey).own !== 'SELF_OK';

/** Would this person decide on it, although it would be theirs? */
export const isAskedToDecide = (instance: Instance, id: number): boolean =>
  instance.state === 'running' &&
  instance.tasks.some((task) => mayAct(task, id) && isDecision(instance, task));

const closed = (task: Task): Task => ({ ...task, state: 'closed', question: null });

const counting: readonly TaskState[] = [...undecided, 'decided_waiting', 'approved', 'rejected'];

/** Do they decide, or have they decided, in a task of the step itself? */
const hasSeat = (instance: Instance, stepKey: string, id: number): boolean =>
  tasksOf(instance, stepKey).some(
    (task) => task.assigneeId === id && isSeated(task) && counting.includes(task.state),
  );

/** Nobody has two tasks in one step. */
const freeIn = (instance: Instance, stepKey: string, people: People): People =>
  peopleWith(people, {
    active: new Set(
      [...people.active].filter((id) => !standsIn(instance, stepKey, id) || hasSeat(instance, stepKey, id)),
    ),
  });

/** What was asked of the owner by somebody who signs. */
const handOn = (instance: Instance, task: Task, people: People): Instance => {
  const to = insteadOfOwner(instance, people).find((id) => !standsIn(instance, task.stepKey, id));
  return to === undefined ? instance : handedTo(instance, task, to, people);
};

/** Ends a step of which no signature is left to give, or that nobody can give. */
const endStep = (
  instance: Instance,
  step: Step,
  { state, rule }: NonNullable<Staffing['over']>,
  now: Date,
  people: People,
): Instance => {
  const bare = withEach(instance, closeAll(tasksOf(instance, step.key)));
  const after = closeStep(bare, { ...step, rule }, state, now);
  return state === 'rejected' ? finish(after, 'rejected', now) : goOn(after, now, people);
};

const reseat = (
  instance: Instance,
  definition: StepDefinition,
  { seq }: Task,
  now: Date,
  people: People,
): Instance => {
  const step = byKey(instance.steps, definition.key);
  const free = freeIn(instance, step.key, people);
  const parts = step.seats.map(
    (seat): Staffing =>
      seat.people.includes(instance.ownerId)
        ? staffWithoutOwner(definition, seat, instance, free)
        : { seats: [seat] },
  );
  const seats = parts.flatMap((part) => part.seats);
  const overs = parts.flatMap(({ over }) => over ?? []);
  const over = overs.find(({ state }) => state === 'rejected') ?? (seats.length === 0 ? overs[0] : undefined);
  if (over) return endStep(instance, { ...step, seats }, over, now, people);

  const asked = new Set(seats.flatMap((seat) => seat.people));
  const added = [...asked].filter((id) => !hasSeat(instance, step.key, id));
  return withTasks(
    withStep(instance, { ...step, seats }),
    added.map((assigneeId) => ({ stepKey: step.key, assigneeId, continuesSeq: seq })),
    people,
  );
};

const spareIn = (instance: Instance, definition: StepDefinition, now: Date, people: People): Instance => {
  if (instance.state !== 'running' || byKey(instance.steps, definition.key).state !== 'active')
    return instance;
  const own = tasksOf(instance, definition.key).find(
    (task) => task.assigneeId === instance.ownerId && isDecision(instance, task),
  );
  if (!own) return instance;

  const bare = closeOrphans(withTask(instance, closed(own)), definition.key);
  const after = isSeated(own) ? reseat(bare, definition, own, now, people) : handOn(bare, own, people);
  const isUnderWay = after.state === 'running' && byKey(after.steps, definition.key).state === 'active';
  return isUnderWay ? conclude(after, definition.key, now, people) : after;
};

/**
 * Nobody decides on what is theirs: what is asked of the owner goes where it would have gone had they submitted it. What
 * they have decided before stands.
 */
export const spareOwner = (instance: Instance, now: Date, people: People): Instance =>
  humanSteps(instance.definition.steps).reduce((so, step) => spareIn(so, step, now, people), instance);

export const give: Act<'give'> = (instance, { to }, now, people) => {
  if (instance.state !== 'running' && instance.state !== 'returned') throw standing(instance, people);
  const given = { ...instance, ownerId: to };
  if (given.state === 'returned') return given;
  return spareOwner(withEach(given, movedTasks(given, people)), now, people);
};
