import { setTimeout as sleep } from 'node:timers/promises';
import { type Arrivals, checkAll } from '../check.js';
import type { FirmSize } from '../firm.js';
import { percentile } from '../numbers.js';
import { type Line, line } from '../report.js';
import { type Stack, startStack } from '../stack.js';
import { latenciesMs } from './figures.js';
import type { Measure, Setting } from './measure.js';
import { typedAtRate } from './typed-at-rate.js';

const LINE = '/deal new {customer} {amount}';
const ARRIVAL_LIMIT_MS = 20_000;
const POLL_MS = 50;

interface Rate {
  readonly what: string;
  readonly perSecond: number;
  /** So many that Slack's limit of one a second for each is not what is measured. */
  readonly size: FirmSize;
  readonly mostMs: number;
}

const rates: readonly Rate[] = [
  { what: 'idle, 10/s', perSecond: 10, size: { sellers: 64, managers: 8 }, mostMs: 25 },
  { what: '300/s', perSecond: 300, size: { sellers: 750, managers: 8 }, mostMs: 100 },
];

interface Delivered {
  readonly p50: number;
  readonly p99: number;
  readonly answerP99: number;
}

/** All cards have arrived, or it is time to say that they have not. */
async function untilArrived({ database }: Stack) {
  const limit = Date.now() + ARRIVAL_LIMIT_MS;
  const behind = () =>
    database.read((tx) =>
      tx.row<{ id: number }>("SELECT id FROM shown_cards WHERE state = 'behind' LIMIT 1"),
    );
  while ((await behind()) && Date.now() < limit) await sleep(POLL_MS);
}

interface Made {
  readonly cardId: number;
  readonly createdAt: Date;
}

/**
 * From the beginning of the transaction that made the deal, which is a little before its commit, until Slack had read
 * the request, which is a little after its first byte: a little more than what is asked for.
 */
async function deliveryTimes(
  { database }: Stack,
  firstAmount: number,
  arrivals: Arrivals,
): Promise<number[]> {
  const made = await database.read((tx) =>
    tx.rows<Made>(
      `SELECT s.id AS cardId, d.createdAt FROM deals d JOIN shown_cards s ON s.subject = 'deal' AND s.subjectId = d.id
       WHERE d.amountCents >= ?`,
      [firstAmount * 100],
    ),
  );
  return made.map(
    ({ cardId, createdAt }) => (arrivals.get(cardId) ?? Number.POSITIVE_INFINITY) - createdAt.getTime(),
  );
}

async function deliver(setting: Setting, { perSecond, size }: Rate): Promise<Delivered> {
  const stack = await startStack(setting.server, size);
  try {
    const rate = { line: LINE, perSecond };
    const { typing, outcomes, runs } = await typedAtRate(stack, setting, rate);
    await untilArrived(stack);

    const times = await deliveryTimes(stack, typing.firstAmount, await checkAll(stack, runs, 'deal'));
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      answerP99: percentile(latenciesMs(outcomes), 0.99),
    };
  } finally {
    await stack.stop();
  }
}

const linesOf = ({ what, mostMs }: Rate, all: readonly Delivered[]): Line[] => [
  line(
    `${what}: half of the cards`,
    'ms',
    all.map(({ p50 }) => p50),
  ),
  line(
    `${what}: 99 of 100`,
    'ms',
    all.map(({ p99 }) => p99),
    { most: mostMs },
  ),
  line(
    `${what}: answers meanwhile, 99 of 100`,
    'ms',
    all.map(({ answerP99 }) => answerP99),
  ),
];

/** How soon after its commit a change is at the platform. */
export const delivery: Measure = {
  title: 'From the commit of a `/deal new` to the first byte of its card at Slack',
  run: async (setting) => {
    const lines: Line[] = [];
    for (const rate of rates) {
      const all: Delivered[] = [];
      for (let round = 1; round <= setting.plan.rounds; round += 1) {
        const one = await deliver(setting, rate);
        setting.tell(`round ${round}: ${rate.what}, p99 ${one.p99.toFixed(1)} ms`);
        all.push(one);
      }
      lines.push(...linesOf(rate, all));
    }
    return lines;
  },
};
