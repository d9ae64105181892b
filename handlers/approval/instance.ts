import type { Facts, FlowDefinition, Instance, People, Step, Task } from '../../models/approval-flow.js';
import { contentHash } from './content.js';

/** An approval that nobody has been asked about yet: `submit` starts it. */
export const draft = (of: {
  readonly id: number;
  readonly definition: FlowDefinition;
  readonly initiatorId: number;
  readonly facts: Facts;
}): Instance => ({
  ...of,
  state: 'draft',
  round: 1,
  contentHash: contentHash(of.facts),
  steps: [],
  tasks: [],
  submittedAt: null,
  endedAt: null,
});

export const byKey = <T extends { readonly key: string }>(list: readonly T[], key: string): T => {
  const found = list.find((one) => one.key === key);
  if (!found) throw new Error(`The flow has no step ${key}.`);
  return found;
};

export const nameOf = (id: number, { names }: People): string => names[id] ?? `#${id}`;

/** The tasks of a step in the present round. */
export const tasksOf = ({ tasks, round }: Instance, stepKey: string): readonly Task[] =>
  tasks.filter((task) => task.stepKey === stepKey && task.round === round);

export const withStep = (instance: Instance, step: Step): Instance => ({
  ...instance,
  steps: instance.steps.map((old) => (old.key === step.key ? step : old)),
});

export const withTask = (instance: Instance, task: Task): Instance => ({
  ...instance,
  tasks: instance.tasks.map((old) => (old.seq === task.seq ? task : old)),
});
