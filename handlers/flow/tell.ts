/** A flow in words for people who read no data. */
import type {
  Assignee,
  Condition,
  FlowDefinition,
  FlowNode,
  StepDefinition,
  Timeout,
} from '../../models/approval-flow.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import type { Comparison } from '../approval/rules/conditions.js';
import { formFields } from '../approval/rules/form-facts.js';
import { isFork } from '../approval/rules/nodes.js';
import { INITIATOR } from '../approval/rules/returning.js';
import { recoverDaysOf } from '../approval/rules/timing.js';
import { USUAL_CURRENCY } from '../input/amount.js';
import { type KnownFact, type KnownFacts, knownFacts } from './known-facts.js';
import {
  comparisons,
  emptyWords,
  modeWords,
  ownWords,
  permissionWords,
  timeoutWords,
  words,
} from './words.js';

/** What the words are about: which facts there are, and what people are called. */
export interface Telling {
  readonly definition: FlowDefinition;
  readonly facts: KnownFacts;
  /** By id. */
  readonly names: Readonly<Record<number, string>>;
}

export const telling = (definition: FlowDefinition, names: Telling['names'] = {}): Telling => ({
  definition,
  facts: knownFacts(definition),
  names,
});

/** Several things as one saying. */
export const together = (all: readonly Saying[], how: Text = words.and): Saying =>
  all.slice(1).reduce((one, other) => saying(how, { one, other }), all[0] ?? saying(words.nothing));

/** `金额（amountCents）`: what it means, and what one writes. */
export const tellWritten = (label: Text, name: string): Saying => saying(words.written, { label, name });

export const factNamed = (name: string, { facts }: Pick<Telling, 'facts'>): KnownFact | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

const labelOf = (field: string, to: Telling): Param => factNamed(field, to)?.label ?? field;

/** A value of a fact, as people read it. */
export const factValue = (field: string, value: string | number | null, to: Telling): Param => {
  const fact = factNamed(field, to);
  if (value === null) return words.nothing;
  if (fact?.kind === 'cents' && typeof value === 'number') return { cents: value, currency: USUAL_CURRENCY };
  if (fact?.kind === 'day') return { day: String(value) };
  return fact?.options?.find((option) => option.value === value)?.label ?? value;
};

const compared = ({ field, op, value }: Comparison, to: Telling): Saying =>
  saying(comparisons[op], { field: labelOf(field, to), value: factValue(field, value, to) });

const inner = (condition: Condition, to: Telling): Saying =>
  'any' in condition || 'all' in condition
    ? saying(words.bracketed, { inner: tellCondition(condition, to) })
    : tellCondition(condition, to);

export const tellCondition = (condition: Condition, to: Telling): Saying => {
  if ('any' in condition) return joinedBy(condition.any, words.either, to);
  if ('all' in condition) return joinedBy(condition.all, words.both, to);
  if ('cel' in condition) return saying(words.cel, { expression: condition.cel });
  return compared(condition, to);
};

const joinedBy = (parts: readonly Condition[], how: Text, to: Telling): Saying =>
  parts.length === 1 && parts[0]
    ? tellCondition(parts[0], to)
    : together(
        parts.map((part) => inner(part, to)),
        how,
      );

const tellPerson = (id: number, { names }: Telling): Saying =>
  names[id] === undefined ? saying(words.unknownPersonId, { id }) : saying(words.person, { name: names[id] });

const tellAssignee = (one: Assignee, to: Telling): Saying => {
  switch (one.type) {
    case 'role':
      return saying(one.members === 'all' ? words.roleAll : words.role, { role: one.role });
    case 'manager':
      return one.level === 1 ? saying(words.manager) : saying(words.managerAt, { level: one.level });
    case 'chain':
      return 'level' in one.upTo
        ? saying(words.chainLevel, { level: one.upTo.level })
        : saying(words.chainTitle, { title: one.upTo.title });
    case 'head':
      return one.field === undefined
        ? saying(words.ownHead)
        : saying(words.headOf, { field: labelOf(one.field, to) });
    case 'field':
      return saying(words.inField, { field: labelOf(one.field, to) });
    case 'chosen':
      return saying(one.by === 'initiator' ? words.chosenInitiator : words.chosenPrevious, {
        most: one.most,
      });
    case 'person':
      return tellPerson(one.employeeId, to);
  }
};

export const tellWho = (assignees: readonly Assignee[], to: Telling): Saying =>
  together(assignees.map((one) => tellAssignee(one, to)));

export const tellMode = ({ mode, need, needPercent }: StepDefinition): Saying => {
  if (needPercent !== undefined) return saying(words.share, { percent: needPercent });
  return saying(modeWords[mode], { need: need ?? 1 });
};

export const tellEmpty = ({ empty = 'TO_ADMIN' }: StepDefinition, to: Telling): Saying =>
  typeof empty === 'string'
    ? saying(emptyWords[empty])
    : saying(words.toPerson, { name: tellPerson(empty.toPerson, to) });

export const tellOwn = ({ own = 'TO_LEADER' }: StepDefinition): Saying => saying(ownWords[own]);

export const tellReject = ({ rejectTo }: StepDefinition, nodes: readonly FlowNode[]): Saying => {
  if (rejectTo === undefined) return saying(words.ends);
  if (rejectTo === INITIATOR) return saying(words.toInitiator);
  return saying(words.toStep, { step: nodes.find(({ key }) => key === rejectTo)?.name ?? rejectTo });
};

const tellSpan = (after: Timeout['after']): Saying => {
  if ('hours' in after) return saying(words.hours, { count: after.hours });
  if ('workingHours' in after) return saying(words.workingHours, { count: after.workingHours });
  return saying(words.workingDays, { count: after.workingDays });
};

const tellClosing = (timeout: Timeout): Saying => {
  const days = recoverDaysOf(timeout);
  return days > 0 ? saying(words.closedFor, { days }) : saying(timeoutWords.close);
};

const tellAction = (timeout: Timeout, to: Telling): Saying => {
  const { action, to: id } = timeout;
  if (action === 'close') return tellClosing(timeout);
  const done = saying(timeoutWords[action]);
  return id === undefined ? done : saying(words.actionTo, { action: done, name: tellPerson(id, to) });
};

export const tellTimeouts = ({ timeout = [] }: StepDefinition, to: Telling): Saying =>
  together(
    timeout.map((one) => saying(words.timeout, { after: tellSpan(one.after), action: tellAction(one, to) })),
  );

/** Who is away once it is approved. */
export const tellAbsence = (to: Telling): Saying => {
  const { absence } = to.definition;
  if (!absence) return saying(words.nothing);
  const [from, until, proxy] = [absence.from, absence.until, absence.proxy].map((one) => labelOf(one, to));
  return saying(words.absence, { from: from ?? '', until: until ?? '', proxy: proxy ?? '' });
};

/** What its approvers may do with the fields of the form, in its order, where that is not merely to read them. */
export const tellFields = ({ fields = {} }: StepDefinition, { definition }: Telling): Saying => {
  const permissions = new Map(Object.entries(fields));
  return together(
    formFields(definition).flatMap(({ key, label }) => {
      const permission = permissions.get(key) ?? 'read';
      if (permission === 'read') return [];
      return [saying(words.permission, { field: label, permission: permissionWords[permission] })];
    }),
  );
};

export const tellNode = (node: FlowNode): Saying =>
  saying(isFork(node) ? words.fork : words.step, { name: node.name });

export const tellWhen = (when: Condition | undefined, to: Telling): Saying =>
  when ? tellCondition(when, to) : saying(words.always);
