/** Who is asked: whether there are such roles, people, titles and fields, and enough of them. */
import type { Assignee, FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import { type Saying, saying } from '../../models/text.js';
import { humanSteps } from '../approval/rules/nodes.js';
import { STAND_IN_ROLE } from '../approval/rules/staffing.js';
import { listed } from '../fields.js';
import { unknownField } from './check-conditions.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, hint, wholeFlow } from './finding.js';
import { type FlowFirm, rolesIn } from './firm.js';
import { factNamed, type Telling, tellNode } from './tell.js';
import { words } from './words.js';

interface Check {
  readonly place: Saying;
  readonly firm: FlowFirm;
  readonly to: Telling;
}

const members = (role: string, { people }: FlowFirm) => people.filter(({ roles }) => roles.includes(role));

const aboutRole = (role: string, { place, firm }: Check): readonly Finding[] =>
  role === STAND_IN_ROLE || members(role, firm).length > 0
    ? []
    : [fault(place, faults.unknownRole, { role, known: listed(rolesIn(firm)) })];

const aboutPerson = (id: number, { place, firm }: Check): readonly Finding[] =>
  firm.people.some((person) => person.id === id)
    ? []
    : [fault(place, faults.unknownPerson, { who: saying(words.unknownPersonId, { id }) })];

const aboutPersonField = (field: string, { place, to }: Check): readonly Finding[] => {
  const fact = factNamed(field, to);
  if (!fact) return [unknownField(place, field, to)];
  if (fact.kind !== 'person' && fact.kind !== 'people')
    return [fault(place, faults.notPerson, { field: fact.label })];
  return fact.optional ? [hint(place, faults.optionalPerson, { field: fact.label })] : [];
};

const aboutHead = (field: string | undefined, { place, firm, to }: Check): readonly Finding[] => {
  const none = firm.hasHeads ? [] : [hint(place, faults.noHeads)];
  if (field === undefined) return none;
  const fact = factNamed(field, to);
  if (!fact) return [unknownField(place, field, to)];
  return fact.kind === 'department' ? none : [fault(place, faults.notDepartment, { field: fact.label })];
};

const aboutTitle = (title: string, { place, firm }: Check): readonly Finding[] =>
  firm.people.some(({ position }) => position === title)
    ? []
    : [fault(place, faults.unknownTitle, { title })];

const aboutAssignee = (one: Assignee, check: Check): readonly Finding[] => {
  switch (one.type) {
    case 'role':
      return aboutRole(one.role, check);
    case 'person':
      return aboutPerson(one.employeeId, check);
    case 'field':
      return aboutPersonField(one.field, check);
    case 'head':
      return aboutHead(one.field, check);
    case 'chain':
      return 'title' in one.upTo ? aboutTitle(one.upTo.title, check) : [];
    case 'chosen':
      return one.from === undefined ? [] : aboutRole(one.from, check);
    case 'manager':
      return [];
  }
};

/** How many people an assignee can be at most; nothing where that is only known when it is submitted. */
const sizeOf = (one: Assignee, firm: FlowFirm): number | undefined => {
  if (one.type === 'role') return members(one.role, firm).length;
  return one.type === 'person' || one.type === 'manager' ? 1 : undefined;
};

const sum = (sizes: readonly (number | undefined)[]): number | undefined =>
  sizes.reduce((total, size) => (total === undefined || size === undefined ? undefined : total + size), 0);

/** Of a vote all together, of groups the smallest. */
const mostSigners = ({ mode, assignees }: StepDefinition, firm: FlowFirm): number | undefined => {
  const sizes = assignees.map((one) => sizeOf(one, firm));
  if (mode === 'VOTE') return sum(sizes);
  const known = sizes.filter((size) => size !== undefined);
  return mode === 'EACH_GROUP' && known.length > 0 ? Math.min(...known) : undefined;
};

const aboutNeed = (step: StepDefinition, firm: FlowFirm): readonly Finding[] => {
  const size = mostSigners(step, firm);
  const { need, needPercent } = step;
  return size !== undefined && size > 0 && needPercent === undefined && need !== undefined && need > size
    ? [fault(tellNode(step), faults.needsTooMany, { need, size })]
    : [];
};

const aboutStep = (step: StepDefinition, firm: FlowFirm, to: Telling): readonly Finding[] => {
  const check = { place: tellNode(step), firm, to };
  return [
    ...step.assignees.flatMap((one) => aboutAssignee(one, check)),
    ...(typeof step.empty === 'object' ? aboutPerson(step.empty.toPerson, check) : []),
    ...(step.timeout ?? []).flatMap(({ to: id }) => (id === undefined ? [] : aboutPerson(id, check))),
    ...aboutNeed(step, firm),
  ];
};

export const peopleFindings = (
  { steps, copies = [] }: FlowDefinition,
  firm: FlowFirm,
  to: Telling,
): readonly Finding[] => [
  ...humanSteps(steps).flatMap((step) => aboutStep(step, firm, to)),
  ...copies
    .flatMap((copy) => copy.to)
    .flatMap((one) => aboutAssignee(one, { place: wholeFlow, firm, to }))
    .filter(({ stops }) => stops),
];
