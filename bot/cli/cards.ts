/** `npm run cards`: which cards do not show the latest state, and why. `npm run cards -- retry`: tries the dead ones again. */
import type { Database } from '../../models/database.js';
import { listDead, readBacklog, reviveDead } from '../../models/shown-card.js';
import { own } from '../own.js';
import { settingsOrExit } from '../settings/environment.js';
import { inBoth, runAsCommand } from './command.js';
import { counted } from './count.js';
import { thatIsThere, withDatabase } from './database.js';

const LISTED = 20;

const usage = inBoth({
  zh: '请写“npm run cards”或“npm run cards -- retry”。',
  en: 'Write "npm run cards" or "npm run cards -- retry".',
});

export async function reportCards(database: Database, now: Date): Promise<string[]> {
  const { backlog, dead } = await database.read(async (tx) => ({
    backlog: await readBacklog(tx, now),
    dead: await listDead(tx, LISTED),
  }));
  return [
    `等待 ${backlog.behind}（最久 ${Math.round(backlog.oldestMs / 1000)} 秒），已放弃 ${backlog.dead}，送不到 ${backlog.unreachable}`,
    `waiting ${backlog.behind} (oldest ${Math.round(backlog.oldestMs / 1000)} s), dead ${backlog.dead}, unreachable ${backlog.unreachable}`,
    ...dead.map(
      (row) =>
        `  ${row.employeeName}: ${row.subject} ${row.subjectId}, ${counted(row.attempts, 'attempt')}: ${row.lastError ?? ''}`,
    ),
  ];
}

export async function retryCards(database: Database): Promise<string[]> {
  const revived = await database.transaction((tx) => reviveDead(tx));
  return [
    `${revived} 张已放弃的卡片会由正在运行的服务重新发送。`,
    `${counted(revived, 'dead card')} will be tried again by the running service.`,
  ];
}

/** By the word after it. */
const runs: Readonly<Record<string, typeof reportCards>> = { '': reportCards, retry: retryCards };

/** @throws Error on a word that is not one of its own, so that a slip of the finger is not taken for done */
export function whatToRun([command = '', ...others]: readonly string[]) {
  const run = own(runs, command);
  if (!run || others.length > 0) throw new Error(usage);
  return run;
}

async function main(words: readonly string[]) {
  const run = whatToRun(words);
  const lines = await withDatabase(thatIsThere(settingsOrExit().databaseUrl), (database) =>
    run(database, new Date()),
  );
  for (const line of lines) console.log(line);
}

runAsCommand(import.meta.url, main);
