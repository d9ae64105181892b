import type { Instance, People, Task } from '../../models/approval-flow.js';
import type { ApprovalStepView, ApprovalTaskView } from '../../models/views.js';
import { nameOf, tasksOf } from './instance.js';

const taskView = (task: Task, people: People): ApprovalTaskView => {
  const actorId = task.decidedById ?? task.assigneeId;
  return {
    who: nameOf(actorId, people),
    onBehalfOf: actorId === task.assigneeId ? null : nameOf(task.assigneeId, people),
    state: task.state,
    openedAt: task.openedAt?.toISOString() ?? null,
    decidedAt: task.decidedAt?.toISOString() ?? null,
    comment: task.comment,
  };
};

/** The steps in order with their tasks of the present round; a step that is not reached yet has none. */
export const stepsView = (instance: Instance, people: People): ApprovalStepView[] =>
  instance.definition.steps.map(({ key, name, mode }) => ({
    name,
    mode,
    state: instance.steps.find((step) => step.key === key)?.state ?? 'waiting',
    tasks: tasksOf(instance, key).map((task) => taskView(task, people)),
  }));

/** What the buttons on this reader's card do; the names are those of `ApprovalView.can`. */
export const canDo = (instance: Instance, viewerId: number): string[] => {
  const asked = instance.tasks.some(({ assigneeId, state }) => assigneeId === viewerId && state === 'open');
  const mayWithdraw = instance.state === 'running' && viewerId === instance.initiatorId;
  return [
    ...(asked ? ['approval.approve', 'approval.reject'] : []),
    'approval.comment',
    ...(mayWithdraw ? ['approval.withdraw'] : []),
  ];
};
