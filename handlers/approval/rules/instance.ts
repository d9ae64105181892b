import type { FlowDefinition } from '../../../models/approval-flow.js';
import type { Facts, Instance, People, Step, Task } from '../../../models/approval-instance.js';
import type { TaskState } from '../../../models/approval-view.js';
import { contentHash } from './content.js';

/** An approval that nobody has been asked about yet: `submit` starts it. */
export const draft = (of: {
  readonly id: number;
  readonly definition: FlowDefinition;
  readonly initiatorId: number;
  readonly facts: Facts;
  readonly reversesId?: number;
}): Instance => ({
  reversesId: null,
  ...of,
  ownerId: of.initiatorId,
  state: 'draft',
  round: 1,
  contentHash: contentHash(of.facts),
  steps: [],
  tasks: [],
  submittedAt: null,
  endedAt: null,
  endedById: null,
  endReason: null,
  chosen: {},
  copied: [],
  mentioned: {},
  pastFacts: [],
  replaced: [],
  undo: null,
});

export const byKey = <T extends { readonly key: string }>(list: readonly T[], key: string): T => {
  const found = list.find((one) => one.key === key);
  if (!found) throw new Error(`The flow has no step ${key}.`);
  return found;
};

export const nameOf = (id: number, { names }: People): string => names[id] ?? `#${id}`;

/** The same people but for this: what they look up only when they are asked, a copy would have looked up already. */
export const peopleWith = (people: People, changes: Partial<People>): People =>
  Object.assign(Object.create(people) as People, changes);

/** The tasks of a step since it was last entered. */
export const tasksOf = ({ tasks, steps }: Instance, stepKey: string): readonly Task[] => {
  const { fromSeq } = byKey(steps, stepKey);
  return tasks.filter((task) => task.stepKey === stepKey && task.seq >= fromSeq);
};

export const withStep = (instance: Instance, step: Step): Instance => ({
  ...instance,
  steps: instance.steps.map((old) => (old.key === step.key ? step : old)),
});

export const withTask = (instance: Instance, task: Task): Instance => ({
  ...instance,
  tasks: instance.tasks.map((old) => (old.seq === task.seq ? task : old)),
});

/** The same for many at once: a step may have hundreds. */
export const withEach = (instance: Instance, changed: readonly Task[]): Instance => {
  if (changed.length === 0) return instance;
  const bySeq = new Map(changed.map((task) => [task.seq, task]));
  return { ...instance, tasks: instance.tasks.map((old) => bySeq.get(old.seq) ?? old) };
};

export const taskBySeq = ({ tasks }: Instance, seq: number | null): Task | undefined =>
  seq === null ? undefined : tasks[seq - 1];

/** Has it gone back by this task: returned, or rejected in a step that was asked anew? */
export const hasSentBack = ({ steps }: Instance, { state, stepKey, seq }: Task): boolean =>
  state === 'returned' || (state === 'rejected' && seq < byKey(steps, stepKey).fromSeq);

const isPendingState: Record<TaskState, boolean> = {
  queued: true,
  open: true,
  held: true,
  helping: true,
  decided_waiting: true,
  advised: false,
  approved: false,
  rejected: false,
  returned: false,
  transferred: false,
  closed: false,
  expired: false,
};

/** May something still come of it? */
export const isPending = ({ state }: Task): boolean => isPendingState[state];

/** The assignee, and in absence whoever acts for them. */
export const mayAct = ({ assigneeId, proxyId }: Task, id: number): boolean =>
  assigneeId === id || proxyId === id;

/**
 * The open task that this person would act on: their own before one that they hold for somebody else.
 * @param taskSeq the one that is meant, or 0
 */
export const openTaskOf = ({ tasks }: Instance, id: number, taskSeq = 0): Task | undefined => {
  const open = tasks.filter(
    (task) => task.state === 'open' && mayAct(task, id) && (taskSeq === 0 || task.seq === taskSeq),
  );
  return open.find(({ assigneeId }) => assigneeId === id) ?? open[0];
};

/** Is it the request of this person, who has submitted it or has what it is about now? */
export const isOwn = (
  { initiatorId, ownerId }: Pick<Instance, 'initiatorId' | 'ownerId'>,
  id: number,
): boolean => id === initiatorId || id === ownerId;

/** Whoever acts for somebody who is away now, though never on their own request. */
export const proxyFor = (
  instance: Pick<Instance, 'initiatorId' | 'ownerId'>,
  id: number,
  people: People,
): number | null => {
  const proxyId = people.proxyOf?.[id] ?? null;
  return proxyId !== null && isOwn(instance, proxyId) ? null : proxyId;
};

/** Who has it now: the assignee, or whoever acts for them. */
export const holderOf = ({ assigneeId, proxyId }: Task): number => proxyId ?? assigneeId;

type NewTask = Pick<Task, 'stepKey' | 'assigneeId'> & Partial<Task>;

/** With more tasks, numbered on; whoever is away has somebody who acts for them. */
export const withTasks = (instance: Instance, added: readonly NewTask[], people: People): Instance => ({
  ...instance,
  tasks: [
    ...instance.tasks,
    ...added.map(
      (task, index): Task => ({
        round: instance.round,
        proxyId: proxyFor(instance, task.assigneeId, people),
        state: 'queued',
        openedAt: null,
        decidedAt: null,
        decidedById: null,
        comment: null,
        signature: null,
        origin: 'step',
        parentSeq: null,
        signMode: null,
        continuesSeq: null,
        contentHash: null,
        question: null,
        urgedAt: null,
        dueAt: null,
        clockedAt: null,
        pausedAt: null,
        passedMs: 0,
        fired: 0,
        ...task,
        seq: instance.tasks.length + index + 1,
      }),
    ),
  ],
});
