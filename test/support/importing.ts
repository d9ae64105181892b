import { say } from '../../cards/say.js';
import type { Decision, Kind } from '../../handlers/import/row.js';
import { type Mode, run, type Watch } from '../../handlers/import/run.js';
import { type Request, survey } from '../../handlers/import/survey.js';
import type { Tally } from '../../handlers/import/tally.js';
import { Refusal } from '../../handlers/useCase.js';
import type { Database } from '../../models/database.js';

export const importedAt = new Date('2026-11-22T02:00:00Z');
const reader = { locale: 'en', timeZone: 'Asia/Shanghai', link: (path: string) => path } as const;

/** A file that arrives in pieces of a few bytes, as on a slow disk. */
export const fileOf = (content: string | Uint8Array, name = 'file.csv', pieceBytes = 7) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
};

export type Options = Partial<Omit<Request, 'kind' | 'source'>> & {
  readonly mode?: Mode;
  readonly watch?: Watch;
};

const requestFor = (kind: Kind, content: string | Uint8Array, options: Options = {}): Request => ({
  maps: new Map(),
  sets: new Map(),
  ...options,
  kind,
  source: fileOf(content, `${kind}.csv`, 64 * 1024),
});

interface Imported {
  readonly tally: Tally;
  /** `line 3 failed: what is wrong → what to do` for each row that is not simply in order. */
  readonly told: readonly string[];
  readonly notes: readonly string[];
}

/** Imports a text as the command line would, and answers what a person reads about it. */
export async function importing(
  database: Database,
  kind: Kind,
  content: string | Uint8Array,
  options: Options = {},
): Promise<Imported> {
  const file = await survey(requestFor(kind, content, options));
  const rules = {
    fileName: file.source.name,
    dates: file.dates,
    now: importedAt,
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
  } as const;
  const decisions: Decision[] = [];
  const tally = await run(database, file, rules, options.mode ?? 'write', async (decided, tally) => {
    decisions.push(...decided);
    await options.watch?.(decided, tally);
  });
  return {
    tally,
    told: decisions.filter(({ problems }) => problems.length > 0).map(tell),
    notes: tally.notes.most(100).shown.map(({ saying, count }) => `${count} × ${say(saying, reader)}`),
  };
}

const tell = ({ row, outcome, problems }: Decision) =>
  problems
    .map(({ what, remedy }) => `line ${row.line} ${outcome}: ${say(what, reader)} → ${say(remedy, reader)}`)
    .join(' | ');

/** The words of a refusal, in English. */
export async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return say(error.words, reader);
    throw error;
  }
  throw new Error('It was not refused.');
}

export const countsOf = ({ tally }: Imported) => ({ ...tally.counts });

/** What a query says, for tests that look at the tables themselves. */
export const rowsOf = <T>(database: Database, sql: string): Promise<T[]> =>
  database.read((tx) => tx.rows<T>(sql));
