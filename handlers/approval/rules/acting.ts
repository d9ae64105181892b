import type { Instance, People, Task } from '../../../models/approval-instance.js';
import { isOwn, openTaskOf } from './instance.js';
import { humanStep } from './nodes.js';
import { contentMoved, noOpenTask, opinionOnly, ownRequest, readOnly, standing } from './refusals.js';

/**
 * The open task of a person.
 * @throws Refusal with the truth for whoever may not act, or not any more
 */
export const taskToAct = (instance: Instance, byId: number, people: People): Task => {
  if (instance.state !== 'running') throw standing(instance, people);
  const task = openTaskOf(instance, byId);
  if (task) return task;
  throw isOwn(instance, byId) ? ownRequest(instance, people) : noOpenTask(instance, byId, people);
};

/** The task that this person would decide, on the content that they were shown. @throws Refusal */
export const taskToDecide = (
  instance: Instance,
  { byId, hash }: { readonly byId: number; readonly hash: string },
  people: People,
): Task => {
  const task = taskToAct(instance, byId, people);
  if (task.origin === 'help') throw opinionOnly();
  if (hash !== instance.contentHash) throw contentMoved();
  return task;
};

/** Is it asked to be read, not to be decided? */
export const isReading = ({ definition }: Instance, { stepKey }: Task): boolean =>
  humanStep(definition.steps, stepKey).reading ?? false;

/** @throws Refusal: whoever is asked to read has nothing to refuse or send back */
export const refuseReading = (instance: Instance, task: Task) => {
  if (isReading(instance, task)) throw readOnly();
};

/** The same task with what its holder made of it. */
export const decided = (
  task: Task,
  state: Task['state'],
  {
    byId,
    comment,
    signature,
  }: {
    readonly byId: number;
    readonly comment?: string | undefined;
    readonly signature?: string | undefined;
  },
  { contentHash }: Pick<Instance, 'contentHash'>,
  now: Date,
): Task => ({
  ...task,
  state,
  decidedAt: now,
  decidedById: byId,
  comment: comment?.trim() || null,
  signature: signature?.trim() || null,
  contentHash,
  question: null,
});
