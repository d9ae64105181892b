import type { Assignee, StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People } from '../../../models/approval-instance.js';

/** How far up somebody with a title is looked for. */
export const LONGEST_CHAIN = 10;

export type Ids = readonly number[];

export const distinct = <T>(list: readonly T[]): readonly T[] =>
  list.length > 1 ? [...new Set(list)] : list;

/** Somebody's manager, or further up: `null` where the line is at its end. */
export const managerAbove = (id: number | null, level: number, people: People): number | null =>
  id === null || level === 0 ? id : managerAbove(people.managerOf[id] ?? null, level - 1, people);

type Chain = Extract<Assignee, { type: 'chain' }>;

export const chainLength = ({ upTo }: Chain): number => ('level' in upTo ? upTo.level : LONGEST_CHAIN);

/** The managers of the initiator up to a level, or to the first one with the title; gaps are left in. */
const chainOf = (chain: Chain, initiatorId: number, people: People): readonly (number | null)[] => {
  const { upTo } = chain;
  const levels = Array.from({ length: chainLength(chain) }, (_, index) =>
    managerAbove(initiatorId, index + 1, people),
  );
  if ('level' in upTo) return levels;
  const at = levels.findIndex((id) => id !== null && people.titleOf?.[id] === upTo.title);
  return at < 0 ? [null] : levels.slice(0, at + 1);
};

const numberIn = ({ facts }: Instance, field: string): number | null => {
  const value = Object.hasOwn(facts, field) ? Number(facts[field]) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
};

/** One person, or several with commas between them. */
export const idsIn = (facts: Instance['facts'], field: string): Ids =>
  String((Object.hasOwn(facts, field) ? facts[field] : null) ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);

const headFor = (instance: Instance, field: string | undefined, people: People): number | null => {
  const id = field === undefined ? people.departmentOf?.[instance.initiatorId] : numberIn(instance, field);
  return id === null || id === undefined ? null : (people.headOf?.[id] ?? null);
};

/** Whom a rule of a step names, whether or not they work here; `null` where it names nobody. */
export const named = (
  step: StepDefinition,
  assignee: Assignee,
  instance: Instance,
  people: People,
): readonly (number | null)[] => {
  switch (assignee.type) {
    case 'role':
      return people.roles[assignee.role] ?? [];
    case 'manager':
      return [managerAbove(instance.initiatorId, assignee.level, people)];
    case 'chain':
      return chainOf(assignee, instance.initiatorId, people);
    case 'head':
      return [headFor(instance, assignee.field, people)];
    case 'field':
      return idsIn(instance.facts, assignee.field);
    case 'chosen':
      return instance.chosen[step.key] ?? [];
    case 'person':
      return [assignee.employeeId];
  }
};

export const isActive =
  (people: People) =>
  (id: number | null): id is number =>
    id !== null && people.active.has(id);

/** Everybody whom some rules name, whoever they are: for copies, which are no signatures. */
export const everybodyNamed = (to: readonly Assignee[], instance: Instance, people: People): Ids => {
  const nowhere: StepDefinition = { key: '', name: { zh: '', en: '' }, mode: 'ALL', assignees: to };
  return distinct(to.flatMap((one) => named(nowhere, one, instance, people))).filter(isActive(people));
};
