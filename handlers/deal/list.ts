import { countDeals, type DealListRow, type DealOrder, listDeals } from '../../models/deal.js';
import { listNames } from '../../models/employee.js';
import type { Press } from '../../models/view-parts.js';
import type { ListRow } from '../../models/views.js';
import { colleaguesCalled } from '../approval/named-people.js';
import { isoDayIn } from '../input/day.js';
import { formatNumber } from '../input/id.js';
import { numberSought } from '../numbered.js';
import { LONGEST_SEARCH, pageOf } from '../page.js';
import { scopeOf } from '../scope.js';
import { type Context, card, useCase, withText } from '../useCase.js';
import { customerNames } from './customer-names.js';
import { emptyOf, type Filter, filterSchema, titleOf, whereFor } from './filter.js';
import { stageNamed } from './find.js';
import { getPipeline, type Pipeline, type Stage, stageOf } from './pipeline.js';

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
  const first = numberSought('deal', filter.search ?? '');
  const deals = await listDeals(ctx.tx, { where, limit, offset, first }, orderOf(filter));
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

const teamWords: ReadonlySet<string> = new Set(['team', 'all', '团队', '全部', '下属', '我的团队']);
/** With `in` of `deals in negotiation`. */
const mineWords: ReadonlySet<string> = new Set(['my', 'mine', 'in', '我的']);

/** Past their expected close. */
const lateWords: ReadonlySet<string> = new Set(['overdue', 'slipping', '逾期', '过期', '超期']);

/** The name of a stage in a line, be it the whole of it or a word, and what else the line says. */
function partAtStage(
  pipeline: Pipeline,
  typed: readonly string[],
): { stage?: Stage; rest: readonly string[] } {
  const whole = stageNamed(pipeline, typed.join(' '));
  if (whole) return { stage: whole, rest: [] };
  const at = typed.findIndex((word) => stageNamed(pipeline, word));
  const stage = stageNamed(pipeline, typed[at] ?? '');
  return stage ? { stage, rest: typed.toSpliced(at, 1) } : { rest: typed };
}

/** What a line asks for: whose deals, in which stage, with which words in them. Of a colleague who is named, as far as I may see them. */
export async function filterTyped(ctx: Context, text: string): Promise<Filter> {
  const typed = text.trim().split(/\s+/).filter(Boolean);
  const has = (words: ReadonlySet<string>) => (word: string) => words.has(word.toLowerCase());
  const others = typed.filter((word) => ![teamWords, mineWords, lateWords].some((words) => has(words)(word)));
  const { stage, rest } = partAtStage(await getPipeline(ctx.tx), others);
  const search = rest.join(' ').slice(0, LONGEST_SEARCH);
  const isColleague = search !== '' && (await colleaguesCalled(ctx.tx, search)).length > 0;
  return {
    page: 1,
    ...((typed.some(has(teamWords)) || isColleague) && { team: true }),
    ...(typed.some(has(lateWords)) && { closeBefore: isoDayIn(ctx.actor.timeZone, ctx.now) }),
    ...(stage && { stage: stage.key }),
    ...(search && { search }),
  };
}

/** `/deal list`, `/deal list team`, `/deal list 谈判`, `/deal list ERP`, `/deal list 张伟 谈判` */
export const typeList = useCase(withText, async (ctx, { text }) =>
  listMyDeals.run(ctx, await filterTyped(ctx, text)),
);
