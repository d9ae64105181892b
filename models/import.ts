/** What an import asks of the tables: many rows at once, by the names and numbers that a firm's own files know. */

import type { Contact, Customer } from './customer.js';
import type { Value } from './database/driver.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import type { Deal, DealLine } from './deal.js';
import { type Employee, employeeColumns, toEmployee } from './employee.js';

/** Those who left as well: old deals are theirs. */
export async function listEverybody(tx: Tx): Promise<Employee[]> {
  const rows = await tx.rows<Parameters<typeof toEmployee>[0]>(
    `SELECT ${employeeColumns} FROM employees e ORDER BY e.id`,
  );
  return rows.map(toEmployee);
}

/** By their id: what only the directories of chat platforms go by. */
export async function listMobiles(tx: Tx): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.rows<{ readonly id: number; readonly mobile: string }>(
    'SELECT id, mobile FROM employees WHERE mobile IS NOT NULL',
  );
  return new Map(rows.map(({ id, mobile }) => [id, mobile]));
}

/** A customer by what it is known as, itself or by what has become a part of it. */
interface KnownCustomer extends Customer {
  readonly knownId: number;
  readonly knownName: string;
  readonly knownNumber: string | null;
}

const listKnown = async (tx: Tx, column: string, values: readonly string[]): Promise<KnownCustomer[]> =>
  values.length === 0
    ? []
    : tx.rows<KnownCustomer>(
        `SELECT c.*, k.id AS knownId, k.normalisedName AS knownName, k.externalId AS knownNumber
         FROM customers k JOIN customers c ON c.id = COALESCE(k.mergedIntoId, k.id) WHERE k.${column} IN (${marks(values)})`,
        values,
      );

/** In two queries, as each has its index; the oldest first. */
export async function listCustomersKnownAs(
  tx: Tx,
  normalisedNames: readonly string[],
  externalIds: readonly string[],
): Promise<KnownCustomer[]> {
  const found = [
    ...(await listKnown(tx, 'normalisedName', normalisedNames)),
    ...(await listKnown(tx, 'externalId', externalIds)),
  ];
  return [...new Map(found.map((one) => [one.knownId, one])).values()].sort((a, b) => a.id - b.id);
}

export const listContactsOf = (tx: Tx, customerIds: readonly number[]) =>
  listWhereIn<Contact>(tx, 'contacts', 'customerId', customerIds);

export const listDealsByExternalId = (tx: Tx, externalIds: readonly string[]) =>
  listWhereIn<Deal>(tx, 'deals', 'externalId', externalIds);

export const listLinesOf = (tx: Tx, dealIds: readonly number[]) =>
  listWhereIn<DealLine & { readonly dealId: number }>(tx, 'deal_lines', 'dealId', dealIds);

/** Which of these records somebody has worked on: whose history has more than imports. */
export async function listTouchedIds(
  tx: Tx,
  subjectKind: string,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  return new Set(
    await tx.column<number>(
      `SELECT DISTINCT subjectId FROM history
       WHERE subjectKind = ? AND subjectId IN (${marks(ids)}) AND surface <> 'import'`,
      [subjectKind, ...ids],
    ),
  );
}

export type ImportedTable = 'employees' | 'customers' | 'products' | 'deals';

/** Writes some columns of a row. */
export const changeRow = (tx: Tx, table: ImportedTable, id: number, row: Readonly<Record<string, Value>>) =>
  tx.update(table, { id }, row);

async function listWhereIn<Row>(
  tx: Tx,
  table: string,
  column: string,
  values: readonly Value[],
): Promise<Row[]> {
  if (values.length === 0) return [];
  return tx.rows<Row>(`SELECT * FROM ${table} WHERE ${column} IN (${marks(values)})`, values);
}
