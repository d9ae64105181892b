import { z } from 'zod';
import { countMyRunning, countOpenTasks, listOpenTasks } from '../../models/approval-lists.js';
import { all, is, isEmpty } from '../../models/database/condition.js';
import { countDeals, listDeals } from '../../models/deal.js';
import { countDrafts } from '../../models/request-draft.js';
import type { TodoView } from '../../models/views.js';
import { taskItem } from '../approval/mine.js';
import { readSent } from '../approval/sent.js';
import { customerNames } from '../deal/customer-names.js';
import { isOverdue } from '../deal/overdue.js';
import { getPipeline, stageOf, stageView } from '../deal/pipeline.js';
import { formatNumber } from '../input/id.js';
import { draftRows } from '../request/draft-list.js';
import { type Context, card, useCase } from '../useCase.js';

const TASKS_SHOWN = 10;
const REQUESTS_SHOWN = 5;
const DRAFTS_SHOWN = 5;
const DEALS_SHOWN = 5;

/** What waits for me, what of mine waits for others, what I have begun to ask for, and my open deals. */
async function todoView(ctx: Context): Promise<TodoView> {
  const { tx, actor } = ctx;
  const pipeline = await getPipeline(tx);
  const tasks = await listOpenTasks(tx, actor.id, TASKS_SHOWN);
  const where = all(is('ownerId', actor.id), isEmpty('closedAt'));
  const deals = await listDeals(tx, { where, limit: DEALS_SHOWN }, 'soonestClose');
  const customers = await customerNames(tx, deals);
  const drafts = await draftRows(ctx, DRAFTS_SHOWN);
  return {
    kind: 'todo',
    tasks: await Promise.all(tasks.map((row) => taskItem(tx, row))),
    taskCount: await countOpenTasks(tx, actor.id),
    waiting: await readSent(ctx, REQUESTS_SHOWN),
    waitingCount: await countMyRunning(tx, actor.id),
    drafts,
    // Hardly anybody has as many as are shown, so hardly anybody's are counted.
    draftCount: drafts.length < DRAFTS_SHOWN ? drafts.length : await countDrafts(tx, actor.id),
    deals: deals.map((deal, index) => ({
      id: deal.id,
      number: formatNumber('deal', deal.id),
      title: deal.title,
      ...(customers[index] && { customer: customers[index] }),
      stage: stageView(stageOf(pipeline, deal.stage)),
      amount: { cents: deal.amountCents, currency: deal.currency },
      expectedClose: deal.expectedClose,
      isOverdue: isOverdue(deal, ctx),
    })),
    dealCount: await countDeals(tx, where),
  };
}

export const showTodo = useCase(z.object({}), async (ctx) => card(await todoView(ctx)));
