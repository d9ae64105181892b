import { bareSpeed, onBare } from '../bare.js';
import { readStatements, type Statement } from '../bare-rows.js';
import { checkAll } from '../check.js';
import type { FirmSize } from '../firm.js';
import { line, ratios } from '../report.js';
import { startStack } from '../stack.js';
import { perSecond } from './figures.js';
import type { Measure, Setting } from './measure.js';

const CONNECTIONS = 64;
const POOL_SIZES = [16, 64] as const;
/** More than any machine answers in a second. */
const MOST_PER_SECOND = 6_000;

const size: FirmSize = { sellers: 64, managers: 8 };
export const LINE = '/deal new {customer} {amount} 待签约';

interface Speed {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

interface Ours extends Speed {
  readonly statements: readonly Statement[];
}

async function runOurs({ plan, server }: Setting): Promise<Ours> {
  const stack = await startStack(server, size);
  try {
    const warmUp = stack.typing(LINE, MOST_PER_SECOND * plan.warmUpSeconds);
    const typing = stack.typing(LINE, MOST_PER_SECOND * plan.seconds, warmUp.firstAmount + warmUp.count);
    const first = await stack.closed(warmUp, CONNECTIONS, plan.warmUpSeconds);
    const before = await stack.app.usage();
    const outcomes = await stack.closed(typing, CONNECTIONS, plan.seconds);
    const after = await stack.app.usage();

    const runs = [
      { typing: warmUp, outcomes: first },
      { typing, outcomes },
    ];
    await checkAll(stack, runs, 'approval');
    return {
      perSecond: perSecond(outcomes),
      cpuMsEach: (after.cpuMs - before.cpuMs) / outcomes.answers.length,
      statements: await readStatements(stack.database),
    };
  } finally {
    await stack.stop();
  }
}

/** The same rows on the same tables, by a process that does nothing else. */
const runBare = (
  { plan, server }: Setting,
  statements: readonly Statement[],
  poolSize: number,
): Promise<Speed> =>
  onBare(server, size, statements, async ({ child, rows }) => {
    const speed = await bareSpeed(child, { ...rows, connections: CONNECTIONS, poolSize }, plan);
    return { transactions: speed.transactions, result: speed };
  });

const faster = (one: Speed, other: Speed): Speed => (one.perSecond >= other.perSecond ? one : other);

/** A signed `/deal new … 待签约` until all its rows are committed, against the bare writing of those rows. */
export const commands: Measure = {
  title:
    'Signed `/deal new … 待签约`, 64 connections, against bare prepared `mysql2` transactions of the same rows',
  run: async (setting) => {
    const ours: Speed[] = [];
    const bare: Speed[] = [];
    for (let round = 1; round <= setting.plan.rounds; round += 1) {
      const mine = await runOurs(setting);
      const theirs: Speed[] = [];
      for (const poolSize of POOL_SIZES) theirs.push(await runBare(setting, mine.statements, poolSize));
      const best = theirs.reduce(faster);
      setting.tell(
        `round ${round}: ${mine.perSecond.toFixed(0)}/s, bare ${theirs.map((one) => one.perSecond.toFixed(0)).join(' and ')}/s`,
      );
      ours.push(mine);
      bare.push(best);
    }
    const speed = (list: readonly Speed[]) => list.map((one) => one.perSecond);
    const cpu = (list: readonly Speed[]) => list.map((one) => one.cpuMsEach);
    return [
      line('Dealdesk', 'commands/s', speed(ours)),
      line('bare, the better pool of 16 and 64', 'transactions/s', speed(bare)),
      line('speed, ours : bare', '', ratios(speed(ours), speed(bare)), { least: 0.8 }),
      line('CPU of Dealdesk for a command', 'ms', cpu(ours)),
      line('CPU of the bare process for a transaction', 'ms', cpu(bare)),
      line('CPU, ours : bare', '', ratios(cpu(ours), cpu(bare)), { most: 1.6 }),
    ];
  },
};
