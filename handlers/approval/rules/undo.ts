import type { ApprovalEvent, Instance, People, Task, Undo } from '../../../models/approval-flow.js';
import { withStep } from './instance.js';
import { nothingToTakeBack, standing } from './refusals.js';

type TakeBack = Extract<ApprovalEvent, { type: 'takeBack' }>;

/** What an approval changed, kept as long as nobody has acted on it. */
export const undoOf = (before: Instance, after: Instance, byId: number): Undo | null => {
  const task = after.tasks.find(({ seq, decidedById, state }) => {
    const old = before.tasks[seq - 1];
    return (
      old?.state === 'open' && decidedById === byId && (state === 'approved' || state === 'decided_waiting')
    );
  });
  if (!task || after.state !== 'running') return null;
  return {
    byId,
    seq: task.seq,
    kept: before.tasks.length,
    steps: before.steps.filter((step, index) => step !== after.steps[index]),
    states: before.tasks
      .filter((old, index) => old !== after.tasks[index])
      .map(({ seq, state, openedAt }) => [seq, state, openedAt] as const),
  };
};

const undecided = { decidedAt: null, decidedById: null, comment: null, signature: null, contentHash: null };

const restored = (task: Task, { seq, states, kept }: Undo): Task => {
  const old = states.find(([number]) => number === task.seq);
  if (old) return { ...task, state: old[1], openedAt: old[2], ...(task.seq === seq && undecided) };
  return task.seq > kept && task.state !== 'closed' ? { ...task, state: 'closed' } : task;
};

/** Gives the last approver the decision back, as long as nobody has acted since; whoever was asked by it is not asked. */
export const takeBack = (instance: Instance, { byId }: TakeBack, _: Date, people: People): Instance => {
  if (instance.state !== 'running') throw standing(instance, people);
  const { undo, tasks } = instance;
  if (undo?.byId !== byId) throw nothingToTakeBack();
  const steps = undo.steps.map((step) =>
    step.state === 'waiting' ? { ...step, fromSeq: tasks.length + 1 } : step,
  );
  return { ...steps.reduce(withStep, instance), tasks: tasks.map((task) => restored(task, undo)) };
};
