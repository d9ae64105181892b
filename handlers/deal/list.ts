import { countDeals, type DealListRow, type DealOrder, listDeals } from '../../models/deal.js';
import { listNamed, listNames } from '../../models/employee.js';
import type { Press } from '../../models/view-parts.js';
import type { ListRow } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import { pageOf } from '../page.js';
import { scopeOf } from '../scope.js';
import { card, useCase, withText } from '../useCase.js';
import { customerNames } from './customer-names.js';
import { emptyOf, type Filter, filterSchema, titleOf, whereFor } from './filter.js';
import { stageNamed } from './find.js';
import { getPipeline, type Pipeline, stageOf } from './pipeline.js';

/** What has waited longest comes first. */
const orderOf = ({ unmovedSince, closeBefore }: Filter): DealOrder => {
  if (unmovedSince) return 'longestUnmoved';
  return closeBefore ? 'soonestClose' : 'newest';
};

interface Whose {
  readonly customer: string | undefined;
  /** Where not all are the reader's own. */
  readonly owner: string | undefined;
}

const row = (pipeline: Pipeline, deal: DealListRow, { customer, owner }: Whose): ListRow => ({
  title: `${formatNumber('deal', deal.id)} ${deal.title}`,
  details: [
    ...(customer ? [customer] : []),
    stageOf(pipeline, deal.stage).name,
    { cents: deal.amountCents, currency: deal.currency },
    ...(deal.expectedClose ? [{ day: deal.expectedClose }] : []),
    ...(owner ? [owner] : []),
  ],
  press: { do: 'deal.show', input: { id: deal.id } },
});

export const listMyDeals = useCase(filterSchema, async (ctx, filter) => {
  const pipeline = await getPipeline(ctx.tx);
  const scope = filter.team ? await scopeOf(ctx) : [ctx.actor.id];
  const where = await whereFor(ctx, filter, scope, pipeline);
  const { limit, offset, shown } = pageOf(filter.page, await countDeals(ctx.tx, where));
  const deals = await listDeals(ctx.tx, { where, limit, offset }, orderOf(filter));
  const ownerIds = deals.map(({ ownerId }) => ownerId);
  const owners = filter.team ? await listNames(ctx.tx, ownerIds) : [];
  const customers = await customerNames(ctx.tx, deals);

  const { page: _, ...kept } = filter;
  const turn: Press = { do: 'deal.list', input: JSON.parse(JSON.stringify(kept)) };
  return card({
    kind: 'list',
    title: titleOf(filter, scope, pipeline),
    rows: deals.map((deal, index) =>
      row(pipeline, deal, { customer: customers[index], owner: owners[index] }),
    ),
    empty: emptyOf(ctx, filter),
    ...shown,
    turn,
  });
});

const teamWords = new Set(['team', 'all', '团队', '全部', '下属']);

/** `/deal list`, `/deal list team`, `/deal list 谈判`, `/deal list ERP`, `/deal list 张伟`: a colleague's, as far as I may see them. */
export const typeList = useCase(withText, async (ctx, { text }) => {
  const pipeline = await getPipeline(ctx.tx);
  const typed = text.trim().split(/\s+/).filter(Boolean);
  const others = typed.filter((word) => !teamWords.has(word.toLowerCase())).join(' ');
  const stage = stageNamed(pipeline, others);
  const isTeam =
    typed.some((word) => teamWords.has(word.toLowerCase())) ||
    (!stage && others !== '' && (await listNamed(ctx.tx, [others])).length > 0);
  return listMyDeals.run(ctx, {
    page: 1,
    ...(isTeam && { team: true }),
    ...(stage && { stage: stage.key }),
    ...(!stage && others && { search: others.slice(0, 100) }),
  });
});
