import { z } from 'zod';
import { definitionOf, findApproval } from '../../models/approval.js';
import {
  type ApprovalListRow,
  type Approvals,
  anyOf,
  approvalsDecidedBy,
  approvalsNaming,
  approvalsSeenBy,
  approvalsWhere,
  bothOf,
  countApprovals,
  listApprovalRows,
  listNewestIds,
} from '../../models/approval-lists.js';
import { all, any, everything, is, isOneOf } from '../../models/database/condition.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { ListRow } from '../../models/views.js';
import { formatNumber, readNumber } from '../input/id.js';
import { whereNumbered } from '../numbered.js';
import { anyPage, LONGEST_SEARCH, pageOf } from '../page.js';
import { scopeOf } from '../scope.js';
import { type Context, card, useCase } from '../useCase.js';
import { maySeeApproval } from './load.js';
import { stateNames } from './state-names.js';
import { words } from './words.js';

interface Own {
  readonly approvals: (personId: number) => Approvals;
  readonly title: Text;
  readonly empty: Text;
}

/** What somebody has done. */
const own: Readonly<Record<'sent' | 'decided', Own>> = {
  sent: {
    approvals: (personId) => approvalsWhere(is('initiatorId', personId)),
    title: words.listSentTitle,
    empty: words.listSentEmpty,
  },
  decided: { approvals: approvalsDecidedBy, title: words.listDecidedTitle, empty: words.listDecidedEmpty },
};

/** Which approvals a list has: all that I may see, or those that I have sent or decided. */
const filterSchema = z.object({
  page: anyPage,
  of: z.enum(['sent', 'decided']).optional(),
  search: z.string().max(LONGEST_SEARCH).optional(),
});
type Filter = z.infer<typeof filterSchema>;

/** Known to the approval alone, such as that it was copied to me: whoever may see it finds it by its number. */
async function named(ctx: Context, search: string): Promise<readonly Approvals[]> {
  const number = readNumber(search, 'approval');
  const found = number?.kind === 'approval' && (await findApproval(ctx.tx, number.id));
  return found && (await maySeeApproval(ctx, found)) ? [approvalsWhere(is('id', found.instance.id))] : [];
}

/** @returns nothing for who sees all */
async function seen(ctx: Context, search: string): Promise<Approvals | undefined> {
  const scope = await scopeOf(ctx);
  if (scope === 'all') return undefined;
  return anyOf(approvalsSeenBy(ctx.actor.id, scope), ...(await named(ctx, search)));
}

/** By its number or that of what it is about; where it is no `A-31`, it may be a part of a name as well. */
function found(search: string): Approvals {
  const numbered = whereNumbered('approval', search);
  const number = readNumber(search);
  if (!number) return anyOf(approvalsNaming(search), ...numbered.map(approvalsWhere));
  const isAbout = all(is('subjectKind', number.kind), is('subjectId', number.id));
  return approvalsWhere(any(isAbout, ...numbered));
}

const MOST_FOUND = 200;

/** All names are read through for a search, so that is done once. */
async function lookFor({ tx }: Context, search: string, within: Approvals | undefined): Promise<Approvals> {
  const matching = within ? bothOf(found(search), within) : found(search);
  return approvalsWhere(isOneOf('id', await listNewestIds(tx, matching, MOST_FOUND)));
}

async function approvalsFor(ctx: Context, { of, search = '' }: Filter): Promise<Approvals> {
  const whole = of ? own[of].approvals(ctx.actor.id) : await seen(ctx, search);
  return search === '' ? (whole ?? approvalsWhere(everything)) : lookFor(ctx, search, whole);
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
  const approvals = await approvalsFor(ctx, filter);
  const { limit, offset, shown } = pageOf(filter.page, await countApprovals(ctx.tx, approvals));
  const rows = await listApprovalRows(ctx.tx, approvals, limit, offset);
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
