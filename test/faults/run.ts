import type { MariaDb } from '../support/mariadb.js';
import { type Breach, invariants } from './checker.js';
import type { Sent } from './client.js';
import type { Experiment, Findings, Trial } from './experiment.js';
import type { Outcome } from './outcome.js';
import { feelPulse } from './pulse.js';
import { randomOf } from './random.js';

/** Nothing may be answered later than this, whatever is broken: Slack waits for three seconds. */
const LATEST_MS = 2_500;
/** On a machine where others take the time away. */
const LATEST_WHEN_BUSY_MS = 2_900;
const BUSY = 1.5;

/** A round in figures, as it is written down. */
export interface Round {
  readonly experiment: string;
  readonly seed: string;
  readonly round: number;
  readonly requests: Readonly<Record<Outcome, number>>;
  readonly slowestMs: number;
  readonly retries: number;
  readonly doubles: number;
  readonly recoveryMs: number | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly breaches: readonly Breach[];
  readonly ms: number;
  /** How many times slower the machine was than one of its own. */
  readonly slowness: number;
}

export interface Settings {
  readonly rounds: number;
  readonly seed: string;
}

const outcomes: readonly Outcome[] = ['ok', 'refused', 'unknown', 'bug'];

const countOf = (sent: readonly Sent[]): Round['requests'] =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome, sent.filter((each) => each.outcome === outcome).length]),
  ) as Record<Outcome, number>;

/** Of those that got an answer. */
const slowestOf = (sent: readonly Sent[]): number =>
  Math.max(0, ...sent.map(({ status, ms }) => (status ? ms : 0)));

/** What holds for every round of every experiment. */
const always = (sent: readonly Sent[], slowness: number): Breach[] => [
  ...sent
    .filter(({ ms }) => ms > (slowness > BUSY ? LATEST_WHEN_BUSY_MS : LATEST_MS))
    .map(({ what, ms, text }) => ({
      check: 'in time',
      what: `"${what}" took ${Math.round(ms)} ms: ${text}`,
    })),
  ...sent
    .filter(({ outcome }) => outcome === 'bug')
    .map(({ what, text }) => ({ check: 'no bug', what: `"${what}" was answered: ${text}` })),
];

export const checksOf = ({ checksWorld, asks }: Experiment): readonly string[] => [
  ...(checksWorld ? invariants : []),
  ...asks,
  'in time',
  'no bug',
];

const rounded = (value: number): number => Math.round(value * 10) / 10;

const written = (
  { name: experiment }: Experiment,
  seed: string,
  round: number,
  found: Findings,
  ms: number,
  slowness: number,
): Round => ({
  experiment,
  seed,
  round,
  requests: countOf(found.sent),
  slowestMs: rounded(slowestOf(found.sent)),
  retries: found.retries ?? 0,
  doubles: found.doubles ?? 0,
  recoveryMs: found.recoveryMs === undefined ? null : rounded(found.recoveryMs),
  figures: found.figures ?? {},
  breaches: [...found.breaches, ...always(found.sent, slowness)],
  ms: rounded(ms),
  slowness: rounded(slowness),
});

/** Runs an experiment so many times. The same seed makes the same plan, whichever experiments run besides. */
export async function* runExperiment(
  experiment: Experiment,
  server: MariaDb,
  { rounds, seed }: Settings,
): AsyncGenerator<Round> {
  const trial: Trial = await experiment.start(server);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const before = await feelPulse();
      const beganAt = performance.now();
      const found = await trial.round(randomOf(seed, experiment.name, round));
      const ms = performance.now() - beganAt;
      yield written(experiment, seed, round, found, ms, Math.max(before, await feelPulse()));
    }
  } finally {
    await trial.stop();
  }
}
