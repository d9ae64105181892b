/** `npm run cards`: which cards do not show the latest state, and why. `npm run cards -- retry`: tries the dead ones again. */
import type { Database } from '../../models/database.js';
import { listDead, readBacklog, reviveDead } from '../../models/shown-card.js';
import { settingsOrExit } from '../environment.js';
import { runAsCommand } from './command.js';
import { withDatabase } from './database.js';

const LISTED = 20;

export async function reportCards(database: Database, now: Date): Promise<string[]> {
  const { backlog, dead } = await database.read(async (tx) => ({
    backlog: await readBacklog(tx, now),
    dead: await listDead(tx, LISTED),
  }));
  return [
    `waiting ${backlog.behind} (oldest ${Math.round(backlog.oldestMs / 1000)} s), dead ${backlog.dead}, unreachable ${backlog.unreachable}`,
    ...dead.map(
      (row) =>
        `  ${row.employeeName}: ${row.subject} ${row.subjectId}, ${row.attempts} attempts: ${row.lastError ?? ''}`,
    ),
  ];
}

export async function retryCards(database: Database): Promise<string[]> {
  const revived = await database.transaction((tx) => reviveDead(tx));
  return [`${revived} dead cards will be tried again by the running service.`];
}

async function main([command]: readonly string[]) {
  const run = command === 'retry' ? retryCards : reportCards;
  const lines = await withDatabase(settingsOrExit().databaseUrl, (database) => run(database, new Date()));
  for (const line of lines) console.log(line);
}

runAsCommand(import.meta.url, main);
