import type { Instance, People, StepDefinition, Task } from '../../models/approval-flow.js';
import type { ApprovalStepView, ApprovalTaskView, StepState } from '../../models/views.js';
import { nameOf, tasksOf } from './instance.js';
import { isTaken } from './steps.js';

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

/** A step that is still ahead and whose condition does not hold is not worth waiting for. */
const stateOf = (step: StepDefinition, instance: Instance): StepState => {
  const state = instance.steps.find(({ key }) => key === step.key)?.state ?? 'waiting';
  return state === 'waiting' && !isTaken(step, instance) ? 'skipped' : state;
};

/** The steps in order with their tasks of the present round; a step that is not reached yet has none. */
export const stepsView = (instance: Instance, people: People): ApprovalStepView[] =>
  instance.definition.steps.map((step) => ({
    name: step.name,
    mode: step.mode,
    state: stateOf(step, instance),
    tasks: tasksOf(instance, step.key).map((task) => taskView(task, people)),
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
