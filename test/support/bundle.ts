import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { atRoot } from '../../bot/root.js';

/** As the service itself is built: whatever starts many times starts quickly, as Node loads one file and not hundreds. */
export const bundle = async (source: string, folder: string): Promise<void> => {
  const vite = atRoot('node_modules/vite/bin/vite.js');
  const options = ['--ssr', source, '--outDir', folder, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [vite, 'build', ...options], { cwd: atRoot() });
};
