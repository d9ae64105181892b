import type { FlowNode, ForkDefinition, StepDefinition } from '../../../models/approval-flow.js';

type Nodes = readonly FlowNode[];

export const isFork = (node: FlowNode): node is ForkDefinition => node.kind === 'fork';
export const isHuman = (node: FlowNode): node is StepDefinition =>
  node.kind === undefined || node.kind === 'step';

const within = (node: FlowNode): Nodes => (isFork(node) ? node.branches.flatMap(({ steps }) => steps) : []);

/** A flow's steps, forks and what is in their branches, in reading order. */
export const everyNode = (nodes: Nodes): Nodes =>
  nodes.some(isFork) ? nodes.flatMap((node) => [node, ...everyNode(within(node))]) : nodes;

export const humanSteps = (nodes: Nodes): readonly StepDefinition[] => everyNode(nodes).filter(isHuman);

export const humanStep = (nodes: Nodes, key: string): StepDefinition => {
  const found = humanSteps(nodes).find((step) => step.key === key);
  if (!found) throw new Error(`The flow has no step ${key}.`);
  return found;
};

/** Where a node stands: in each sequence on the way to it, the outermost first. */
interface Place {
  readonly nodes: Nodes;
  readonly index: number;
}

export const placesOf = (nodes: Nodes, key: string): readonly Place[] => {
  for (const [index, node] of nodes.entries()) {
    if (node.key === key) return [{ nodes, index }];
    if (!isFork(node)) continue;
    const inner = node.branches.map(({ steps }) => placesOf(steps, key)).find(({ length }) => length > 0);
    if (inner) return [{ nodes, index }, ...inner];
  }
  return [];
};

/** The forks in whose branches a node lies, the outermost first. */
export const forksAround = (nodes: Nodes, key: string): readonly ForkDefinition[] =>
  placesOf(nodes, key)
    .slice(0, -1)
    .flatMap(({ nodes: sequence, index }) => sequence[index] ?? [])
    .filter(isFork);

/** A node and all that comes after it on its way, other branches left alone. */
export const fromOn = (nodes: Nodes, key: string): Nodes =>
  placesOf(nodes, key).flatMap(({ nodes: sequence, index }, depth, places) =>
    everyNode(sequence.slice(depth === places.length - 1 ? index : index + 1)),
  );

/** All that comes before a node on its way; what runs beside it does not. */
export const before = (nodes: Nodes, key: string): Nodes =>
  placesOf(nodes, key).flatMap(({ nodes: sequence, index }) => everyNode(sequence.slice(0, index)));

/** The step that a step leads to at once, if it is one that people decide. */
export const nextHuman = (nodes: Nodes, key: string): StepDefinition | undefined => {
  const following = placesOf(nodes, key)
    .toReversed()
    .map(({ nodes: sequence, index }) => sequence[index + 1])
    .find((node) => node !== undefined);
  return following && isHuman(following) ? following : undefined;
};
