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
  readonly followedAt: Date;
}

interface Grant extends Pick<Follow, 'followedAt'> {
  readonly by: Employee;
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
async function grantOf(
  tx: Tx,
  follows: readonly Follow[],
  { dealId, ownerId }: Pick<ChangedDeal, 'dealId' | 'ownerId'>,
  now: Date,
): Promise<Grant | undefined> {
  for (const follow of follows.filter((one) => isAbout(one, dealId))) {
    const by = await findEmployee(tx, follow.followedById);
    const { followedAt } = follow;
    if (by?.active && (await mayShow(contextFor(tx, by, now), follow, ownerId))) return { by, followedAt };
  }
  return undefined;
}

/** Thousands of deals from a file are no news: nobody would read anything else there for hours. */
export const isShownThere = async (tx: Tx, follow: Follow, deal: ChangedDeal, now: Date): Promise<boolean> =>
  deal.changedAt !== null &&
  deal.changedAt >= follow.followedAt &&
  (await grantOf(tx, [follow], deal, now)) !== undefined;

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
  const grant = deal && (await grantOf(tx, follows, { dealId, ownerId: deal.ownerId }, now));
  if (!grant) return undefined;
  const { by: reader, followedAt } = grant;
  const view = await dealView(contextFor(tx, reader, now), deal, false);
  return { reader, followedAt, view: { ...view, contract: null, approval: null, can: [] } };
}

export const overView = (dealId: number): NoticeView => ({
  kind: 'notice',
  title: saying(words.over, { number: formatNumber('deal', dealId) }),
  body: [],
  buttons: [],
});
