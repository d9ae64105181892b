import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { listLateRuns } from '../../jobs/late.js';
import type { Database } from '../../models/database.js';
import { readBacklog } from '../../models/shown-card.js';
import { listUsage } from '../../models/usage.js';

/** Seconds. Slack waits for 3. */
const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];

/** Without the database the rest is shown all the same. */
const READ_MS = 1_500;

export interface Metrics {
  readonly registry: Registry;
  readonly answers: Histogram<'platform' | 'kind' | 'result'>;
  readonly cards: Counter<'platform' | 'result'>;
  /** What a platform counts: `call` by us, `push` to us. */
  readonly traffic: Counter<'platform' | 'kind'>;
}

/** What `/metrics` shows. The backlog is read when it is asked for. */
export function makeMetrics(database: Database, now: () => Date): Metrics {
  const registry = new Registry();
  const readNow = () =>
    database.read((tx) => readBacklog(tx, now()), Date.now() + READ_MS).catch(() => undefined);
  let reading: ReturnType<typeof readNow> | undefined;
  /** Once for all that is shown of it. */
  const backlog = () => {
    reading ??= readNow().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  new Gauge({
    name: 'dealdesk_cards_waiting',
    help: 'Cards that do not show the latest state, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const read = await backlog();
      if (!read) return;
      const { behind, dead, unreachable } = read;
      for (const [state, n] of Object.entries({ behind, dead, unreachable })) this.set({ state }, n);
    },
  });
  new Gauge({
    name: 'dealdesk_cards_oldest_seconds',
    help: 'For how long somebody has been waiting for a card, however often it was tried: whoever has waited for longest.',
    registers: [registry],
    async collect() {
      const read = await backlog();
      if (read) this.set(read.oldestMs / 1_000);
    },
  });
  new Gauge({
    name: 'dealdesk_cards_untried_seconds',
    help: 'For how long a card has been due that nobody has tried to show: the one that has been so for longest.',
    registers: [registry],
    async collect() {
      const read = await backlog();
      if (read) this.set(read.untriedMs / 1_000);
    },
  });
  new Gauge({
    name: 'dealdesk_job_late_seconds',
    help: 'How long ago a job should have run that is not done, where that is a quarter of an hour or more.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      this.reset();
      const late = await database.read((tx) => listLateRuns(tx, now()), Date.now() + READ_MS).catch(() => []);
      // The latest comes first, and is what stays.
      for (const { job, lateMs } of late.reverse()) this.set({ job }, lateMs / 1_000);
    },
  });
  new Gauge({
    name: 'dealdesk_transaction_retries_total',
    help: 'Transactions run again after a deadlock, a lock time-out or a changed read.',
    registers: [registry],
    collect() {
      this.set(database.retries);
    },
  });
  new Gauge({
    name: 'dealdesk_platform_month_used',
    help: 'Of what a platform allows by the month, how much all instances have used in its latest one.',
    labelNames: ['platform', 'kind', 'month'],
    registers: [registry],
    async collect() {
      this.reset();
      const usage = await database.read(listUsage, Date.now() + READ_MS).catch(() => []);
      for (const { platform, kind, month, used } of usage) this.set({ platform, kind, month }, Number(used));
    },
  });
  return {
    registry,
    answers: new Histogram({
      name: 'dealdesk_answer_seconds',
      help: 'Time from a decoded request to its answer.',
      labelNames: ['platform', 'kind', 'result'],
      buckets: ANSWER_BUCKETS,
      registers: [registry],
    }),
    cards: new Counter({
      name: 'dealdesk_cards_sent_total',
      help: 'Attempts to show a card.',
      labelNames: ['platform', 'result'],
      registers: [registry],
    }),
    traffic: new Counter({
      name: 'dealdesk_platform_traffic_total',
      help: 'What a platform counts against its quota: calls by this instance, and pushes to it.',
      labelNames: ['platform', 'kind'],
      registers: [registry],
    }),
  };
}
