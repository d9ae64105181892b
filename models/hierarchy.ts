/** Who is above whom, who has which role and who heads what. */
import { marks } from './database/marks.js';
import { remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';

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
      role: null,
      heads: null,
      ...Object.fromEntries(directoryColumns.map((column) => [column, row?.[`${column}${level}`]])),
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

/** Some persons, whether or not they work here. */
export async function listByIds(tx: Tx, ids: readonly number[]): Promise<DirectoryRow[]> {
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

/** The managers above a person, the nearest first. @param levels how far up */
export const listSuperiorIds = async (tx: Tx, id: number, levels: number): Promise<number[]> =>
  (await listLine(tx, id, levels)).map((row) => row.id).filter((one) => one !== id);

/** Everybody below this person in the line of managers, at any depth, without the person. */
export const listReportIds = (tx: Tx, managerId: number) =>
  tx.column<number>(
    `WITH RECURSIVE reports (id, depth) AS (
       SELECT id, 1 FROM employees WHERE managerId = ?
       UNION SELECT e.id, r.depth + 1 FROM employees e JOIN reports r ON e.managerId = r.id WHERE r.depth < 30)
     SELECT DISTINCT id FROM reports WHERE id <> ?`,
    [managerId, managerId],
  );

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
