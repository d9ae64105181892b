import type { StepDefinition, Timeout } from '../../../models/approval-flow.js';
import type { Instance, People, Task } from '../../../models/approval-instance.js';
import type { WorkingTime } from '../../../models/working-time.js';
import { atWorkFrom, isAtWork } from '../../at-work.js';
import { MINUTE_MS } from '../../duration.js';
import { type Due, dueAfter, lengthMs, passedMs, usualWorkingTime } from '../../working-time.js';
import { holderOf } from './instance.js';
import { humanSteps } from './nodes.js';

const USUAL_ZONE = 'UTC';
const USUAL_RECOVER_DAYS = 7;
const DAY_HOURS = 24;
const JUST_NOW_MS = 15 * MINUTE_MS;

/** Does anything in this flow happen by itself? */
export const hasTimeouts = ({ steps }: Pick<Instance['definition'], 'steps'>): boolean =>
  humanSteps(steps).some(({ timeout }) => timeout !== undefined);

const stepOf = ({ definition }: Instance, { stepKey }: Task): StepDefinition | undefined =>
  humanSteps(definition.steps).find(({ key }) => key === stepKey);

/** For how many days what this closes may be taken up again. */
export const recoverDaysOf = ({ recoverDays = USUAL_RECOVER_DAYS }: Timeout): number => recoverDays;

/** The task that nobody decided in time, as long as what was closed with it may still be taken up again. */
export const lapsedTask = ({ state, tasks }: Instance): Task | undefined =>
  state === 'returned' ? tasks.find((task) => task.state === 'expired' && task.dueAt !== null) : undefined;

/** Then what was closed is over. */
const lapseOf = (closing: Timeout | undefined): Timeout | undefined =>
  closing && { action: 'close', after: { hours: recoverDaysOf(closing) * DAY_HOURS }, recoverDays: 0 };

/** What happens next by itself to a task, if anything. */
export const nextTimeout = (instance: Instance, task: Task): Timeout | undefined => {
  const timeouts = stepOf(instance, task)?.timeout;
  if (lapsedTask(instance) === task) return lapseOf(timeouts?.[task.fired - 1]);
  return instance.state === 'running' && task.state === 'open' ? timeouts?.[task.fired] : undefined;
};

const zoneOf = ({ assigneeId }: Task, { timeZoneOf }: People): string =>
  timeZoneOf?.[assigneeId] ?? USUAL_ZONE;

const calendarOf = ({ workingTime }: People): WorkingTime => workingTime ?? usualWorkingTime;

/** Whoever is at work, or was just now, is not disturbed, whatever hours the firm keeps. */
const isDisturbed = (at: Date, timeZone: string, time: WorkingTime): boolean => {
  const before = new Date(at.getTime() - JUST_NOW_MS);
  return !isAtWork(timeZone, at) && passedMs(before, at, { workingHours: 1 }, timeZone, time) === 0;
};

/** When a reminder may come that is due at an instant: at night and on days off whoever has the task is left in peace. */
export const awakeFrom = (task: Task, at: Date, people: People): Date => {
  const timeZone = people.timeZoneOf?.[holderOf(task)] ?? zoneOf(task, people);
  return isDisturbed(at, timeZone, calendarOf(people)) ? atWorkFrom(timeZone, at) : at;
};

interface TaskDue extends Due {
  /** When a reminder would have come that waits for the end of the quiet hours. */
  readonly quietAt?: Date;
}

/** When a time-out is due that is counted from an instant on: by the working time of who is asked. */
export const dueOf = (task: Task, from: Date, { after, action }: Timeout, people: People): TaskDue => {
  const due = dueAfter(from, after, zoneOf(task, people), calendarOf(people), task.passedMs);
  const at = action === 'remind' ? awakeFrom(task, due.at, people) : due.at;
  return at > due.at ? { ...due, at, quietAt: due.at } : due;
};

/** How much of a time-out has not passed yet for a task whose clock stands still. */
export const leftMs = ({ passedMs: passed }: Task, { after }: Timeout, people: People): number =>
  Math.max(0, lengthMs(after, calendarOf(people)) - passed);

const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();

/** Was it open already, for the same time-out? */
const isGoingOn = (old: Task | undefined, task: Task): old is Task =>
  old?.state === 'open' && isSame(old.openedAt, task.openedAt);

const unclocked = { dueAt: null, clockedAt: null, pausedAt: null, passedMs: 0 };

/** What it had counted is kept, should it be taken back. */
const stopped = (task: Task): Task =>
  task.dueAt === null && task.pausedAt === null ? task : { ...task, dueAt: null, pausedAt: null };

/** With the clock or the pause that it had, where it is open once more as if it had not been decided meanwhile. */
const takenBack = (old: Task | undefined, task: Task, next: Timeout, people: People): Task | undefined => {
  if (!old || old.state === 'open' || !isSame(old.openedAt, task.openedAt)) return undefined;
  if (task.pausedAt) return task;
  return task.clockedAt ? { ...task, dueAt: dueOf(task, task.clockedAt, next, people).at } : undefined;
};

const paused = (task: Task, { after }: Timeout, now: Date, people: People): Task => {
  const { clockedAt } = task;
  const counted = clockedAt ? passedMs(clockedAt, now, after, zoneOf(task, people), calendarOf(people)) : 0;
  return { ...task, ...unclocked, pausedAt: now, passedMs: task.passedMs + counted };
};

const started = (task: Task, from: Date, next: Timeout, people: People): Task => ({
  ...task,
  pausedAt: null,
  clockedAt: from,
  dueAt: dueOf(task, from, next, people).at,
});

const waitsForAnswer = (instance: Instance, task: Task): boolean =>
  task.question !== null && stepOf(instance, task)?.pausesForInfo === true;

const clocked = (old: Task | undefined, task: Task, instance: Instance, now: Date, people: People): Task => {
  const next = nextTimeout(instance, task);
  if (!next) return stopped(task);
  if (task.state !== 'open') return task;
  const back = takenBack(old, task, next, people);
  if (back) return back;
  const isOpenStill = isGoingOn(old, task);
  const isCounted = isOpenStill && old.fired === task.fired;
  const counted = isCounted ? task : { ...task, ...unclocked };
  if (waitsForAnswer(instance, task)) return counted.pausedAt ? task : paused(counted, next, now, people);
  if (counted.dueAt) return task;
  return started(counted, isOpenStill ? now : (task.openedAt ?? now), next, people);
};

/**
 * Each open task with the clock of its step: it starts when somebody is asked, and anew after each time-out, so that
 * nobody is passed over for a time-out that came late. It stands still while somebody else has to answer first; where
 * that is whoever submitted, what it had counted is kept if the step says so.
 */
export const timed = (before: Instance, after: Instance, now: Date, people: People): Instance => {
  if (!hasTimeouts(after.definition)) return after;
  const tasks = after.tasks.map((task) => clocked(before.tasks[task.seq - 1], task, after, now, people));
  return { ...after, tasks };
};
