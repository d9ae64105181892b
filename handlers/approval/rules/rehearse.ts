import type { FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People } from '../../../models/approval-instance.js';
import { branchesOf } from './going-on.js';
import { byKey } from './instance.js';
import { isFork, isHuman } from './nodes.js';
import { isChosenByPrevious, refuseOwn, staff } from './staffing.js';
import { isTaken } from './steps.js';

/** The steps that people decide on the way that it takes, as far as the facts say it now. */
export const stepsAhead = (
  nodes: readonly FlowNode[],
  instance: Pick<Instance, 'facts' | 'steps'>,
): readonly StepDefinition[] =>
  nodes.flatMap((node) => {
    if (isFork(node)) {
      const taken = branchesOf(node, instance);
      return node.branches
        .filter(({ key }) => taken.includes(key))
        .flatMap(({ steps }) => stepsAhead(steps, instance));
    }
    return isHuman(node) && isTaken(node, instance) ? [node] : [];
  });

/**
 * Goes through all steps to come beforehand, so that one without people is refused now, not in front of an approver next week.
 * @throws Refusal
 */
export const rehearse = (instance: Instance, people: People) => {
  const ahead = stepsAhead(instance.definition.steps, instance);
  for (const step of ahead.filter(({ key }) => byKey(instance.steps, key).state === 'waiting')) {
    refuseOwn(step, instance, people);
    if (!isChosenByPrevious(step)) staff(step, instance, people);
  }
};
