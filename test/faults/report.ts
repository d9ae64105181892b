import type { Experiment } from './experiment.js';
import { checksOf, type Round } from './run.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const percentile = (numbers: readonly number[], part: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const figuresOf = (rounds: readonly Round[]): string => {
  const names = [...new Set(rounds.flatMap(({ figures }) => Object.keys(figures)))];
  return names
    .map((name) => {
      const values = rounds.flatMap(({ figures }) => (figures[name] === undefined ? [] : [figures[name]]));
      return `${name} ${Math.round(sum(values) * 10) / 10} (at most ${Math.max(...values)} in a round)`;
    })
    .join(', ');
};

const recoveryOf = (rounds: readonly Round[]): string => {
  const times = rounds.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs]));
  return times.length === 0
    ? ''
    : `  recovered in ${seconds(percentile(times, 0.5))} (median), ${seconds(Math.max(...times))} (longest)`;
};

const MOST_BREACHES = 5;

/** An experiment in a few lines, each check with its verdict. */
export const summary = (experiment: Experiment, rounds: readonly Round[], failure?: unknown): string => {
  const breaches = rounds.flatMap((round) =>
    round.breaches.map((breach) => ({ ...breach, round: round.round })),
  );
  const total = (of: (round: Round) => number): number => sum(rounds.map(of));
  const failed = checksOf(experiment).filter((name) => breaches.some(({ check }) => check === name));
  const unnamed = breaches.filter(({ check }) => !checksOf(experiment).includes(check));
  const passed = rounds.length > 0 ? checksOf(experiment).filter((name) => !failed.includes(name)) : [];
  return [
    `${experiment.name}  ${experiment.fault}`,
    `  ${rounds.length} rounds, ${seconds(total(({ ms }) => ms))}`,
    `  requests: ${total(({ requests }) => requests.ok)} ok, ${total(({ requests }) => requests.refused)} refused, ` +
      `${total(({ requests }) => requests.unknown)} unknown; slowest answer ` +
      `${Math.round(Math.max(0, ...rounds.map(({ slowestMs }) => slowestMs)))} ms`,
    `  retries ${total(({ retries }) => retries)}, doubles ${total(({ doubles }) => doubles)}`,
    recoveryOf(rounds),
    figuresOf(rounds) && `  ${figuresOf(rounds)}`,
    passed.length > 0 ? `  PASS ${passed.join(', ')}` : '',
    failed.length > 0 ? `  FAIL ${failed.join(', ')}` : '',
    ...[...breaches.slice(0, MOST_BREACHES), ...unnamed.slice(0, 1)].map(
      ({ check, round, what }) => `    round ${round}, ${check}: ${what}`,
    ),
    failure === undefined
      ? ''
      : `  FAIL it broke off: ${failure instanceof Error ? failure.stack : String(failure)}`,
  ]
    .filter(Boolean)
    .join('\n');
};
