/** News of a deal is a message of its own in a group of WeCom, which comes only a while after the last one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson } from '../../models/database/json.js';
import type { Database } from '../../models/database.js';

const HOUR_MS = 3_600_000;
const PATIENCE_MS = 90_000;
const POLL_MS = 200;

/** So long ago, each group was shown what it was shown last. */
export const anHourGoesBy = (database: Database): Promise<void> =>
  database.transaction(async (tx) => {
    const rows = await tx.rows<{ channelId: string; dealId: number; ref: unknown }>(
      'SELECT channelId, dealId, ref FROM channel_cards WHERE ref IS NOT NULL',
    );
    for (const { channelId, dealId, ref } of rows) {
      const place = parseJson<{ atMs: number }>(ref);
      const earlier = JSON.stringify({ ...place, atMs: place.atMs - HOUR_MS });
      await tx.run(
        `UPDATE channel_cards SET ref = ?, dueAt = ${tx.clock} WHERE channelId = ? AND dealId = ?`,
        [earlier, channelId, dealId],
      );
    }
  });

/** Whatever was on its way when the hour went by has its hour as well. */
export const anHourLater = async (database: Database, isSo: () => boolean): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It did not come to be.');
    await anHourGoesBy(database);
    await sleep(POLL_MS);
  }
};
