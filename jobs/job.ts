import type { Logger } from 'pino';
import type { Report } from '../handlers/directory/report.js';
import type { WallTime } from '../handlers/wall-clock.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import type { Draw } from './draw-contracts.js';

/** Reads what the platforms say and makes it so; nothing where none could be read. The platforms are not ours to know here. */
export type DirectorySync = (
  write: (work: (tx: Tx) => Promise<void>) => Promise<void>,
) => Promise<Report | undefined>;

export interface JobSettings {
  /** `HH:mm`, by the clock of whoever reads it and has chosen no other time. */
  readonly digestAt: string;
  readonly draw: Draw;
  /** Where platforms know who works here. */
  readonly syncDirectory?: DirectorySync;
}

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** One time at which a job is to run. */
export interface Slot {
  readonly wall: WallTime;
  readonly timeZone: string;
}

/** What becomes of slots that nobody was awake for: the last one is run, each of them is, or none. */
export type CatchUp = 'latest' | 'each' | 'skip';

/** A slot's work, in the hands of one instance. */
export interface Shift {
  readonly database: Database;
  readonly log: Log;
  readonly slot: Slot;
  /** By the database's clock. */
  readonly now: Date;
  /** How far the instances got that held the slot before; 0 for the first. */
  readonly progress: number;
  /** Ends when the service stops, or when the job takes too long. */
  readonly signal: AbortSignal;
  /**
   * A transaction of which nothing remains if the slot has gone to another instance meanwhile. It keeps the slot for
   * one lease more: what is done between two steps must not take longer.
   * @param progress  where the next instance begins, should this one die
   */
  step(progress: number, work: (tx: Tx) => void | Promise<void>): Promise<void>;
}

export interface Job {
  readonly name: string;
  /** Cron: minute, hour, day, month, weekday. */
  readonly schedule: string;
  /** Whose clock that is. For people it is a slot in each zone where somebody is, and at each time that somebody there chose. */
  readonly by: 'UTC' | 'people';
  readonly catchUp: CatchUp;
  /** @returns what was done, for `job_runs` */
  readonly run: (shift: Shift) => Promise<string>;
}
