import type { Assignee, FlowDefinition, StepDefinition } from '../../../models/approval-flow.js';
import { onceForEach } from '../../once-for-each.js';
import { chainLength, distinct, LONGEST_CHAIN } from './named.js';
import { humanSteps } from './nodes.js';
import { STAND_IN_ROLE } from './staffing.js';

/**
 * What must be loaded to make `People` for a flow, one query a kind. `levels` is how far to climb from the
 * initiator. Names are needed besides for the initiator and for everybody who has a task in the instance.
 */
interface PeopleNeeded {
  readonly roles: readonly string[];
  readonly levels: number;
  readonly persons: readonly number[];
  /** Facts that hold an employee, and those that hold a department. */
  readonly personFields: readonly string[];
  readonly departmentFields: readonly string[];
  /** The head of the initiator's own department. */
  readonly ownHead: boolean;
}

const levelOf = (step: StepDefinition | null, one: Assignee): number => {
  if (one.type === 'chain') return chainLength(one);
  if (step?.empty === 'UP_ONE_LEVEL') return LONGEST_CHAIN;
  return one.type === 'manager' ? one.level : 0;
};

/** Of whom some are asked, or may be chosen. */
const rolesIn = (one: Assignee): readonly string[] => {
  if (one.type === 'role') return [one.role];
  return one.type === 'chosen' && one.from !== undefined ? [one.from] : [];
};

/** Asked for with each step that an approval takes, and long to find out. */
export const peopleNeeded = onceForEach(({ steps, copies = [] }: FlowDefinition): PeopleNeeded => {
  const human = humanSteps(steps);
  const assignees = [...human.flatMap((step) => step.assignees), ...copies.flatMap(({ to }) => to)];
  const each = <T>(pick: (one: Assignee) => readonly T[]): readonly T[] => distinct(assignees.flatMap(pick));
  return {
    roles: distinct([STAND_IN_ROLE, ...each(rolesIn)]),
    levels: Math.max(
      1,
      ...human.flatMap((step) => step.assignees.map((one) => levelOf(step, one))),
      ...copies.flatMap(({ to }) => to.map((one) => levelOf(null, one))),
    ),
    persons: distinct([
      ...each((one) => (one.type === 'person' ? [one.employeeId] : [])),
      ...human.flatMap(({ empty }) => (typeof empty === 'object' ? [empty.toPerson] : [])),
      ...human.flatMap(({ timeout = [] }) => timeout.flatMap(({ to }) => to ?? [])),
    ]),
    personFields: each((one) => (one.type === 'field' ? [one.field] : [])),
    departmentFields: each((one) => (one.type === 'head' && one.field !== undefined ? [one.field] : [])),
    ownHead: assignees.some((one) => one.type === 'head' && one.field === undefined),
  };
});
