import type { Instance, SignMode, Task } from '../../../models/approval-instance.js';
import type { SignerOrigin, TaskState } from '../../../models/approval-view.js';
import { isPending, mayAct, taskBySeq, tasksOf, withEach, withTask } from './instance.js';

/** Those for whom a task waits, by the state in which it waits, and what becomes of it when they are through. */
const waits: Partial<Record<TaskState, { readonly on: SignerOrigin; readonly after: TaskState }>> = {
  held: { on: 'before', after: 'open' },
  helping: { on: 'help', after: 'open' },
  decided_waiting: { on: 'after', after: 'approved' },
};

const left: readonly TaskState[] = ['closed', 'transferred', 'expired'];

export const addedBy = (tasks: readonly Task[], parent: Task, origin: SignerOrigin): readonly Task[] =>
  tasks.filter(
    (task) => task.parentSeq === parent.seq && task.origin === origin && !left.includes(task.state),
  );

/** What has become of a task that was handed on, or the task itself. */
const presentOf = (instance: Instance, task: Task): Task => {
  const next = instance.tasks.find(({ continuesSeq }) => continuesSeq === task.seq);
  return next ? presentOf(instance, next) : task;
};

/** Was it added by this person, or by somebody whose task they have now? */
export const isAddedBy = (instance: Instance, { parentSeq }: Task, id: number): boolean => {
  const parent = taskBySeq(instance, parentSeq);
  return parent !== undefined && mayAct(presentOf(instance, parent), id);
};

/** What a task comes to, among all that were added; the rejection by a signer that its assignee added is a rejection of its own. */
export const verdictOf = (tasks: readonly Task[], task: Task): 'approved' | 'rejected' | null => {
  if (task.state === 'approved' || task.state === 'rejected') return task.state;
  const added = (['before', 'after'] as const).flatMap((origin) => addedBy(tasks, task, origin));
  return added.some((one) => verdictOf(tasks, one) === 'rejected') ? 'rejected' : null;
};

const isThrough: Record<SignMode, (signed: number, all: number) => boolean> = {
  ALL: (signed, all) => signed === all,
  SEQ: (signed, all) => signed === all,
  ANY: (signed, all) => signed > 0 || all === 0,
};

const signed: readonly TaskState[] = ['approved', 'advised'];

const closed = (task: Task): Task => (isPending(task) ? { ...task, state: 'closed' } : task);

const opened = (task: Task, now: Date): Task => ({ ...task, state: 'open', openedAt: now });

/** Opens whoever of those that were added has the turn. */
const askNext = (instance: Instance, added: readonly Task[], now: Date): Instance => {
  const queued = added.filter(({ state }) => state === 'queued');
  const inTurn = added[0]?.signMode === 'SEQ';
  const isBusy = inTurn && added.some((task) => isPending(task) && task.state !== 'queued');
  const turn = inTurn ? queued.slice(0, isBusy ? 0 : 1) : queued;
  return withEach(
    instance,
    turn.map((task) => opened(task, now)),
  );
};

const settleOne = (instance: Instance, seq: number, now: Date): Instance => {
  const task = instance.tasks[seq - 1];
  const wait = task && waits[task.state];
  if (!task || !wait) return instance;
  const added = addedBy(instance.tasks, task, wait.on);
  if (added.some((one) => verdictOf(instance.tasks, one) === 'rejected'))
    return withEach(instance, [{ ...task, state: 'closed' }, ...added.map(closed)]);

  const count = added.filter(({ state }) => signed.includes(state)).length;
  if (!isThrough[added[0]?.signMode ?? 'ALL'](count, added.length)) return askNext(instance, added, now);
  const through = { ...task, state: wait.after, ...(wait.after === 'open' && { openedAt: now }) };
  return withEach(instance, [through, ...added.map(closed)]);
};

/** Nobody signs for a task that is closed. */
export const closeOrphans = (instance: Instance, stepKey: string): Instance =>
  tasksOf(instance, stepKey).reduce((now, { seq }) => {
    const task = now.tasks[seq - 1];
    const parent = task?.parentSeq ? now.tasks[task.parentSeq - 1] : undefined;
    const isOrphan = task && parent && task.origin !== 'beside' && isPending(task) && !waits[parent.state];
    return isOrphan ? withTask(now, { ...task, state: 'closed' }) : now;
  }, instance);

/** What those who were added come to, the innermost first: they were added last. */
export const settleSigners = (instance: Instance, stepKey: string, now: Date): Instance =>
  closeOrphans(
    tasksOf(instance, stepKey).reduceRight((after, { seq }) => settleOne(after, seq, now), instance),
    stepKey,
  );
