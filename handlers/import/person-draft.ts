import type { Tx } from '../../models/database/tx.js';
import { type Department, listDepartments } from '../../models/department.js';
import type { Employee } from '../../models/employee.js';
import { listEverybody } from '../../models/import.js';
import type { Locale } from '../../models/text.js';
import { departmentsNamed, writeDepartment } from '../department/named.js';
import { listed } from '../fields.js';
import { fold } from '../input/fold.js';
import { readLanguage } from '../input/language.js';
import { readZone } from '../input/zone.js';
import { Cells } from './cells.js';
import { Directory, spelling } from './directory.js';
import { peopleFields } from './fields.js';
import type { Row, Rules } from './row.js';
import { notes, type Problem, problem, troubles } from './words.js';

/** A person of the database, of a row, or of both, or a manager who is in neither yet. */
export interface Somebody {
  readonly name: string;
  readonly staffNumber?: string | null;
  readonly there?: Employee;
  /** Missing until it is written; every attempt of a transaction sets it anew. */
  id?: number;
}

/** Two people of one name are told apart by their numbers. */
export const fullName = ({ name, staffNumber }: Somebody) =>
  staffNumber ? `${name} (${staffNumber})` : name;

/** A department, which may have to be made first. */
export interface Place {
  readonly name: string;
  id?: number;
}

export interface PersonDraft {
  readonly cells: Cells<keyof typeof peopleFields>;
  readonly person: Somebody;
  readonly staffNumber: string | null;
  readonly email: string | null;
  readonly place: Place | null;
  readonly locale: Locale | null;
  readonly timeZone: string | null;
  readonly roles: readonly string[];
}

/** Made up for somebody whose own number is not known. */
const isGenerated = (staffNumber: string) => /^IMP-\d+$/.test(staffNumber);
export const generated = (count: number) => `IMP-${String(count).padStart(4, '0')}`;
const LONGEST_ROLE = 40;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const roleWords = new Map<string, string>([
  ...['legal', '法务'].map((word) => [word, 'legal'] as const),
  ...['finance', '财务'].map((word) => [word, 'finance'] as const),
  ...['general-manager', 'general manager', '总经理'].map((word) => [word, 'general-manager'] as const),
  ...['admin', 'administrator', '管理员', '系统管理员'].map((word) => [word, 'admin'] as const),
]);

const rolesIn = (text: string) => [
  ...new Set(
    text
      .split(/[;,|、；，]/)
      .map((role) => role.trim())
      .filter(Boolean),
  ),
];

/** Everybody whom the file may mean, and the departments, growing with each row. */
export class Roll {
  readonly all = new Directory<Somebody>();
  readonly #departments: readonly Department[];
  readonly #placeOf: ReadonlyMap<number, Place>;
  readonly #places = new Map<string, Place>();
  readonly #placesCalled = new Map<string, readonly Place[]>();
  readonly #byId = new Map<number, Somebody>();
  readonly #numbers = new Set<string>();
  readonly #lineOf = new Map<Somebody, number>();
  #generated = 0;

