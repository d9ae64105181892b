import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale, Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';

/** Beside this file in the sources; the compiler leaves it there when it writes `dist/handlers/contract/`. */
const shippedIn = ['./templates/', '../../../handlers/contract/templates/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

const candidates = (dir: string, locale: Locale): string[] => [
  join(dir, `contract.${locale}.docx`),
  join(dir, 'contract.docx'),
  ...shippedIn.map((shipped) => join(shipped, `contract.${locale}.docx`)),
];

const unreadable: Text = {
  zh: '合同模板 {file} 读不出来（{reason}）。请管理员检查：运行服务的用户要能读这个文件。',
  en: 'The contract template {file} cannot be read ({reason}). Ask an administrator to let the user that the service runs as read it.',
};

/**
 * The firm's own template, if it has put one into `dir` (`contract.en.docx` for one language, `contract.docx` for
 * all), otherwise the shipped one. Read anew each time, so that a changed template counts from the next contract on.
 * @throws Refusal where it is there and cannot be read
 */
export const loadTemplate = async (dir: string, locale: Locale): Promise<Buffer> => {
  const found = candidates(dir, locale).find((path) => existsSync(path));
  if (!found) throw new Error(`There is no contract template for ${locale}, not even the shipped one.`);

  return readFile(found).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(unreadable, { file: basename(found), reason: error.code ?? error.message });
  });
};
