/** The path that a request would take, why, and whom it would ask; nothing is written and nobody is told. */

import type {
  Branch,
  Condition,
  FlowDefinition,
  FlowNode,
  ForkDefinition,
  StepDefinition,
} from '../../models/approval-flow.js';
import type { Facts, Instance, People, Seat } from '../../models/approval-instance.js';
import { type Saying, saying } from '../../models/text.js';
import { branchesTaken } from '../approval/rules/going-on.js';
import { draft, nameOf } from '../approval/rules/instance.js';
import { everybodyNamed } from '../approval/rules/named.js';
import { isFork, isHuman } from '../approval/rules/nodes.js';
import {
  isChosenByInitiator,
  isChosenByPrevious,
  refuseOwn,
  type Staffing,
  staff,
} from '../approval/rules/staffing.js';
import { isTaken } from '../approval/rules/steps.js';
import { listed } from '../fields.js';
import { Refusal } from '../useCase.js';
import { factsAsked } from './check-conditions.js';
import { words } from './dry-run-words.js';
import type { KnownFact } from './known-facts.js';
import {
  factValue,
  type Telling,
  tellAbsence,
  tellCondition,
  tellFields,
  telling,
  tellMode,
  tellTimeouts,
  tellWho,
  together,
} from './tell.js';
import { copyWords, words as ofFlow, takesWords } from './words.js';

/** One line of what would happen, indented by how deep in branches it is. */
interface DryLine {
  readonly depth: number;
  readonly words: Saying;
}

interface Run {
  readonly instance: Instance;
  readonly people: People;
  readonly to: Telling;
}

const hasNumberOnly: Record<KnownFact['kind'], boolean> = {
  text: false,
  number: false,
  cents: false,
  day: false,
  person: true,
  people: true,
  department: true,
  record: true,
};

const line = (depth: number, words: Saying): DryLine => ({ depth, words });

const namesOf = (ids: readonly number[], { people }: Run) => listed(ids.map((id) => nameOf(id, people)));

const seatWords = ({ people, need }: Seat, run: Run): Saying =>
  people.length === need
    ? saying(words.everybody, { names: namesOf(people, run) })
    : saying(words.someOf, { names: namesOf(people, run), need });

const overWords: Record<'own' | 'nobody' | 'automatic', (state: 'passed' | 'rejected') => Saying> = {
  own: () => saying(words.own),
  nobody: (state) => saying(words.nobody, { result: words[state] }),
  automatic: (state) => saying(words[state]),
};

const whoWords = ({ seats, drawn, over }: Staffing, run: Run): Saying => {
  if (over) return overWords[over.rule](over.state);
  if (drawn) return saying(words.random, { names: namesOf(drawn.among, run) });
  return together(seats.map((seat) => seatWords(seat, run)));
};

/** People and records by the names that came along with them. */
const shown = (name: string, facts: Facts, to: Telling) =>
  facts[`${name}.name`] ?? factValue(name, facts[name] ?? null, to);

/** What a condition asks and what it finds. */
const because = (when: Condition | undefined, { to, instance }: Run): Saying | undefined => {
  if (!when) return undefined;
  const found = factsAsked(when).map((name) =>
    saying(words.fact, {
      label: to.facts[name]?.label ?? name,
      value: shown(name, instance.facts, to),
    }),
  );
  return saying(words.because, { condition: tellCondition(when, to), values: together(found) });
};

const explained = (depth: number, when: Condition | undefined, run: Run): readonly DryLine[] => {
  const why = because(when, run);
  return why ? [line(depth, why)] : [];
};

const asks = (step: StepDefinition, run: Run): Saying => {
  const { name, mode, reading } = step;
  refuseOwn(step, run.instance, run.people);
  const isChosen = isChosenByPrevious(step) || isChosenByInitiator(step);
  const staffing = isChosen ? undefined : staff(step, run.instance, run.people);
  const who = staffing ? whoWords(staffing, run) : tellWho(step.assignees, run.to);
  if (reading)
    return saying(words.stepAlone, { mark: '●', name, who: saying(words.reading, { names: who }) });
  const several = (staffing?.seats.flatMap(({ people }) => people).length ?? 0) > 1 || mode === 'VOTE';
  return several
    ? saying(words.step, { mark: '●', name, who, mode: tellMode(step) })
    : saying(words.stepAlone, { mark: '●', name, who });
};

/** What an approval takes besides a press, and what its approvers may change or do not see. */
const demands = (step: StepDefinition, { to }: Run): readonly Saying[] => [
  ...(step.opinion ? [saying(words.opinion)] : []),
  ...(step.signature ? [saying(words.signature)] : []),
  ...(step.fields ? [saying(words.fields, { fields: tellFields(step, to) })] : []),
];

