import { setTimeout as sleep } from 'node:timers/promises';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { jobClock, tick } from '../../jobs/clock.js';
import type { Job, Log, Shift } from '../../jobs/job.js';
import type { Worker } from '../../jobs/run-slot.js';
import { readClock } from '../../models/database/clock.js';
import { type Database, openDatabase } from '../../models/database.js';
import { saveSetting } from '../../models/setting.js';
import { withClockAt } from '../support/clock-at.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { hire } from '../support/staff.js';
import { until } from '../support/until.js';

const nine = new Date('2026-06-15T09:00:00.000Z');
const after = (minutes: number) => new Date(nine.getTime() + minutes * 60_000);

/** Half of it is more than a busy machine makes of a moment. */
const LEASE_MS = 1_000;

interface Row {
  readonly job: string;
  readonly slot: string;
  readonly owner: string;
  readonly epoch: number;
  readonly finishedAt: Date | null;
  readonly outcome: string | null;
}

const runsIn = (database: Database) =>
  database.read((tx) =>
    tx.rows<Row>('SELECT job, slot, owner, epoch, finishedAt, outcome FROM job_runs ORDER BY slot, job'),
  );

/** A log that a test can read. */
const openLog = () => {
  const lines: string[] = [];
  const write = (_: object, sentence: string) => void lines.push(sentence);
  return { lines, log: { info: write, warn: write, error: write } as unknown as Log };
};

const jobOf = (run: Job['run'], more: Partial<Job> = {}): Job => ({
  name: 'count',
  schedule: '*/30 * * * *',
  by: 'UTC',
  catchUp: 'latest',
  run,
  ...more,
});

/** An instance: its own connections, its own name. */
const instance = (
  database: Database,
  owner: string,
  job: Job,
  more: Partial<Worker> = {},
): Worker & { readonly lines: string[] } => {
  const { log, lines } = openLog();
  return {
    database,
    jobs: [job],
    log,
    owner,
    leaseMs: LEASE_MS,
    longestMs: 60_000,
    signal: new AbortController().signal,
    busy: new Map(),
    lines,
    ...more,
  };
};

const isOver = async (database: Database) => (await runsIn(database)).every(({ finishedAt }) => finishedAt);

