import type { Tx } from '../../models/database/tx.js';
import { findSetting } from '../../models/setting.js';
import { DAY_MS } from '../duration.js';

/** The setting `digest`. */
interface DigestSetting {
  readonly stuckDays: number;
}
const usual: DigestSetting = { stuckDays: 14 };

/** After how many days in its stage an open deal is stuck, and since when it has been there then. */
export async function readStuck(tx: Tx, now: Date): Promise<{ stuckDays: number; unmovedSince: Date }> {
  const { stuckDays } = { ...usual, ...(await findSetting<DigestSetting>(tx, 'digest')) };
  return { stuckDays, unmovedSince: new Date(now.getTime() - stuckDays * DAY_MS) };
}
