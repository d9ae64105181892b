import { parseJson } from './json.js';
import type { Tx } from './tx.js';

const FRESH_MS = 2_000;

interface Kept {
  readonly value: unknown;
  readonly readAt: number;
}

const caches = new WeakMap<object, Map<string, Kept>>();

function cacheOf(tx: Tx): Map<string, Kept> {
  const known = caches.get(tx.home);
  if (known) return known;
  const cache = new Map<string, Kept>();
  caches.set(tx.home, cache);
  return cache;
}

/** A setting as it was at most two seconds ago. */
export async function findSetting<T>(tx: Tx, name: string): Promise<T | undefined> {
  const cache = cacheOf(tx);
  const known = cache.get(name);
  if (known && Date.now() - known.readAt < FRESH_MS) return known.value as T | undefined;
  const row = await tx.row<{ value: unknown }>('SELECT value FROM settings WHERE name = ?', [name]);
  const value = row && parseJson<T>(row.value);
  cache.set(name, { value, readAt: Date.now() });
  return value;
}

export async function saveSetting(tx: Tx, name: string, value: object): Promise<void> {
  const text = JSON.stringify(value);
  const there = await tx.run('UPDATE settings SET value = ? WHERE name = ?', [text, name]);
  if (there === 0) tx.insert('settings', { name, value: text });
  cacheOf(tx).delete(name);
}
