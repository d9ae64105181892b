import type { Task } from '../../../models/approval-instance.js';
import { HOUR_MS } from '../../duration.js';
import type { Act } from './act.js';
import { taskToAct } from './acting.js';
import { holderOf, withEach, withTask } from './instance.js';
import { nothingAsked, notOwner, quietNow, reasonMissing, standing, urgedLately } from './refusals.js';

const URGE_EVERY_MS = 4 * HOUR_MS;

/** The task stays open: only whoever submitted is asked something. */
export const askInitiator: Act<'ask'> = (instance, event, _, people) => {
  const task = taskToAct(instance, event, people);
  const question = event.comment.trim();
  if (!question) throw reasonMissing(instance, people);
  return withTask(instance, { ...task, question });
};

export const answerApprovers: Act<'answer'> = (instance, event, _, people) => {
  if (event.byId !== instance.ownerId) throw notOwner(instance, people);
  const asking = instance.tasks.filter(({ question }) => question !== null);
  if (instance.state !== 'running' || asking.length === 0) throw nothingAsked();
  return withEach(
    instance,
    asking.map((task) => ({ ...task, question: null })),
  );
};

const isUrgedLately = ({ urgedAt }: Task, now: Date): boolean =>
  urgedAt !== null && now.getTime() - urgedAt.getTime() < URGE_EVERY_MS;

/** Reminds whoever holds it: not twice within four hours, and nobody at night. */
export const urge: Act<'urge'> = (instance, { byId }, now, people) => {
  if (byId !== instance.ownerId) throw notOwner(instance, people);
  if (instance.state !== 'running') throw standing(instance, people);
  const open = instance.tasks.filter(({ state }) => state === 'open');
  const due = open.filter((task) => !isUrgedLately(task, now));
  if (due.length === 0) throw urgedLately(open, URGE_EVERY_MS);
  const awake = due.filter((task) => !people.quiet?.has(holderOf(task)));
  if (awake.length === 0) throw quietNow(due, people);
  return withEach(
    instance,
    awake.map((task) => ({ ...task, urgedAt: now })),
  );
};
