import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rootAbove = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));

const root = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** A path below the project's root, the same whether this runs from the sources or from `dist/`. */
export const atRoot = (...parts: readonly string[]): string => join(root, ...parts);
