/** Conditions: whether they ask for what there is, and whether they can ever hold. */

import type { Condition, FlowNode, ForkDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { type Saying, saying } from '../../models/text.js';
import { type Comparison, holds, leavesOf } from '../approval/rules/conditions.js';
import { factsIn } from '../approval/rules/expression.js';
import { branchesTaken } from '../approval/rules/going-on.js';
import { everyNode, isFork } from '../approval/rules/nodes.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, hint } from './finding.js';
import { isNumeric, type KnownFact } from './known-facts.js';
import { factNamed, type Telling, tellNode, tellWritten, together } from './tell.js';
import { words } from './words.js';

interface Placed {
  readonly place: Saying;
  readonly when: Condition;
}

const placed = (place: Saying, when: Condition | undefined): readonly Placed[] =>
  when ? [{ place, when }] : [];

/** Every condition of a flow, and where it stands. */
const conditionsIn = (nodes: readonly FlowNode[]): readonly Placed[] =>
  everyNode(nodes).flatMap((node) =>
    isFork(node)
      ? node.branches.flatMap(({ name, when }) => placed(saying(words.branch, { name }), when))
      : placed(tellNode(node), node.when),
  );

const comparisonsIn = (condition: Condition): readonly Comparison[] =>
  leavesOf(condition).filter((leaf) => 'field' in leaf);

const celIn = (condition: Condition): readonly string[] =>
  leavesOf(condition).flatMap((leaf) => ('cel' in leaf ? [leaf.cel] : []));

export const factsAsked = (condition: Condition): readonly string[] => [
  ...new Set([...comparisonsIn(condition).map(({ field }) => field), ...celIn(condition).flatMap(factsIn)]),
];

const listOfFacts = ({ facts }: Telling): Saying =>
  together(Object.entries(facts).map(([name, { label }]) => tellWritten(label, name)));

export const unknownField = (place: Saying, field: string, to: Telling): Finding =>
  fault(place, faults.unknownField, { field, known: listOfFacts(to) });

const listOfOptions = ({ options = [] }: KnownFact): Saying =>
  together(options.map(({ value, label }) => tellWritten(label, value)));

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const wrongValue = (place: Saying, { value }: Comparison, fact: KnownFact): readonly Finding[] => {
  const field = fact.label;
  if (isNumeric(fact))
    return typeof value === 'number' ? [] : [fault(place, faults.wrongNumber, { field, value })];
  if (fact.kind === 'people') return [];
  if (typeof value === 'number') return [fault(place, faults.wrongText, { field, value })];
  if (fact.kind === 'day' && !DAY.test(value)) return [fault(place, faults.wrongDay, { field, value })];
  const isOption = !fact.options || fact.options.some((option) => option.value === value);
  return isOption ? [] : [fault(place, faults.wrongOption, { field, value, options: listOfOptions(fact) })];
};

const aboutFacts = ({ place, when }: Placed, to: Telling): readonly Finding[] => [
  ...factsAsked(when)
    .filter((name) => !factNamed(name, to))
    .map((name) => unknownField(place, name, to)),
  ...comparisonsIn(when).flatMap((one) => {
    const fact = factNamed(one.field, to);
    return fact ? wrongValue(place, one, fact) : [];
  }),
  ...factsAsked(when).flatMap((name) => {
    const fact = factNamed(name, to);
    return fact?.optional ? [hint(place, faults.optionalField, { field: fact.label })] : [];
  }),
];

const isOfRecord = (name: string): boolean => !name.includes('.');

const aboutCurrency = ({ place, when }: Placed, to: Telling): readonly Finding[] => {
  const names = factsAsked(when).filter(isOfRecord);
  const money = names.find((name) => factNamed(name, to)?.kind === 'cents');
  const asksCurrency = names.some((name) => /currency$/i.test(name));
  const label = money === undefined ? undefined : factNamed(money, to)?.label;
  return label && !asksCurrency ? [hint(place, faults.noCurrency, { field: label })] : [];
};

const MOST_SAMPLES = 5_000;
const OTHER = '\u0000 something else';

/** Around each constant: below, at, and above it. Between constants nothing changes, so these stand for all values. */
const samplesOf = (field: string, all: readonly Comparison[], to: Telling): readonly (string | number)[] => {
  const options = factNamed(field, to)?.options;
  if (options) return options.map(({ value }) => value);
  const values = [...new Set(all.filter((one) => one.field === field).map(({ value }) => value))];
  const numbers = values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
  const between = numbers.map((value, index) => (value + (numbers[index + 1] ?? value + 2)) / 2);
  const days = values.filter((value) => typeof value === 'string');
  return numbers.length > 0
    ? [(numbers[0] ?? 0) - 1, ...numbers, ...between]
    : ['', ...days, ...days.map((day) => `${day}!`), OTHER];
};

const combinations = (
  lists: readonly (readonly [string, readonly (string | number)[]])[],
): readonly Facts[] =>
  lists.reduce<readonly Facts[]>(
    (all, [name, values]) => all.flatMap((facts) => values.map((value) => ({ ...facts, [name]: value }))),
    [{}],
  );

/** Sample records that stand for all there can be; nothing where expressions make that too hard. */
const samplesFor = (conditions: readonly Condition[], to: Telling): readonly Facts[] | undefined => {
  if (conditions.some((one) => celIn(one).length > 0)) return undefined;
  const all = conditions.flatMap(comparisonsIn);
  const fields = [...new Set(all.map(({ field }) => field))];
  const lists = fields.map((field) => [field, samplesOf(field, all, to)] as const);
  const count = lists.reduce((product, [, values]) => product * values.length, 1);
  return count > MOST_SAMPLES ? undefined : combinations(lists);
};

const takenBy = (fork: ForkDefinition, samples: readonly Facts[]): ReadonlySet<string> =>
  new Set(samples.flatMap((facts) => branchesTaken(fork, { facts })));

const neverTaken = (fork: ForkDefinition, to: Telling): readonly Finding[] => {
  const samples = samplesFor(
    fork.branches.flatMap(({ when }) => when ?? []),
    to,
  );
  if (fork.takes === 'ALL' || !samples) return [];
  const taken = takenBy(fork, samples);
  return fork.branches
    .filter(({ key }) => !taken.has(key))
    .map(({ name, when }) => {
      const place = saying(words.branch, { name });
      return when ? fault(place, faults.neverTaken) : hint(place, faults.defaultNever);
    });
};

const neverHolds = (node: FlowNode, to: Telling): readonly Finding[] => {
  if (isFork(node)) return neverTaken(node, to);
  const { when } = node;
  const samples = when && samplesFor([when], to);
  if (!samples || samples.some((facts) => holds(when, facts))) return [];
  return [fault(tellNode(node), faults.neverHolds)];
};

/** What is wrong with the conditions; whether they can hold is asked only once they can be read. */
export const conditionFindings = (nodes: readonly FlowNode[], to: Telling): readonly Finding[] => {
  const all = conditionsIn(nodes);
  const unread = all.flatMap((one) => aboutFacts(one, to));
  const reach = unread.some(({ stops }) => stops)
    ? []
    : everyNode(nodes).flatMap((node) => neverHolds(node, to));
  return [...unread, ...all.flatMap((one) => aboutCurrency(one, to)), ...reach];
};
