import { instantOf } from '../handlers/wall-clock.js';
import type { Tx } from '../models/database/tx.js';
import { listUnfinishedRuns, type UnfinishedRun } from '../models/job-run.js';
import { LONGEST_ABSENCE_MS, slotOf } from './slots.js';

/** Jobs take seconds; reading a large directory takes minutes. */
const LATE_MS = 900_000;

interface LateRun extends UnfinishedRun {
  readonly lateMs: number;
}

const withLateness = (run: UnfinishedRun, now: Date): LateRun => {
  const { wall, timeZone } = slotOf(run.slot);
  return { ...run, lateMs: now.getTime() - instantOf(wall, timeZone).getTime() };
};

/**
 * What should have been done a quarter of an hour ago and is not: it hangs, fails, or was left alone. The latest first; of
 * longer ago than anything is caught up, nothing, as of a job that is switched off by now.
 */
export const listLateRuns = async (tx: Tx, now: Date): Promise<LateRun[]> =>
  (await listUnfinishedRuns(tx))
    .map((run) => withLateness(run, now))
    .filter(({ lateMs }) => lateMs >= LATE_MS && lateMs < LONGEST_ABSENCE_MS)
    .sort((one, other) => other.lateMs - one.lateMs);
