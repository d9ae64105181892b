import type { Tx } from './tx.js';

/** SQL for a time from now on, by the database's clock. */
export const inMs = (tx: Tx, ms: number) =>
  tx.dialect === 'mysql'
    ? `NOW(3) + INTERVAL ${Math.round(ms * 1000)} MICROSECOND`
    : `strftime('%Y-%m-%d %H:%M:%f', 'now', '${(ms / 1000).toFixed(3)} seconds')`;

/** SQL for the database's clock as epoch milliseconds. */
export const epochMs = (tx: Tx) =>
  tx.dialect === 'mysql'
    ? 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)'
    : "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";

/** The time that all instances agree about, whatever their own clocks say. */
export async function readClock(tx: Tx): Promise<Date> {
  const nowAt = await tx.cell<Date>(`SELECT ${tx.clock} AS nowAt`);
  if (!nowAt) throw new Error('The database does not tell the time.');
  return nowAt;
}
