/** Group chats on two platforms, one of which does not answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Channels, channelFeed } from '../../../bot/delivery/channels.js';
import {
  type CardRef,
  type Platform,
  PlatformError,
  type PlatformName,
} from '../../../bot/platforms/platform.js';
import type { Card } from '../../../cards/card.js';
import { countChanges, deleteFollow, insertFollow, showInChannel } from '../../../models/channel.js';
import type { Database } from '../../../models/database.js';
import { insertHistory } from '../../../models/history.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { sell } from '../../support/staff.js';
import { until } from '../../support/until.js';
import { demoFirm } from '../../support/world.js';

/** What hangs hangs until the test ends, so patience proves no less. */
const SOON_MS = 15_000;
/** Of a card that an instance has taken. */
const LEASE_MS = 500;
const FOLLOWER = 1;
const DEALS = [1001, 1002, 1003];

interface Shown {
  readonly chat: string;
  readonly deal: string;
}

/** A platform on which cards arrive, once `opened` is kept. */
const fakePlatform = (name: PlatformName, opened: Promise<void> = Promise.resolve()) => {
  const begun: Shown[] = [];
  const shown: Shown[] = [];
  const bring = async (chat: string, card: Card): Promise<CardRef> => {
    const deal = /D-\d+/.exec(card.text)?.[0] ?? '';
    begun.push({ chat, deal });
    await opened;
    shown.push({ chat, deal });
    return { chat };
  };
  const platform = {
    name,
    paceMs: 0,
    channels: {
      post: ({ channelId }, card) => bring(channelId, card),
      update: ({ chat }, card) => bring(String(chat), card),
    },
  } satisfies Partial<Platform>;
  return { platform: platform as unknown as Platform, begun, shown };
};

