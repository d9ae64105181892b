import type { Tx } from './tx.js';

/** What a platform counts by the month: calls of ours, and what it pushes to us. */
export interface Usage {
  readonly platform: string;
  /** `2026-11`, by the platform's own calendar. */
  readonly month: string;
  readonly kind: string;
  readonly used: number;
}

/** @returns how many it are now, over all instances */
export async function addUsage(tx: Tx, { platform, month, kind, used }: Usage): Promise<number> {
  const of = [platform, month, kind];
  const there = await tx.run(
    'UPDATE platform_usage SET used = used + ? WHERE platform = ? AND month = ? AND kind = ?',
    [used, ...of],
  );
  if (there === 0) tx.insert('platform_usage', { platform, month, kind, used });
  const row = await tx.row<{ used: number }>(
    'SELECT used FROM platform_usage WHERE platform = ? AND month = ? AND kind = ?',
    of,
  );
  return Number(row?.used ?? used);
}

/** Of each platform's latest month. */
export const listUsage = (tx: Tx) =>
  tx.rows<Usage>(
    `SELECT platform, month, kind, used FROM platform_usage u
     WHERE month = (SELECT MAX(month) FROM platform_usage l WHERE l.platform = u.platform)`,
  );
