import type { Instance, People, Seat, Task } from '../../../models/approval-instance.js';
import type { Act, Event } from './act.js';
import { decided, taskToAct, taskToDecide } from './acting.js';
import { conclude } from './deciding.js';
import { byKey, taskBySeq, withStep, withTask, withTasks } from './instance.js';
import { leaving, modes } from './modes.js';
import { humanStep } from './nodes.js';
import {
  actedAlready,
  beforeAndAfter,
  nobodyNamed,
  noOpinionAsked,
  notAdded,
  opinionMissing,
  standing,
} from './refusals.js';
import { refuseUnsigned } from './signature.js';
import { isAddedBy } from './signers.js';
import { isSeated } from './steps.js';
import { refuseSigners } from './targets.js';

type AddSigner = Event<'addSigner'>;

export const withSeats = (
  instance: Instance,
  stepKey: string,
  change: (seats: readonly Seat[]) => readonly Seat[],
) => {
  const step = byKey(instance.steps, stepKey);
  return withStep(instance, { ...step, seats: change(step.seats) });
};

/** They sign with the same standing as the one who asked them. */
const beside = (instance: Instance, task: Task, { who }: AddSigner, people: People): Instance => {
  const definition = humanStep(instance.definition.steps, task.stepKey);
  const seated = withSeats(instance, task.stepKey, (seats) =>
    who.reduce((now, id) => modes[definition.mode].beside(now, task.assigneeId, id, definition), seats),
  );
  const added = who.map((assigneeId) => ({
    stepKey: task.stepKey,
    assigneeId,
    origin: 'beside' as const,
    parentSeq: task.seq,
  }));
  return withTasks(seated, added, people);
};

const around =
  (origin: 'before' | 'after') =>
  (instance: Instance, task: Task, { who, mode }: AddSigner, people: People): Instance =>
    withTasks(
      instance,
      who.map((assigneeId) => ({
        stepKey: task.stepKey,
        assigneeId,
        origin,
        parentSeq: task.seq,
        signMode: mode,
      })),
      people,
    );

const added: Record<AddSigner['where'], typeof beside> = {
  beside,
  before: around('before'),
  after: around('after'),
};

/** What becomes of the task of whoever adds: it waits, is decided and waits, or stays as it is. */
const parent: Record<
  AddSigner['where'],
  (task: Task, event: AddSigner, instance: Instance, now: Date) => Task
> = {
  beside: (task) => task,
  before: (task) => ({ ...task, state: 'held' }),
  after: (task, event, instance, now) => decided(task, 'decided_waiting', event, instance, now),
};

const hasAdded = ({ tasks }: Instance, { seq }: Task, origin: Task['origin']): boolean =>
  tasks.some((task) => task.parentSeq === seq && task.origin === origin && task.state !== 'closed');

export const addSigner: Act<'addSigner'> = (instance, event, now, people) => {
  const task = taskToDecide(instance, event, people);
  const definition = humanStep(instance.definition.steps, task.stepKey);
  const who = [...new Set(event.who)];
  if (who.length === 0) throw nobodyNamed();
  if (event.where === 'beside' && !isSeated(task)) throw beforeAndAfter();
  if (event.where === 'after' && hasAdded(instance, task, 'before')) throw beforeAndAfter();
  if (event.where === 'after' && definition.opinion && !event.comment?.trim()) throw opinionMissing();
  if (event.where === 'after') refuseUnsigned(instance, task.stepKey, event, people);
  refuseSigners(instance, task.stepKey, who, people);

  const waits = withTask(instance, parent[event.where](task, event, instance, now));
  return conclude(added[event.where](waits, task, { ...event, who }, people), task.stepKey, now, people);
};

/** Only who was added, by whoever added them, and only before they act. */
export const removeSigner: Act<'removeSigner'> = (instance, { byId, seq }, now, people) => {
  if (instance.state !== 'running') throw standing(instance, people);
  const task = taskBySeq(instance, seq);
  if (!task || !isAddedBy(instance, task, byId)) throw notAdded();
  if (task.state !== 'open' && task.state !== 'queued') throw actedAlready(task, people);

  const definition = humanStep(instance.definition.steps, task.stepKey);
  const closed = withTask(instance, { ...task, state: 'closed' });
  const left =
    task.origin === 'beside'
      ? withSeats(closed, task.stepKey, (seats) => leaving(seats, task.assigneeId, definition))
      : closed;
  return conclude(left, task.stepKey, now, people);
};

const replaced = (seats: readonly Seat[], old: number, next: number): readonly Seat[] =>
  seats.map((seat) => ({ ...seat, people: seat.people.map((id) => (id === old ? next : id)) }));

/** The rest of a task that its assignee has no more. */
export const handedTo = (
  given: Instance,
  task: Task,
  to: number,
  people: People,
  more: Partial<Task> = {},
): Instance => {
  const { stepKey, origin, parentSeq, signMode, seq } = task;
  const next = { stepKey, origin, parentSeq, signMode, continuesSeq: seq, assigneeId: to, ...more };
  const seated = isSeated(task)
    ? withSeats(given, stepKey, (seats) => replaced(seats, task.assigneeId, to))
    : given;
  return withTasks(seated, [next], people);
};

/** It is another's for good; both stay in the record. */
export const transfer: Act<'transfer'> = (instance, event, now, people) => {
  const task = taskToAct(instance, event, people);
  refuseSigners(instance, task.stepKey, [event.to], people);

  const given = withTask(instance, decided(task, 'transferred', event, instance, now));
  return conclude(handedTo(given, task, event.to, people), task.stepKey, now, people);
};

/** Somebody else gives an opinion; the decision stays with whoever asks. */
export const delegate: Act<'delegate'> = (instance, event, now, people) => {
  const task = taskToAct(instance, event, people);
  refuseSigners(instance, task.stepKey, [event.to], people);
  const helper = {
    stepKey: task.stepKey,
    assigneeId: event.to,
    origin: 'help' as const,
    parentSeq: task.seq,
  };
  const waits = withTask(instance, { ...task, state: 'helping' });
  return conclude(withTasks(waits, [helper], people), task.stepKey, now, people);
};

export const advise: Act<'advise'> = (instance, event, now, people) => {
  const task = taskToAct(instance, event, people);
  if (task.origin !== 'help') throw noOpinionAsked();
  if (!event.comment.trim()) throw opinionMissing();
  return conclude(
    withTask(instance, decided(task, 'advised', event, instance, now)),
    task.stepKey,
    now,
    people,
  );
};
