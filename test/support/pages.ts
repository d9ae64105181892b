/** The built pages of the mini-app, for tests that look at them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atRoot } from '../../bot/root.js';

const BUILT = atRoot('dist/miniapp/index.html');

const newestMs = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestMs(path) : statSync(path).mtimeMs;
    }),
  );

/** `npm test` builds before it tests; one test file alone builds what has changed since. */
export const buildPages = (): void => {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newestMs(atRoot('miniapp'))) return;
  const vite = atRoot('node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', atRoot('miniapp'), '--logLevel', 'warn']);
};

export const assets = atRoot('dist/miniapp/assets');
