import type { Value } from './database/driver.js';
import type { InsertedRow } from './database/insert.js';
import { parseJson } from './database/json.js';
import { marks } from './database/marks.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';
import type { Locale } from './text.js';

/** When somebody wants no new messages, by the clock of wherever they are. */
export interface Quiet {
  /** `HH:mm`, each day; one that does not end after it begins ends on the next day. */
  readonly span: { readonly from: string; readonly to: string } | null;
  /** All day where and when the firm does not work. */
  readonly daysOff: boolean;
}

/** What somebody has set for themselves. */
export interface OwnSettings {
  /** `locale` is what they chose: no import changes it. */
  readonly ownLocale: boolean;
  readonly ownTimeZone: boolean;
  /** `HH:mm`, or `off`; nothing where it comes at the firm's time. */
  readonly digestTime: string | null;
  readonly quiet: Quiet | null;
}

export const nothingSet: OwnSettings = {
  ownLocale: false,
  ownTimeZone: false,
  digestTime: null,
  quiet: null,
};

export interface Employee extends OwnSettings {
  readonly id: number;
  readonly staffNumber: string;
  readonly name: string;
  readonly email: string | null;
  readonly departmentId: number | null;
  readonly position: string | null;
  readonly managerId: number | null;
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
  readonly active: boolean;
  readonly roles: readonly string[];
}

export type NewEmployee = Omit<Employee, 'id' | keyof OwnSettings>;

interface EmployeeRow extends Omit<Employee, 'active' | 'roles' | 'ownLocale' | 'ownTimeZone' | 'quiet'> {
  readonly active: number;
  readonly roles: string | null;
  readonly ownLocale: number;
  readonly ownTimeZone: number;
  readonly quiet: unknown;
}

/** The columns of an `Employee` for a table that is called `e`. */
export const employeeColumns = `e.id, e.staffNumber, e.name, e.email, e.departmentId, e.position, e.managerId, e.locale,
  e.timeZone, e.active, e.ownLocale, e.ownTimeZone, e.digestTime, e.quiet,
  (SELECT GROUP_CONCAT(r.role) FROM employee_roles r WHERE r.employeeId = e.id) AS roles`;

export const toEmployee = (row: EmployeeRow): Employee => ({
  ...row,
  active: Boolean(row.active),
  roles: row.roles?.split(',') ?? [],
  ownLocale: Boolean(row.ownLocale),
  ownTimeZone: Boolean(row.ownTimeZone),
  quiet: row.quiet === null ? null : parseJson<Quiet>(row.quiet),
});

const findOne = async (
  tx: Tx,
  condition: string,
  values: readonly Value[],
): Promise<Employee | undefined> => {
  const [row] = await tx.lookUp<EmployeeRow>(
    `SELECT ${employeeColumns} FROM employees e WHERE ${condition}`,
    values,
  );
  return row && toEmployee(row);
};

export const findEmployee = (tx: Tx, id: number) => findOne(tx, 'e.id = ?', [id]);

export const findEmployeeByEmail = (tx: Tx, email: string) =>
  findOne(tx, 'LOWER(e.email) = ? AND e.active = 1', [email.toLowerCase()]);

export const findEmployeeByStaffNumber = (tx: Tx, staffNumber: string) =>
  findOne(tx, 'e.staffNumber = ?', [staffNumber]);

export async function getEmployee(tx: Tx, id: number): Promise<Employee> {
  const employee = await remembered(tx, `employee:${id}`, () => findEmployee(tx, id));
  if (!employee) throw new Error(`There is no employee ${id}.`);
  return employee;
}

export async function listEmployees(tx: Tx): Promise<Employee[]> {
  const rows = await tx.rows<EmployeeRow>(
    `SELECT ${employeeColumns} FROM employees e WHERE e.active = 1 ORDER BY e.staffNumber`,
  );
  return rows.map(toEmployee);
}

export async function insertEmployee(tx: Tx, employee: NewEmployee, now: Date): Promise<number> {
  const id = await tx.nextId('employee');
  const { roles, ...columns } = employee;
  tx.insert('employees', { id, ...columns, createdAt: now });
  tx.insert('lanes', { employeeId: id, epoch: 0 });
  for (const role of new Set(roles)) tx.insert('employee_roles', { employeeId: id, role });
  mastersChange(tx);
  return id;
}

