import { z } from 'zod';
import { countMyRunning, listMyRunning, type MyRequestRow } from '../../models/approval-lists.js';
import { isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { listDeals } from '../../models/deal.js';
import { groupedBy } from '../../models/grouped-by.js';
import { listRequestTitles } from '../../models/request.js';
import { saying } from '../../models/text.js';
import type { TodoView } from '../../models/views.js';
import { listed } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { anyPage, pageOf } from '../page.js';
import { type Context, card, useCase } from '../useCase.js';
import { words } from './words.js';

interface Titled {
  readonly id: number;
  readonly title: string;
}

const titles: Readonly<Record<string, (tx: Tx, ids: number[]) => Promise<readonly Titled[]>>> = {
  deal: (tx, ids) => listDeals(tx, { where: isOneOf('id', ids) }),
  request: listRequestTitles,
};

const subjectOf = ({ subjectKind, subjectId }: MyRequestRow) => `${subjectKind}:${subjectId}`;

/** The titles of what some requests are about, by kind and id. */
async function titlesOf({ tx }: Context, rows: readonly MyRequestRow[]): Promise<Map<string, string>> {
  const found = await Promise.all(
    Object.entries(titles).map(async ([kind, list]) => {
      const ids = rows.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
      const titled = ids.length > 0 ? await list(tx, ids) : [];
      return titled.map(({ id, title }) => [`${kind}:${id}`, title] as const);
    }),
  );
  return new Map(found.flat());
}

/** My requests that wait for others, the newest first. */
export async function readSent(ctx: Context, limit: number, offset = 0): Promise<TodoView['waiting']> {
  const rows = await listMyRunning(ctx.tx, ctx.actor.id, limit, offset);
  const titleOf = await titlesOf(ctx, rows);
  const holdersOf = groupedBy(rows, ({ approvalId }) => approvalId);
  return [...holdersOf].flatMap(([approvalId, holders]) =>
    holders.slice(0, 1).map((request) => ({
      approvalId,
      number: formatNumber('approval', approvalId),
      title: titleOf.get(subjectOf(request)) ?? '',
      waitingFor: holders.map(({ holderName }) => holderName),
      since: request.submittedAt.toISOString(),
    })),
  );
}

export const listSent = useCase(z.object({ page: anyPage }), async (ctx, { page }) => {
  const { limit, offset, shown } = pageOf(page, await countMyRunning(ctx.tx, ctx.actor.id));
  const items = await readSent(ctx, limit, offset);
  return card({
    kind: 'list',
    title: saying(words.sentTitle),
    rows: items.map(({ approvalId, number, title, waitingFor, since }) => ({
      title: `${number} ${title}`,
      details: [saying(words.waitingFor, { people: listed(waitingFor) }), { at: since }],
      press: { do: 'approval.show', input: { id: approvalId } },
    })),
    empty: saying(words.sentEmpty),
    ...shown,
    turn: { do: 'approval.sent', input: {} },
  });
});
