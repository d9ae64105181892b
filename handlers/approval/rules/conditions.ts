import type { Condition, FlowDefinition } from '../../../models/approval-flow.js';
import type { Facts } from '../../../models/approval-instance.js';
import { Refusal } from '../../useCase.js';
import { says } from './expression.js';
import { everyNode, isFork } from './nodes.js';
import { undecidable } from './refusals.js';

export type Comparison = Extract<Condition, { field: string }>;
type Expression = Extract<Condition, { cel: string }>;
type Comparable = string | number;

const compare: Record<Comparison['op'], (fact: Comparable, value: Comparable) => boolean> = {
  eq: (fact, value) => fact === value,
  ne: (fact, value) => fact !== value,
  gt: (fact, value) => fact > value,
  gte: (fact, value) => fact >= value,
  lt: (fact, value) => fact < value,
  lte: (fact, value) => fact <= value,
};

/** A fact that is not there must not read as "no": an unknown amount would slip past the general manager. */
const compares = ({ field, op, value }: Comparison, facts: Facts): boolean => {
  const fact = Object.hasOwn(facts, field) ? (facts[field] ?? null) : null;
  if (fact === null || typeof fact !== typeof value) throw undecidable(field);
  return compare[op](fact, value);
};

/** @throws Refusal when the record lacks a fact that is asked for, or it is of another type than the constant. */
export const holds = (condition: Condition, facts: Facts): boolean => {
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('cel' in condition) return says(condition.cel, facts);
  return compares(condition, facts);
};

/**
 * What a look comes to that asks for conditions, or else something: what older versions let be submitted again may lack what
 * its flow decides by, and is to be seen all the same.
 */
export const ifDecidable = <T, Else>(look: () => T, otherwise: Else): T | Else => {
  try {
    return look();
  } catch (error) {
    if (error instanceof Refusal) return otherwise;
    throw error;
  }
};

/** What is joined by `any` and `all`, however deep. */
export const leavesOf = (condition: Condition): readonly (Comparison | Expression)[] => {
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'all' in condition ? condition.all.flatMap(leavesOf) : [condition];
};

const namesCustomer = (condition: Condition): boolean =>
  leavesOf(condition).some((leaf) =>
    'cel' in leaf ? /\bcustomer\b/.test(leaf.cel) : leaf.field.startsWith('customer.'),
  );

/** Does a flow depend on how its customer stands? Finding that out costs as much as the customer has deals. */
export const asksAboutCustomer = ({ steps }: FlowDefinition): boolean =>
  everyNode(steps)
    .flatMap((node) => (isFork(node) ? node.branches.map(({ when }) => when) : [node.when]))
    .some((when) => when !== undefined && namesCustomer(when));
