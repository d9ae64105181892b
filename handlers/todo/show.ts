import { z } from 'zod';
import { countOpenTasks, listMyRunning, listOpenTasks, type MyRequestRow } from '../../models/approval.js';
import { countDeals, listDeals } from '../../models/deal.js';
import type { TodoView } from '../../models/views.js';
import { taskItem } from '../approval/mine.js';
import { getPipeline, stageOf, stageView } from '../deal/pipeline.js';
import { formatNumber } from '../input/id.js';
import { type Context, card, useCase } from '../useCase.js';

const TASKS_SHOWN = 10;
const REQUESTS_SHOWN = 5;
const DEALS_SHOWN = 5;

const byRequest = (rows: readonly MyRequestRow[]): MyRequestRow[][] => [
  ...rows
    .reduce(
      (groups, row) => groups.set(row.approvalId, [...(groups.get(row.approvalId) ?? []), row]),
      new Map<number, MyRequestRow[]>(),
    )
    .values(),
];

/** The titles of the deals that some requests are about. */
async function titlesOf(ctx: Context, rows: readonly MyRequestRow[]): Promise<Map<number, string>> {
  const ids = rows.filter(({ subjectKind }) => subjectKind === 'deal').map(({ subjectId }) => subjectId);
  const deals = await listDeals(ctx.tx, { where: { id: ids } });
  return new Map(deals.map(({ id, title }) => [id, title]));
}

async function readWaiting(ctx: Context): Promise<TodoView['waiting']> {
  const rows = await listMyRunning(ctx.tx, ctx.actor.id, REQUESTS_SHOWN);
  const titles = await titlesOf(ctx, rows);
  return byRequest(rows).flatMap((holders) => {
    const [first] = holders;
    if (!first) return [];
    return {
      approvalId: first.approvalId,
      number: formatNumber('approval', first.approvalId),
      title: titles.get(first.subjectId) ?? '',
      waitingFor: holders.map(({ holderName }) => holderName),
      since: first.submittedAt.toISOString(),
    };
  });
}

/** What waits for me, what of mine waits for others, and my open deals. */
export async function todoView(ctx: Context): Promise<TodoView> {
  const { tx, actor } = ctx;
  const pipeline = await getPipeline(tx);
  const tasks = await listOpenTasks(tx, actor.id, TASKS_SHOWN);
  const where = { ownerId: actor.id, closedAt: null };
  const deals = await listDeals(tx, {
    where,
    order: [
      ['expectedClose', 'ASC'],
      ['id', 'DESC'],
    ],
    limit: DEALS_SHOWN,
  });
  return {
    kind: 'todo',
    tasks: await Promise.all(tasks.map((row) => taskItem(tx, row))),
    taskCount: await countOpenTasks(tx, actor.id),
    waiting: await readWaiting(ctx),
    deals: deals.map(({ id, title, stage, amountCents, currency, expectedClose }) => ({
      id,
      number: formatNumber('deal', id),
      title,
      stage: stageView(stageOf(pipeline, stage)),
      amount: { cents: Number(amountCents), currency },
      expectedClose,
    })),
    dealCount: await countDeals(tx, { where }),
  };
}

export const showTodo = useCase(z.object({}), async (ctx) => card(await todoView(ctx)));
