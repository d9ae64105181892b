/** Where a flow leads: no dead end, no endless return, nothing that is never reached. */
import type { FlowDefinition, FlowNode, StepDefinition } from '../../models/approval-flow.js';
import { saying } from '../../models/text.js';
import { before, everyNode, humanSteps, isFork, isHuman, placesOf } from '../approval/rules/nodes.js';
import { INITIATOR } from '../approval/rules/returning.js';
import { isChosenByInitiator, isChosenByPrevious } from '../approval/rules/staffing.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, hint, wholeFlow } from './finding.js';
import { tellNode } from './tell.js';
import { words } from './words.js';

type Nodes = readonly FlowNode[];

const named = (nodes: Nodes) => [
  ...everyNode(nodes).map((node) => ({ key: node.key, name: node.name, place: tellNode(node) })),
  ...everyNode(nodes)
    .filter(isFork)
    .flatMap(({ branches }) =>
      branches.map(({ key, name }) => ({ key, name, place: saying(words.branch, { name }) })),
    ),
];

const sameKeys = (nodes: Nodes): readonly Finding[] => {
  const all = named(nodes);
  return all.flatMap(({ key, place }, index) => {
    const other = all.slice(0, index).find((one) => one.key === key);
    return other ? [fault(place, faults.sameKey, { key, other: other.name })] : [];
  });
};

const aboutReturn = (step: StepDefinition, { steps, maxRounds }: FlowDefinition): readonly Finding[] => {
  const { rejectTo, key } = step;
  if (rejectTo === undefined) return [];
  if (rejectTo === INITIATOR) return maxRounds === 1 ? [hint(tellNode(step), faults.returnsOnce)] : [];
  const target = humanSteps(steps).find((one) => one.key === rejectTo);
  if (!target) return [fault(tellNode(step), faults.returnsUnknown, { to: rejectTo })];
  return before(steps, key).includes(target)
    ? []
    : [fault(tellNode(step), faults.returnsForever, { to: target.name })];
};

const aboutChoosing = (step: StepDefinition, { steps, form }: FlowDefinition): readonly Finding[] => {
  if (isChosenByInitiator(step) && !form) return [fault(tellNode(step), faults.chosenNoForm)];
  if (!isChosenByPrevious(step)) return [];
  const place = placesOf(steps, step.key).at(-1);
  const previous = place?.nodes[place.index - 1];
  return previous && isHuman(previous) && !previous.when ? [] : [fault(tellNode(step), faults.chosenAlone)];
};

const alwaysRejects = (node: FlowNode): boolean =>
  node.kind === 'automatic' && node.verdict === 'reject' && !node.when;

/** Can it come out at the other end? */
const leadsThrough = (nodes: Nodes): boolean =>
  nodes.every((node) => {
    if (!isFork(node)) return !alwaysRejects(node);
    const ways = node.branches.map(({ steps }) => leadsThrough(steps));
    return node.takes === 'ALL' ? ways.every(Boolean) : ways.some(Boolean);
  });

const sequences = (nodes: Nodes): readonly Nodes[] => [
  nodes,
  ...nodes.filter(isFork).flatMap(({ branches }) => branches.flatMap(({ steps }) => sequences(steps))),
];

const afterReject = (nodes: Nodes): readonly Finding[] =>
  sequences(nodes).flatMap((sequence) => {
    const at = sequence.findIndex(alwaysRejects);
    const step = sequence[at]?.name;
    return step === undefined
      ? []
      : sequence.slice(at + 1).map((node) => fault(tellNode(node), faults.afterReject, { step }));
  });

/** Is there, whatever the facts, somebody who looks at it, or a rule that says no? */
const isAlwaysSeen = (steps: Nodes): boolean =>
  steps.some((one) => {
    if (!isFork(one)) return !one.when && (isHuman(one) || one.verdict === 'reject');
    const each = one.branches.map((each) => isAlwaysSeen(each.steps));
    return one.takes === 'ALL' ? each.some(Boolean) : each.every(Boolean);
  });

export const pathFindings = (definition: FlowDefinition): readonly Finding[] => {
  const { steps } = definition;
  return [
    ...sameKeys(steps),
    ...(isAlwaysSeen(steps) ? [] : [fault(wholeFlow, faults.neverSeen)]),
    ...(leadsThrough(steps) ? [] : [fault(wholeFlow, faults.noWayThrough)]),
    ...afterReject(steps),
    ...humanSteps(steps).flatMap((step) => [
      ...aboutReturn(step, definition),
      ...aboutChoosing(step, definition),
    ]),
  ];
};
