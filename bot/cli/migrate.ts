/** `npm run migrate`: how far the tables are. `npm run migrate -- down-to NAME`: takes them back, for an older Dealdesk. */
import { migrateDown, newestMigration, standingOf } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { settingsOrExit } from '../settings/environment.js';
import { inBoth, runAsCommand } from './command.js';
import { thatIsThere } from './database.js';

const usage = inBoth({
  zh: '请写“npm run migrate”（表到了哪一步）或“npm run migrate -- down-to 名称”（退回到这一步）。',
  en: 'Write "npm run migrate" (how far the tables are) or "npm run migrate -- down-to NAME" (back to there).',
});

const listed = (names: readonly string[]): string => names.join(', ') || '-';

async function reportStanding(database: Database): Promise<string[]> {
  const { pending, unknown } = await standingOf(database);
  return [
    `这个版本到 · this version goes up to: ${newestMigration}`,
    `下次启动会做 · the next start will do: ${listed(pending)}`,
    `来自更新的版本 · of a newer version: ${listed(unknown)}`,
  ];
}

async function takeBack(database: Database, name: string): Promise<string[]> {
  const undone = await migrateDown(database, name);
  return [`已撤销 · undone: ${listed(undone)}`];
}

/** @throws Error on words that are not its own */
export function whatToDo([command, name, ...others]: readonly string[]) {
  if (command === undefined) return reportStanding;
  if (command !== 'down-to' || !name || others.length > 0) throw new Error(usage);
  return (database: Database) => takeBack(database, name);
}

async function main(words: readonly string[]) {
  const run = whatToDo(words);
  const database = await openDatabase(thatIsThere(settingsOrExit().databaseUrl));
  try {
    for (const line of await run(database)) console.log(line);
  } finally {
    await database.close();
  }
}

runAsCommand(import.meta.url, main);
