import type { Tx } from './database/tx.js';

/** What a platform counts by the month: calls of ours, and what it pushes to us. */
interface Usage {
  readonly platform: string;
  /** `2026-11`, by the platform's own calendar. */
  readonly month: string;
  readonly kind: string;
  readonly used: number;
}

const onConflict = {
  mysql: 'ON DUPLICATE KEY UPDATE used = used + VALUES(used)',
  sqlite: 'ON CONFLICT (platform, month, kind) DO UPDATE SET used = used + excluded.used',
};

/** @returns how many they are now, over all instances */
export async function addUsage(tx: Tx, { platform, month, kind, used }: Usage): Promise<number> {
  await tx.run(
    `INSERT INTO platform_usage (platform, month, kind, used) VALUES (?, ?, ?, ?) ${onConflict[tx.dialect]}`,
    [platform, month, kind, used],
  );
  return tx.number('SELECT used FROM platform_usage WHERE platform = ? AND month = ? AND kind = ?', [
    platform,
    month,
    kind,
  ]);
}

/** Of each platform's latest month. */
export const listUsage = (tx: Tx) =>
  tx.rows<Usage>(
    `SELECT platform, month, kind, used FROM platform_usage u
     WHERE month = (SELECT MAX(month) FROM platform_usage l WHERE l.platform = u.platform)`,
  );
