import type { ApprovalEvent, Instance, People, Step, Task } from '../../models/approval-flow.js';
import { byKey, withTask } from './instance.js';
import { seatsOf } from './people.js';
import { contentMoved, noOpenTask, notInitiator, ownRequest, reasonMissing, standing } from './refusals.js';
import { finish, goOn, isTaken, settle } from './steps.js';

const outcomes = ['approved', 'rejected', 'withdrawn'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Progress {
  readonly instance: Instance;
  /** Employees whose card about this approval changes: the initiator and everybody who was ever asked. */
  readonly show: readonly number[];
  /** Tasks that this event opened: their assignees get a fresh card. */
  readonly opened: readonly Task[];
  /** Set by exactly the event that ends the approval. */
  readonly outcome: Outcome | null;
}

type Decision = Extract<ApprovalEvent, { type: 'approve' | 'reject' }>;

const verdicts = { approve: 'approved', reject: 'rejected' } as const;

const submit = (instance: Instance, now: Date, people: People): Instance => {
  if (instance.state !== 'draft') throw standing(instance, people);
  const { steps } = instance.definition;
  // Rehearsed, so that a step without people is refused now, not in front of an approver next week.
  for (const step of steps) if (isTaken(step, instance)) seatsOf(step, instance, people);

  const waiting = steps.map(
    ({ key }): Step => ({ key, state: 'waiting', seats: [], enteredAt: null, endedAt: null }),
  );
  return goOn({ ...instance, state: 'running', steps: waiting, submittedAt: now }, now, people);
};

/**
 * The task that this person would decide.
 * @throws Refusal with the truth for whoever may not, or not any more
 */
export const taskToDecide = (
  instance: Instance,
  { byId, hash }: Pick<Decision, 'byId' | 'hash'>,
  people: People,
): Task => {
  if (instance.state !== 'running') throw standing(instance, people);
  if (byId === instance.initiatorId) throw ownRequest(instance, people);
  const task = instance.tasks.find(({ assigneeId, state }) => assigneeId === byId && state === 'open');
  if (!task) throw noOpenTask(instance, byId, people);
  if (hash !== instance.contentHash) throw contentMoved();
  return task;
};

const decide = (instance: Instance, event: Decision, now: Date, people: People): Instance => {
  const task = taskToDecide(instance, event, people);
  const comment = event.comment?.trim() || null;
  if (event.type === 'reject' && !comment) throw reasonMissing(instance, people);

  const state = verdicts[event.type];
  const decided: Task = { ...task, state, decidedAt: now, decidedById: event.byId, comment };
  return settle(withTask(instance, decided), byKey(instance.definition.steps, task.stepKey), now, people);
};

const withdraw = (instance: Instance, byId: number, now: Date, people: People): Instance => {
  if (instance.state !== 'running') throw standing(instance, people);
  if (byId !== instance.initiatorId) throw notInitiator(instance, people);
  return finish(instance, 'withdrawn', now);
};

const after = (instance: Instance, event: ApprovalEvent, now: Date, people: People): Instance => {
  switch (event.type) {
    case 'submit':
      return submit(instance, now, people);
    case 'approve':
    case 'reject':
      return decide(instance, event, now, people);
    case 'withdraw':
      return withdraw(instance, event.byId, now, people);
  }
};

/** Whoever still waits in a queue has not heard of the approval, and does not hear of its end either. */
const audience = ({ initiatorId, tasks }: Instance): readonly number[] => [
  ...new Set([initiatorId, ...tasks.filter((task) => task.openedAt).map((task) => task.assigneeId)]),
];

const newlyOpen = (before: Instance, { tasks }: Instance): readonly Task[] => {
  const open = before.tasks.filter(({ state }) => state === 'open').map(({ seq }) => seq);
  return tasks.filter(({ seq, state }) => state === 'open' && !open.includes(seq));
};

/**
 * What an event makes of an approval. Pure: the caller holds the row's lock, so that of two people who press at the
 * same instant the second finds the first one's decision.
 * @throws Refusal with the truth for whoever may not do this, or not any more
 */
export const advance = (before: Instance, event: ApprovalEvent, now: Date, people: People): Progress => {
  const instance = after(before, event, now, people);
  return {
    instance,
    show: audience(instance),
    opened: newlyOpen(before, instance),
    outcome: outcomes.find((outcome) => outcome === instance.state) ?? null,
  };
};
