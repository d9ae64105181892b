/** `npm run sweep`: looks at every approval there is, holds what is kept about it together, and names those that cannot be. */
import type { Database } from '../../models/database.js';
import { settingsOrExit } from '../settings/environment.js';
import { sweepAll } from '../status/approval-sweep.js';
import { inBoth, runAsCommand } from './command.js';
import { counted } from './count.js';
import { thatIsThere, withDatabase } from './database.js';

const TELL_EVERY = 20_000;

const usage = inBoth({
  zh: '请写“npm run sweep”，后面不用写别的。',
  en: 'Write "npm run sweep": it takes nothing else.',
});

export async function reportSweep(database: Database): Promise<{ lines: string[]; isSound: boolean }> {
  const tell = (approvals: number) => {
    if (approvals % TELL_EVERY === 0) console.error(`${approvals} approvals …`);
  };
  const { approvals, unsound } = await sweepAll(database, tell);
  const broken = new Set(unsound.map(({ id }) => id)).size;
  return {
    isSound: unsound.length === 0,
    lines: [
      ...unsound.map(({ number, what, remedy }) => `${number}: ${what}\n  ${remedy}`),
      `共 ${approvals} 项审批，${broken === 0 ? '全部正常' : `其中 ${broken} 项有问题`}。`,
      `${counted(approvals, 'approval')}, ${broken === 0 ? 'all sound' : `${broken} of them not sound`}.`,
    ],
  };
}

async function main(words: readonly string[]) {
  if (words.length > 0) throw new Error(usage);
  const { lines, isSound } = await withDatabase(thatIsThere(settingsOrExit().databaseUrl), reportSweep);
  for (const line of lines) console.log(line);
  if (!isSound) process.exitCode = 1;
}

runAsCommand(import.meta.url, main);
