import { parseJson, toJson } from './database/json.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';

interface Kept<T> {
  readonly value: T | undefined;
}

/** A setting as it was at most two seconds ago. */
export async function findSetting<T>(tx: Tx, name: string): Promise<T | undefined> {
  const kept = await remembered(tx, `setting:${name}`, async (): Promise<Kept<T>> => {
    const [row] = await tx.lookUp<{ value: unknown }>('SELECT value FROM settings WHERE name = ?', [name]);
    return { value: row && parseJson<T>(row.value) };
  });
  return kept.value;
}

export async function saveSetting(tx: Tx, name: string, value: object): Promise<void> {
  const text = toJson(value);
  const there = await tx.run('UPDATE settings SET value = ? WHERE name = ?', [text, name]);
  if (there === 0) tx.insert('settings', { name, value: text });
  mastersChange(tx);
}
