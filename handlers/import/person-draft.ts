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
  /** All that they have; null where the row says nothing of it. */
  readonly roles: readonly string[] | null;
  readonly works: boolean | null;
}

const LONGEST_ROLE = 40;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

const roleWords = new Map<string, string | null>([
  ...['staff', 'employee', 'user', '员工', '普通员工', '普通用户'].map((word) => [word, null] as const),
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

const meaning = (works: boolean, words: readonly string[]) => words.map((word) => [word, works] as const);

const statusWords = new Map([
  ...meaning(true, ['在职', '正式', '正式员工', '转正', '试用', '试用期', '实习', '是']),
  ...meaning(true, ['active', 'employed', 'working', 'probation', 'intern', 'yes', 'true', '1']),
  ...meaning(false, ['离职', '已离职', '退休', '停用', '已停用', '否']),
  ...meaning(false, ['left', 'inactive', 'terminated', 'resigned', 'retired', 'no', 'false', '0']),
]);

/** A role of the firm's own stays as it is written, as its flows name it so; 员工 is none. */
function readRole(cells: PersonCells, text: string): string | null {
  const role = roleWords.get(fold(text));
  if (role === undefined) cells.note(notes.ownRole, { text });
  if (role && role !== text) cells.note(notes.understood, { field: cells.label('roles'), text, as: role });
  return role === undefined ? text : role;
}

function readRoles(cells: PersonCells): string[] | null {
  if (!cells.raw('roles')) return null;
  const typed = rolesIn(cells.raw('roles'));
  const long = typed.find((role) => role.length > LONGEST_ROLE);
  if (long) cells.fault(problem(troubles.badRole, { text: long }));
  // MySQL knows capitals and small letters as one.
  const roles = typed.map((text) => readRole(cells, text)).filter((role) => role !== null);
  return [...new Map(roles.map((role) => [fold(role), role])).values()];
}

/** By which whoever signs in is recognised: a slip in it would make them a stranger. */
function readEmail(cells: PersonCells): string | null {
  const text = cells.text('email');
  if (text && !EMAIL.test(text)) cells.fault(problem(troubles.badEmail, { text }));
  return text?.toLowerCase() ?? null;
}

const AND = /[;；|\n]/;

/** Of several departments the first: platforms name the main one first as well. */
function departmentIn(cells: PersonCells): string | null {
  const text = cells.text('department');
  const [first = ''] = text?.split(AND) ?? [];
  if (text && first !== text)
    cells.note(notes.understood, { field: cells.label('department'), text, as: first });
  return first.trim() || null;
}

/** Where several departments are called the same, whoever is in one of them stays there. */
function readPlace(cells: PersonCells, { there }: Somebody, roll: Roll): Place | null {
  const text = departmentIn(cells);
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
  const works = cells.choice(
    'status',
    (text) => statusWords.get(fold(text)),
    (text) => problem(troubles.badStatus, { text }),
  );
  return {
    cells,
    person,
    staffNumber,
    email,
    place: readPlace(cells, person, roll),
    locale: cells.choice('locale', readLanguage, (text) => problem(troubles.badLocale, { text })),
    timeZone: cells.choice('timeZone', readZone, (text) => problem(troubles.badZone, { text })),
    roles: works === false ? [] : readRoles(cells),
    works,
  };
}
