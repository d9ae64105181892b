import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Text } from '../../models/text.js';
import { reasonOf } from '../reason.js';

/** npm runs scripts in the project's folder and says here where the person is. */
export const workingFolder = (): string => process.env.INIT_CWD ?? process.cwd();

export const fromHere = (path: string): string => resolve(workingFolder(), path);

/** Some editors begin a file with a mark. @returns nothing where it cannot be read */
export const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').then(
    (text) => text.replace(/^\uFEFF/, ''),
    () => undefined,
  );

/** For an administrator, whose language a command does not know. */
export const inBoth = ({ zh, en }: Text): string => `${zh}\n${en}`;

export const notUnderstood = (word: string, names: readonly string[]): string =>
  inBoth({
    zh: `看不懂“${word}”。请写 名称=值，名称是其中之一：${names.join('、')}。`,
    en: `"${word}" is not understood. Write name=value with one of: ${names.join(', ')}.`,
  });

/** What a command says, and its exit code: 0 where all is well. */
export interface Printout {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export function print({ lines, exitCode }: Printout) {
  console.log(lines.join('\n'));
  process.exitCode = exitCode;
}

/**
 * Runs a command when its file is what Node was started with, and not when a test imports it. What goes wrong is told
 * in one sentence of each language.
 * @param url  the file's `import.meta.url`
 */
export function runAsCommand(url: string, main: (words: readonly string[]) => Promise<void>) {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(reasonOf(error));
    process.exitCode = 1;
  });
}