/** What they have set counts at once, here and on the next request. */
export function saveOwnSettings(
  tx: Tx,
  id: number,
  { quiet, ...set }: Partial<OwnSettings & Pick<Employee, 'locale' | 'timeZone'>>,
) {
  const columns: InsertedRow = {
    ...set,
    ...(quiet !== undefined && { quiet: quiet && JSON.stringify(quiet) }),
  };
  tx.update('employees', { id }, columns);
  mastersChange(tx);
}

export const addRole = async (tx: Tx, employeeId: number, role: string) => {
  const there = await tx.row('SELECT 1 FROM employee_roles WHERE employeeId = ? AND role = ?', [
    employeeId,
    role,
  ]);
  if (!there) tx.insert('employee_roles', { employeeId, role });
  mastersChange(tx);
};

/** @returns those that were taken */
export async function takeRoles(tx: Tx, employeeId: number): Promise<readonly string[]> {
  const roles = await tx.column<string>(
    'SELECT role FROM employee_roles WHERE employeeId = ? ORDER BY role',
    [employeeId],
  );
  tx.later('DELETE FROM employee_roles WHERE employeeId = ?', [employeeId]);
  mastersChange(tx);
  return roles;
}

/** Everybody below this person in the line of managers, at any depth, without the person. */
export const listReportIds = (tx: Tx, managerId: number) =>
  tx.column<number>(
    `WITH RECURSIVE reports (id, depth) AS (
       SELECT id, 1 FROM employees WHERE managerId = ?
       UNION SELECT e.id, r.depth + 1 FROM employees e JOIN reports r ON e.managerId = r.id WHERE r.depth < 30)
     SELECT DISTINCT id FROM reports WHERE id <> ?`,
    [managerId, managerId],
  );

export interface DirectoryRow {
  readonly id: number;
  readonly name: string;
  readonly managerId: number | null;
  readonly active: boolean;
  readonly position: string | null;
  readonly departmentId: number | null;
  readonly timeZone: string;
  /** The role for which this person was asked for. */
  readonly role: string | null;
  /** The department that this person heads, if asked for as that. */
  readonly heads: number | null;
}

const directoryColumns = [
  'id',
  'name',
  'managerId',
  'active',
  'position',
  'departmentId',
  'timeZone',
] as const;
const columnsOf = (table: string) => directoryColumns.map((column) => `${table}.${column}`).join(', ');

type StoredRow = Omit<DirectoryRow, 'active'> & { readonly active: number };

const toRow = (row: StoredRow): DirectoryRow => ({ ...row, active: Boolean(row.active) });

const upTo = (levels: number) => Array.from({ length: levels + 1 }, (_, level) => level);

/** One row, with a person's columns once for each level: of a recursive query the database makes tables. */
const lineSql = (levels: number): string => {
  const columns = upTo(levels).flatMap((n) =>
    directoryColumns.map((column) => `e${n}.${column} AS ${column}${n}`),
  );
  const joins = upTo(levels)
    .slice(1)
    .map((n) => `LEFT JOIN employees e${n} ON e${n}.id = e${n - 1}.managerId`);
  return `SELECT ${columns.join(', ')} FROM employees e0 ${joins.join(' ')} WHERE e0.id = ?`;
};

/** The line of managers above a person, who comes first. @param levels how far up */
const listLine = (tx: Tx, fromId: number, levels: number): Promise<DirectoryRow[]> =>
  remembered(tx, `line:${levels}:${fromId}`, () => readLine(tx, fromId, levels));

async function readLine(tx: Tx, fromId: number, levels: number): Promise<DirectoryRow[]> {
  const [row] = await tx.lookUp<Record<string, unknown>>(lineSql(levels), [fromId]);
  const at = (level: number) =>
    ({
      ...Object.fromEntries(directoryColumns.map((column) => [column, row?.[`${column}${level}`]])),
      role: null,
      heads: null,
    }) as unknown as StoredRow;
  return upTo(levels)
    .map(at)
    .filter(({ id }) => typeof id === 'number')
    .map(toRow);
}

/** Active members of some roles, in order of their staff numbers. */
const listMembers = (tx: Tx, roles: readonly string[]): Promise<DirectoryRow[]> =>
  remembered(tx, `members:${roles}`, () => readMembers(tx, roles));

