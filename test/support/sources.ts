/** What the product is written in, and what it says to people. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsIn } from './texts.js';

export const root = join(__dirname, '..', '..');
export const folders = ['bot', 'cards', 'handlers', 'jobs', 'miniapp', 'models'];

const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

export const sources: ReadonlyMap<string, string> = new Map(
  folders.flatMap(filesUnder).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

export const texts = [...sources].flatMap(([path, source]) =>
  /\bzh\b/.test(source) ? textsIn(source).map((text) => ({ path, ...text })) : [],
);

const typed = /(?<=^|[“"])\/\p{L}[^“”"/]*/gmu;

/** The lines that a language's words tell people to type, on whatever platform. */
export const toldToType = (language: 'zh' | 'en'): readonly string[] => [
  ...new Set(
    texts
      .filter(({ path }) => !path.includes('platforms') && !path.includes('samples'))
      .flatMap((text) => text[language]?.match(typed) ?? []),
  ),
];
