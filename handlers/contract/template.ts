import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale } from '../../models/text.js';

/** Beside this file in the sources; the compiler leaves it there when it writes `dist/handlers/contract/`. */
const shippedIn = ['./templates/', '../../../handlers/contract/templates/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

const candidates = (dir: string, locale: Locale): string[] => [
  join(dir, `contract.${locale}.docx`),
  join(dir, 'contract.docx'),
  ...shippedIn.map((shipped) => join(shipped, `contract.${locale}.docx`)),
];

/**
 * The firm's own template, if it has put one into `dir` (`contract.en.docx` for one language, `contract.docx` for
 * all), otherwise the shipped one. Read anew each time, so that a changed template counts from the next contract on.
 */
export const loadTemplate = async (dir: string, locale: Locale): Promise<Buffer> => {
  const found = candidates(dir, locale).find((path) => existsSync(path));
  if (!found) throw new Error(`There is no contract template for ${locale}, not even the shipped one.`);

  return readFile(found);
};
