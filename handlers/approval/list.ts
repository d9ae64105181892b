import { z } from 'zod';
import { definitionOf, findApproval } from '../../models/approval.js';
import {
  type ApprovalListRow,
  countApprovalRows,
  isAskedOf,
  isDecidedBy,
  listApprovalRows,
} from '../../models/approval-lists.js';
import { all, any, type Condition, everything, holds, is, isOneOf } from '../../models/database/condition.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { ListRow } from '../../models/views.js';
import { formatNumber, readNumber } from '../input/id.js';
import { whereNumbered } from '../numbered.js';
import { anyPage, pageOf } from '../page.js';
import { scopeOf } from '../scope.js';
import { type Context, card, useCase } from '../useCase.js';
import { maySeeApproval } from './load.js';
import { stateNames } from './state-names.js';
import { words } from './words.js';

interface Own {
  readonly where: (personId: number) => Condition;
  readonly title: Text;
  readonly empty: Text;
}

/** What somebody has done. */
const own: Readonly<Record<'sent' | 'decided', Own>> = {
  sent: {
    where: (personId) => is('initiatorId', personId),
    title: words.listSentTitle,
    empty: words.listSentEmpty,
  },
  decided: { where: isDecidedBy, title: words.listDecidedTitle, empty: words.listDecidedEmpty },
};

/** Which approvals a list has: all that I may see, or those that I have sent or decided. */
const filterSchema = z.object({
  page: anyPage,
  of: z.enum(['sent', 'decided']).optional(),
  search: z.string().max(100).optional(),
});
type Filter = z.infer<typeof filterSchema>;

/** Known to the approval alone, such as that it was copied to me: whoever may see it finds it by its number. */
async function whereNamed(ctx: Context, search: string): Promise<readonly Condition[]> {
  const number = readNumber(search, 'approval');
  const found = number?.kind === 'approval' && (await findApproval(ctx.tx, number.id));
  return found && (await maySeeApproval(ctx, found)) ? [is('id', found.instance.id)] : [];
}

async function whereSeen(ctx: Context, search: string): Promise<Condition> {
  const scope = await scopeOf(ctx);
  if (scope === 'all') return everything;
  const named = await whereNamed(ctx, search);
  return any(isOneOf('initiatorId', scope), isOneOf('dealOwnerId', scope), isAskedOf(ctx.actor.id), ...named);
}

const isAbout = (kind: 'deal' | 'request', search: string): readonly Condition[] =>
  whereNumbered(kind, search, 'subjectId').map((number) => all(is('subjectKind', kind), number));

/** In the title or the name of who sent it, or by its number or that of what it is about. */
const whereFound = (search: string): Condition =>
  any(
    holds('title', search),
    holds('initiatorName', search),
    ...whereNumbered('approval', search),
    ...isAbout('deal', search),
    ...isAbout('request', search),
  );

async function whereFor(ctx: Context, { of, search = '' }: Filter): Promise<Condition> {
  const whole = of ? own[of].where(ctx.actor.id) : await whereSeen(ctx, search);
  return search === '' ? whole : all(whole, whereFound(search));
}

const titleOf = ({ of, search }: Filter): Saying => {
  if (search) return saying(words.listFoundTitle, { search });
  return saying(of ? own[of].title : words.listTitle);
};

const emptyOf = ({ of, search }: Filter): Saying => saying(of && !search ? own[of].empty : words.listNone);

const rowOf = async ({ tx }: Context, row: ApprovalListRow, { of }: Filter): Promise<ListRow> => ({
  title: `${formatNumber('approval', row.id)} ${row.title}`,
  details: [
    (await definitionOf(tx, row)).name,
    ...(of === 'sent' ? [] : [row.initiatorName]),
    stateNames[row.state],
    { at: row.submittedAt.toISOString() },
  ],
  press: { do: 'approval.show', input: { id: row.id } },
});

export const listApprovals = useCase(filterSchema, async (ctx, filter) => {
  const where = await whereFor(ctx, filter);
  const { limit, offset, shown } = pageOf(filter.page, await countApprovalRows(ctx.tx, where));
  const rows = await listApprovalRows(ctx.tx, { where, limit, offset });
  const { of, search } = filter;
  return card({
    kind: 'list',
    title: titleOf(filter),
    rows: await Promise.all(rows.map((row) => rowOf(ctx, row, filter))),
    empty: emptyOf(filter),
    ...shown,
    turn: { do: 'approval.list', input: { ...(of && { of }), ...(search && { search }) } },
  });
});
