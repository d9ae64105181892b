import type { Tx } from '../../models/database/tx.js';
import { insertDepartment } from '../../models/department.js';
import { changeStaff } from '../../models/directory.js';
import {
  addRole,
  type Employee,
  insertEmployee,
  type NewEmployee,
  removeRole,
} from '../../models/employee.js';
import { reviveUnreachable } from '../../models/shown-card.js';
import { mobileKey } from '../directory/people.js';
import { record } from '../history.js';
import { fold } from '../input/fold.js';
import {
  changesOf,
  type Draft,
  factsOf,
  importContext,
  type Part,
  toChange,
  toCreate,
  toFail,
} from './decide.js';
import { spelling } from './directory.js';
import { peopleFields } from './fields.js';
import { findManagers, inOrder, type Managers, type NewManager } from './managers.js';
import { type PersonDraft, readPerson } from './person-draft.js';
import { loadRoll, type Place, pathOf, type Roll, type Somebody } from './roll.js';
import {
  type Decision,
  type Extra,
  type Importer,
  inBatches,
  type Planned,
  type Row,
  type Rules,
} from './row.js';
import { marks, notes } from './words.js';

/** Stands for the id of somebody who will have one when it is written: different from every id there is. */
const PENDING = -1;
const idOf = (one: { readonly id?: number } | null | undefined): number | null =>
  one ? (one.id ?? PENDING) : null;

const labels = {
  name: peopleFields.name.label,
  staffNumber: peopleFields.staffNumber.label,
  email: peopleFields.email.label,
  departmentId: peopleFields.department.label,
  position: peopleFields.position.label,
  managerId: peopleFields.manager.label,
  locale: peopleFields.locale.label,
  timeZone: peopleFields.timeZone.label,
  active: peopleFields.status.label,
};

const sameEmail = (there: Employee, email: string | null) => there.email?.toLowerCase() === email;

const changesTo = (there: Employee, draft: PersonDraft, manager: Somebody | undefined) =>
  changesOf<Employee>(there, {
    name: draft.cells.raw('name'),
    ...(draft.staffNumber && { staffNumber: draft.staffNumber }),
    ...(!sameEmail(there, draft.email) && { email: draft.email }),
    departmentId: idOf(draft.place),
    position: draft.cells.text('position'),
    managerId: idOf(manager),
    ...(draft.locale && !there.ownLocale && { locale: draft.locale }),
    ...(draft.timeZone && !there.ownTimeZone && { timeZone: draft.timeZone }),
    ...(draft.works !== null && { active: draft.works }),
  });

/** MySQL knows capitals and small letters as one. */
const without = (roles: readonly string[], others: readonly string[]) =>
  roles.filter((role) => !others.some((other) => fold(other) === fold(role)));

function roleParts({ id, roles: held }: Employee, roles: readonly string[] | null): Part[] {
  const { label } = peopleFields.roles;
  if (roles === null) return [];
  return [
    ...without(held, roles).map((role) => ({ label, write: (tx: Tx) => removeRole(tx, id, role) })),
    ...without(roles, held).map((role) => ({ label, write: (tx: Tx) => addRole(tx, id, role) })),
  ];
}

/** By which a platform that tells no staff number knows them. */
function mobileParts(id: number, mobile: string | null, { mobileOf }: Roll): Part[] {
  if (mobile === null || mobileKey(mobileOf.get(id) ?? '') === mobileKey(mobile)) return [];
  return [{ label: peopleFields.mobile.label, write: (tx) => changeStaff(tx, id, { mobile }) }];
}

/** Cards that waited for somebody who left come once they are back. */
const returnParts = ({ id, active }: Employee, works: boolean | null): Part[] =>
  works && !active ? [{ label: peopleFields.status.label, write: (tx) => reviveUnreachable(tx, id) }] : [];

const newcomer = (rules: Rules, name: string, staffNumber: string): NewEmployee => ({
  ...{ name, staffNumber, email: null, departmentId: null, position: null, managerId: null },
  ...{ locale: rules.locale, timeZone: rules.timeZone, active: true, roles: [] },
});

/** What the row says of somebody who is new, beside a name and a number. */
const saidOf = (
  { cells, email, place, locale, timeZone, roles, works }: PersonDraft,
  manager?: Somebody,
) => ({
  ...{ email, roles: roles ?? [], active: works !== false, position: cells.text('position') },
  ...{ departmentId: idOf(place), managerId: idOf(manager) },
  ...(locale && { locale }),
  ...(timeZone && { timeZone }),
});

