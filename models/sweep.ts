import type { Value } from './database/driver.js';
import type { Tx } from './database/tx.js';

/** Rows that are worthless after some time. */
export interface Litter {
  readonly table: string;
  readonly key: readonly string[];
  /** A condition with one gap for the limit. */
  readonly isOld: string;
}

export const litter = {
  answers: { table: 'inbox', key: ['eventKey'], isOld: 'receivedAt < ?' },
  runs: { table: 'job_runs', key: ['job', 'slot'], isOld: 'finishedAt < ?' },
  /** They failed, and were left alone. */
  unfinishedRuns: {
    table: 'job_runs',
    key: ['job', 'slot'],
    isOld: 'finishedAt IS NULL AND leaseEndsAt < ?',
  },
  stepTimes: { table: 'step_times', key: ['id'], isOld: 'endedAt < ?' },
  /** The limit is in epoch milliseconds. */
  wecomCodes: { table: 'wecom_codes', key: ['taskId', 'code'], isOld: 'endsAtMs < ?' },
  /** The limit is in epoch milliseconds. */
  wecomWays: { table: 'wecom_ways', key: ['chatId', 'code'], isOld: 'endsAtMs < ?' },
  /** The limit is in epoch milliseconds. */
  wecomAnswers: { table: 'wecom_answers', key: ['eventKey'], isOld: 'begunAtMs < ?' },
  drafts: { table: 'request_drafts', key: ['id'], isOld: 'updatedAt < ?' },
  /** The limit is the id of a day. */
  digests: { table: 'shown_cards', key: ['id'], isOld: "subject = 'digest' AND subjectId < ?" },
  consoleMessages: { table: 'console_messages', key: ['id'], isOld: 'updatedAt < ?' },
} satisfies Record<string, Litter>;

type Key = Readonly<Record<string, Value>>;

export const listOld = (tx: Tx, { table, key, isOld }: Litter, limit: Value, count: number) =>
  tx.rows<Key>(`SELECT ${key.join(', ')} FROM ${table} WHERE ${isOld} LIMIT ?`, [limit, count]);

/**
 * By key: MariaDB would read the whole table for `DELETE … WHERE key IN (SELECT …)`. What was touched since it was
 * listed is not old any more, and stays.
 */
export const deleteOld = (tx: Tx, { table, key, isOld }: Litter, row: Key, limit: Value) =>
  tx.later(`DELETE FROM ${table} WHERE ${key.map((name) => `${name} = ?`).join(' AND ')} AND ${isOld}`, [
    ...key.map((name) => row[name] ?? null),
    limit,
  ]);