describeOnEachDatabase('group chats side by side', (open) => {
  let database: Database;
  const feeds: Channels[] = [];
  let release = () => {};
  const warnings: string[] = [];

  beforeEach(async () => {
    database = await open(demoFirm);
    warnings.length = 0;
  });
  afterEach(async () => {
    release();
    await stop();
  });

  const stop = () => Promise.all(feeds.splice(0).map((feed) => feed.stop()));

  const start = (...all: readonly { readonly platform: Platform }[]) => {
    const note = (_details: object, message: string) => void warnings.push(message);
    const feed = channelFeed({
      database,
      platforms: new Map(all.map(({ platform }) => [platform.name, platform])),
      readerFor: () => ({ locale: 'en', timeZone: 'UTC', link: (path) => path }),
      log: { warn: note, error: note } as unknown as Parameters<typeof channelFeed>[0]['log'],
      now: () => new Date(),
      leaseMs: LEASE_MS,
    });
    feeds.push(feed);
    feed.start();
  };

  const hanging = (name: PlatformName) => {
    const opened = new Promise<void>((resolve) => {
      release = resolve;
    });
    return fakePlatform(name, opened);
  };

  const follow = (platform: string, channelId: string, deals: readonly number[] = DEALS) =>
    database.transaction(async (tx) => {
      for (const dealId of deals) {
        const chat = { platform, workspaceId: 'w', channelId };
        const subject = { kind: 'deal', subjectId: dealId, followedById: FOLLOWER } as const;
        await insertFollow(tx, { ...chat, ...subject, followedAt: new Date(0) });
        showInChannel(tx, chat, dealId, await countChanges(tx, dealId));
      }
    });

  const happens = (surface: string, deals: readonly number[]) =>
    database.transaction(async (tx) => {
      for (const subjectId of deals) {
        const by = { happenedAt: new Date(), actorId: FOLLOWER, onBehalfOfId: null, surface };
        insertHistory(tx, { subjectKind: 'deal', subjectId, ...by, action: 'deal.noted', detail: {} });
      }
    });

  type Post = Parameters<NonNullable<Platform['channels']>['post']>;

  /** A platform that says no to some cards, so many times. */
  const refusing = (times: number, error: PlatformError, isRefused: (...[to, card]: Post) => boolean) => {
    const slack = fakePlatform('slack');
    const refusals: PlatformError[] = [];
    const { channels } = slack.platform;
    const post = async (...args: Post) => {
      if (!isRefused(...args) || refusals.length === times) return channels?.post(...args);
      refusals.push(error);
      throw error;
    };
    return {
      ...slack,
      platform: { ...slack.platform, channels: { ...channels, post } } as Platform,
      refusals,
    };
  };

  const chats = (count: number) => Array.from({ length: count }, (_, n) => `chat${n}`);

  test('what another instance has the way to is left to that, until it is ours', async () => {
    const [wecom, slack] = [fakePlatform('wecom'), fakePlatform('slack')];
    let isOurs = false;
    const channels = { ...wecom.platform.channels, isHere: () => isOurs };
    for (const name of ['wecom', 'slack']) await follow(name, 'chat');
    start({ platform: { ...wecom.platform, channels } as Platform }, slack);

    await until(() => slack.shown.length === DEALS.length, SOON_MS);
    await sleep(1_500);
    expect(wecom.begun).toEqual([]);
    isOurs = true;
    await until(() => wecom.shown.length === DEALS.length, SOON_MS);
    expect(warnings).toEqual([]);
  });

  test('a platform that hangs holds up none of the others, and takes no more than its share', async () => {
    const [dingtalk, slack] = [hanging('dingtalk'), fakePlatform('slack')];
    for (const chat of chats(80)) await follow('dingtalk', chat, DEALS.slice(0, 1));
    for (const chat of chats(10)) await follow('slack', chat);
    start(dingtalk, slack);

    await until(() => slack.shown.length === 10 * DEALS.length, SOON_MS);
    expect(dingtalk.shown).toEqual([]);
    expect(dingtalk.begun).toHaveLength(64);
    expect(new Set(dingtalk.begun.map(({ chat }) => chat)).size).toBe(64);

    await follow('slack', 'new');
    await until(() => slack.shown.filter(({ chat }) => chat === 'new').length === DEALS.length, SOON_MS);

    release();
    await until(() => dingtalk.shown.length === 80, 20_000);
  });

  test('what is followed just while one looks, and sees nothing, is shown at once all the same', async () => {
    const slack = fakePlatform('slack');
    const { read } = database;
    jest
      .spyOn(database, 'read')
      .mockImplementationOnce(read.bind(database))
      .mockImplementationOnce(async (work) => {
        const seen = await read.call(database, work);
        await follow('slack', 'chat');
        return seen;
      });
    start(slack);
    // Where nothing is followed, the next look would be after a quarter of a minute.
    await until(() => slack.shown.length === DEALS.length, 5_000);
  });

  test('hundreds of deals from a file are no news: what somebody does next is shown, and nothing else', async () => {
    const slack = fakePlatform('slack');
    const chat = { platform: 'slack', workspaceId: 'w', channelId: 'chat' };
    const all = { kind: 'all', subjectId: 0, followedById: FOLLOWER, followedAt: new Date() } as const;
    await database.transaction((tx) => insertFollow(tx, { ...chat, ...all }));
    start(slack);
    await happens('slack', [1001]);
    await until(() => slack.shown.length === 1, SOON_MS);

    const imported = await sell(
      database,
      Array.from({ length: 450 }, () => ({ ownerId: FOLLOWER })),
    );
    await happens('import', imported);
    for (const deal of [1002, 1003]) {
      await happens('slack', [deal]);
      await until(() => slack.shown.some((one) => one.deal === `D-${deal}`), SOON_MS);
    }
    expect(slack.shown.map(({ deal }) => deal)).toEqual(['D-1001', 'D-1002', 'D-1003']);
  });

  test('what happened before hundreds of entries of a file is shown all the same, though nobody looked while they came', async () => {
    const slack = fakePlatform('slack');
    await follow('slack', 'chat', [1001]);
    start(slack);
    await until(() => slack.shown.length === 1, SOON_MS);
    await stop();

    await happens('slack', [1001]);
    await happens('import', Array<number>(900).fill(1002));
    start(slack);
    await until(() => slack.shown.length === 2, SOON_MS);
    expect(slack.shown.map(({ deal }) => deal)).toEqual(['D-1001', 'D-1001']);
  });

  test('what is followed again while its card is about to say that it is not, is shown on a new card', async () => {
    const slack = fakePlatform('slack');
    const chat = { platform: 'slack', workspaceId: 'w', channelId: 'chat' };
    const changed: string[] = [];
    const channels = {
      ...slack.platform.channels,
      update: async (ref: CardRef, card: Card) => {
        changed.push(card.text);
        if (card.text.includes('not follow')) await follow('slack', 'chat', [1001]);
        return slack.platform.channels?.update(ref, card) ?? {};
      },
    };
    await follow('slack', 'chat', [1001]);
    start({ platform: { ...slack.platform, channels } as Platform });
    await until(() => slack.shown.length === 1, SOON_MS);
    await database.transaction(async (tx) => deleteFollow(tx, { ...chat, kind: 'deal', subjectId: 1001 }));
    await until(() => slack.shown.length === 3, SOON_MS);
    expect(changed).toEqual([expect.stringContaining('not follow')]);
  });

  test('a chat that hangs holds up no other of its platform', async () => {
    const opened = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slack = fakePlatform('slack');
    const post = slack.platform.channels?.post;
    const channels = {
      ...slack.platform.channels,
      post: async (...args: Parameters<NonNullable<typeof post>>) => {
        if (args[0].channelId === 'stuck') await opened;
        return post?.(...args);
      },
    };
    await follow('slack', 'stuck');
    await follow('slack', 'free');
    start({ platform: { ...slack.platform, channels } as Platform });
    await until(() => slack.shown.length === DEALS.length, SOON_MS);
    expect(slack.shown.every(({ chat }) => chat === 'free')).toBe(true);
  });

  test('chats that keep the pace of their platform take nobody’s place meanwhile', async () => {
    const slack = fakePlatform('slack');
    for (const chat of chats(30)) await follow('slack', chat, [1001]);
    start({ platform: { ...slack.platform, paceMs: SOON_MS } as Platform });
    await until(() => slack.shown.length === 30, SOON_MS / 2);
  });

  test('within a chat one card follows the other, in the order in which they were asked for', async () => {
    const slack = fakePlatform('slack');
    for (const deal of [1003, 1001, 1002]) {
      await follow('slack', 'one', [deal]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    start(slack);
    await until(() => slack.shown.length === 3, SOON_MS);
    expect(slack.shown.map(({ deal }) => deal)).toEqual(['D-1003', 'D-1001', 'D-1002']);
  });

  test('a card whose turn it is not yet waits, is no failure, and holds up no other', async () => {
    const notYet = new PlatformError('not yet', { retryable: true, retryAfterMs: 20, untried: true });
    const slack = refusing(2, notYet, (_to, { text }) => text.includes('D-1001'));
    await follow('slack', 'one');
    // One failure more, and it would be given up.
    await database.transaction((tx) => tx.run('UPDATE channel_cards SET attempts = 39'));
    start(slack);
    await until(() => slack.shown.length === DEALS.length, SOON_MS);
    expect(slack.shown.at(-1)?.deal).toBe('D-1001');
    expect(slack.refusals).toHaveLength(2);
    expect(warnings).toEqual([]);
  });

  test('a chat that is full is left alone for its while, all of it, and no other', async () => {
    const full = { retryable: true, retryAfterMs: 1_500, untried: true, isFull: true };
    const slack = refusing(1, new PlatformError('full', full), ({ channelId }) => channelId === 'full');
    await follow('slack', 'full');
    await follow('slack', 'free');
    start(slack);
    await until(() => slack.shown.length === 2 * DEALS.length, SOON_MS);
    expect(slack.shown.slice(0, DEALS.length).every(({ chat }) => chat === 'free')).toBe(true);
    expect(slack.refusals).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('what one instance waits for a platform with, no other shows as well', async () => {
    const [one, other] = [hanging('slack'), fakePlatform('slack')];
    for (const chat of chats(70)) await follow('slack', chat, [1001]);
    start(one);
    await until(() => one.begun.length === 64, SOON_MS);
    // Those for whom there is no room yet are taken as well.
    const taken = 'SELECT COUNT(*) FROM channel_cards WHERE leaseEndsAt IS NOT NULL';
    await until(async () => (await database.read((tx) => tx.number(taken))) === 70, SOON_MS);
    start(other);
    await sleep(4 * LEASE_MS);
    expect(other.begun).toEqual([]);
    release();
    await until(() => one.shown.length === 70, SOON_MS);
    expect(other.begun).toEqual([]);
  });

  test('a platform that was away for an hour is shown what it missed', async () => {
    const slack = fakePlatform('slack');
    await follow('slack', 'one', [1001]);
    // As often is it tried within the hour.
    await database.transaction((tx) => tx.run('UPDATE channel_cards SET attempts = 20'));
    start(slack);
    await until(() => slack.shown.length === 1, SOON_MS);
  });

  test('stopping waits for what is on its way, and begins nothing more', async () => {
    const slack = hanging('slack');
    await follow('slack', 'one');
    start(slack);
    await until(() => slack.begun.length === 1, SOON_MS);
    const stopped = stop();
    release();
    await stopped;
    expect(slack.shown).toHaveLength(1);
    expect(slack.begun).toHaveLength(1);
  });
});
