import { execFileSync } from 'node:child_process';
import { atRoot } from '../../bot/root.js';
import { findMariaDb, type MariaDb, startMariaDb } from '../support/mariadb.js';
import { experiments } from './experiments.js';
import { runExperiment } from './run.js';

/** A few rounds of each, on every change; `npm run faults` runs as many as you like. */
const ROUNDS = 3;
const SEED = process.env.FAULTS_SEED ?? '1';
const LONGEST_MS = 240_000;

const describeIfThere = findMariaDb() ? describe : describe.skip;

describeIfThere('nothing is lost and nothing doubled on MariaDB', () => {
  let server: MariaDb;
  beforeAll(async () => {
    // The instances run as people run them: built.
    execFileSync(process.execPath, [atRoot('node_modules/typescript/bin/tsc'), '-p', atRoot('test/faults')]);
    server = await startMariaDb();
  }, LONGEST_MS);
  afterAll(() => server.stop());

  test.each(experiments.map((experiment) => [experiment.name, experiment.fault, experiment] as const))(
    '%s: %s',
    async (_name, _fault, experiment) => {
      for await (const { breaches } of runExperiment(experiment, server, { rounds: ROUNDS, seed: SEED }))
        expect(breaches).toEqual([]);
    },
    LONGEST_MS,
  );
});
