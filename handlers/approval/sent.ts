import { z } from 'zod';
import { countMyRunning, listMyRunning, type MyRequestRow } from '../../models/approval.js';
import { listDeals } from '../../models/deal.js';
import { saying } from '../../models/text.js';
import type { TodoView } from '../../models/views.js';
import { listed } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { type Context, card, useCase } from '../useCase.js';
import { words } from './words.js';

const PAGE_SIZE = 8;

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

/** My requests that wait for others, the newest first. */
export async function readSent(ctx: Context, limit: number, offset = 0): Promise<TodoView['waiting']> {
  const rows = await listMyRunning(ctx.tx, ctx.actor.id, limit, offset);
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

export const listSent = useCase(
  z.object({ page: z.int().positive().default(1) }),
  async (ctx, { page: wanted }) => {
    const total = await countMyRunning(ctx.tx, ctx.actor.id);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(wanted, pages);
    const items = await readSent(ctx, PAGE_SIZE, (page - 1) * PAGE_SIZE);
    return card({
      kind: 'list',
      title: saying(words.sentTitle),
      rows: items.map(({ approvalId, number, title, waitingFor, since }) => ({
        title: `${number} ${title}`,
        details: [saying(words.waitingFor, { people: listed(waitingFor) }), { at: since }],
        press: { do: 'approval.show', input: { id: approvalId } },
      })),
      empty: saying(words.sentEmpty),
      page,
      pages,
      total,
      turn: { do: 'approval.sent', input: {} },
    });
  },
);
