import type { Instance, People, Task, Timeout } from '../../models/approval-flow.js';
import { type Due, dueAfter, usualWorkingTime } from '../working-time.js';
import { humanSteps } from './nodes.js';

const USUAL_ZONE = 'UTC';

/** Does anything in this flow happen by itself? */
export const hasTimeouts = ({ steps }: Pick<Instance['definition'], 'steps'>): boolean =>
  humanSteps(steps).some(({ timeout }) => timeout !== undefined);

/** What happens next to an open task by itself, if anything. */
export const nextTimeout = ({ definition, state }: Instance, task: Task): Timeout | undefined => {
  if (state !== 'running' || task.state !== 'open') return undefined;
  return humanSteps(definition.steps).find(({ key }) => key === task.stepKey)?.timeout?.[task.fired];
};

/** When a time-out is due that is counted from an instant on: by the working time of who is asked. */
export const dueOf = (task: Task, from: Date, { after }: Timeout, people: People): Due =>
  dueAfter(
    from,
    after,
    people.timeZoneOf?.[task.assigneeId] ?? USUAL_ZONE,
    people.workingTime ?? usualWorkingTime,
  );

const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();

const wasRunning = (old: Task | undefined, task: Task): old is Task =>
  old?.state === 'open' && isSame(old.openedAt, task.openedAt);

const stopped = (task: Task): Task =>
  task.dueAt === null && task.clockedAt === null ? task : { ...task, dueAt: null, clockedAt: null };

const clocked = (old: Task | undefined, task: Task, instance: Instance, now: Date, people: People): Task => {
  const next = nextTimeout(instance, task);
  if (!next) return stopped(task);
  if (wasRunning(old, task) && old.fired === task.fired && task.dueAt) return task;
  const from = wasRunning(old, task) ? now : (task.openedAt ?? now);
  return { ...task, clockedAt: from, dueAt: dueOf(task, from, next, people).at };
};

/**
 * Each open task with the clock of its step: it starts when somebody is asked, and anew after each time-out, so that
 * nobody is passed over for a time-out that came late; it stands still while somebody else has to answer first.
 */
export const timed = (before: Instance, after: Instance, now: Date, people: People): Instance => {
  if (!hasTimeouts(after.definition)) return after;
  const tasks = after.tasks.map((task) => clocked(before.tasks[task.seq - 1], task, after, now, people));
  return { ...after, tasks };
};
