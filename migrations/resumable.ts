import type { QueryInterface } from 'sequelize';

/** How MySQL and SQLite say that a change has been made already. A table is made only where there is none, by Sequelize. */
const madeAlready: Readonly<Record<string, RegExp>> = {
  addColumn: /duplicate column name/i,
  addIndex: /duplicate key name|index \S+ already exists/i,
  removeIndex: /can't drop index|check that column\/key exists|no such index/i,
  bulkInsert: /duplicate entry|unique constraint failed/i,
};

const wordsOf = (error: unknown): string => {
  const { message, original } = error as { message?: string; original?: { message?: string } };
  return String(original?.message ?? message);
};

type Change = (...given: unknown[]) => Promise<unknown>;

/**
 * Changes of tables are not undone with a transaction, so a process that is killed amid a migration leaves a part of it, and
 * the next one begins it anew: what has been made already is left as it is.
 */
export const resumable = (schema: QueryInterface): QueryInterface =>
  new Proxy(schema, {
    get(target, name) {
      const change: Change = Reflect.get(target, name);
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
