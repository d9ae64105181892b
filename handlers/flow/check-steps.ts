/** What a step asks of its approvers besides a press, and whether anything goes past it. */
import type { FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import { humanSteps } from '../approval/rules/nodes.js';
import { words as faults } from './fault-words.js';
import { type Finding, hint } from './finding.js';
import { tellNode } from './tell.js';

const isApprovedByTime = ({ timeout = [] }: StepDefinition): boolean =>
  timeout.some(({ action }) => action === 'approve');

const aboutSignature = (step: StepDefinition, { bulk }: FlowDefinition): readonly Finding[] =>
  step.signature
    ? [
        ...(isApprovedByTime(step) ? [hint(tellNode(step), faults.unsignedByTime)] : []),
        ...(bulk ? [hint(tellNode(step), faults.unsignedInBulk)] : []),
      ]
    : [];

export const stepFindings = (definition: FlowDefinition): readonly Finding[] =>
  humanSteps(definition.steps).flatMap((step) => aboutSignature(step, definition));
