import type { Dedupe } from '../../../models/approval-flow.js';
import type { Instance, Task } from '../../../models/approval-instance.js';
import { hasSentBack, tasksOf } from './instance.js';
import { humanStep } from './nodes.js';

/** The rule of a time-out says nothing about what its assignee thinks. */
const isByRule = ({ decidedById, fired }: Task): boolean => decidedById === null && fired === 0;

const approvedHere =
  ({ contentHash, initiatorId }: Instance, assigneeId: number) =>
  (task: Task) =>
    task.state === 'approved' &&
    task.contentHash === contentHash &&
    task.assigneeId === assigneeId &&
    (task.decidedById === assigneeId || isByRule(task)) &&
    assigneeId !== initiatorId;

/** The step that passed last before this task was made, by what was asked last. */
const stepBefore = (instance: Instance, { seq, stepKey }: Task): readonly Task[] => {
  const earlier = instance.steps
    .filter(({ key, state, fromSeq }) => key !== stepKey && state === 'passed' && fromSeq < seq)
    .filter(({ key }) => tasksOf(instance, key).length > 0)
    .toSorted((one, other) => one.fromSeq - other.fromSeq)
    .at(-1);
  return earlier ? tasksOf(instance, earlier.key) : [];
};

const among: Record<Dedupe, (instance: Instance, task: Task) => readonly Task[]> = {
  NONE: () => [],
  ONCE: ({ tasks, round }, { stepKey }) =>
    tasks.filter((task) => task.round === round && task.stepKey !== stepKey),
  CONSECUTIVE: stepBefore,
};

/**
 * Has the assignee approved this content already? Never said after a return: then everybody looks again. A rule signs
 * nothing with a name.
 */
export const isDuplicate = (instance: Instance, task: Task): boolean =>
  !instance.tasks.some((one) => hasSentBack(instance, one)) &&
  instance.round === 1 &&
  !humanStep(instance.definition.steps, task.stepKey).signature &&
  among[instance.definition.dedupe ?? 'NONE'](instance, task).some(approvedHere(instance, task.assigneeId));