  constructor(everybody: readonly Employee[], departments: readonly Department[]) {
    for (const there of everybody) {
      const person = { name: there.name, staffNumber: there.staffNumber, id: there.id, there };
      this.all.add(person, there.name, [there.staffNumber, there.email?.toLowerCase()]);
      this.#byId.set(there.id, person);
      this.#numbers.add(there.staffNumber);
    }
    this.#departments = departments;
    this.#placeOf = new Map(
      departments.map((one) => [one.id, { id: one.id, name: writeDepartment(departments, one) }]),
    );
    for (const { id, name } of departments.toReversed()) this.#places.set(spelling(name), this.#place(id));
  }

  byId(id: number): Somebody | undefined {
    return this.#byId.get(id);
  }

  #place(id: number): Place {
    const place = this.#placeOf.get(id);
    if (!place) throw new Error(`There is no department ${id}.`);
    return place;
  }

  /** Those that are called so, or else the only one that is spelled nearly so, or one to be made. */
  placesCalled(name: string): readonly Place[] {
    const known = this.#placesCalled.get(name);
    if (known) return known;
    const named = departmentsNamed(this.#departments, name).map(({ id }) => this.#place(id));
    const places = named.length > 0 ? named : [this.#placeSpelled(name)];
    this.#placesCalled.set(name, places);
    return places;
  }

  #placeSpelled(name: string): Place {
    const known = this.#places.get(spelling(name));
    if (known) return known;
    const place = { name };
    this.#places.set(spelling(name), place);
    return place;
  }

  /** The places that are not in the database. */
  newPlaces(): Place[] {
    return [...this.#places.values()].filter(({ id }) => id === undefined);
  }

  reserve(staffNumber: string) {
    this.#numbers.add(staffNumber);
  }

  /** For those who have no staff number, as the database wants one. */
  nextNumber(): string {
    do this.#generated += 1;
    while (this.#numbers.has(generated(this.#generated)));
    return generated(this.#generated);
  }

  /** @returns the line of another row that is this person already */
  claim(person: Somebody, line: number): number | undefined {
    const claimed = this.#lineOf.get(person);
    if (claimed === undefined) this.#lineOf.set(person, line);
    return claimed;
  }

  lineOf(person: Somebody): number | undefined {
    return this.#lineOf.get(person);
  }
}

export const loadRoll = async (tx: Tx) => new Roll(await listEverybody(tx), await listDepartments(tx));

interface Identity {
  readonly name: string;
  readonly staffNumber: string | null;
  readonly email: string | null;
}

const hasOther = (there: Employee | undefined, { staffNumber, email }: Identity) =>
  (staffNumber !== null && there !== undefined && !isGenerated(there.staffNumber)) ||
  (email !== null && there?.email != null && there.email.toLowerCase() !== email);

type Found = { readonly person?: Somebody } | { readonly fault: Problem };

/** By staff number, then e-mail, then name: two people may share a name, but not if a number tells them apart. */
function findThere(roll: Roll, identity: Identity): Found {
  const { staffNumber, email, name } = identity;
  const numbered = staffNumber === null ? undefined : roll.all.numbered(staffNumber);
  const mailed = email === null ? undefined : roll.all.numbered(email);
  const taken =
    mailed && (numbered ? numbered !== mailed : hasOther(mailed.there, { ...identity, email: null }));
  if (taken) return { fault: problem(troubles.emailTaken, { email: email ?? '', person: mailed.name }) };
  const person = numbered ?? mailed;
  if (person) return { person };

  const named = roll.all
    .named(name)
    .filter((one) => one.there && !hasOther(one.there, identity) && roll.lineOf(one) === undefined);
  const [first, ...others] = named;
  if (others.length === 0) return first ? { person: first } : {};
  const people = listed(named.map(fullName));
  return { fault: problem(troubles.severalPeople, { field: peopleFields.name.label, text: name, people }) };
}

function identify(cells: PersonDraft['cells'], identity: Identity, roll: Roll): Somebody {
  const found = findThere(roll, identity);
  if ('fault' in found) cells.fault(found.fault);
  const known = 'person' in found ? found.person : undefined;
  const newcomer: Somebody = { name: identity.name, staffNumber: identity.staffNumber };
  const person = known ?? newcomer;
  const line = roll.claim(person, cells.row.line);
  if (line !== undefined) {
    cells.fault(problem(troubles.repeats, { line }));
    return newcomer;
  }

  const isKnownSo = known && spelling(known.name) === spelling(identity.name);
  const isUnclear = 'fault' in found && roll.all.named(identity.name).length > 0;
  if (identity.name && !isKnownSo && !isUnclear) roll.all.add(person, identity.name);
  if (!('fault' in found)) roll.all.number(person, [identity.staffNumber, identity.email]);
  return person;
}

/** A role of the firm's own stays as it is written, as its flows name it so. */
function readRole(cells: PersonDraft['cells'], text: string): string {
  const role = roleWords.get(fold(text));
  if (!role) cells.note(notes.ownRole, { text });
  if (role && role !== text) cells.note(notes.understood, { field: cells.label('roles'), text, as: role });
  return role ?? text;
}

function readRoles(cells: PersonDraft['cells']): string[] {
  const typed = rolesIn(cells.raw('roles'));
  const long = typed.find((role) => role.length > LONGEST_ROLE);
  if (long) cells.fault(problem(troubles.badRole, { text: long }));
  // MySQL knows capitals and small letters as one.
  return [...new Map(typed.map((text) => readRole(cells, text)).map((role) => [fold(role), role])).values()];
}

/** By which whoever signs in is recognised: a slip in it would make them a stranger. */
function readEmail(cells: PersonDraft['cells']): string | null {
  const text = cells.text('email');
  if (text && !EMAIL.test(text)) cells.fault(problem(troubles.badEmail, { text }));
  return text?.toLowerCase() ?? null;
}

/** Where several departments are called the same, whoever is in one of them stays there. */
function readPlace(cells: PersonDraft['cells'], { there }: Somebody, roll: Roll): Place | null {
  const text = cells.text('department');
  const places = text === null ? [] : roll.placesCalled(text);
  const [place = null, ...others] = places;
  if (others.length === 0) return place;
  const own = places.find(({ id }) => id === there?.departmentId);
  if (own) return own;
  const paths = listed(places.map(({ name }) => name));
  cells.fault(problem(troubles.severalDepartments, { text: text ?? '', paths }));
  return null;
}

/** Who a row is about. Managers come later, when all rows are known. */
export function readPerson(row: Row, roll: Roll, rules: Rules): PersonDraft {
  const cells = new Cells(row, peopleFields, rules);
  const email = readEmail(cells);
  const staffNumber = cells.text('staffNumber');
  if (staffNumber) roll.reserve(staffNumber);
  const person = identify(cells, { name: cells.raw('name'), staffNumber, email }, roll);
  if (!staffNumber && !person.there) cells.note(notes.generatedNumber);
  return {
    cells,
    person,
    staffNumber,
    email,
    place: readPlace(cells, person, roll),
    locale: cells.choice('locale', readLanguage, (text) => problem(troubles.badLocale, { text })),
    timeZone: cells.choice('timeZone', readZone, (text) => problem(troubles.badZone, { text })),
    roles: readRoles(cells),
  };
}