const factsIn = ({ cells, staffNumber, email, place, roles }: PersonDraft, manager?: Somebody) =>
  factsOf([
    [peopleFields.name.label, cells.raw('name')],
    [peopleFields.staffNumber.label, staffNumber],
    [peopleFields.email.label, email],
    [peopleFields.mobile.label, cells.text('mobile')],
    [peopleFields.department.label, place && pathOf(place)],
    [peopleFields.position.label, cells.text('position')],
    [peopleFields.manager.label, manager?.name],
    [peopleFields.roles.label, (roles ?? []).join(', ')],
    [peopleFields.status.label, cells.text('status')],
  ]);

function decide(said: PersonDraft, { managerOf }: Managers, roll: Roll, rules: Rules): Decision {
  const { cells, person } = said;
  const mobile = cells.text('mobile');
  const manager = managerOf.get(person);
  const draft: Draft = {
    cells,
    rules,
    subject: 'employee',
    facts: () => factsIn(said, manager),
  };
  if (cells.problems.length > 0) return toFail(draft);

  const { there } = person;
  if (there) {
    if (there.active && said.works === false) cells.note(notes.leaves);
    const changes = () => changesTo(there, said, manager);
    const parts = [
      ...returnParts(there, said.works),
      ...roleParts(there, said.roles),
      ...mobileParts(there.id, mobile, roll),
    ];
    return toChange(draft, { there, changes, parts, labels });
  }
  const staffNumber = said.staffNumber ?? roll.nextNumber();
  return toCreate(draft, async (tx) => {
    const added = { ...newcomer(rules, cells.raw('name'), staffNumber), ...saidOf(said, manager) };
    person.id = await insertEmployee(tx, added, rules.now);
    if (mobile) changeStaff(tx, person.id, { mobile });
    return person.id;
  });
}

/** With those that it is below. */
const downTo = (place: Place | null | undefined): Place[] => (place ? [...downTo(place.above), place] : []);

const makePlace = (place: Place): Extra => ({
  extra: 'department',
  name: pathOf(place),
  write: async (tx) => {
    place.id = await insertDepartment(tx, place.name, idOf(place.above));
  },
});

function makeManager({ person, place }: NewManager, roll: Roll, rules: Rules): Extra {
  const staffNumber = roll.nextNumber();
  return {
    extra: 'manager',
    name: person.name,
    write: async (tx) => {
      const added = { ...newcomer(rules, person.name, staffNumber), departmentId: idOf(place) };
      const id = await insertEmployee(tx, added, rules.now);
      record(importContext(tx, rules), { kind: 'employee', id }, 'record.imported', {
        params: { note: marks.nothing },
        after: { file: rules.fileName },
      });
      person.id = id;
    },
  };
}

/** Departments and managers without a row as far as rows that can be imported need them. */
function plan(rows: readonly Row[], roll: Roll, rules: Rules): Planned[] {
  const drafts = rows.map((row) => readPerson(row, roll, rules));
  const managers = findManagers(drafts, roll);
  const ordered = inOrder(drafts, managers, roll);
  const good = ordered.filter(({ cells }) => cells.problems.length === 0);
  const needed = new Set<unknown>(
    good.flatMap(({ person, place }) => [...downTo(place), managers.managerOf.get(person)]),
  );
  const missing = managers.newManagers.filter(({ person }) => needed.has(person));
  return [
    ...roll
      .newPlaces()
      .filter((place) => needed.has(place))
      .map(makePlace),
    ...missing.map((manager) => makeManager(manager, roll, rules)),
    ...ordered.map((draft) => decide(draft, managers, roll, rules)),
  ];
}

export const people: Importer = {
  fields: peopleFields,
  keysOf: ({ staffNumber, email, name = '' }) => {
    const keys = [staffNumber && `#${staffNumber}`, email?.toLowerCase(), name && `=${spelling(name)}`];
    return keys.filter((key): key is string => Boolean(key));
  },
  /** All rows are decided together, as a manager may stand anywhere in the file. */
  steps: async function* (rows, read, rules) {
    const all: Row[] = [];
    for await (const row of rows) all.push(row);
    const roll = await read(loadRoll);
    for await (const batch of inBatches(plan(all, roll, rules))) yield async () => batch;
  },
};
