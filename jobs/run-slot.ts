import type { Database } from '../models/database.js';
import {
  findFreeRun,
  finishRun,
  isHeld,
  type JobRun,
  releaseRun,
  saveProgress,
  takeRun,
} from '../models/job-run.js';
import type { Job, Log, Shift } from './job.js';
import { slotOf } from './slots.js';
import { withinTime } from './time-limit.js';

/** As many instances may fail or die at a slot; then it is left alone. */
const MAX_TRIES = 5;
/** After the first failure; as much longer after each further one. */
const RETRY_MS = 60_000;
/** So long a slot is told that it is now. */
const NOW_MS = 60_000;

export interface Worker {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly log: Log;
  /** Names this instance, and no other before or after it. */
  readonly owner: string;
  /** How long nothing may be heard of an instance before another takes its slot. */
  readonly leaseMs: number;
  /** After so long a slot is let go of, as one that failed. */
  readonly longestMs: number;
  /** Less in tests. */
  readonly graceMs?: number;
  readonly signal: AbortSignal;
  /** By its name, what a job is at now. */
  readonly busy: Map<string, Promise<void>>;
}

const shiftOf = ({ database, log, leaseMs }: Worker, run: JobRun, now: Date, signal: AbortSignal): Shift => ({
  database,
  log,
  slot: slotOf(run.slot),
  now,
  progress: run.progress,
  signal,
  step: async (progress, work) => {
    signal.throwIfAborted();
    await database.transaction(async (tx) => {
      await work(tx);
      saveProgress(tx, run, progress, leaseMs);
    });
  },
});

/** Leaves the slot to whoever comes next: at once when we only stop, after a while when it failed. */
async function letGo({ database, log, signal }: Worker, run: JobRun, error: unknown) {
  const where = { job: run.job, slot: run.slot, epoch: run.epoch };
  if (!(await database.read((tx) => isHeld(tx, run))))
    return log.warn(where, 'a job went to another instance');
  if (!signal.aborted) log.error({ ...where, err: error }, 'a job failed');
  const outcome = signal.aborted ? 'handed over' : `failed: ${error}`;
  const waitMs = signal.aborted ? 0 : RETRY_MS * run.epoch;
  await database.transaction(async (tx) => releaseRun(tx, run, outcome, waitMs));
}

async function work(worker: Worker, job: Job, run: JobRun, now: Date) {
  const { database, log } = worker;
  try {
    const outcome = await withinTime(worker, (signal) => job.run(shiftOf(worker, run, now, signal)));
    await database.transaction(async (tx) => finishRun(tx, run, outcome));
    log.info({ job: run.job, slot: run.slot, outcome }, 'a job is done');
  } catch (error) {
    await letGo(worker, run, error);
  }
}

/**
 * Works on the job's slot that waits longest, if there is one: a new one, or one whose owner has not been heard of for a
 * lease. Leases run by the database's clock, so that a wrong one here changes nothing.
 * @returns whether there was one
 */
async function runNextSlot(worker: Worker, job: Job, now: Date): Promise<boolean> {
  const { database, owner, leaseMs } = worker;
  const free = await database.read((tx) => findFreeRun(tx, job.name, MAX_TRIES));
  if (!free) return false;
  const run = await database.transaction(async (tx) => takeRun(tx, free, owner, leaseMs));
  if (await database.read((tx) => isHeld(tx, run))) await work(worker, job, run, now);
  return true;
}

/** One slot after the other, until none is left or it is time to look at the clock again. */
async function runSlots(worker: Worker, job: Job, now: Date): Promise<void> {
  const until = performance.now() + NOW_MS;
  while (!worker.signal.aborted && performance.now() < until)
    if (!(await runNextSlot(worker, job, now))) return;
}

/** Works on a job, apart from all others. Whoever asks while it is at it waits with whoever asked before. */
export function workOn(worker: Worker, job: Job, now: Date): Promise<void> {
  const { busy } = worker;
  const atIt = busy.get(job.name) ?? runSlots(worker, job, now).finally(() => busy.delete(job.name));
  busy.set(job.name, atIt);
  return atIt;
}
