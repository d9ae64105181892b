/**
 * `npm run directory -- sync [--dry-run] [--force]` makes people, departments and managers equal to what the chat platforms say;
 * `proposals` lists accounts of which nobody knows whose they are; `link <platform> <user> <staff number|new>` says so.
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { drawCard } from '../../cards/index.js';
import { type Linked, linkAccount } from '../../handlers/directory/link.js';
import type { Report } from '../../handlers/directory/report.js';
import { LAST_SYNC } from '../../handlers/directory/sync.js';
import type { Database } from '../../models/database.js';
import { findSetting } from '../../models/setting.js';
import { directoryKeeper, type Silent } from '../directory.js';
import { own } from '../own.js';
import type { Platform } from '../platforms/platform.js';
import { openPlatforms } from '../platforms.js';
import { settingsOrExit } from '../settings/environment.js';
import type { Settings } from '../settings.js';
import { makeMetrics } from '../status/metrics.js';
import { type Printout, print, runAsCommand } from './command.js';
import { withDatabase } from './database.js';
import {
  bothLines,
  printLinked,
  printProposals,
  printReport,
  printSilent,
  words,
} from './directory/words.js';

type Place = Pick<Settings, 'locale' | 'timeZone'>;

/** Ends with 1 where a platform could not be read, 2 where somebody has to look first. */
export async function syncNow(
  database: Database,
  platforms: ReadonlyMap<string, Platform>,
  { locale, timeZone }: Place,
  options: { readonly isDryRun: boolean; readonly isForced: boolean },
  now = () => new Date(),
): Promise<Printout> {
  const log = pino({ level: 'silent' });
  const usual = { locale, timeZone };
  const { report, silent } = await directoryKeeper({ database, platforms, usual, log, now }).sync(options);
  const lines = [...printSilent(silent), ...(report ? printReport(report) : bothLines(words.nothingRead))];
  return { lines, exitCode: exitCodeOf(report, silent) };
}

const exitCodeOf = (report: Report | undefined, silent: readonly Silent[]) => {
  if (report?.isStopped) return 2;
  return silent.length > 0 || !report ? 1 : 0;
};

export async function listProposals(database: Database): Promise<Printout> {
  const last = await database.read((tx) => findSetting<Report>(tx, LAST_SYNC));
  return { lines: last ? printProposals(last) : bothLines(words.neverSynced), exitCode: last ? 0 : 1 };
}

export async function linkOne(
  database: Database,
  [platform = '', userId = '', whom = '']: readonly string[],
  { locale, timeZone }: Place,
  now = new Date(),
): Promise<Printout> {
  if (!platform || !userId || !whom) return { lines: bothLines(words.usage), exitCode: 2 };
  const linked: Linked = await database.transaction((tx) =>
    linkAccount(tx, { platform, userId, whom }, { locale, timeZone }, now),
  );
  return { lines: printLinked(linked), exitCode: linked.type === 'linked' ? 0 : 1 };
}

async function openAll(database: Database, settings: Settings) {
  const log = pino({ level: 'silent' });
  const now = () => new Date();
  const secret = settings.sessionSecret ?? '';
  const metrics = makeMetrics(database, now);
  return openPlatforms({ settings, database, secret, render: drawCard, metrics, log, now });
}

const options = { 'dry-run': { type: 'boolean' }, force: { type: 'boolean' } } as const;

/** No command where an option is none of ours, so that a slip of the finger is explained and not carried out. */
export function readTyped(typed: readonly string[]) {
  try {
    return parseArgs({ args: [...typed], options, allowPositionals: true });
  } catch {
    return { values: {}, positionals: [] };
  }
}

async function main(typed: readonly string[]) {
  const { values, positionals } = readTyped(typed);
  const [command = '', ...rest] = positionals;
  const settings = settingsOrExit();

  const commands: Readonly<Record<string, (database: Database) => Promise<Printout>>> = {
    sync: async (database) =>
      syncNow(database, await openAll(database, settings), settings, {
        isDryRun: values['dry-run'] ?? false,
        isForced: values.force ?? false,
      }),
    proposals: listProposals,
    link: (database) => linkOne(database, rest, settings),
  };
  const run = own(commands, command);
  print(run ? await withDatabase(settings.databaseUrl, run) : { lines: bothLines(words.usage), exitCode: 2 });
}

runAsCommand(import.meta.url, main);
