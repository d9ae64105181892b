import { readFileSync } from 'node:fs';
import { atRoot } from '../../bot/root.js';

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
}

/** How `npm start` starts Node, so that what is measured and broken on purpose is what people run. */
function startLine(): string {
  const { scripts } = JSON.parse(readFileSync(atRoot('package.json'), 'utf8')) as PackageFile;
  return scripts.start ?? '';
}

export const nodeFlags = (): string[] => startLine().match(/--[a-z0-9-]+=\d+/g) ?? [];

/** The built service. */
export const service = (): string => atRoot(startLine().match(/\S+\.js$/)?.[0] ?? '');
