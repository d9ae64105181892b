import { findMariaDb, type MariaDb, startMariaDb } from '../support/mariadb.js';
import type { Breach } from './checker.js';
import type { Experiment } from './experiment.js';
import { experiments } from './experiments.js';
import { runExperiment } from './run.js';

/** Two rounds of each, on every change; `npm run faults` runs as many as you like. */
const ROUNDS = 2;
const SEED = process.env.FAULTS_SEED ?? '1';
const LONGEST_MS = 240_000;

const describeIfThere = findMariaDb() ? describe : describe.skip;

/**
 * Those that wait most of the time, for locks, leases and the pace of cards, in two rows that go on beside each other, each
 * with a server of its own. The others are alone, as the whole machine belongs to what they measure.
 */
const rows: readonly (readonly string[])[] = [
  ['F4', 'F5', 'F16', 'F22', 'F23'],
  ['F1', 'F7', 'F12', 'F17', 'F21'],
];
const inRow = (names: readonly string[]) => experiments.filter(({ name }) => names.includes(name));
const alone = experiments.filter(({ name }) => !rows.flat().includes(name));

const breachesOf = async (experiment: Experiment, server: MariaDb): Promise<Breach[]> => {
  const all: Breach[] = [];
  for await (const { breaches } of runExperiment(experiment, server, { rounds: ROUNDS, seed: SEED }))
    all.push(...breaches);
  return all;
};

type Runs = ReadonlyMap<Experiment, Promise<Breach[]>>;

/** Begins the first of them; each other one begins when the one before has ended, however that was. */
const beginRow = (row: readonly Experiment[], server: MariaDb): Runs => {
  const runs = new Map<Experiment, Promise<Breach[]>>();
  let before: Promise<unknown> = Promise.resolve();
  for (const experiment of row) {
    const run = before.then(() => breachesOf(experiment, server));
    runs.set(experiment, run);
    before = run.catch(() => {});
  }
  return runs;
};

describeIfThere('nothing is lost and nothing doubled on MariaDB', () => {
  let servers: readonly MariaDb[];
  let runs: Map<Experiment, Promise<Breach[]>>;
  beforeAll(async () => {
    // In memory, where the run is: kill -9 takes a process away, and nothing that it has handed to the system.
    servers = await Promise.all(rows.map(() => startMariaDb([], process.env.TEST_FOLDER)));
    runs = new Map(servers.flatMap((server, at) => [...beginRow(inRow(rows[at] ?? []), server)]));
  }, LONGEST_MS);
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  /** One that is tried again runs again. */
  const outcomeOf = async (experiment: Experiment): Promise<Breach[]> => {
    const run = runs.get(experiment) ?? breachesOf(experiment, servers[0] as MariaDb);
    runs.delete(experiment);
    return run;
  };

  test.each([...rows.flatMap(inRow), ...alone].map((each) => [each.name, each.fault, each] as const))(
    '%s: %s',
    async (_name, _fault, experiment) => {
      expect(await outcomeOf(experiment)).toEqual([]);
    },
    LONGEST_MS,
  );
});
