import { byKey } from './database/by-key.js';
import type { Value } from './database/driver.js';
import type { InsertedRow } from './database/insert.js';
import { parseJson, toJson } from './database/json.js';
import { marks } from './database/marks.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';
import { listByIds } from './hierarchy.js';
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

const employeeSql = `SELECT ${employeeColumns} FROM employees e`;
const employeeById = byKey({ select: employeeSql, column: 'e.id', order: 'e.id', most: 1 });

const findOne = async (
  tx: Tx,
  condition: string,
  values: readonly Value[],
): Promise<Employee | undefined> => {
  const [row] = await tx.lookUp<EmployeeRow>(`${employeeSql} WHERE ${condition}`, values);
  return row && toEmployee(row);
};

export async function findEmployee(tx: Tx, id: number): Promise<Employee | undefined> {
  const [row] = await tx.lookUpBy<EmployeeRow>(employeeById, id);
  return row && toEmployee(row);
}

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
    ...(quiet !== undefined && { quiet: quiet && toJson(quiet) }),
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

export const removeRole = (tx: Tx, employeeId: number, role: string) => {
  tx.later('DELETE FROM employee_roles WHERE employeeId = ? AND role = ?', [employeeId, role]);
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

export interface Colleague extends NamedEmployee, Pick<Employee, 'departmentId'> {}

/** Everybody who works here, in order of their staff numbers. */
export const listColleagues = (tx: Tx): Promise<readonly Colleague[]> =>
  remembered(tx, 'colleagues', () =>
    tx.rows<Colleague>(
      `SELECT id, name, staffNumber, departmentId, NULL AS userId FROM employees WHERE active = 1
       ORDER BY staffNumber`,
    ),
  );
