import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '../handlers/duration.js';
import { isTimeZone } from '../handlers/wall-clock.js';
import { readClock } from '../models/database/clock.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import { listDigestTimes } from '../models/digest.js';
import { findPlanned, insertSlot, savePlanned } from '../models/job-run.js';
import { jobsFor } from './index.js';
import type { Job, JobSettings, Log } from './job.js';
import { type Worker, workOn } from './run-slot.js';
import { dailyAt, keyOf, slotsDue } from './slots.js';

/** The service answers people before it looks for what was missed. */
const AFTER_START_MS = 100;
const LEASE_MS = 120_000;
const LONGEST_MS = 1_800_000;

/** Writes down what is due. All instances do so, each slot comes into being once. */
async function plan(tx: Tx, jobs: readonly Job[], now: Date) {
  const planned = (await findPlanned(tx)) ?? now;
  // The database's clock was ahead and has been put right: otherwise nothing would run until it is as late again.
  const since = planned < now ? planned : now;
  const people = (await listDigestTimes(tx)).filter(({ timeZone }) => isTimeZone(timeZone));
  const times = { UTC: [{ timeZone: 'UTC', at: null }], people };
  for (const job of jobs)
    for (const { timeZone, at } of times[job.by]) {
      const timed = at === null ? job : { ...job, schedule: dailyAt(at) };
      for (const slot of slotsDue(timed, timeZone, since, now)) insertSlot(tx, job.name, keyOf(slot));
    }
  savePlanned(tx, now);
}

/**
 * Writes down what is due and works until nothing is left. Jobs go side by side: one that hangs holds up nobody but itself.
 * @param now by the database's clock
 */
export async function tick(worker: Worker, now: Date): Promise<void> {
  await worker.database.transaction((tx) => plan(tx, worker.jobs, now));
  await Promise.all(worker.jobs.map((job) => workOn(worker, job, now)));
}

interface Clock {
  start(): void;
  /** Ends after the steps under way; what is unfinished goes to another instance, or to the next start. */
  stop(): Promise<void>;
}

/** Runs the jobs, once across all instances, beginning with what was missed. */
export function jobClock(database: Database, settings: JobSettings, log: Log): Clock {
  const stopping = new AbortController();
  const worker: Worker = {
    database,
    jobs: jobsFor(settings),
    log,
    owner: `${process.pid}-${randomUUID()}`,
    leaseMs: LEASE_MS,
    longestMs: LONGEST_MS,
    signal: stopping.signal,
    busy: new Map(),
  };
  const beats = new Set<Promise<void>>();
  let next: NodeJS.Timeout | undefined;
  /** At each full minute. It never sleeps for longer, whatever our own clock says: that may be put back by hours. */
  const beat = () => {
    next = setTimeout(beat, MINUTE_MS - (Date.now() % MINUTE_MS));
    const beating = database
      .read(readClock)
      .then((now) => tick(worker, now))
      .catch((error) => log.error({ err: error }, 'the clock could not look for jobs'))
      .finally(() => beats.delete(beating));
    beats.add(beating);
  };

  return {
    start: () => {
      next = setTimeout(beat, AFTER_START_MS);
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(next);
      await Promise.allSettled([...beats, ...worker.busy.values()]);
    },
  };
}
