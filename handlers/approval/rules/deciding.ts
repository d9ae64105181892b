import type { Instance, People } from '../../../models/approval-instance.js';
import type { Act } from './act.js';
import { decided, refuseReading, taskToDecide } from './acting.js';
import { goOn } from './going-on.js';
import { byKey, withTask } from './instance.js';
import { humanStep, nextHuman } from './nodes.js';
import { chosenMissing, opinionMissing, reasonMissing } from './refusals.js';
import { mayGoBack, sendBack } from './returning.js';
import { refuseUnsigned } from './signature.js';
import { isChosenByPrevious } from './staffing.js';
import { finish, settle } from './steps.js';
import { refuseTargets } from './targets.js';

/** After something in a step has changed: what the step comes to, and where the approval goes from there. */
export const conclude = (instance: Instance, stepKey: string, now: Date, people: People): Instance => {
  const definition = humanStep(instance.definition.steps, stepKey);
  const settled = settle(instance, definition, now);
  if (byKey(settled.steps, stepKey).state !== 'rejected') return goOn(settled, now, people);

  const { rejectTo } = definition;
  return rejectTo !== undefined && mayGoBack(settled, stepKey, rejectTo)
    ? sendBack(settled, stepKey, { to: rejectTo, way: 'RERUN' }, now, people)
    : finish(settled, 'rejected', now);
};

/** Keeps whom an approver has chosen for the step that comes next. */
const choosing = (instance: Instance, stepKey: string, next: readonly number[], people: People): Instance => {
  const step = nextHuman(instance.definition.steps, stepKey);
  if (!step || !isChosenByPrevious(step)) return instance;
  if (next.length === 0) throw chosenMissing(step);
  refuseTargets(instance, next, people, step);
  return { ...instance, chosen: { ...instance.chosen, [step.key]: [...new Set(next)] } };
};

export const approve: Act<'approve'> = (instance, event, now, people) => {
  const task = taskToDecide(instance, event, people);
  const definition = humanStep(instance.definition.steps, task.stepKey);
  if (definition.opinion && !event.comment?.trim()) throw opinionMissing();
  refuseUnsigned(instance, task.stepKey, event, people);

  const chosen = choosing(instance, task.stepKey, event.next ?? [], people);
  const after = withTask(chosen, decided(task, 'approved', event, instance, now));
  return conclude(after, task.stepKey, now, people);
};

export const reject: Act<'reject'> = (instance, event, now, people) => {
  const task = taskToDecide(instance, event, people);
  refuseReading(instance, task);
  if (!event.comment.trim()) throw reasonMissing(instance, people);
  return conclude(
    withTask(instance, decided(task, 'rejected', event, instance, now)),
    task.stepKey,
    now,
    people,
  );
};
