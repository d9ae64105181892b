import type { QueryInterface } from 'sequelize';

/** How MySQL and SQLite say that a change has been made already. Of tables Sequelize sees to that itself. */
const madeAlready: Readonly<Record<string, RegExp>> = {
  addColumn: /duplicate column name/i,
  addIndex: /duplicate key name|index \S+ already exists/i,
  removeIndex: /can't drop index|check that column\/key exists|no such index/i,
  removeColumn: /can't drop|^SQLITE_ERROR: no such column/i,
  bulkInsert: /duplicate entry|unique constraint failed/i,
};

const wordsOf = (error: unknown): string => {
  const { message, original } = error as { message?: string; original?: { message?: string } };
  return String(original?.message ?? message);
};

type Change = (...given: unknown[]) => Promise<unknown>;

/** To Sequelize that is to make the table anew on SQLite, without its foreign keys. */
const dropColumn = (schema: QueryInterface) => (table: unknown, column: unknown) =>
  schema.sequelize.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);

/**
 * Changes of tables are not undone with a transaction, so a process that is killed amid a migration, there or back, leaves a part of
 * it, and the next one begins it anew: what has been made already is left as it is.
 */
export const resumable = (schema: QueryInterface): QueryInterface =>
  new Proxy(schema, {
    get(target, name) {
      const change: Change = name === 'removeColumn' ? dropColumn(target) : Reflect.get(target, name);
      const made = madeAlready[String(name)];
      if (!made) return change;
      return async (...given: unknown[]) => {
        try {
          return await change.apply(target, given);
        } catch (error) {
          if (!made.test(wordsOf(error))) throw error;
          return undefined;
        }
      };
    },
  });
