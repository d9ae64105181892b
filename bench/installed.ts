import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atRoot } from '../bot/root.js';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    // Packages inside packages have lines of their own in the lock file.
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : bytesIn(path);
    return (await lstat(path)).size;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What `npm ci --omit=dev` puts on the disk. */
export async function installedBytes(): Promise<{ packages: number; bytes: number }> {
  const lock = JSON.parse(await readFile(atRoot('package-lock.json'), 'utf8')) as Lock;
  const folders = Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path);
  const sizes: number[] = [];
  for (const path of folders) sizes.push(await bytesIn(atRoot(path)));
  const there = sizes.filter((size) => size > 0);
  return { packages: there.length, bytes: there.reduce((sum, size) => sum + size, 0) };
}
