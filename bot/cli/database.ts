import { existsSync } from 'node:fs';
import { migrate } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { inBoth } from './command.js';

const words = {
  missing: (url: string) =>
    inBoth({
      zh: `没有数据库 ${url}。请检查 DATABASE_URL。`,
      en: `There is no database ${url}. See DATABASE_URL.`,
    }),
  made: (url: string) => inBoth({ zh: `新建数据库 ${url}。`, en: `A new database is made: ${url}.` }),
};

/** A file of SQLite that is not there is made by being opened. */
export const isThere = (url: string): boolean =>
  !url.startsWith('sqlite:') || existsSync(url.slice('sqlite:'.length));

/**
 * For a command that has nothing to do in a new one.
 * @throws Error where there is none
 */
export function thatIsThere(url: string): string {
  if (!isThere(url)) throw new Error(words.missing(url));
  return url;
}

/**
 * For a command: the service's database, migrated, closed afterwards. One that is new may be a slip of the finger, so it is told.
 * @param explain what to say of one that cannot be brought up to date
 */
export async function withDatabase<T>(
  url: string,
  run: (database: Database) => Promise<T>,
  explain = (error: Error): Error => error,
): Promise<T> {
  if (!isThere(url)) console.error(words.made(url));
  const database = await openDatabase(url);
  try {
    await migrate(database).catch((error: Error) => {
      throw explain(error);
    });
    return await run(database);
  } finally {
    await database.close();
  }
}
