import type { Instance, People, Task } from '../../../models/approval-instance.js';
import { isOwn, openTaskOf } from './instance.js';
import { humanStep } from './nodes.js';
import {
  askedElsewhere,
  contentMoved,
  noOpenTask,
  opinionOnly,
  ownRequest,
  readOnly,
  standing,
} from './refusals.js';

interface Acting {
  readonly byId: number;
  readonly taskSeq?: number;
}

/**
 * The open task of a person, and no other than they were shown.
 * @throws Refusal with the truth for whoever may not act, or not any more
 */
export const taskToAct = (instance: Instance, { byId, taskSeq }: Acting, people: People): Task => {
  if (instance.state !== 'running') throw standing(instance, people);
  const task = openTaskOf(instance, byId, taskSeq);
  if (task) return task;
  const other = openTaskOf(instance, byId);
  if (other) throw askedElsewhere(humanStep(instance.definition.steps, other.stepKey));
  throw isOwn(instance, byId) ? ownRequest(instance, people) : noOpenTask(instance, byId, people);
};

/** The task that this person would decide, on the content that they were shown. @throws Refusal */
export const taskToDecide = (
  instance: Instance,
  { byId, taskSeq = 0, hash }: Acting & { readonly hash: string },
  people: People,
): Task => {
  const hasMoved = hash !== instance.contentHash;
  const task = taskToAct(instance, { byId, taskSeq: hasMoved ? 0 : taskSeq }, people);
  if (task.origin === 'help') throw opinionOnly();
  if (hasMoved) throw contentMoved();
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
