import { toJson } from './database/json.js';
import type { Tx } from './database/tx.js';

/** What a person was told, kept so that a repeat of the event hears the same. */
export async function findAnswer<T>(tx: Tx, eventKey: string): Promise<T | undefined> {
  const answer = await tx.cell<string>('SELECT answer FROM inbox WHERE eventKey = ?', [eventKey]);
  return answer === undefined ? undefined : (JSON.parse(answer) as T);
}

/** Goes before the transaction's other writes: a repeat fails on it before it did anything. */
export const insertAnswer = (tx: Tx, eventKey: string, answer: object, now: Date) =>
  tx.insertFirst('inbox', { eventKey, receivedAt: now, answer: toJson(answer) });
