/**
 * `npm run flow -- list | show | check | dry-run | export | import | compare`: flows as files that people can read, change and
 * take elsewhere. In the language of `LOCALE_DEFAULT`.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { say } from '../../cards/say.js';
import { loadPeople } from '../../handlers/approval/directory.js';
import { checkFlow, mustBeMended } from '../../handlers/flow/check.js';
import { compareFlows, tellFlow } from '../../handlers/flow/compare.js';
import { dryRun } from '../../handlers/flow/dry-run.js';
import { words as ofDryRun } from '../../handlers/flow/dry-run-words.js';
import { type Finding, findingWords } from '../../handlers/flow/finding.js';
import { loadFlowFirm, namesIn } from '../../handlers/flow/firm.js';
import { toFile } from '../../handlers/flow/portable.js';
import { importFlow, readFlowFile } from '../../handlers/flow/publish.js';
import { sampleFacts } from '../../handlers/flow/sample.js';
import { telling } from '../../handlers/flow/tell.js';
import { words as ofFlow } from '../../handlers/flow/words.js';
import { type Context, Refusal } from '../../handlers/useCase.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { findEmployeeByStaffNumber } from '../../models/employee.js';
import { findFlowVersion, findLatestFlow, listLatestFlows } from '../../models/flow.js';
import { type Reader, type Saying, saying } from '../../models/text.js';
import { seedFlows } from '../first-flows.js';
import { own } from '../own.js';
import { settingsOrExit } from '../settings/environment.js';
import { type Printout, print, readText, runAsCommand, workingFolder } from './command.js';
import { withDatabase } from './database.js';
import { type FlowArguments, readFlowArguments } from './flow/arguments.js';
import { usage, words } from './flow/words.js';

interface FlowDesk {
  readonly database: Database;
  readonly reader: Reader;
  readonly now: Date;
  readonly workingFolder: string;
}

type Deed = (tx: Tx, args: FlowArguments, desk: FlowDesk) => Promise<Printout>;

const done = (lines: readonly string[]): Printout => ({ lines, exitCode: 0 });
const bad = (lines: readonly string[]): Printout => ({ lines, exitCode: 1 });

const told = (sayings: readonly Saying[], { reader }: FlowDesk, mark = ''): string[] =>
  sayings.map((one) => mark + say(one, reader));

const isFile = (source: string): boolean => source.endsWith('.json');

const textOf = async (source: string, { workingFolder }: FlowDesk): Promise<string> => {
  const text = await readText(resolve(workingFolder, source));
  if (text === undefined) throw new Refusal(words.noFile, { file: source });
  return text;
};

/** `contract` is the newest version, `contract@2` the second. */
async function published(tx: Tx, source: string): Promise<FlowDefinition> {
  const [key = '', version] = source.split('@');
  const flow = version ? await findFlowVersion(tx, key, Number(version)) : await findLatestFlow(tx, key);
  if (!flow) throw new Refusal(words.noFlow, { flow: source });
  return flow.definition;
}

/** @throws Refusal when the file is not written as a flow */
async function flowFrom(tx: Tx, source: string, desk: FlowDesk): Promise<FlowDefinition> {
  if (!isFile(source)) return published(tx, source);
  const { definition } = await readFlowFile(tx, await textOf(source, desk));
  if (!definition) throw new Refusal(words.checkFirst, { file: source });
  return definition;
}

const findingLines = (findings: readonly Finding[], desk: FlowDesk): string[] => {
  const faults = findings.filter(({ stops }) => stops).map(findingWords);
  const hints = findings.filter(({ stops }) => !stops).map(findingWords);
  return [
    ...(faults.length > 0 ? [say(saying(words.faults), desk.reader), ...told(faults, desk, '  · ')] : []),
    ...(hints.length > 0 ? [say(saying(words.hints), desk.reader), ...told(hints, desk, '  · ')] : []),
  ];
};

const list: Deed = async (tx, _args, desk) => {
  const flows = await listLatestFlows(tx);
  const rows = flows.map(({ version, definition: { key, name, form } }) =>
    saying(ofFlow.listed, { key, version, name, how: form ? ofFlow.byForm : ofFlow.byDeal }),
  );
  return done(told(rows, desk));
};

const show: Deed = async (tx, { sources: [source = ''] }, desk) => {
  const definition = await flowFrom(tx, source, desk);
  const to = telling(definition, namesIn(await loadFlowFirm(tx)));
  return done([
    say(saying(definition.name), desk.reader),
    ...tellFlow(to).flatMap(({ what, says }) => [say(what, desk.reader), ...told(says, desk, '    ')]),
  ]);
};

