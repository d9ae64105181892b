import type { Locale } from '../../models/text.js';
import { listed } from '../fields.js';
import { fold } from '../input/fold.js';
import { readLanguage } from '../input/language.js';
import { readZone } from '../input/zone.js';
import { Cells } from './cells.js';
import { peopleFields } from './fields.js';
import { identify, type PersonCells } from './identify.js';
import type { Place, Roll, Somebody } from './roll.js';
import type { Row, Rules } from './row.js';
import { notes, problem, troubles } from './words.js';

export interface PersonDraft {
  readonly cells: PersonCells;
  readonly person: Somebody;
  readonly staffNumber: string | null;
  readonly email: string | null;
  readonly place: Place | null;
  readonly locale: Locale | null;
  readonly timeZone: string | null;
  readonly roles: readonly string[];
}

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

/** A role of the firm's own stays as it is written, as its flows name it so. */
function readRole(cells: PersonCells, text: string): string {
  const role = roleWords.get(fold(text));
  if (!role) cells.note(notes.ownRole, { text });
  if (role && role !== text) cells.note(notes.understood, { field: cells.label('roles'), text, as: role });
  return role ?? text;
}

function readRoles(cells: PersonCells): string[] {
  const typed = rolesIn(cells.raw('roles'));
  const long = typed.find((role) => role.length > LONGEST_ROLE);
  if (long) cells.fault(problem(troubles.badRole, { text: long }));
  // MySQL knows capitals and small letters as one.
  return [...new Map(typed.map((text) => readRole(cells, text)).map((role) => [fold(role), role])).values()];
}

/** By which whoever signs in is recognised: a slip in it would make them a stranger. */
function readEmail(cells: PersonCells): string | null {
  const text = cells.text('email');
  if (text && !EMAIL.test(text)) cells.fault(problem(troubles.badEmail, { text }));
  return text?.toLowerCase() ?? null;
}

/** Where several departments are called the same, whoever is in one of them stays there. */
function readPlace(cells: PersonCells, { there }: Somebody, roll: Roll): Place | null {
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

/** What a row says of somebody. Managers come later, when all rows are known. */
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
