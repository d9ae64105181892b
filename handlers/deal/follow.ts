import type { Answer } from '../../models/answer.js';
import {
  type Channel,
  countChanges,
  deleteFollow,
  type Follow,
  type FollowKind,
  insertFollow,
  listFaultyChannelCards,
  listFollowsOf,
  type NewFollow,
  showInChannel,
} from '../../models/channel.js';
import { listNames } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { fold } from '../input/fold.js';
import { formatNumber } from '../input/id.js';
import { hasRole, scopeOf } from '../scope.js';
import { type Context, card, Refusal, words as say, useCase, withText } from '../useCase.js';
import { dealToSee, readDealNumber } from './find.js';

const words = {
  onlyInChannel: {
    zh: '请在群聊里输入这条命令：跟进的商机会显示在那个群里。',
    en: 'Type this in a group chat: what it follows is shown there.',
  },
  followsDeal: {
    zh: '这个群开始跟进商机 {number}。群里每个人都会看到它的客户、金额、明细和动态，不管本人有没有查看权限。机器人要在群里。结束：“/商机 取消跟进 {number}”。',
    en: 'This group chat follows {number} now. Everybody in it will see its customer, amount, lines and activity, whether they may otherwise or not. The app has to be in the chat. To end it: "/deal unfollow {number}".',
  },
  followsTeam: {
    zh: '这个群开始跟进你和你团队的商机，有变动时显示。群里每个人都会看到客户、金额、明细和动态，不管本人有没有查看权限。机器人要在群里。结束：“/商机 取消跟进 团队”。',
    en: 'This group chat follows the deals of you and your people now, as they change. Everybody in it will see customers, amounts, lines and activity, whether they may otherwise or not. The app has to be in the chat. To end it: "/deal unfollow team".',
  },
  followsAll: {
    zh: '这个群开始跟进全公司的商机，有变动时显示。群里每个人都会看到客户、金额、明细和动态，不管本人有没有查看权限。机器人要在群里。结束：“/商机 取消跟进 全部”。',
    en: 'This group chat follows all deals of the firm now, as they change. Everybody in it will see customers, amounts, lines and activity, whether they may otherwise or not. The app has to be in the chat. To end it: "/deal unfollow all".',
  },
  already: { zh: '这个群已经在跟进了。', en: 'This group chat follows that already.' },
  notAll: {
    zh: '只有能查看全公司商机的人才能让群跟进全部商机。跟进你团队的：“/商机 跟进 团队”。',
    en: 'Only somebody who may see all deals can have a group chat follow them all. For those of your people: "/deal follow team".',
  },
  ended: { zh: '这个群不再跟进。', en: 'This group chat does not follow that any more.' },
  notFollowed: {
    zh: '这个群没有在跟进它。输入“/商机 跟进”查看在跟进什么。',
    en: 'This group chat does not follow that. "/deal follow" shows what it follows.',
  },
  notYours: {
    zh: '是 {person} 让这个群跟进的，请 {person} 或管理员来结束。',
    en: '{person} had it followed: ask {person} or an administrator to end it.',
  },
  title: { zh: '这个群在跟进', en: 'This group chat follows' },
  nothing: {
    zh: '什么都没有。例如“/商机 跟进 D-1024”、“/商机 跟进 团队”。',
    en: 'Nothing. For example "/deal follow D-1024" or "/deal follow team".',
  },
  deal: { zh: '商机 {number}', en: 'Deal {number}' },
  team: { zh: '{person}和团队的商机', en: 'Deals of {person} and their people' },
  all: { zh: '全公司的商机', en: 'All deals of the firm' },
  fault: {
    zh: '{number} 没能显示：{reason}。机器人要在群里。',
    en: '{number} could not be shown: {reason}. The app has to be in the chat.',
  },
} satisfies Record<string, Text>;

const allWords: ReadonlySet<string> = new Set(['all', '全部', '所有']);
const teamWords: ReadonlySet<string> = new Set(['team', '团队']);

export const channelOf = ({ channel }: Context): Channel => {
  if (!channel) throw new Refusal(words.onlyInChannel);
  return channel;
};

interface Target {
  readonly kind: FollowKind;
  readonly subjectId: number;
}