const check: Deed = async (tx, { sources: [source = ''] }, desk) => {
  const { findings } = isFile(source)
    ? await readFlowFile(tx, await textOf(source, desk))
    : checkFlow(await published(tx, source), await loadFlowFirm(tx));
  const isBad = mustBeMended({ findings });
  const verdict = isBad ? [] : [say(saying(words.good), desk.reader)];
  return { lines: [...verdict, ...findingLines(findings, desk)], exitCode: isBad ? 1 : 0 };
};

const rehearse: Deed = async (tx, { sources: [source = ''], as, sets, record }, desk) => {
  const definition = await flowFrom(tx, source, desk);
  if (!as) throw new Refusal(words.asWhom);
  const actor = await findEmployeeByStaffNumber(tx, as);
  if (!actor?.active) throw new Refusal(ofDryRun.noPerson, { number: as });
  const ctx: Context = { tx, actor, now: desk.now, surface: 'system' };
  const facts = await sampleFacts(ctx, definition, sets, record);
  const people = await loadPeople(ctx, definition, actor.id, { facts });
  const lines = dryRun(definition, facts, actor.id, people);
  return done(lines.map(({ depth, words: said }) => '    '.repeat(depth) + say(said, desk.reader)));
};

/** What somebody has changed in a file is not written over. @throws Refusal then */
async function writeNew(path: string, file: string, text: string) {
  const there = (await readText(path)) ?? text;
  if (there !== text) throw new Refusal(words.fileThere, { file });
  await writeFile(path, text);
}

const exportFlow: Deed = async (tx, { sources: [source = '', target] }, desk) => {
  const text = toFile(await published(tx, source), await loadFlowFirm(tx));
  const file = target ?? `${source.replace('@', '-')}.json`;
  await writeNew(resolve(desk.workingFolder, file), file, text);
  return done([say(saying(words.exported, { file }), desk.reader)]);
};

const bringIn: Deed = async (tx, { sources: [source = ''] }, desk) => {
  const { findings, name, became } = await importFlow(tx, await textOf(source, desk), desk.now);
  const lines = findingLines(findings, desk);
  if (!became || !name) return bad([say(saying(words.notPublished), desk.reader), ...lines]);
  const text = became.same ? words.same : words.published;
  return done([say(saying(text, { flow: name, version: became.version }), desk.reader), ...lines]);
};

const compare: Deed = async (tx, { sources: [one = '', other = ''] }, desk) => {
  const names = namesIn(await loadFlowFirm(tx));
  const [before, after] = [await flowFrom(tx, one, desk), await flowFrom(tx, other, desk)];
  const differences = compareFlows(telling(before, names), telling(after, names));
  return done(told(differences.length > 0 ? differences : [saying(ofFlow.compareSame)], desk));
};

interface Command {
  readonly run: Deed;
  /** How many flows or files it takes at least. */
  readonly needs: number;
}

const commands: Readonly<Record<string, Command>> = {
  list: { run: list, needs: 0 },
  show: { run: show, needs: 1 },
  check: { run: check, needs: 1 },
  'dry-run': { run: rehearse, needs: 1 },
  export: { run: exportFlow, needs: 1 },
  import: { run: bringIn, needs: 1 },
  compare: { run: compare, needs: 2 },
};

const explain = (desk: FlowDesk): Printout => ({
  lines: told(
    usage.map((text) => saying(text)),
    desk,
  ),
  exitCode: 2,
});

/** What is refused is said in a sentence, not thrown. */
export async function flowCommand(argv: readonly string[], desk: FlowDesk): Promise<Printout> {
  const args = readFlowArguments(argv);
  const command = args && own(commands, args.command);
  if (!args || !command || args.sources.length < command.needs) return explain(desk);
  await seedFlows(desk.database, desk.now);
  try {
    return await desk.database.transaction((tx) => command.run(tx, args, desk));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return bad(told([error.words], desk));
  }
}

async function main(argv: readonly string[]) {
  const { databaseUrl, locale, timeZone } = settingsOrExit();
  const reader: Reader = { locale, timeZone, link: (path) => path };
  const desk = { reader, now: new Date(), workingFolder: workingFolder() };
  print(await withDatabase(databaseUrl, (database) => flowCommand(argv, { ...desk, database })));
}

runAsCommand(import.meta.url, main);
