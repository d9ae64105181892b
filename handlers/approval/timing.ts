import type { Instance, People, StepDefinition, Task, Timeout } from '../../models/approval-flow.js';
import type { WorkingTime } from '../../models/working-time.js';
import { type Due, dueAfter, lengthMs, passedMs, usualWorkingTime } from '../working-time.js';
import { humanSteps } from './nodes.js';

const USUAL_ZONE = 'UTC';

/** Does anything in this flow happen by itself? */
export const hasTimeouts = ({ steps }: Pick<Instance['definition'], 'steps'>): boolean =>
  humanSteps(steps).some(({ timeout }) => timeout !== undefined);

const stepOf = ({ definition }: Instance, { stepKey }: Task): StepDefinition | undefined =>
  humanSteps(definition.steps).find(({ key }) => key === stepKey);

/** What happens next to an open task by itself, if anything. */
export const nextTimeout = (instance: Instance, task: Task): Timeout | undefined =>
  instance.state === 'running' && task.state === 'open'
    ? stepOf(instance, task)?.timeout?.[task.fired]
    : undefined;

const zoneOf = ({ assigneeId }: Task, { timeZoneOf }: People): string =>
  timeZoneOf?.[assigneeId] ?? USUAL_ZONE;

const calendarOf = ({ workingTime }: People): WorkingTime => workingTime ?? usualWorkingTime;

/** When a time-out is due that is counted from an instant on: by the working time of who is asked. */
export const dueOf = (task: Task, from: Date, { after }: Timeout, people: People): Due =>
  dueAfter(from, after, zoneOf(task, people), calendarOf(people), task.passedMs);

/** How much of a time-out has not passed yet for a task whose clock stands still. */
export const leftMs = ({ passedMs: passed }: Task, { after }: Timeout, people: People): number =>
  Math.max(0, lengthMs(after, calendarOf(people)) - passed);

const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();

/** Was it open already, for the same time-out? */
const isGoingOn = (old: Task | undefined, task: Task): old is Task =>
  old?.state === 'open' && isSame(old.openedAt, task.openedAt);

const unclocked = { dueAt: null, clockedAt: null, pausedAt: null, passedMs: 0 };

const stopped = (task: Task): Task =>
  task.dueAt === null && task.pausedAt === null ? task : { ...task, ...unclocked };

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