function readTarget({ actor }: Context, text: string, line: Text): Target {
  const typed = fold(text);
  if (allWords.has(typed)) return { kind: 'all', subjectId: 0 };
  if (teamWords.has(typed)) return { kind: 'team', subjectId: actor.id };
  return { kind: 'deal', subjectId: readDealNumber(text, line).id };
}

/** Only what somebody may see can they have shown to others. @throws Refusal */
const check: Record<FollowKind, (ctx: Context, id: number) => Promise<void>> = {
  deal: async (ctx, id) => void (await dealToSee(ctx, id)),
  team: async () => {},
  all: async (ctx) => {
    if ((await scopeOf(ctx)) !== 'all') throw new Refusal(words.notAll);
  },
};

const followed: Record<FollowKind, Text> = {
  deal: words.followsDeal,
  team: words.followsTeam,
  all: words.followsAll,
};

const described: Record<FollowKind, (subjectId: number, names: readonly string[]) => Saying> = {
  deal: (id) => saying(words.deal, { number: formatNumber('deal', id) }),
  team: (_, [person = '']) => saying(words.team, { person }),
  all: () => saying(words.all),
};

async function listWhat({ tx, channelsNeed }: Context, channel: Channel): Promise<Answer> {
  const [follows, faults] = await Promise.all([
    listFollowsOf(tx, channel),
    listFaultyChannelCards(tx, channel),
  ]);
  const lines = await Promise.all(
    follows.map(async ({ kind, subjectId, followedById }) =>
      described[kind](subjectId, await listNames(tx, [followedById])),
    ),
  );
  const wrong = faults.map(({ dealId, lastError }) =>
    saying(words.fault, { number: formatNumber('deal', dealId), reason: lastError }),
  );
  const advice = wrong.length > 0 && channelsNeed ? [saying(channelsNeed)] : [];
  const body = lines.length > 0 ? [...lines, ...wrong, ...advice] : [saying(words.nothing)];
  return card({ kind: 'notice', title: saying(words.title), body, buttons: [] });
}

/** `/deal follow D-12`, `all` or `team`, typed in a group chat; without anything, what it follows. */
export const typeFollow = useCase(withText, async (ctx, { text }) => {
  const channel = channelOf(ctx);
  if (text.trim() === '') return listWhat(ctx, channel);
  const { kind, subjectId } = readTarget(ctx, text, { zh: '/商机 跟进', en: '/deal follow' });
  await check[kind](ctx, subjectId);

  const { tx, actor, now } = ctx;
  const follow: NewFollow = { ...channel, kind, subjectId, followedById: actor.id, followedAt: now };
  if (!(await insertFollow(tx, follow))) return say(words.already);
  if (kind === 'deal') showInChannel(tx, channel, subjectId, await countChanges(tx, subjectId));
  return say(followed[kind], { number: formatNumber('deal', subjectId) });
});

const endsAny: ReadonlySet<string> = new Set(['admin', 'general-manager']);

/** @throws Refusal unless this person had it followed, may see that deal, or ends what anybody has followed */
async function refuseToEnd(ctx: Context, { kind, subjectId, followedById }: Follow) {
  if (followedById === ctx.actor.id || hasRole(ctx, endsAny)) return;
  if (kind === 'deal') {
    await dealToSee(ctx, subjectId);
    return;
  }
  const [person = ''] = await listNames(ctx.tx, [followedById]);
  throw new Refusal(words.notYours, { person });
}

/** `/deal unfollow D-12`: by whoever had it followed, whoever may see that deal, or an administrator. */
export const typeUnfollow = useCase(withText, async (ctx, { text }) => {
  const channel = channelOf(ctx);
  const { tx, actor } = ctx;
  const wanted = readTarget(ctx, text, { zh: '/商机 取消跟进', en: '/deal unfollow' });
  const follows = await listFollowsOf(tx, channel);
  const candidates = follows.filter(
    ({ kind, subjectId }) => kind === wanted.kind && (kind === 'team' || subjectId === wanted.subjectId),
  );
  const own = candidates.find(({ followedById }) => followedById === actor.id) ?? candidates[0];
  if (!own) throw new Refusal(words.notFollowed);

  await refuseToEnd(ctx, own);
  deleteFollow(tx, own);
  return say(words.ended);
});
