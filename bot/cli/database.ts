import { migrate } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';

/** For a command: the service's database, migrated, closed afterwards. */
export async function withDatabase<T>(url: string, run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    await migrate(database);
    return await run(database);
  } finally {
    await database.close();
  }
}
