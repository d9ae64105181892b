import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Options, stringify } from 'csv-stringify/sync';
import { inWords, say } from '../../../cards/say.js';
import type { Decision } from '../../../handlers/import/row.js';
import { errorColumns } from '../../../handlers/import/words.js';
import type { Reader } from '../../../models/text.js';

/** What is to be corrected, and what is left out as long as nobody wants it: imported again, it would replace what was kept. */
const endings = { failed: '.errors.csv', skipped: '.skipped.csv' } as const;
/** Office software would calculate what begins like a formula, and save what came of it; an import takes the ' off again. */
const format: Options = { escape_formulas: true };

interface Opened {
  readonly path: string;
  readonly handle: FileHandle;
}

/** One that is there may have corrections in it, as when the preview's was corrected before the import. */
async function freeName(path: string, count = 1): Promise<string> {
  const name = count === 1 ? path : path.replace(/\.csv$/, `-${count}.csv`);
  const there = await stat(name).catch(() => undefined);
  return there?.isFile() ? freeName(path, count + 1) : name;
}

const openAt = async (path: string): Promise<Opened> => ({ path, handle: await open(path, 'w') });

interface Place {
  readonly source: string;
  readonly workingFolder: string;
  readonly headers: readonly string[];
  readonly reader: Reader;
}

/**
 * The rows that were not imported, as they stand in the file, with what is wrong and what to do: beside the file, or
 * in the working folder where that cannot be written. It is made with its first row.
 */
export class ErrorFile {
  readonly #outcome: keyof typeof endings;
  readonly #beside: string;
  readonly #instead: string;
  readonly #headers: readonly string[];
  readonly #reader: Reader;
  #opened: Opened | undefined;

  constructor(outcome: keyof typeof endings, { source, workingFolder, headers, reader }: Place) {
    this.#outcome = outcome;
    this.#beside = source + endings[outcome];
    this.#instead = join(workingFolder, basename(source) + endings[outcome]);
    this.#headers = headers;
    this.#reader = reader;
  }

  async add(decisions: readonly Decision[]) {
    const rows = decisions
      .filter(({ outcome, problems }) => outcome === this.#outcome && problems.length > 0)
      .map((one) => this.#row(one));
    if (rows.length === 0) return;
    this.#opened ??= await this.#begin();
    await this.#opened.handle.write(stringify(rows, format));
  }

  /** @returns where it is, if there is one */
  async close(): Promise<string | undefined> {
    await this.#opened?.handle.close();
    return this.#opened?.path;
  }

  async #begin() {
    const name = this.#outcome === 'failed' ? freeName : async (path: string) => path;
    const opened = await openAt(await name(this.#beside)).catch(async () =>
      openAt(await name(this.#instead)),
    );
    const columns = Object.values(errorColumns).map((text) => inWords(text, this.#reader));
    // Excel takes a file without the mark for GBK.
    await opened.handle.write(stringify([[...columns, ...this.#headers]], { ...format, bom: true }));
    return opened;
  }

  #row({ row, problems }: Decision): string[] {
    const told = (which: 'what' | 'remedy') =>
      problems.map((problem) => say(problem[which], this.#reader)).join('; ');
    return [String(row.line), told('what'), told('remedy'), ...row.cells];
  }
}
