import type Router from '@koa/router';
import type { Context } from 'koa';
import { collectDefaultMetrics } from 'prom-client';
import { listLateRuns } from '../../jobs/late.js';
import type { Database } from '../../models/database.js';
import { readBacklog } from '../../models/shown-card.js';
import { ApprovalWatch } from './approval-sweep.js';
import type { Metrics } from './metrics.js';
import { WriteWatch } from './write-watch.js';

const READY_MS = 1_500;

export interface StatusNeeds {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly isLeaving: () => boolean;
}

/** By Node itself: with the first `body` that Koa is given, Node loads all that `fetch` is made of, 25 ms and 6 MB. */
function answer(ctx: Context, status: number, type: string, text: string) {
  ctx.respond = false;
  ctx.res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

const answerJson = (ctx: Context, status: 200 | 503, value: object) =>
  answer(ctx, status, 'application/json; charset=utf-8', JSON.stringify(value));

/** `/healthz`: the process lives. `/readyz`: it can do its work, and what waits. `/metrics`: for Prometheus. */
export function statusRoutes(router: Router, { database, metrics, now, isLeaving }: StatusNeeds) {
  const watch = new ApprovalWatch(database, now);
  const writes = new WriteWatch(database, now);
  // Node watches itself from here on, for as long as it lives.
  collectDefaultMetrics({ register: metrics.registry });
  router.get('/healthz', (ctx) => {
    answerJson(ctx, 200, { ok: true });
  });
  router.get('/readyz', async (ctx) => {
    if (isLeaving()) return answerJson(ctx, 503, { ok: false, reason: 'this instance is stopping' });
    try {
      const [cards, late] = await database.read(
        (tx) => Promise.all([readBacklog(tx, now()), listLateRuns(tx, now())]),
        Date.now() + READY_MS,
      );
      if (!(await writes.takesWrites()))
        return answerJson(ctx, 503, { ok: false, reason: 'the database takes nothing that is written' });
      // What is wrong with approvals and jobs is no reason to send people elsewhere: it is the same in every instance.
      answerJson(ctx, 200, { ok: true, cards, approvals: watch.read(), jobs: { late } });
    } catch {
      answerJson(ctx, 503, { ok: false, reason: 'the database cannot be reached' });
    }
  });
  router.get('/metrics', async (ctx) => {
    const { registry } = metrics;
    answer(ctx, 200, registry.contentType, await registry.metrics());
  });
}
