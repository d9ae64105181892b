import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { inWords, say } from '../../../cards/say.js';
import type { Decision } from '../../../handlers/import/row.js';
import { errorColumns } from '../../../handlers/import/words.js';
import type { Reader } from '../../../models/text.js';

const ENDING = '.errors.csv';
/** The folder of the file may be one that we cannot write to. */
const notWritable = new Set(['EACCES', 'EPERM', 'EROFS']);

const isNotWritable = (error: unknown) =>
  error instanceof Error && 'code' in error && notWritable.has(String(error.code));

async function openFirst([path, ...others]: readonly string[]): Promise<{
  path: string;
  handle: FileHandle;
}> {
  if (path === undefined) throw new Error('There is no folder to write the error file to.');
  try {
    return { path, handle: await open(path, 'w') };
  } catch (error) {
    if (!isNotWritable(error) || others.length === 0) throw error;
    return openFirst(others);
  }
}

/**
 * The rows that were not imported, as they stand in the file, with what is wrong and what to do: beside the file, or
 * in the working folder where that cannot be written. It is made with its first row.
 */
export class ErrorFile {
  readonly #paths: readonly string[];
  readonly #headers: readonly string[];
  readonly #reader: Reader;
  #opened: { path: string; handle: FileHandle } | undefined;

  constructor(source: string, workingFolder: string, headers: readonly string[], reader: Reader) {
    this.#paths = [source + ENDING, join(workingFolder, basename(source) + ENDING)];
    this.#headers = headers;
    this.#reader = reader;
  }

  async add(decisions: readonly Decision[]) {
    const rows = decisions.filter(({ problems }) => problems.length > 0).map((one) => this.#row(one));
    if (rows.length === 0) return;
    this.#opened ??= await this.#begin();
    await this.#opened.handle.write(stringify(rows));
  }

  /** @returns where it is, if there is one */
  async close(): Promise<string | undefined> {
    await this.#opened?.handle.close();
    return this.#opened?.path;
  }

  async #begin() {
    const opened = await openFirst(this.#paths);
    const columns = Object.values(errorColumns).map((text) => inWords(text, this.#reader));
    // Excel takes a file without the mark for GBK.
    await opened.handle.write(stringify([[...columns, ...this.#headers]], { bom: true }));
    return opened;
  }

  #row({ row, problems }: Decision): string[] {
    const told = (which: 'what' | 'remedy') =>
      problems.map((problem) => say(problem[which], this.#reader)).join('; ');
    return [String(row.line), told('what'), told('remedy'), ...row.cells];
  }
}
