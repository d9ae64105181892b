import { onBare } from '../bare.js';
import { readStatements, type Statement } from '../bare-rows.js';
import { checkAll, isLeftOpen } from '../check.js';
import type { FirmSize } from '../firm.js';
import { percentile } from '../numbers.js';
import { type Line, line, ratios } from '../report.js';
import { startStack } from '../stack.js';
import { LINE } from './commands.js';
import { latenciesMs } from './figures.js';
import type { Measure, Setting } from './measure.js';
import { typedAtRate } from './typed-at-rate.js';

const BARE_POOL_SIZE = 16;
const size: FirmSize = { sellers: 64, managers: 8 };

interface Rate {
  readonly perSecond: number;
  readonly mostMs: number;
}

const rates: readonly Rate[] = [
  { perSecond: 300, mostMs: 15 },
  { perSecond: 1_000, mostMs: 50 },
];

interface Answered {
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly leftOpenPercent: number;
  readonly rssMb: number;
  readonly statements: readonly Statement[];
}

async function answer(setting: Setting, perSecond: number): Promise<Answered> {
  const stack = await startStack(setting.server, size);
  try {
    const rate = { line: LINE, perSecond };
    const { outcomes, runs } = await typedAtRate(stack, setting, rate);
    const { rssBytes } = await stack.app.usage();

    await checkAll(stack, runs, 'approval', { mayLeaveOpen: true });
    const latencies = latenciesMs(outcomes);
    return {
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      slowest: percentile(latencies, 1),
      leftOpenPercent: (100 * outcomes.answers.filter(isLeftOpen).length) / outcomes.answers.length,
      rssMb: rssBytes / 1e6,
      statements: await readStatements(stack.database),
    };
  } finally {
    await stack.stop();
  }
}

/** What this machine makes anybody wait who writes the same rows at that rate. @returns for what 99 of 100 were faster */
const waitBare = (
  { plan, server }: Setting,
  statements: readonly Statement[],
  perSecond: number,
): Promise<number> =>
  onBare(server, size, statements, async ({ child, rows }) => {
    const load = { ...rows, poolSize: BARE_POOL_SIZE, perSecond };
    const warmUp = await child.ask<Float64Array>('openLoop', { ...load, seconds: plan.warmUpSeconds });
    const latencies = await child.ask<Float64Array>('openLoop', { ...load, seconds: plan.seconds });
    return { transactions: warmUp.length + latencies.length, result: percentile(latencies, 0.99) };
  });

const linesOf = (
  { perSecond, mostMs }: Rate,
  answered: readonly Answered[],
  bareP99: readonly number[],
): Line[] => {
  const all = (figure: Exclude<keyof Answered, 'statements'>) => answered.map((one) => one[figure]);
  const rate = `${perSecond}/s`;
  return [
    line(`${rate}, half of the answers`, 'ms', all('p50')),
    line(`${rate}, 99 of 100`, 'ms', all('p99'), { most: mostMs }),
    line(`${rate}, 99 of 100 bare transactions of the same rows`, 'ms', bareP99),
    line(`${rate}, 99 of 100, ours : bare`, '', ratios(all('p99'), bareP99)),
    line(`${rate}, the slowest`, 'ms', all('slowest'), { most: 2_500 }),
    line(`${rate}, asked to try again, or to look first`, '%', all('leftOpenPercent'), { most: 0 }),
    line(`${rate}, memory of the process afterwards (RSS)`, 'MB', all('rssMb'), { most: 150 }),
  ];
};

/** How long people wait who type at fixed times, whether or not the answers keep up. */
export const acknowledge: Measure = {
  title: 'Answers to signed `/deal new … 待签约` at a fixed rate, counted from when each was due',
  run: async (setting) => {
    const lines: Line[] = [];
    for (const rate of rates) {
      const answered: Answered[] = [];
      const bareP99: number[] = [];
      for (let round = 1; round <= setting.plan.rounds; round += 1) {
        const one = await answer(setting, rate.perSecond);
        const bare = await waitBare(setting, one.statements, rate.perSecond);
        setting.tell(
          `round ${round}: ${rate.perSecond}/s, p99 ${one.p99.toFixed(1)} ms, bare ${bare.toFixed(1)} ms`,
        );
        answered.push(one);
        bareP99.push(bare);
      }
      lines.push(...linesOf(rate, answered, bareP99));
    }
    return lines;
  },
};
