import { findCustomer } from '../../models/customer.js';
import { type DealListRow, type DealOrder, listDeals, sumDeals } from '../../models/deal.js';
import { listNames } from '../../models/employee.js';
import { type Param, saying } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import type { ListRow } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import { numberSought } from '../numbered.js';
import { pageOf } from '../page.js';
import { scopeOf } from '../scope.js';
import { totalsOf } from '../sums.js';
import { type Context, card, useCase } from '../useCase.js';
import { customerNames } from './customer-names.js';
import { type Filter, filterSchema, whereFor } from './filter.js';
import { filterFields } from './filter-fields.js';
import { emptyOf, titleOf } from './list-title.js';
import { isOverdue } from './overdue.js';
import { getPipeline, type Pipeline, stageOf } from './pipeline.js';
import { words } from './words.js';

const orders = { newest: 'newest', biggest: 'biggest', soonest: 'soonestClose' } as const;

/** What has waited longest comes first, unless it was said what does. */
const orderOf = ({ order, unmovedSince, closeBefore }: Filter): DealOrder => {
  if (order) return orders[order];
  if (unmovedSince) return 'longestUnmoved';
  return closeBefore ? 'soonestClose' : 'newest';
};

const closeOf = (deal: DealListRow, ctx: Context): readonly Param[] => {
  if (deal.expectedClose === null) return [];
  const day = { day: deal.expectedClose };
  return [isOverdue(deal, ctx) ? saying(words.listOverdue, { day }) : day];
};

interface Whose {
  readonly customer: string | undefined;
  /** Where not all are the reader's own. */
  readonly owner: string | undefined;
}

const row = (ctx: Context, pipeline: Pipeline, deal: DealListRow, { customer, owner }: Whose): ListRow => ({
  title: `${formatNumber('deal', deal.id)} ${deal.title}`,
  details: [
    ...(customer ? [customer] : []),
    stageOf(pipeline, deal.stage).name,
    { cents: deal.amountCents, currency: deal.currency },
    ...closeOf(deal, ctx),
    ...(owner ? [owner] : []),
  ],
  press: { do: 'deal.show', input: { id: deal.id } },
});

/** Who is behind the ids of a filter. */
async function knownOf({ tx }: Context, { owner, customer }: Filter) {
  return {
    owner: owner ? (await listNames(tx, [owner]))[0] : undefined,
    customer: customer
      ? ((await findCustomer(tx, customer))?.name ?? formatNumber('customer', customer))
      : undefined,
  };
}

const counted = (sums: readonly { readonly count: number }[]) =>
  sums.reduce((total, { count }) => total + count, 0);

export const listMyDeals = useCase(filterSchema, async (ctx, filter) => {
  const pipeline = await getPipeline(ctx.tx);
  const isOfOthers = Boolean(filter.team || filter.owner);
  const scope = isOfOthers ? await scopeOf(ctx) : [ctx.actor.id];
  const where = await whereFor(ctx, filter, scope, pipeline);
  const sums = await sumDeals(ctx.tx, where);
  const { limit, offset, shown } = pageOf(filter.page, counted(sums));
  const first = numberSought('deal', filter.search ?? '');
  const deals = await listDeals(ctx.tx, { where, limit, offset, first }, orderOf(filter));
  const ownerIds = deals.map(({ ownerId }) => ownerId);
  const owners = isOfOthers ? await listNames(ctx.tx, ownerIds) : [];
  const customers = await customerNames(ctx.tx, deals);
  const known = { ...(await knownOf(ctx, filter)), currencies: sums.length };

  const { page: _, ...kept } = filter;
  const turn: Press = { do: 'deal.list', input: JSON.parse(JSON.stringify(kept)) };
  return card({
    kind: 'list',
    title: titleOf(filter, scope, pipeline, known),
    rows: deals.map((deal, index) =>
      row(ctx, pipeline, deal, { customer: customers[index], owner: owners[index] }),
    ),
    empty: emptyOf(ctx, filter),
    worth: totalsOf(sums),
    ...(ctx.surface === 'miniapp' && { filter: filterFields(filter, pipeline) }),
    ...shown,
    turn,
  });
});
