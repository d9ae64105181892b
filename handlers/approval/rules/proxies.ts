import type { Instance, People, Task } from '../../../models/approval-instance.js';
import type { Act } from './act.js';
import { isOwn, isPending, proxyFor, withEach } from './instance.js';
import { standing } from './refusals.js';

/** Has anything been done with it, by its assignee or by whoever acts for them, short of deciding? */
const isTouched = ({ tasks }: Instance, { seq, state, question }: Task): boolean =>
  (state !== 'open' && state !== 'queued') ||
  question !== null ||
  tasks.some(({ parentSeq }) => parentSeq === seq);

/** Whoever has begun something for somebody who is back brings it to an end, as long as they work here. */
const moved = (instance: Instance, task: Task, people: People): Task => {
  const proxyId = proxyFor(instance, task.assigneeId, people);
  if (!isPending(task) || proxyId === task.proxyId) return task;
  const goesOn = task.proxyId !== null && people.active.has(task.proxyId) && !isOwn(instance, task.proxyId);
  return goesOn && isTouched(instance, task) ? task : { ...task, proxyId };
};

/** The tasks whose holder changes, as people are away or back by now. */
export const movedTasks = (instance: Instance, people: People): readonly Task[] =>
  instance.state === 'running'
    ? instance.tasks.flatMap((task) => {
        const after = moved(instance, task, people);
        return after === task ? [] : [after];
      })
    : [];

/** Tasks of who is away go to whoever acts for them, and untouched ones back to who has come back. */
export const moveTasks: Act<'absence'> = (instance, _, __, people) => {
  if (instance.state !== 'running') throw standing(instance, people);
  return withEach(instance, movedTasks(instance, people));
};
