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

/** As many instances may fail or die at a slot; then it is left alone. */
const MAX_TRIES = 5;
/** After the first failure; as much longer after each further one. */
const RETRY_MS = 60_000;

export interface Worker {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly log: Log;
  /** Names this instance, and no other before or after it. */
  readonly owner: string;
  /** How long nothing may be heard of an instance before another takes its slot. */
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

const shiftOf = ({ database, log, leaseMs, signal }: Worker, run: JobRun, now: Date): Shift => ({
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

async function work(worker: Worker, run: JobRun, now: Date) {
  const { database, jobs, log } = worker;
  const job = jobs.find(({ name }) => name === run.job);
  if (!job) throw new Error(`There is no job ${run.job}.`);
  try {
    const outcome = await job.run(shiftOf(worker, run, now));
    await database.transaction(async (tx) => finishRun(tx, run, outcome));
    log.info({ job: run.job, slot: run.slot, outcome }, 'a job is done');
  } catch (error) {
    await letGo(worker, run, error);
  }
}

/**
 * Works on the slot that waits longest, if there is one: a new one, or one whose owner has not been heard of for a
 * lease. Leases run by the database's clock, so that a wrong one here changes nothing.
 * @returns whether there was one
 */
export async function runNextSlot(worker: Worker, now: Date): Promise<boolean> {
  const { database, jobs, owner, leaseMs } = worker;
  const names = jobs.map(({ name }) => name);
  const free = await database.read((tx) => findFreeRun(tx, names, MAX_TRIES));
  if (!free) return false;
  const run = await database.transaction(async (tx) => takeRun(tx, free, owner, leaseMs));
  if (await database.read((tx) => isHeld(tx, run))) await work(worker, run, now);
  return true;
}