async function readMembers(tx: Tx, roles: readonly string[]): Promise<DirectoryRow[]> {
  const rows = await tx.lookUp<StoredRow>(
    `SELECT ${columnsOf('e')}, r.role, NULL AS heads FROM employee_roles r JOIN employees e ON e.id = r.employeeId
     WHERE r.role IN (${marks(roles)}) AND e.active = 1 ORDER BY e.staffNumber`,
    roles,
  );
  return rows.map(toRow);
}

async function listByIds(tx: Tx, ids: readonly number[]): Promise<DirectoryRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<StoredRow>(
    `SELECT ${columnsOf('e')}, NULL AS role, NULL AS heads FROM employees e WHERE e.id IN (${marks(ids)})`,
    ids,
  );
  return rows.map(toRow);
}

/** The heads of some departments, and of that in which somebody works. */
async function listHeads(
  tx: Tx,
  departmentIds: readonly number[],
  ofId: number | null,
): Promise<DirectoryRow[]> {
  if (departmentIds.length === 0 && ofId === null) return [];
  const rows = await tx.rows<StoredRow>(
    `SELECT ${columnsOf('e')}, NULL AS role, d.id AS heads FROM departments d JOIN employees e ON e.id = d.headId
     WHERE d.id IN (${marks([0, ...departmentIds])}) OR d.id = (SELECT departmentId FROM employees WHERE id = ?)`,
    [0, ...departmentIds, ofId],
  );
  return rows.map(toRow);
}

/**
 * At once: the members of some roles, the line of managers above one person, itself included, and some persons.
 * @param levels how far up
 */
export async function listDirectory(
  tx: Tx,
  of: {
    roles: readonly string[];
    ids: readonly number[];
    chainFromId: number;
    levels: number;
    departmentIds?: readonly number[];
    ownHead?: boolean;
  },
): Promise<DirectoryRow[]> {
  const found = await Promise.all([
    listMembers(tx, of.roles),
    listLine(tx, of.chainFromId, of.levels),
    listByIds(tx, of.ids),
    listHeads(tx, of.departmentIds ?? [], of.ownHead ? of.chainFromId : null),
  ]);
  return found.flat();
}

/** Names of some employees, in the order asked for. */
export async function listNames(tx: Tx, ids: readonly number[]): Promise<string[]> {
  const rows = await remembered(tx, `names:${ids}`, () => listByIds(tx, ids));
  return ids.map((id) => rows.find((row) => row.id === id)?.name ?? `#${id}`);
}

/** Of those who work here. @param emails in small letters */
export const listNamesByEmail = (tx: Tx, emails: readonly string[]) =>
  tx.column<string>(
    `SELECT name FROM employees WHERE LOWER(email) IN (${marks(emails)}) AND active = 1 ORDER BY id`,
    emails,
  );

export interface NamedEmployee extends Pick<Employee, 'id' | 'name' | 'staffNumber'> {
  /** On a platform, if that is how the person was named. */
  readonly userId: string | null;
}

/** Active people of these names, staff numbers or user ids on a platform. */
export const listNamed = (tx: Tx, typed: readonly string[]) =>
  tx.rows<NamedEmployee>(
    `SELECT e.id, e.name, e.staffNumber, MIN(i.userId) AS userId
     FROM employees e LEFT JOIN identities i ON i.employeeId = e.id AND i.userId IN (${marks(typed)})
     WHERE e.active = 1 AND (e.name IN (${marks(typed)}) OR e.staffNumber IN (${marks(typed)}) OR i.userId IS NOT NULL)
     GROUP BY e.id, e.name, e.staffNumber ORDER BY e.staffNumber`,
    [...typed, ...typed, ...typed],
  );

/** Everybody who works here, in order of their staff numbers. */
export const listColleagues = (tx: Tx): Promise<readonly NamedEmployee[]> =>
  remembered(tx, 'colleagues', () =>
    tx.rows<NamedEmployee>(
      'SELECT id, name, staffNumber, NULL AS userId FROM employees WHERE active = 1 ORDER BY staffNumber',
    ),
  );

/** The managers above a person, the nearest first. @param levels how far up */
export const listSuperiorIds = async (tx: Tx, id: number, levels: number): Promise<number[]> =>
  (await listLine(tx, id, levels)).map((row) => row.id).filter((one) => one !== id);