const lateness = (node: FlowNode, depth: number, { to }: Run): readonly DryLine[] => {
  if (!isHuman(node) || !node.timeout) return [];
  const text = node.pausesForInfo ? words.lateAndPauses : words.late;
  return [line(depth, saying(text, { timeouts: tellTimeouts(node, to) }))];
};

const runLeaf = (node: Exclude<FlowNode, ForkDefinition>, depth: number, run: Run): readonly DryLine[] => {
  const { name, when } = node;
  if (!isTaken(node, run.instance))
    return [line(depth, saying(words.skipped, { name })), ...explained(depth + 1, when, run)];
  const said = isHuman(node)
    ? asks(node, run)
    : saying(words.automatic, { name, verdict: ofFlow[node.verdict] });
  const asked = isHuman(node) ? demands(node, run).map((one) => line(depth + 1, one)) : [];
  return [line(depth, said), ...explained(depth + 1, when, run), ...asked, ...lateness(node, depth + 1, run)];
};

const runBranch = (
  { name, when, steps }: Branch,
  isTakenNow: boolean,
  depth: number,
  run: Run,
): readonly DryLine[] => [
  line(depth, saying(isTakenNow ? words.branchTaken : words.branchLeft, { name })),
  ...explained(depth + 1, when, run),
  ...(isTakenNow ? runAll(steps, depth + 1, run) : []),
];

const runFork = (fork: ForkDefinition, depth: number, run: Run): readonly DryLine[] => {
  const taken = branchesTaken(fork, run.instance);
  return [
    line(depth, saying(words.fork, { name: fork.name, takes: takesWords[fork.takes] })),
    ...fork.branches.flatMap((branch) => runBranch(branch, taken.includes(branch.key), depth + 1, run)),
  ];
};

/** Where it cannot go on, that is what is said, in the words of whoever would hear it. */
const runOne = (node: FlowNode, depth: number, run: Run): readonly DryLine[] => {
  try {
    return isFork(node) ? runFork(node, depth, run) : runLeaf(node, depth, run);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [line(depth, saying(words.refused, { name: node.name, why: error.words }))];
  }
};

const rejects = (node: FlowNode, { instance }: Run): boolean =>
  node.kind === 'automatic' && node.verdict === 'reject' && isTaken(node, instance);

const runAll = (nodes: readonly FlowNode[], depth: number, run: Run): readonly DryLine[] => {
  const [first, ...others] = nodes;
  if (!first) return [];
  const here = runOne(first, depth, run);
  return rejects(first, run)
    ? [...here, line(depth, saying(words.ends))]
    : [...here, ...runAll(others, depth, run)];
};

const copiesOf = ({ copies = [] }: FlowDefinition, run: Run): readonly DryLine[] =>
  copies.flatMap(({ at, to }) => {
    const told = everybodyNamed(to, run.instance, run.people).filter((id) => id !== run.instance.initiatorId);
    return told.length > 0
      ? [line(0, saying(words.copies, { at: copyWords[at], names: namesOf(told, run) }))]
      : [];
  });

const awayOf = ({ absence }: FlowDefinition, { instance, people, to }: Run): readonly DryLine[] => {
  const isNamed = absence !== undefined && (instance.facts[absence.proxy] ?? null) !== null;
  const who = nameOf(instance.initiatorId, people);
  return isNamed ? [line(0, saying(words.away, { who, absence: tellAbsence(to) }))] : [];
};

/** A bare number of somebody or something tells nobody anything. */
const isTold = (name: string, { facts: known }: Telling, facts: Facts): boolean => {
  if ((facts[name] ?? null) === null) return false;
  return hasNumberOnly[known[name]?.kind ?? 'text'] ? (facts[`${name}.name`] ?? null) !== null : true;
};

const factsTold = (facts: Facts, to: Telling): Saying => {
  const told = Object.entries(to.facts)
    .filter(([name]) => isTold(name, to, facts))
    .map(([name, { label }]) => saying(words.fact, { label, value: shown(name, facts, to) }));
  return told.length > 0 ? together(told) : saying(words.nothingSet);
};

/** @param facts of a sample record */
export const dryRun = (
  definition: FlowDefinition,
  facts: Facts,
  initiatorId: number,
  people: People,
): readonly DryLine[] => {
  const instance = draft({ id: 0, definition, initiatorId, facts });
  const run: Run = { instance, people, to: telling(definition, people.names) };
  return [
    line(0, saying(words.heading, { flow: definition.name, who: nameOf(initiatorId, people) })),
    line(0, saying(words.facts, { facts: factsTold(facts, run.to) })),
    ...runAll(definition.steps, 0, run),
    ...copiesOf(definition, run),
    ...awayOf(definition, run),
  ];
};
