import type { Statement } from './driver.js';
import type { InsertedRow } from './insert.js';

const gaps = (columns: InsertedRow): string[] => Object.keys(columns).map((name) => `${name} = ?`);

/** Some columns of the rows with this key, at least one, as a statement. */
export const updating = (table: string, key: InsertedRow, columns: InsertedRow): Statement => ({
  sql: `UPDATE ${table} SET ${gaps(columns).join(', ')} WHERE ${gaps(key).join(' AND ')}`,
  values: [...Object.values(columns), ...Object.values(key)],
});
