/** How WeCom's groups are reached. */
import { epochMs } from './database/clock.js';
import type { Tx } from './database/tx.js';

const onKnownWay = {
  mysql: ' ON DUPLICATE KEY UPDATE code = wecom_ways.code',
  sqlite: ' ON CONFLICT (chatId, code) DO NOTHING',
};

/** By this code of the robot's one message can be said in the group, for so long. */
export const insertWay = (tx: Tx, chatId: string, code: string, lifeMs: number) =>
  tx.later(
    `INSERT INTO wecom_ways (chatId, code, endsAtMs) VALUES (?, ?, ${epochMs(tx)} + ?)${onKnownWay[tx.dialect]}`,
    [chatId, code, lifeMs],
  );

/** Takes the one that ends first away, so that nobody else spends it. */
export async function takeWay(tx: Tx, chatId: string): Promise<string | undefined> {
  const code = await tx.cell<string>(
    `SELECT code FROM wecom_ways WHERE chatId = ? AND endsAtMs > ${epochMs(tx)} ORDER BY endsAtMs, code LIMIT 1`,
    [chatId],
  );
  if (code === undefined) return undefined;
  const taken = await tx.run('DELETE FROM wecom_ways WHERE chatId = ? AND code = ?', [chatId, code]);
  return taken > 0 ? code : takeWay(tx, chatId);
}

export async function saveWebhook(tx: Tx, chatId: string, sealed: string, now: Date) {
  const there = await tx.run('UPDATE wecom_webhooks SET sealed = ?, addedAt = ? WHERE chatId = ?', [
    sealed,
    now,
    chatId,
  ]);
  if (there === 0) tx.insert('wecom_webhooks', { chatId, sealed, addedAt: now });
}

export const findWebhook = (tx: Tx, chatId: string) =>
  tx.cell<string>('SELECT sealed FROM wecom_webhooks WHERE chatId = ?', [chatId]);

/** @returns whether there was one */
export const deleteWebhook = async (tx: Tx, chatId: string): Promise<boolean> =>
  (await tx.run('DELETE FROM wecom_webhooks WHERE chatId = ?', [chatId])) > 0;

interface Webhook {
  readonly chatId: string;
  readonly sealed: string;
}

export const listWebhooks = (tx: Tx): Promise<Webhook[]> =>
  tx.rows<Webhook>('SELECT chatId, sealed FROM wecom_webhooks ORDER BY addedAt, chatId');

export interface FollowingGroup {
  readonly chatId: string;
  readonly workspaceId: string;
  /** How much it follows, and who had the first of it followed. */
  readonly follows: number;
  readonly followedBy: string;
}

/** Groups that follow something, those that began first come first. */
export const listFollowingGroups = async (tx: Tx): Promise<FollowingGroup[]> =>
  (
    await tx.rows<FollowingGroup>(
      `SELECT f.channelId AS chatId, f.workspaceId, COUNT(*) AS follows, MIN(e.name) AS followedBy
       FROM channel_follows f JOIN employees e ON e.id = f.followedById WHERE f.platform = 'wecom'
       GROUP BY f.channelId, f.workspaceId ORDER BY MIN(f.followedAt), f.channelId`,
    )
  ).map((row) => ({ ...row, follows: Number(row.follows) }));

/** What the group could not be shown is tried again. */
export const reviveGroupCards = (tx: Tx, chatId: string) =>
  tx.later(
    `UPDATE channel_cards SET attempts = 0, dueAt = ${tx.clock}
     WHERE platform = 'wecom' AND channelId = ? AND wanted <> shown`,
    [chatId],
  );
