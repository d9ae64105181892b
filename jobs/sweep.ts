import { DAY_MS } from '../handlers/duration.js';
import { KEPT_DAYS } from '../handlers/request/draft-age.js';
import type { Value } from '../models/database/driver.js';
import { digestIdOf } from '../models/digest.js';
import { deleteOld, type Litter, listOld, litter } from '../models/sweep.js';
import type { Shift } from './job.js';

const BATCH = 500;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);
const dayOf = (at: Date): string => at.toISOString().slice(0, 'YYYY-MM-DD'.length);

interface Sweep {
  readonly what: Litter;
  readonly limit: (now: Date) => Value;
}

/** Platforms repeat an event within hours; a digest is of its day; a draft's owner was told. */
const sweeps: readonly Sweep[] = [
  { what: litter.answers, limit: (now) => daysBefore(now, 7) },
  { what: litter.runs, limit: (now) => daysBefore(now, 90) },
  { what: litter.unfinishedRuns, limit: (now) => daysBefore(now, 90) },
  { what: litter.stepTimes, limit: (now) => daysBefore(now, 365) },
  { what: litter.wecomCodes, limit: (now) => now.getTime() },
  { what: litter.wecomWays, limit: (now) => now.getTime() },
  { what: litter.wecomAnswers, limit: (now) => daysBefore(now, 7).getTime() },
  { what: litter.drafts, limit: (now) => daysBefore(now, KEPT_DAYS) },
  { what: litter.digests, limit: (now) => digestIdOf(dayOf(daysBefore(now, 30))) },
  { what: litter.consoleMessages, limit: (now) => daysBefore(now, 90) },
];

async function sweepOne({ database, now, step }: Shift, { what, limit }: Sweep): Promise<number> {
  for (let count = 0; ; ) {
    const rows = await database.read((tx) => listOld(tx, what, limit(now), BATCH));
    if (rows.length === 0) return count;
    await step(0, (tx) => {
      for (const row of rows) deleteOld(tx, what, row, limit(now));
    });
    count += rows.length;
  }
}

/** Removes what nobody asks for any more, a batch at a time. */
export async function sweep(shift: Shift): Promise<string> {
  let count = 0;
  for (const one of sweeps) count += await sweepOne(shift, one);
  return `removed: ${count}`;
}
