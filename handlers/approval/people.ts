import type {
  Assignee,
  FlowDefinition,
  Instance,
  People,
  Step,
  StepDefinition,
} from '../../models/approval-flow.js';
import { modes } from './modes.js';
import { nobodyToAsk } from './refusals.js';

/** Whoever decides what nobody else can. */
const STAND_IN_ROLE = 'admin';

const distinct = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

const managerAbove = (id: number | null, level: number, people: People): number | null =>
  id === null || level === 0 ? id : managerAbove(people.managerOf[id] ?? null, level - 1, people);

const named = (assignee: Assignee, initiatorId: number, people: People): readonly (number | null)[] => {
  switch (assignee.type) {
    case 'role':
      return people.roles[assignee.role] ?? [];
    case 'manager':
      return [managerAbove(initiatorId, assignee.level, people)];
    case 'person':
      return [assignee.employeeId];
  }
};

const isActive =
  (people: People) =>
  (id: number | null): id is number =>
    id !== null && people.active.has(id);

/** A role of which all must sign is a signature from each; one that has nobody is still one signature to get. */
const signatures = (assignee: Assignee, initiatorId: number, people: People): Step['seats'] => {
  const members = named(assignee, initiatorId, people).filter(isActive(people));
  const eachSigns = assignee.type === 'role' && assignee.members === 'all' && members.length > 0;
  return eachSigns ? members.map((id) => [id]) : [members];
};

/** Nobody decides on their own request: the manager does it instead. */
const withoutInitiator = (seat: readonly number[], initiatorId: number, people: People): readonly number[] =>
  distinct(seat.map((id) => (id === initiatorId ? managerAbove(id, 1, people) : id)))
    .filter(isActive(people))
    .filter((id) => id !== initiatorId);

/**
 * Who may give each signature of a step, as the directory is now.
 * @throws Refusal when a signature has nobody left and no administrator can stand in
 */
export const seatsOf = (step: StepDefinition, { initiatorId }: Instance, people: People): Step['seats'] => {
  const standIns = (people.roles[STAND_IN_ROLE] ?? [])
    .filter(isActive(people))
    .filter((id) => id !== initiatorId);
  const seats = modes[step.mode]
    .seats(step.assignees.flatMap((assignee) => signatures(assignee, initiatorId, people)))
    .map((seat) => withoutInitiator(seat, initiatorId, people))
    .map((seat) => (seat.length > 0 ? seat : standIns));
  if (seats.some((seat) => seat.length === 0)) throw nobodyToAsk(step, initiatorId, people);
  return seats;
};

/**
 * What must be loaded to make `People` for a flow, one query a kind. `levels` is how far to climb from the
 * initiator. Names are needed besides for the initiator and for everybody who has a task in the instance.
 */
export interface PeopleNeeded {
  readonly roles: readonly string[];
  readonly levels: number;
  readonly persons: readonly number[];
}

export const peopleNeeded = ({ steps }: FlowDefinition): PeopleNeeded => {
  const assignees = steps.flatMap((step) => step.assignees);
  return {
    roles: distinct([STAND_IN_ROLE, ...assignees.flatMap((one) => (one.type === 'role' ? [one.role] : []))]),
    levels: Math.max(1, ...assignees.flatMap((one) => (one.type === 'manager' ? [one.level] : []))),
    persons: distinct(assignees.flatMap((one) => (one.type === 'person' ? [one.employeeId] : []))),
  };
};
