/** `npm run stages -- export | check | import`: the firm's own stages of a deal, as a file. Without words it lists them. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { say, tell } from '../../cards/say.js';
import { type ReadStages, readStages, setStages } from '../../handlers/deal/own-stages.js';
import { getPipeline, type Stage } from '../../handlers/deal/pipeline.js';
import { fieldNames } from '../../handlers/deal/words.js';
import { joined } from '../../handlers/fields.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import type { Reader } from '../../models/text.js';
import { seedFlows } from '../first-flows.js';
import { own } from '../own.js';
import { settingsOrExit } from '../settings/environment.js';
import { type Printout, print, readText, runAsCommand, workingFolder } from './command.js';
import { withDatabase } from './database.js';
import { words } from './stages/words.js';

interface StagesDesk {
  readonly database: Database;
  readonly reader: Reader;
  readonly now: Date;
  readonly workingFolder: string;
}

type Deed = (desk: StagesDesk, file?: string) => Promise<Printout>;

const USUAL_FILE = 'stages.json';

const done = (lines: readonly string[]): Printout => ({ lines, exitCode: 0 });
const bad = (lines: readonly string[]): Printout => ({ lines, exitCode: 1 });

function stageLine({ key, name, probabilityBp, required, outcome, approval }: Stage, reader: Reader): string {
  const fields = joined(required.map((field) => fieldNames[field]));
  const more = [
    ...(required.length > 0 ? [tell(reader, words.needs, { fields })] : []),
    ...(approval ? [tell(reader, words.starts, { flow: approval.flow })] : []),
    ...(outcome ? [tell(reader, words[outcome])] : []),
  ];
  return tell(reader, words.stage, { key, name, percent: probabilityBp / 100, more: more.join('') });
}

const list: Deed = async ({ database, reader }) => {
  const { stages } = await database.read(getPipeline);
  return done(stages.map((stage) => stageLine(stage, reader)));
};

const exportThem: Deed = async ({ database, reader, workingFolder }, file = USUAL_FILE) => {
  const text = `${JSON.stringify(await database.read(getPipeline), null, 2)}\n`;
  const fault = await writeFile(resolve(workingFolder, file), text, { flag: 'wx' }).then(
    () => undefined,
    ({ code }: NodeJS.ErrnoException) => (code === 'EEXIST' ? words.fileThere : words.notWritten),
  );
  return fault ? bad([tell(reader, fault, { file })]) : done([tell(reader, words.exported, { file })]);
};

/** Reads the file, and says what is wrong with it, or else what came of it. */
const reading =
  (read: (tx: Tx, text: string) => Promise<ReadStages>, good: (typeof words)['good' | 'saved']): Deed =>
  async ({ database, reader, workingFolder }, file = USUAL_FILE) => {
    const text = await readText(resolve(workingFolder, file));
    if (text === undefined) return bad([tell(reader, words.noFile, { file })]);
    const { faults } = await database.transaction((tx) => read(tx, text));
    if (faults.length === 0) return done([tell(reader, good)]);
    return bad([tell(reader, words.faults), ...faults.map((fault) => `  · ${say(fault, reader)}`)]);
  };

const deeds: Readonly<Record<string, Deed>> = {
  list,
  export: exportThem,
  check: reading(readStages, words.good),
  import: reading(setStages, words.saved),
};

export async function stages(
  [command = 'list', file]: readonly string[],
  desk: StagesDesk,
): Promise<Printout> {
  const deed = own(deeds, command);
  if (!deed) return { lines: [tell(desk.reader, words.usage)], exitCode: 2 };
  await seedFlows(desk.database, desk.now);
  return deed(desk, file);
}

async function main(argv: readonly string[]) {
  const { databaseUrl, locale, timeZone } = settingsOrExit();
  const reader: Reader = { locale, timeZone, link: (path) => path };
  const desk = { reader, now: new Date(), workingFolder: workingFolder() };
  print(await withDatabase(databaseUrl, (database) => stages(argv, { ...desk, database })));
}

runAsCommand(import.meta.url, main);
