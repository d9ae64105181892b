import { readFileSync } from 'node:fs';
import { atRoot } from '../../bot/root.js';

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
}

/** How `npm start` starts Node, so that what is measured and broken on purpose is what people run. */
export const nodeFlags = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(atRoot('package.json'), 'utf8')) as PackageFile;
  return scripts.start?.match(/--max-[a-z-]+=\d+/g) ?? [];
};
