/**
 * An instance of which only the clock runs, with one made-up job: `fork` it with the database's address, the job's name,
 * and by how many milliseconds its own clock is wrong. It says `ready`, and ends with its parent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { tick } from '../../jobs/clock.js';
import type { Job } from '../../jobs/job.js';
import { readClock } from '../../models/database/clock.js';
import { openDatabase } from '../../models/database.js';
import { insertHistory } from '../../models/history.js';

const STEPS = 4;
const LEASE_MS = 1_000;
const STEP_MS = 60;
const TICK_EVERY_MS = 50;

const [url = '', name = '', skewMs = '0'] = process.argv.slice(2);

/** A computer whose clock is wrong: everything that asks it gets the wrong time. */
const turnClock = (byMs: number): void => {
  const right = Date.now.bind(Date);
  globalThis.Date = class extends Date {
    constructor(...given: [] | [number | string | Date]) {
      super(given[0] ?? right() + byMs);
    }
    static override now = () => right() + byMs;
  } as DateConstructor;
};

/** Writes a line for each of its steps; how far it got survives its owner. */
const job = (catchUp: Job['catchUp']): Job => ({
  name: `${name}-${catchUp}`,
  schedule: '*/10 * * * *',
  by: 'UTC',
  catchUp,
  run: async (shift) => {
    for (let step = shift.progress + 1; step <= STEPS; step += 1) {
      await sleep(STEP_MS);
      await shift.step(step, (tx) =>
        insertHistory(tx, {
          subjectKind: 'job',
          subjectId: step,
          happenedAt: new Date(),
          actorId: null,
          onBehalfOfId: null,
          surface: 'system',
          action: `${name}-${catchUp}`,
          detail: { params: { number: shift.slot.wall } },
        }),
      );
    }
    return 'done';
  },
});

const main = async (): Promise<void> => {
  turnClock(Number(skewMs));
  const database = await openDatabase(url);
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const worker = {
    database,
    jobs: [job('each'), job('latest'), job('skip')],
    log: silent,
    owner: `${process.pid}`,
    leaseMs: LEASE_MS,
    longestMs: 60_000,
    busy: new Map(),
    signal: new AbortController().signal,
  };
  process.send?.('ready');
  for (;;) {
    await database
      .read(readClock)
      .then((now) => tick(worker, now))
      .catch(() => undefined);
    await sleep(TICK_EVERY_MS);
  }
};

process.on('disconnect', () => process.exit());
void main();
