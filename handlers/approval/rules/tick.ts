import type { Timeout, TimeoutAction } from '../../../models/approval-flow.js';
import type { Instance, People, Task } from '../../../models/approval-instance.js';
import { DAY_MS } from '../../duration.js';
import { Refusal } from '../../useCase.js';
import type { Act } from './act.js';
import { conclude } from './deciding.js';
import { holderOf, isOwn, taskBySeq, withTask, withTasks } from './instance.js';
import { humanStep } from './nodes.js';
import { notDue } from './refusals.js';
import { INITIATOR, mayGoBack, sendBack } from './returning.js';
import { handedTo, withSeats } from './signing.js';
import { STAND_IN_ROLE } from './staffing.js';
import { finish, isSeated } from './steps.js';
import { standsIn } from './targets.js';
import { nextTimeout, recoverDaysOf } from './timing.js';

/** How far up somebody is looked for who can decide instead. */
export const SUPERIORS = 5;

const lineAbove = (id: number, people: People): readonly number[] =>
  Array.from({ length: SUPERIORS }).reduce<number[]>((line) => {
    const above = people.managerOf[line.at(-1) ?? id];
    return above ? [...line, above] : line;
  }, []);

/** Whoever is named; or the first superior who can decide; or whoever decides what nobody else can. */
const insteadOf = (instance: Instance, task: Task, to: number | undefined, people: People) =>
  [
    ...(to === undefined ? [] : [to]),
    ...lineAbove(task.assigneeId, people),
    ...(people.roles[STAND_IN_ROLE] ?? []),
  ].find(
    (id) =>
      !isOwn(instance, id) &&
      id !== task.assigneeId &&
      people.active.has(id) &&
      !standsIn(instance, task.stepKey, id),
  );

type Fire = (instance: Instance, task: Task, now: Date, people: People, timeout: Timeout) => Instance;

/** The task stays, and its holder gets it once more. */
const remind: Fire = (instance) => instance;

const expired = (task: Task, now: Date): Task => ({
  ...task,
  state: 'expired',
  decidedAt: now,
  question: null,
});

const reassign: Fire = (instance, task, now, people, timeout) => {
  const next = insteadOf(instance, task, timeout.to, people);
  if (next === undefined) return instance;
  const given = withTask(instance, expired(task, now));
  return conclude(handedTo(given, task, next, people, { fired: task.fired }), task.stepKey, now, people);
};

/** Either of the two decides then; of somebody who was only added, the superior takes over. */
const escalate: Fire = (instance, task, now, people, timeout) => {
  if (!isSeated(task)) return reassign(instance, task, now, people, timeout);
  const superior = insteadOf(instance, task, timeout.to, people);
  if (superior === undefined) return instance;
  const { stepKey, assigneeId } = task;
  const seated = withSeats(instance, stepKey, (seats) =>
    seats.map((seat) =>
      seat.people.includes(assigneeId) ? { ...seat, people: [...seat.people, superior] } : seat,
    ),
  );
  const all = humanStep(instance.definition.steps, stepKey).timeout ?? [];
  const added = { stepKey, assigneeId: superior, origin: 'escalated' as const, fired: all.length };
  return conclude(withTasks(seated, [added], people), stepKey, now, people);
};

/** An opinion that nobody gave is none: then whoever asked for it decides without. */
const decide =
  (verdict: 'approved' | 'rejected'): Fire =>
  (instance, task, now, people) => {
    const { contentHash } = instance;
    const over: Task =
      task.origin === 'help'
        ? expired(task, now)
        : { ...task, state: verdict, decidedAt: now, contentHash, question: null };
    return conclude(withTask(instance, over), task.stepKey, now, people);
  };

/** Back to who submitted it, for as long as it may be taken up again. What has ended does not come back. */
const close: Fire = (instance, task, now, people, timeout) => {
  const late = task.state === 'open' ? expired(task, now) : task;
  const days = recoverDaysOf(timeout);
  if (days === 0 || !mayGoBack(instance, task.stepKey, INITIATOR))
    return finish(withTask(instance, late), 'terminated', now);
  const until = new Date(now.getTime() + days * DAY_MS);
  const lapsed = withTask(instance, { ...late, clockedAt: now, dueAt: until });
  return sendBack(lapsed, task.stepKey, { to: INITIATOR, way: 'RERUN' }, now, people);
};

const fires: Record<TimeoutAction, Fire> = {
  remind,
  escalate,
  reassign,
  approve: decide('approved'),
  reject: decide('rejected'),
  close,
};

/** What cannot be done by itself, as the next step needs somebody to choose, is not done: who has it hears of it again. */
const orRemind = (fired: Instance, fire: () => Instance): Instance => {
  try {
    return fire();
  } catch (error) {
    if (error instanceof Refusal) return fired;
    throw error;
  }
};

/** One time-out of one task, once. @throws Refusal when that is not due, or has happened */
export const tick: Act<'tick'> = (instance, { seq, action }, now, people) => {
  const task = taskBySeq(instance, seq);
  const next = task && nextTimeout(instance, task);
  if (!task?.dueAt || task.dueAt > now || next?.action !== action) throw notDue();
  const once = { ...task, fired: task.fired + 1 };
  const fired = withTask(instance, once);
  return orRemind(fired, () => fires[action](fired, once, now, people, next));
};

/** Whoever still has it hears of it. */
export const reminded = (before: Instance, { tasks }: Instance): readonly number[] =>
  tasks
    .filter(({ seq, state, fired }) => {
      const old = before.tasks[seq - 1];
      return old !== undefined && state === 'open' && fired !== old.fired;
    })
    .map(holderOf);
