/** What the database server does behind the backs of those who use it: it writes changed pages back, when it has to. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../models/database.js';

const POLL_MS = 200;
const PATIENCE_MS = 180_000;
/** The server itself changes some all the time. */
const FEW_PAGES = 300;

const calm = { innodb_max_dirty_pages_pct: 90, innodb_io_capacity: 200, innodb_io_capacity_max: 2_000 };
const eager = { innodb_io_capacity_max: 40_000, innodb_io_capacity: 20_000, innodb_max_dirty_pages_pct: 0 };

const set = (database: Database, settings: Readonly<Record<string, number>>) =>
  database.read(async (tx) => {
    for (const [name, value] of Object.entries(settings)) await tx.rows(`SET GLOBAL ${name} = ${value}`);
  });

const countOf = async (database: Database, name: 'dirty' | 'flushed'): Promise<number> => {
  const rows = await database.read((tx) =>
    tx.rows<{ Value: string }>(`SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_${name}'`),
  );
  return Number(rows[0]?.Value ?? 0);
};

/** Pages that the whole server has written back so far. */
export const pagesWritten = (database: Database): Promise<number> => countOf(database, 'flushed');

/**
 * Lets the server write back what was loaded just now. After a hundred thousand approvals its log is so full that it
 * would do so while the next thing is measured, a page or two for each decision; after a thousand it would not.
 */
export async function writeBack(database: Database): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  await set(database, eager);
  while ((await countOf(database, 'dirty')) > FEW_PAGES && Date.now() < until) await sleep(POLL_MS);
  await set(database, calm);
}
