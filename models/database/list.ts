import type { Condition } from './condition.js';
import type { Tx } from './tx.js';

/** A table, as far as lists show it. */
export interface Listed {
  readonly table: string;
  readonly columns: string;
}

export interface ListOptions {
  readonly where: Condition;
  /** Otherwise all. */
  readonly limit?: number;
  readonly offset?: number;
  /** The id of the one that comes before all others. */
  readonly first?: number | undefined;
}

/** @param order in SQL; otherwise the newest first */
export const listRows = <Row>(
  tx: Tx,
  { table, columns }: Listed,
  { where, limit, offset = 0, first }: ListOptions,
  order = 'id DESC',
): Promise<Row[]> => {
  const leading = first === undefined ? { sql: '', values: [] } : { sql: 'id = ? DESC, ', values: [first] };
  const page =
    limit === undefined ? { sql: '', values: [] } : { sql: ' LIMIT ? OFFSET ?', values: [limit, offset] };
  return tx.rows<Row>(
    `SELECT ${columns} FROM ${table} WHERE ${where.sql} ORDER BY ${leading.sql}${order}${page.sql}`,
    [...where.values, ...leading.values, ...page.values],
  );
};

export const countRows = (tx: Tx, { table }: Listed, where: Condition) =>
  tx.number(`SELECT COUNT(*) FROM ${table} WHERE ${where.sql}`, where.values);
