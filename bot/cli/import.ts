/** `npm run import -- <kind> <file.csv>`: people, customers, products and deals from the files of other systems. */
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { inWords, say, tell } from '../../cards/say.js';
import { handOver } from '../../handlers/directory/hand-over.js';
import { unheldRoles } from '../../handlers/flow/unheld-roles.js';
import type { Rules } from '../../handlers/import/row.js';
import { run, type Watch } from '../../handlers/import/run.js';
import { type Survey, survey } from '../../handlers/import/survey.js';
import { Refusal } from '../../handlers/useCase.js';
import { CommitUnknown, type Database, Unavailable } from '../../models/database.js';
import type { Reader } from '../../models/text.js';
import { listDemoPeople } from '../demo.js';
import { seedFlows } from '../first-flows.js';
import { settingsOrExit } from '../settings/environment.js';
import type { Settings } from '../settings.js';
import { runAsCommand, workingFolder } from './command.js';
import { withDatabase } from './database.js';
import { type Arguments, readArguments } from './import/arguments.js';
import { ErrorFile } from './import/error-file.js';
import {
  printDemo,
  printDone,
  printHanded,
  printPreview,
  printSurvey,
  printUnheld,
  printUsage,
} from './import/printout.js';
import { words } from './import/words.js';

interface Terminal {
  readonly workingFolder: string;
  print(line: string): void;
  /** Replaces the last progress line. */
  progress(line: string): void;
}

type Needed = Pick<Settings, 'databaseUrl' | 'locale' | 'timeZone'>;

interface Job {
  readonly args: Arguments;
  readonly path: string;
  readonly file: Survey;
  readonly rules: Rules;
  readonly reader: Reader;
  readonly terminal: Terminal;
}

/** @returns the exit code: 0 when every row was understood, 1 when something must be corrected, 2 for bad usage */
export async function importFile(
  argv: readonly string[],
  settings: Needed,
  terminal: Terminal,
): Promise<number> {
  const reader = { locale: settings.locale, timeZone: settings.timeZone, link: (path: string) => path };
  try {
    const args = readArguments(argv);
    if (!args) return explain(argv, reader, terminal);
    return await importBy(args, settings, reader, terminal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.print(say(error.words, reader));
    return 1;
  }
}

function explain(argv: readonly string[], reader: Reader, terminal: Terminal): number {
  for (const line of printUsage(argv, reader)) terminal.print(line);
  return 2;
}

async function importBy(args: Arguments, settings: Needed, reader: Reader, terminal: Terminal) {
  const now = new Date();
  const path = resolve(terminal.workingFolder, args.file);
  if (!(await isReadable(path))) throw new Refusal(words.unreadable, { file: args.file });
  const source = { name: basename(path), open: () => createReadStream(path) };
  const file = await survey({ ...args, source });
  const { locale, timeZone } = settings;
  const rules = { fileName: source.name, dates: file.dates, now, locale, timeZone };
  for (const line of printSurvey(file, reader)) terminal.print(line);
  return withDatabase(
    settings.databaseUrl,
    (database) => previewAndWrite(database, { args, path, file, rules, reader, terminal }),
    ({ message }) => new Refusal(words.unavailable, { reason: message }),
  );
}

const isReadable = async (path: string): Promise<boolean> => {
  const isOurs = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  return isOurs && (await stat(path)).isFile();
};

async function previewAndWrite(database: Database, job: Job): Promise<number> {
  const { args, file, rules, reader, terminal } = job;
  const { workingFolder } = terminal;
  const place = { source: job.path, workingFolder, headers: file.layout.headers, reader };
  const [errors, skipped] = [new ErrorFile('failed', place), new ErrorFile('skipped', place)];
  const writeErrors: Watch = async (decided) => {
    await errors.add(decided);
    await skipped.add(decided);
  };
  for (const line of printDemo(await listDemoPeople(database), reader)) terminal.print(line);
  const preview = await run(database, file, rules, 'preview', args.isDryRun ? writeErrors : undefined);
  for (const line of printPreview(preview, reader)) terminal.print(line);

  const written = args.isDryRun ? undefined : await write(database, job, writeErrors);
  if (!written) terminal.print(inWords(words.dryRun, reader));
  const [errorPath, skippedPath] = [await errors.close(), await skipped.close()];
  if (errorPath) terminal.print(tell(reader, words.errors, { file: errorPath }));
  if (skippedPath) terminal.print(tell(reader, words.skipped, { file: skippedPath }));
  return (written ?? preview).counts.failed > 0 ? 1 : 0;
}

/** Two imports at the same time could both make the same record. */
const write = (database: Database, { file, rules, reader, terminal }: Job, writeErrors: Watch) =>
  database.exclusively('dealdesk-import', async () => {
    const began = performance.now();
    const watch: Watch = async (decided, tally) => {
      terminal.progress(tell(reader, words.progress, { count: tally.total, total: file.rowCount }));
      await writeErrors(decided, tally);
    };
    const tally = await run(database, file, rules, 'write', watch).catch(explainInterruption);
    terminal.print(printDone(tally, performance.now() - began, reader));
    for (const line of printHanded(await handOn(database, rules), reader)) terminal.print(line);
    if (file.kind === 'people')
      for (const line of printUnheld(await findUnheld(database, rules), reader)) terminal.print(line);
    return tally;
  });

/** What those hold who have left: a file says that they did, or what they had. */
const handOn = (database: Database, { now }: Rules) =>
  handOver(
    (work) => database.read(work),
    (work) => database.transaction(work),
    now,
  );

/** Flows are there from the first start on, and people often before. */
async function findUnheld(database: Database, { now }: Rules) {
  await seedFlows(database, now);
  return database.read(unheldRoles);
}

const explainInterruption = (error: unknown): never => {
  const isLost = error instanceof Unavailable || error instanceof CommitUnknown;
  throw isLost ? new Refusal(words.interrupted) : error;
};

const PROGRESS_MS = 5_000;

/** On a screen the progress stays on one line; in a log it is told every few seconds. */
function processTerminal(): Terminal {
  let toldAt = Date.now();
  const isScreen = process.stderr.isTTY;
  return {
    workingFolder: workingFolder(),
    print: (line) => console.log(line),
    progress: (line) => {
      if (isScreen) process.stderr.write(`\r${line}\u001b[K\r`);
      if (isScreen || Date.now() - toldAt < PROGRESS_MS) return;
      toldAt = Date.now();
      console.error(line);
    },
  };
}

runAsCommand(import.meta.url, async (typed) => {
  process.exitCode = await importFile(typed, settingsOrExit(), processTerminal());
});