describeOnEachDatabase('the clock', (open, _freshUrl, readyUrl) => {
  /** Three instances' connections to one database. */
  const databases: Database[] = [];
  let [here, there, elsewhere] = databases as [Database, Database, Database];

  beforeAll(async () => {
    const url = await readyUrl();
    for (let n = 0; n < 3; n += 1) databases.push(await openDatabase(url));
    [here, there, elsewhere] = databases as [Database, Database, Database];
  });
  beforeEach(() =>
    here.transaction(async (tx) => {
      for (const table of ['job_runs', 'clocks', 'settings']) tx.later(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    for (const database of databases) await database.close();
  });

  test('plans nothing the first time that it looks, and each slot once from then on', async () => {
    const slots: string[] = [];
    const one = instance(
      here,
      'one',
      jobOf(async ({ slot }) => {
        slots.push(slot.wall);
        return 'counted';
      }),
    );
    for (const minute of [10, 29, 30, 31, 30, 45, 60, 61]) await tick(one, after(minute));
    expect(slots).toEqual(['2026-06-15T09:30', '2026-06-15T10:00']);
    expect(await runsIn(here)).toMatchObject([
      { job: 'count', slot: '2026-06-15T09:30 UTC', owner: 'one', epoch: 1, outcome: 'counted' },
      { job: 'count', slot: '2026-06-15T10:00 UTC', owner: 'one', epoch: 1, outcome: 'counted' },
    ]);
    expect(await isOver(here)).toBe(true);
  });

  test('goes on at once when the database’s clock was a day ahead and has been put right', async () => {
    const slots: string[] = [];
    const one = instance(
      here,
      'one',
      jobOf(async ({ slot }) => {
        slots.push(slot.wall);
        return 'counted';
      }),
    );
    const day = 24 * 60;
    for (const minute of [10, day + 10, 20, 30]) await tick(one, after(minute));
    expect(slots).toEqual(['2026-06-16T09:00', '2026-06-15T09:30']);
  });

  test('runs each slot once when three instances look at the same moment, whatever their order', async () => {
    const slots: string[] = [];
    const job = jobOf(
      async ({ slot }) => {
        slots.push(slot.wall);
        await sleep(Math.random() * 5);
        return 'counted';
      },
      { schedule: '* * * * *', catchUp: 'each' },
    );
    const workers = databases.map((here, n) => instance(here, `instance ${n}`, job, { leaseMs: 30_000 }));
    for (const worker of workers) await tick(worker, nine);
    for (let minute = 1; minute <= 12; minute += 1)
      await Promise.all(workers.map((worker) => tick(worker, after(minute))));
    expect(slots).toHaveLength(12);
    expect(new Set(slots).size).toBe(12);
  });

  test('starts a slot in every zone where people are', async () => {
    await hire(here, { name: 'Wei', timeZone: 'Asia/Shanghai' });
    await hire(here, { name: 'Jonas', timeZone: 'Europe/Berlin' });
    await hire(here, { name: 'Nobody knows where', timeZone: 'Mars/Olympus' });
    await hire(here, { name: 'Gone', timeZone: 'America/New_York', active: false });
    const one = instance(
      here,
      'one',
      jobOf(async () => 'done', { schedule: '30 8 * * *', by: 'people' }),
    );
    await tick(one, new Date('2026-06-14T12:00:00.000Z'));
    await tick(one, new Date('2026-06-15T12:00:00.000Z'));
    expect((await runsIn(here)).map(({ slot }) => slot)).toEqual([
      '2026-06-15T08:30 Asia/Shanghai',
      '2026-06-15T08:30 Europe/Berlin',
    ]);
  });

  test.each([
    ['latest', ['11:00']],
    ['each', ['09:30', '10:00', '10:30', '11:00']],
    ['skip', []],
  ] as const)('after two hours of downtime, catching up “%s” runs %j, once', async (catchUp, expected) => {
    const slots: string[] = [];
    const job = jobOf(
      async ({ slot }) => {
        slots.push(slot.wall.slice(11));
        return 'counted';
      },
      { catchUp },
    );
    await tick(instance(elsewhere, 'before', job), after(1));
    const workers = [here, there].map((one, n) => instance(one, `after ${n}`, job));
    await Promise.all(workers.map((worker) => tick(worker, after(125))));
    expect(slots.sort()).toEqual(expected);
  });

  test('replaces an instance that stopped in the middle, after its lease; when it wakes, it writes nothing', async () => {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const note = (shift: Shift, name: string, progress: number) =>
      shift.step(progress, (tx) => saveSetting(tx, name, { progress }));
    const first = instance(
      here,
      'stopped',
      jobOf(async (shift) => {
        await note(shift, 'first half', 1);
        await asleep;
        await note(shift, 'written by a ghost', 2);
        return 'both halves';
      }),
    );
    const second = instance(
      there,
      'other',
      jobOf(async (shift) => {
        await note(shift, 'second half', shift.progress + 1);
        return `from ${shift.progress}`;
      }),
    );

    await tick(first, nine);
    const running = tick(first, after(30));
    await sleep(LEASE_MS / 2);
    await tick(second, after(31));
    expect(await runsIn(there)).toMatchObject([{ owner: 'stopped', epoch: 1, finishedAt: null }]);
    await sleep(LEASE_MS);
    await tick(second, after(32));
    expect(await runsIn(there)).toMatchObject([{ owner: 'other', epoch: 2, outcome: 'from 1' }]);

    wake();
    await running;
    expect(first.lines).toEqual(['a job went to another instance']);
    expect(await runsIn(there)).toMatchObject([{ owner: 'other', epoch: 2, outcome: 'from 1' }]);
    const names = await there.read((tx) =>
      tx.rows<{ name: string }>('SELECT name FROM settings ORDER BY name'),
    );
    expect(names.map(({ name }) => name)).toEqual(['first half', 'second half']);
  });

  test('waits longer each time a job fails, says why, and leaves it alone in the end', async () => {
    let tries = 0;
    const one = instance(
      here,
      'one',
      jobOf(async () => {
        tries += 1;
        throw new Error('the printer is on fire');
      }),
    );
    await tick(one, nine);
    await tick(one, after(30));
    await tick(one, after(31));
    expect(tries).toBe(1);
    expect(await runsIn(here)).toMatchObject([
      { finishedAt: null, outcome: 'failed: Error: the printer is on fire' },
    ]);
    for (let again = 0; again < 9; again += 1) {
      await here.transaction(async (tx) => tx.later(`UPDATE job_runs SET leaseEndsAt = ${tx.clock}`));
      await sleep(5);
      await tick(one, after(32));
    }
    expect(tries).toBe(5);
    expect(one.lines).toEqual(Array(5).fill('a job failed'));
  });

  test('one job that fails does not keep the others from running', async () => {
    const done: string[] = [];
    const bad = jobOf(
      async () => {
        throw new Error('no');
      },
      { name: 'bad' },
    );
    const good = jobOf(
      async () => {
        done.push('good');
        return 'fine';
      },
      { name: 'good' },
    );
    const one = instance(here, 'one', bad, { jobs: [bad, good] });
    await tick(one, nine);
    await tick(one, after(30));
    expect(done).toEqual(['good']);
  });

  const never = new Promise<never>(() => {});

  test('one job that hangs does not keep the others from running, now or later', async () => {
    const done: string[] = [];
    const hanging = jobOf(() => never, { name: 'hanging' });
    const good = jobOf(
      async ({ slot }) => {
        done.push(slot.wall.slice(11));
        return 'fine';
      },
      { name: 'good' },
    );
    const stopping = new AbortController();
    const ending = { signal: stopping.signal, graceMs: 0 };
    const one = instance(here, 'one', good, { jobs: [hanging, good], ...ending });
    await tick(one, nine);
    const ticks = [30, 60].map(async (minutes, count) => {
      await until(() => done.length === count);
      await tick(one, after(minutes));
    });
    await until(() => done.length === 2);
    stopping.abort();
    await Promise.all(ticks);
    expect(done).toEqual(['09:30', '10:00']);
  });

  test('gives up a job that hangs after its time, says so, and nothing that it does later is written', async () => {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let late: Promise<void> | undefined;
    const job = jobOf(async (shift) => {
      late = asleep.then(() => shift.step(1, (tx) => saveSetting(tx, 'written by a ghost', {})));
      await late;
      return 'at last';
    });
    const one = instance(here, 'one', job, { longestMs: 50, graceMs: 10 });
    await tick(one, nine);
    await tick(one, after(30));
    wake();
    await expect(late).rejects.toThrow('It did not come to an end');
    expect(one.lines).toEqual(['a job failed']);
    expect(await runsIn(here)).toMatchObject([
      { finishedAt: null, outcome: expect.stringContaining('It did not come to an end within') },
    ]);
    expect(await here.read((tx) => tx.rows('SELECT name FROM settings'))).toEqual([]);
  });

  test('the other jobs run although a platform does not say who works there, and stopping waits for no answer', async () => {
    await here.transaction(async (tx) => {
      const twoDaysAgo = new Date((await readClock(tx)).getTime() - 2 * 86_400_000);
      tx.insert('clocks', { name: 'jobs', readAt: twoDaysAgo });
    });
    const { log, lines } = openLog();
    let isAsked = false;
    const syncDirectory = () => {
      isAsked = true;
      return never;
    };
    const clock = jobClock(here, { digestAt: '08:30', draw: drawFrom(''), syncDirectory }, log);
    clock.start();
    await until(() => isAsked);
    await until(async () =>
      (await runsIn(here)).every(({ job, finishedAt }) => job === 'directory' || finishedAt),
    );
    await clock.stop();
    const runs = await runsIn(here);
    expect(runs.filter(({ finishedAt }) => !finishedAt)).toMatchObject([
      { job: 'directory', outcome: 'handed over' },
    ]);
    expect(lines.filter((line) => line !== 'a job is done')).toEqual([]);
  });

  test('hands over what is unfinished when it stops, at once', async () => {
    const stopping = new AbortController();
    const job = jobOf(async (shift) => {
      await shift.step(7, () => undefined);
      stopping.abort();
      await shift.step(8, () => undefined);
      return 'all of it';
    });
    const one = instance(here, 'one', job, { signal: stopping.signal, leaseMs: 600_000 });
    await tick(one, nine);
    await tick(one, after(30));
    expect(await runsIn(there)).toMatchObject([{ finishedAt: null, outcome: 'handed over' }]);
    await sleep(5);
    await tick(
      instance(
        there,
        'two',
        jobOf(async ({ progress }) => `from ${progress}`),
      ),
      after(31),
    );
    expect(await runsIn(there)).toMatchObject([{ owner: 'two', outcome: 'from 7' }]);
    expect(one.lines).toEqual([]);
  });

  test('goes by the database’s clock, though the instance’s own is a day ahead', async () => {
    const { log, lines } = openLog();
    const right = await here.read(readClock);
    await withClockAt(Date.now() + 86_400_000, async () => {
      const clock = jobClock(here, { digestAt: '08:30', draw: drawFrom('') }, log);
      clock.start();
      await sleep(100);
      await clock.stop();
    });
    const planned = await here.read((tx) => tx.row<{ readAt: Date }>('SELECT readAt FROM clocks'));
    expect(planned?.readAt.getTime()).toBeGreaterThanOrEqual(right.getTime());
    expect(planned?.readAt.getTime()).toBeLessThan(right.getTime() + 60_000);
    expect(await runsIn(here)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('begins with what was missed as soon as it starts, and stops when it is told', async () => {
    const { log } = openLog();
    await here.transaction(async (tx) => {
      const hourAgo = new Date((await readClock(tx)).getTime() - 3_600_000);
      tx.insert('clocks', { name: 'jobs', readAt: hourAgo });
    });
    const clock = jobClock(here, { digestAt: '08:30', draw: drawFrom('') }, log);
    clock.start();
    await until(async () => (await runsIn(here)).length >= 2 && (await isOver(here)), 10_000);
    await clock.stop();
    const jobs = (await runsIn(here)).map(({ job, outcome }) => [job, outcome]);
    expect(jobs).toEqual(
      expect.arrayContaining([
        ['contracts', 'drawn: 0'],
        ['reminders', 'reminded: 0'],
      ]),
    );
  });

  test('says so when the database is away, and goes on', async () => {
    const closed = await open();
    await closed.close();
    const { log, lines } = openLog();
    const clock = jobClock(closed, { digestAt: '08:30', draw: drawFrom('') }, log);
    clock.start();
    await until(() => lines.length > 0);
    await clock.stop();
    expect(lines).toEqual(['the clock could not look for jobs']);
  });
});

test('a clock that is put back by an hour holds up no job: they are looked for each minute all the same', async () => {
  jest.useFakeTimers({ now: new Date('2026-06-15T09:00:30Z') });
  const minutes: number[] = [];
  const away = {
    read: async () => {
      minutes.push(new Date().getUTCMinutes());
      throw new Error('away');
    },
  } as unknown as Database;
  const clock = jobClock(away, { digestAt: '08:30', draw: drawFrom('') }, openLog().log);
  try {
    clock.start();
    await jest.advanceTimersByTimeAsync(40_000);
    jest.setSystemTime(new Date('2026-06-15T08:01:10Z'));
    await jest.advanceTimersByTimeAsync(180_000);
  } finally {
    jest.useRealTimers();
    await clock.stop();
  }
  expect(minutes).toEqual([0, 1, 2, 3, 4]);
});
