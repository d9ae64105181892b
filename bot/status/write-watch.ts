import { setTimeout as sleep } from 'node:timers/promises';
import { CommitUnknown, type Database, Unavailable } from '../../models/database.js';
import { saveHeartbeat } from '../../models/heartbeat.js';

const LOOK_EVERY_MS = 5_000;
const PATIENCE_MS = 1_500;

/**
 * Whether the database takes what is written: after a failover, or with a full disk, it may be there to be read alone. It is
 * tried when somebody asks, once in five seconds however many ask.
 */
export class WriteWatch {
  readonly #database: Database;
  readonly #now: () => Date;
  #takesWrites = true;
  #lookedAt = 0;
  #looking: Promise<void> | undefined;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** By the last try that came to an end. */
  async takesWrites(): Promise<boolean> {
    // Also when the clock has been put back since.
    if (Math.abs(this.#now().getTime() - this.#lookedAt) >= LOOK_EVERY_MS) this.#looking ??= this.#look();
    // On SQLite it may stand in line behind somebody who writes much.
    await Promise.race([this.#looking, sleep(PATIENCE_MS, undefined, { ref: false })]);
    return this.#takesWrites;
  }

  async #look() {
    this.#takesWrites = await this.#database
      .transaction(async (tx) => saveHeartbeat(tx), Date.now() + PATIENCE_MS)
      .then(() => true)
      .catch((error) => this.#takesWrites && !isRefusal(error));
    this.#lookedAt = this.#now().getTime();
    this.#looking = undefined;
  }
}

/** That it was too late, as others write much, says nothing. */
const isRefusal = (error: unknown): boolean => error instanceof Unavailable || error instanceof CommitUnknown;
