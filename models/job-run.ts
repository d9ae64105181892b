import { inMs } from './database/clock.js';
import { insertMissing } from './database/insert-missing.js';
import type { Tx } from './database/tx.js';

/** A slot that nobody works on, or whose owner has not been heard of. */
interface FreeRun {
  readonly job: string;
  readonly slot: string;
  readonly epoch: number;
  /** How far its owners got. */
  readonly progress: number;
}

/** A slot in the hands of its owner. */
export interface JobRun extends FreeRun {
  readonly owner: string;
  /** Raised with each owner: writes of one that lost it find another number. */
  readonly epoch: number;
}

/** Up to when all slots are in the table, or a moment earlier; nothing before the first time. */
export const findPlanned = (tx: Tx) => tx.cell<Date>("SELECT readAt FROM clocks WHERE name = 'jobs'");

export function savePlanned(tx: Tx, until: Date) {
  tx.later(`${insertMissing[tx.dialect]} clocks (name, readAt) VALUES ('jobs', ?)`, [until]);
  tx.later("UPDATE clocks SET readAt = ? WHERE name = 'jobs'", [until]);
}

/** Once, however many instances do so: the slot waits for whoever takes it. */
export const insertSlot = (tx: Tx, job: string, slot: string) =>
  tx.later(
    `${insertMissing[tx.dialect]} job_runs (job, slot, owner, epoch, leaseEndsAt, startedAt, progress)
     VALUES (?, ?, '', 0, ${tx.clock}, ${tx.clock}, 0)`,
    [job, slot],
  );

export const freeRunSql = (clock: string) =>
  `SELECT job, slot, epoch, progress FROM job_runs
   WHERE finishedAt IS NULL AND leaseEndsAt <= ${clock} AND epoch < ? AND job = ?
   ORDER BY leaseEndsAt, slot LIMIT 1`;

/**
 * The free slot of a job that waits longest.
 * @param maxTries  as many owners may fail or die at a slot; then it is left alone
 */
export const findFreeRun = (tx: Tx, job: string, maxTries: number) =>
  tx.row<FreeRun>(freeRunSql(tx.clock), [maxTries, job]);

/** Tries to take it, and is done with the commit: who got it is to be read afterwards. */
export function takeRun(tx: Tx, free: FreeRun, owner: string, leaseMs: number): JobRun {
  tx.later(
    `UPDATE job_runs SET owner = ?, epoch = epoch + 1, startedAt = ${tx.clock}, leaseEndsAt = ${inMs(tx, leaseMs)}
     WHERE job = ? AND slot = ? AND epoch = ? AND finishedAt IS NULL`,
    [owner, free.job, free.slot, free.epoch],
  );
  return { ...free, owner, epoch: free.epoch + 1 };
}

const ours = 'job = ? AND slot = ? AND owner = ? AND epoch = ? AND finishedAt IS NULL';
const keyOf = ({ job, slot, owner, epoch }: JobRun) => [job, slot, owner, epoch];

export const isHeld = async (tx: Tx, run: JobRun): Promise<boolean> =>
  (await tx.row(`SELECT 1 AS held FROM job_runs WHERE ${ours}`, keyOf(run))) !== undefined;

/**
 * Fails the statement, and with it the whole transaction, when the slot is in other hands: an owner may not be NULL. So
 * nothing need be asked before the commit and everything goes in one round trip, and a process that is stopped,
 * wherever that is, holds no lock that others wait for.
 */
const fence = 'owner = CASE WHEN owner = ? AND epoch = ? AND finishedAt IS NULL THEN owner END';

/** Remembers how far the owner got, in the transaction that did it, and keeps the slot for longer. */
export const saveProgress = (
  tx: Tx,
  { job, slot, owner, epoch }: JobRun,
  progress: number,
  leaseMs: number,
) =>
  tx.later(
    `UPDATE job_runs SET ${fence}, progress = ?, leaseEndsAt = ${inMs(tx, leaseMs)} WHERE job = ? AND slot = ?`,
    [owner, epoch, progress, job, slot],
  );

const LONGEST_OUTCOME = 500;

/** @param outcome what was done, for people to read */
export const finishRun = (tx: Tx, { job, slot, owner, epoch }: JobRun, outcome: string) =>
  tx.later(`UPDATE job_runs SET ${fence}, finishedAt = ${tx.clock}, outcome = ? WHERE job = ? AND slot = ?`, [
    owner,
    epoch,
    outcome.slice(0, LONGEST_OUTCOME),
    job,
    slot,
  ]);

/** Lets go of a slot that is not finished. @param waitMs before anybody takes it again */
export const releaseRun = (tx: Tx, run: JobRun, outcome: string, waitMs: number) =>
  tx.later(`UPDATE job_runs SET leaseEndsAt = ${inMs(tx, waitMs)}, outcome = ? WHERE ${ours}`, [
    outcome.slice(0, LONGEST_OUTCOME),
    ...keyOf(run),
  ]);

export interface UnfinishedRun {
  readonly job: string;
  readonly slot: string;
  readonly tries: number;
}

export const unfinishedRunsSql = `SELECT job, slot, epoch AS tries FROM job_runs r
  WHERE finishedAt IS NULL AND NOT EXISTS (
    SELECT 1 FROM job_runs l WHERE l.job = r.job AND l.slot > r.slot AND l.finishedAt IS NOT NULL)`;

/** What is to be done still, unless the job has been done since, at a later slot. */
export const listUnfinishedRuns = (tx: Tx) => tx.rows<UnfinishedRun>(unfinishedRunsSql);
