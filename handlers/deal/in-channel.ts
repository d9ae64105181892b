import type { ChangedDeal, Follow } from '../../models/channel.js';
import type { Tx } from '../../models/database/tx.js';
import { findDeal } from '../../models/deal.js';
import { type Employee, findEmployee } from '../../models/employee.js';
import { saying, type Text } from '../../models/text.js';
import type { DealView, NoticeView } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import { maySee, scopeOf } from '../scope.js';
import type { Context } from '../useCase.js';
import { dealView } from './view.js';

const words = {
  over: { zh: '这个群不再跟进 {number}', en: 'This group chat does not follow {number} any more' },
} satisfies Record<string, Text>;

interface InChannel {
  readonly view: DealView;
  /** In whose language and zone: who had it followed. */
  readonly reader: Employee;
}

const isAbout = ({ kind, subjectId }: Follow, dealId: number) => kind !== 'deal' || subjectId === dealId;

/** What somebody may show others: what they may see themselves, and of a team what is theirs or their people's. */
async function mayShow(ctx: Context, { kind }: Follow, ownerId: number): Promise<boolean> {
  if (kind !== 'team') return maySee(ctx, ownerId);
  const scope = await scopeOf({ ...ctx, actor: { ...ctx.actor, roles: [] } });
  return scope !== 'all' && scope.includes(ownerId);
}

const contextFor = (tx: Tx, actor: Employee, now: Date): Context => ({ tx, actor, now, surface: 'system' });

/** On whose word a channel shows a deal now: somebody who works here and may still see it. */
async function grantorOf(
  tx: Tx,
  follows: readonly Follow[],
  { dealId, ownerId }: Pick<ChangedDeal, 'dealId' | 'ownerId'>,
  now: Date,
): Promise<Employee | undefined> {
  for (const follow of follows.filter((one) => isAbout(one, dealId))) {
    const actor = await findEmployee(tx, follow.followedById);
    if (actor?.active && (await mayShow(contextFor(tx, actor, now), follow, ownerId))) return actor;
  }
  return undefined;
}

/** Thousands of deals from a file are no news: nobody would read anything else there for hours. */
export const isShownThere = async (tx: Tx, follow: Follow, deal: ChangedDeal, now: Date): Promise<boolean> =>
  deal.changedAt !== null &&
  deal.changedAt >= follow.followedAt &&
  (await grantorOf(tx, [follow], deal, now)) !== undefined;

/**
 * A deal as a group chat sees it: to read. Its contract and its approval are opened elsewhere, by who may.
 * @returns nothing when nobody any more who may see it has it followed
 */
export async function dealInChannel(
  tx: Tx,
  follows: readonly Follow[],
  dealId: number,
  now: Date,
): Promise<InChannel | undefined> {
  const deal = await findDeal(tx, dealId);
  const reader = deal && (await grantorOf(tx, follows, { dealId, ownerId: deal.ownerId }, now));
  if (!reader) return undefined;
  const view = await dealView(tx, deal, false);
  return { reader, view: { ...view, contract: null, approval: null, can: [] } };
}

export const overView = (dealId: number): NoticeView => ({
  kind: 'notice',
  title: saying(words.over, { number: formatNumber('deal', dealId) }),
  body: [],
  buttons: [],
});
