import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { atRoot } from '../../bot/root.js';
import { readClock } from '../../models/database/clock.js';
import { bundle } from '../support/bundle.js';
import type { Breach } from './checker.js';
import { type Experiment, expectAll } from './experiment.js';
import { feelPulse, stretched } from './pulse.js';
import type { Random } from './random.js';
import { startWorld, type World } from './world.js';

const INSTANCES = 3;
const STEPS = 4;
const LEASE_MS = 1_000;
const DOWN_FOR_MINUTES = 120;
const EVERY_MINUTES = 10;
const DONE_WITHIN_MS = 30_000;
const SKEWS_MS = [0, 600_000, -600_000];

const folder = 'dist/clock';

interface Run {
  readonly job: string;
  readonly slot: string;
  readonly epoch: number;
  readonly finishedAt: Date | null;
  readonly owner: string;
}

const runsOf = ({ database }: World, name: string): Promise<Run[]> =>
  database.read((tx) =>
    tx.rows<Run>(
      'SELECT job, slot, epoch, finishedAt, owner FROM job_runs WHERE job LIKE ? ORDER BY job, slot',
      [`${name}-%`],
    ),
  );

interface Line {
  readonly job: string;
  readonly step: number;
  readonly slot: string;
  readonly n: number;
}

/** What the jobs have done, each step of each slot with how often. */
const linesOf = ({ database }: World, name: string): Promise<Line[]> =>
  database.read((tx) =>
    tx.rows<Line>(
      `SELECT action AS job, subjectId AS step, JSON_VALUE(detail, '$.params.number') AS slot, COUNT(*) AS n
       FROM history WHERE subjectKind = 'job' AND action LIKE ? GROUP BY action, subjectId, slot`,
      [`${name}-%`],
    ),
  );

const launch = async (url: string, name: string, skewMs: number): Promise<ChildProcess> => {
  const child = fork(atRoot(folder, 'clock-process.js'), [url, name, String(skewMs)], {
    stdio: 'ignore',
  });
  await once(child, 'message');
  return child;
};

/** One that works on a slot right now. */
const atWork = async (world: World, name: string, children: readonly ChildProcess[]) => {
  for (let tries = 0; tries < 400; tries += 1) {
    const busy = (await runsOf(world, name)).find(
      ({ finishedAt, owner }) => finishedAt === null && owner !== '',
    );
    const child = children.find(({ pid }) => String(pid) === busy?.owner);
    if (child) return child;
    await sleep(5);
  }
  return undefined;
};

/** Everybody was away for two hours. */
const wasDown = ({ database }: World): Promise<void> =>
  database.transaction(async (tx) => {
    const since = `NOW(3) - INTERVAL ${DOWN_FOR_MINUTES} MINUTE`;
    tx.later(
      `INSERT INTO clocks (name, readAt) VALUES ('jobs', ${since}) ON DUPLICATE KEY UPDATE readAt = ${since}`,
    );
  });

const slotsOf = (runs: readonly Run[], job: string): number => runs.filter((run) => run.job === job).length;

const EVERY_MS = EVERY_MINUTES * 60_000;

/** The number of the slot that a time is in. */
const slotAt = async ({ database }: World): Promise<number> =>
  Math.floor((await database.read(readClock)).getTime() / EVERY_MS);

/** @param came  how many more slots have come while they worked: the time goes on */
const judge = (name: string, runs: readonly Run[], lines: readonly Line[], came: number): Breach[] => {
  const each = slotsOf(runs, `${name}-each`);
  const latest = slotsOf(runs, `${name}-latest`);
  const twice = lines.find(({ n }) => n > 1);
  const unfinished = runs.filter(({ finishedAt }) => finishedAt === null);
  const lacking = runs.filter(
    ({ job, slot }) =>
      lines.filter((line) => line.job === job && slot.startsWith(line.slot)).length !== STEPS,
  );
  const wanted = DOWN_FOR_MINUTES / EVERY_MINUTES;
  return expectAll([
    [
      'once',
      twice === undefined,
      `step ${twice?.step} of ${twice?.job} ${twice?.slot} was done ${twice?.n} times`,
    ],
    ['all done', unfinished.length === 0, `${unfinished[0]?.job} ${unfinished[0]?.slot} was never finished`],
    ['all done', lacking.length === 0, `${lacking[0]?.job} ${lacking[0]?.slot} lacks a step`],
    [
      'caught up',
      each >= wanted && each <= wanted + came,
      `${each} of ${wanted} missed slots were run by a job that runs each`,
    ],
    ['caught up', latest >= 1 && latest <= 1 + came, `a job that runs the latest slot only ran ${latest}`],
    ['caught up', slotsOf(runs, `${name}-skip`) <= 1 + came, 'a job that skips what was missed did not'],
  ]);
};

const round = async (world: World, url: string, random: Random) => {
  const name = random.letters(8);
  await wasDown(world);
  const firstSlot = await slotAt(world);
  const beganAt = performance.now();
  const children = await Promise.all(
    random.shuffle(SKEWS_MS.slice(0, INSTANCES)).map((skewMs) => launch(url, name, skewMs)),
  );
  let stops = 0;
  for (let nth = 0; nth < 2; nth += 1) {
    await sleep(random.int(0, 200));
    const owner = await atWork(world, name, children);
    if (!owner) continue;
    owner.kill('SIGSTOP');
    stops += 1;
    await sleep(LEASE_MS + random.int(200, 1_200));
    owner.kill('SIGCONT');
  }
  const until = performance.now() + stretched(DONE_WITHIN_MS);
  let runs = await runsOf(world, name);
  while (runs.some(({ finishedAt }) => finishedAt === null) && performance.now() < until) {
    await sleep(100);
    runs = await runsOf(world, name);
  }
  const recoveryMs = performance.now() - beganAt;
  const came = (await slotAt(world)) - firstSlot;
  await sleep(LEASE_MS / 2);
  for (const child of children) child.kill('SIGKILL');
  await feelPulse();
  const breaches = judge(name, runs, await linesOf(world, name), came);
  return {
    sent: [],
    breaches,
    recoveryMs,
    figures: {
      stopped: stops,
      slots: runs.length,
      'changed hands': runs.filter(({ epoch }) => epoch > 1).length,
    },
  };
};

export const clock: Experiment = {
  name: 'F16',
  fault:
    'a clock on three instances: one is stopped at work, two have wrong clocks, all were down for two hours',
  asks: ['once', 'all done', 'caught up'],
  checksWorld: false,
  start: async (server) => {
    await bundle('test/faults/clock-process.ts', folder);
    const world = await startWorld(server);
    const row = await world.database.read((tx) => tx.row<{ name: string }>('SELECT DATABASE() AS name'));
    for (const instance of world.instances) await instance.stop();
    return { round: (random) => round(world, server.url(row?.name ?? ''), random), stop: world.stop };
  },
};
