/**
 * `npm run faults -- --rounds 50 --seed 7 --only F1,F5 --log rounds.jsonl`: breaks things on purpose and checks that
 * nothing was lost and nothing doubled. Ends with 1 when a check failed.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startMariaDb } from '../support/mariadb.js';
import type { Experiment } from './experiment.js';
import { experiments } from './experiments.js';
import { summary } from './report.js';
import { type Round, runExperiment } from './run.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    log: { type: 'string' },
  },
});

const chosen = (): readonly Experiment[] => {
  const names = values.only?.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names?.filter((name) => !experiments.some((experiment) => experiment.name === name)) ?? [];
  const all = experiments.map(({ name }) => name).join(', ');
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${all}.`);
  return names ? experiments.filter(({ name }) => names.includes(name)) : experiments;
};

const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a number from 1 up.');

const keep = (round: Round): void => {
  if (values.log) appendFileSync(values.log, `${JSON.stringify(round)}\n`);
};

/** @returns whether all held */
const run = async (
  experiment: Experiment,
  server: Awaited<ReturnType<typeof startMariaDb>>,
): Promise<boolean> => {
  const done: Round[] = [];
  let failure: unknown;
  try {
    for await (const round of runExperiment(experiment, server, { rounds, seed: values.seed })) {
      done.push(round);
      keep(round);
    }
  } catch (error) {
    failure = error;
  }
  console.log(`\n${summary(experiment, done, failure)}`);
  return failure === undefined && done.every(({ breaches }) => breaches.length === 0);
};

const main = async (): Promise<void> => {
  const wanted = chosen();
  const server = await startMariaDb();
  console.log(`seed ${values.seed}, ${rounds} rounds each: ${wanted.map(({ name }) => name).join(', ')}`);
  const verdicts: boolean[] = [];
  for (const experiment of wanted) verdicts.push(await run(experiment, server));
  await server.stop();
  const failed = wanted.filter((_, at) => !verdicts[at]).map(({ name }) => name);
  console.log(failed.length > 0 ? `\nFAIL ${failed.join(', ')}` : '\nAll held.');
  process.exit(failed.length > 0 ? 1 : 0);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
await main();
