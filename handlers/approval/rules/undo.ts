import type { Instance, Task, Undo } from '../../../models/approval-instance.js';
import type { Act } from './act.js';
import { spareOwner } from './giving.js';
import { withEach, withStep } from './instance.js';
import { movedTasks } from './proxies.js';
import { nothingToTakeBack, standing } from './refusals.js';

/** What an approval changed, kept as long as nobody has acted on it. */
export const undoOf = (before: Instance, after: Instance, byId: number): Undo | null => {
  const task = after.tasks.find(({ seq, decidedById, state }) => {
    const old = before.tasks[seq - 1];
    return (
      old?.state === 'open' && decidedById === byId && (state === 'approved' || state === 'decided_waiting')
    );
  });
  if (!task || after.state !== 'running') return null;
  const changed = before.tasks.filter((old, index) => old !== after.tasks[index]);
  return {
    byId,
    seq: task.seq,
    kept: before.tasks.length,
    steps: before.steps.filter((step, index) => step !== after.steps[index]),
    states: changed.map(({ seq, state, openedAt }) => [seq, state, openedAt] as const),
    questions: changed.flatMap(({ seq, question, pausedAt }) =>
      question === null ? [] : [[seq, question, pausedAt] as const],
    ),
  };
};

const undecided = { decidedAt: null, decidedById: null, comment: null, signature: null, contentHash: null };

/** Who waited for an answer waits for it again. */
const asking = (task: Task, { questions }: Undo): Task => {
  const asked = questions.find(([seq]) => seq === task.seq);
  return asked ? { ...task, question: asked[1], pausedAt: asked[2] } : task;
};

const restored = (task: Task, undo: Undo): Task => {
  const { seq, states, kept } = undo;
  const old = states.find(([number]) => number === task.seq);
  if (old)
    return asking({ ...task, state: old[1], openedAt: old[2], ...(task.seq === seq && undecided) }, undo);
  return task.seq > kept && task.state !== 'closed' ? { ...task, state: 'closed' } : task;
};

/**
 * Gives the last approver the decision back, as long as nobody has acted since; whoever was asked by it is not asked. A
 * task that is open again is with whoever has it now, should somebody have gone away or come back meanwhile.
 */
export const takeBack: Act<'takeBack'> = (instance, { byId }, now, people) => {
  if (instance.state !== 'running') throw standing(instance, people);
  const { undo, tasks } = instance;
  if (undo?.byId !== byId) throw nothingToTakeBack();
  const steps = undo.steps.map((step) =>
    step.state === 'waiting' ? { ...step, fromSeq: tasks.length + 1 } : step,
  );
  const back = { ...steps.reduce(withStep, instance), tasks: tasks.map((task) => restored(task, undo)) };
  return spareOwner(withEach(back, movedTasks(back, people)), now, people);
};
