import type { Value } from '../../models/database/driver.js';
import type { Database } from '../../models/database.js';

type Step = Readonly<Record<string, unknown>>;

/** From 9 on MySQL answers with a drawing unless it is asked for rows. */
const explain = { mysql: 'EXPLAIN FORMAT=TRADITIONAL', sqlite: 'EXPLAIN QUERY PLAN' };

/** How the database would go about a statement. */
export const planOf = (
  database: Database,
  sql: string,
  values: readonly Value[] = [],
): Promise<readonly Step[]> => database.read((tx) => tx.rows<Step>(`${explain[tx.dialect]} ${sql}`, values));

/** What is to be read of it: of MySQL's columns these, of SQLite's only the last. */
const readable = ({ type, key, Extra, detail }: Step) =>
  detail ? String(detail) : `${type} ${key} ${Extra}`;

/** What the plan says of each time that a table is read. */
export const readingsOf = (plan: readonly Step[], table: string): string[] =>
  plan.filter((step) => step.table === table || String(step.detail).includes(table)).map(readable);
