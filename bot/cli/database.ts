import { migrate } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';

/**
 * For a command: the service's database, migrated, closed afterwards.
 * @param explain what to say of one that cannot be brought up to date
 */
export async function withDatabase<T>(
  url: string,
  run: (database: Database) => Promise<T>,
  explain = (error: Error): Error => error,
): Promise<T> {
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
