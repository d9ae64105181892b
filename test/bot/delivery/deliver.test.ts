import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { Delivery, type DeliveryNeeds } from '../../../bot/delivery/deliver.js';
import { makeMetrics } from '../../../bot/status/metrics.js';
import type { Database } from '../../../models/database.js';
import { insertIdentity } from '../../../models/identity.js';
import { readBacklog, reviveDead, type Subject, show } from '../../../models/shown-card.js';
import { busy, type Chat, forbidden, openChat } from '../../support/chat.js';
import { withClockAt } from '../../support/clock-at.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hire, sell } from '../../support/staff.js';
import { until } from '../../support/until.js';
import { openWorld, type World } from '../../support/world.js';

const deliveryTo = (database: Database, chats: readonly Chat[], more: Partial<DeliveryNeeds> = {}) =>
  new Delivery({
    database,
    platforms: new Map(chats.map((chat) => [chat.name, chat])),
    readerFor: () => ({ locale: 'zh-CN', timeZone: 'UTC', link: (path) => path }),
    metrics: makeMetrics(database, () => new Date()),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    owner: 'the only one',
    ...more,
  });

describeOnEachDatabase('a firm that is in no chat yet', (open) => {
  test('has its cards wait until it is in one', async () => {
    const database = await open();
    const { id } = await hire(database, { name: 'early' });
    const delivery = deliveryTo(database, []);
    delivery.start();
    await database.transaction(async (tx) => show(tx, id, 'deal', 1));
    const backlog = () => database.read((tx) => readBacklog(tx, new Date()));
    await until(async () => (await backlog()).unreachable === 1);
    await delivery.stop();
  });
});

describeOnEachDatabase('cards', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });
  afterEach(() => {
    world.chat.pause = async () => {};
  });

  const backlog = () => world.database.read((tx) => readBacklog(tx, new Date()));
  let people = 0;
  /** Somebody new, for whom nothing was shown yet. */
  const somebody = async () => {
    people += 1;
    const person = `E2${String(people).padStart(2, '0')}`;
    const { id } = await world.hire(person, { roles: ['legal'] });
    return { person, id };
  };
  /** Says that the card about a deal changed, as a use-case would. */
  const change = async (id: number, deal = 1001, how?: { fresh: boolean }) => {
    await world.database.transaction(async (tx) => show(tx, id, 'deal', deal, how));
  };
  const changed = async (id: number, deal?: number, how?: { fresh: boolean }) => {
    await change(id, deal, how);
    await world.settled();
  };
  const withoutAccount = (person: string) =>
    world.database.transaction((tx) => tx.run('DELETE FROM identities WHERE userId = ?', [person]));

  test('change in place, and say what is true now', async () => {
    await world.type('E003', '/deal stage D-1002 谈判');
    await world.type('E003', '/deal note D-1002 好消息');
    expect(world.cards('E003')).toHaveLength(1);
    expect(world.card('E003', 'D-1002').text).toContain('●谈判');
    expect(world.card('E003', 'D-1002').text).toContain('好消息');
    expect(world.chat.log).toEqual(['post E003', 'update E003']);
  });

  test('that somebody should act on come anew, and the old one points there', async () => {
    const { person, id } = await somebody();
    await changed(id);
    await changed(id, 1001, { fresh: true });
    expect(world.cards(person).map(({ text }) => text.split('\n')[0])).toEqual([
      '这张卡片已移到下方',
      '云帆协同平台续约',
    ]);
    await changed(id);
    expect(world.cards(person)).toHaveLength(2);
  });

  test('of ten changes in a moment are shown as one, the newest', async () => {
    await world.type('E003', '/deal note D-1001 0');
    const before = world.chat.log.length;
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    world.chat.pause = () => held;
    for (let n = 1; n <= 10; n += 1)
      await world.ask('E003', { kind: 'command', text: `/deal note D-1001 第 ${n} 次` });
    go();
    await world.settled();
    expect(world.card('E003', 'D-1001').text).toContain('第 10 次');
    expect(world.chat.log.length - before).toBeLessThanOrEqual(3);
  });

  test('that another instance left come as ever after a clock that was an hour ahead has been put right', async () => {
    const { person, id } = await somebody();
    await withClockAt(Date.now() + 3_600_000, () => changed(id));
    // Nobody tells us of it.
    await world.database.transaction(async (tx) =>
      tx.later("UPDATE shown_cards SET state = 'behind', wanted = wanted + 1 WHERE employeeId = ?", [id]),
    );
    await until(async () => (await backlog()).behind === 0);
    expect(world.chat.log.slice(-2)).toEqual([`post ${person}`, `update ${person}`]);
  });

  test('wait while the platform is busy, and hold up nobody else', async () => {
    const [one, other] = [await somebody(), await somebody()];
    world.chat.refuse('post', busy(300));
    const startedAt = Date.now();
    await change(one.id);
    await until(async () => (await backlog()).behind === 1);
    await change(other.id);
    await until(() => world.cards(other.person).length === 1);
    await change(one.id, 1002);
    await until(() => world.cards(one.person).length === 2);
    expect(Date.now() - startedAt).toBeGreaterThan(250);
    await world.settled();
  });

  test('come at once although the database’s clock was ahead when the last one came, and has been put right', async () => {
    const { person, id } = await somebody();
    await changed(id);
    const aheadAt = new Date(Date.now() + 86_400_000);
    await world.database.transaction((tx) =>
      tx.run('UPDATE lanes SET nextAt = ? WHERE nextAt IS NOT NULL', [aheadAt]),
    );
    await change(id, 1002);
    await until(() => world.cards(person).length === 2);
  });

  test('are posted anew when the message is gone', async () => {
    const { person, id } = await somebody();
    await changed(id);
    world.chat.remove(world.chat.messagesOf(person)[0]?.id ?? 0);
    await changed(id);
    expect(world.cards(person)).toHaveLength(1);
  });

  test('that a platform refuses are dead, seen as such, and come when somebody has them tried again', async () => {
    const { person, id } = await somebody();
    world.chat.refuse('post', forbidden());
    await changed(id);
    expect(await backlog()).toMatchObject({ behind: 0, dead: 1 });
    expect(world.bugs.splice(0)).toMatchObject([{ msg: 'gave up on a card', state: 'dead' }]);

    await world.database.transaction((tx) => reviveDead(tx));
    await world.settled();
    expect(world.cards(person)).toHaveLength(1);
    expect(await backlog()).toMatchObject({ behind: 0, dead: 0 });
  });

  test('that were dead come with the next change as well', async () => {
    const { person, id } = await somebody();
    world.chat.refuse('post', forbidden());
    await changed(id);
    world.bugs.splice(0);
    await changed(id);
    expect(world.cards(person)).toHaveLength(1);
  });

  test('for somebody without an account wait until they come', async () => {
    const { person, id } = await somebody();
    await withoutAccount(person);
    await changed(id);
    expect(await backlog()).toMatchObject({ unreachable: 1 });

    world.chat.know('chat-30', { email: `${person.toLowerCase()}@dealdesk.example`, name: 'x' });
    await world.type('chat-30', '/todo');
    expect(world.cards('chat-30')).toHaveLength(1);
    expect(await backlog()).toMatchObject({ unreachable: 0, behind: 0 });
  });

  test('find people by their e-mail who never wrote to us', async () => {
    const { person, id } = await somebody();
    await withoutAccount(person);
    world.chat.know('chat-31', { email: `${person.toLowerCase()}@dealdesk.example`, name: 'x' });
    await changed(id);
    expect(world.cards('chat-31')).toHaveLength(1);
  });

  test('find people who have come to the platform since, with all that waited for them', async () => {
    const { person, id } = await somebody();
    await withoutAccount(person);
    await changed(id);
    expect(await backlog()).toMatchObject({ unreachable: 1 });

    world.chat.know('chat-32', { email: `${person.toLowerCase()}@dealdesk.example`, name: 'x' });
    await changed(id, 1002);
    expect(world.cards('chat-32').map(({ line }) => line)).toHaveLength(2);
    expect(await backlog()).toMatchObject({ unreachable: 0, behind: 0 });
  });

  const alsoKnownAs = (id: number, identity: { platform: string; workspaceId: string; userId: string }) =>
    world.database.transaction(async (tx) =>
      tx.insert('identities', { ...identity, employeeId: id, lastUsedAt: new Date(Date.now() + 60_000) }),
    );

  test('do not wait for a platform that is off', async () => {
    const { person, id } = await somebody();
    await alsoKnownAs(id, { platform: 'wecom', workspaceId: 'corp', userId: 'zhangwei' });
    await changed(id);
    expect(world.cards(person)).toHaveLength(1);
  });

  test('go where the person was last', async () => {
    const { person, id } = await somebody();
    await alsoKnownAs(id, { platform: 'console', workspaceId: '', userId: 'phone' });
    await changed(id);
    expect(world.cards('phone')).toHaveLength(1);
    expect(world.cards(person)).toHaveLength(0);
  });
});

describeOnEachDatabase('a platform that takes a card in 300 ms', (open) => {
  const PACE_MS = 300;
  const DEALS = [1001, 1002, 1003];

  /** Seller 张伟 in such a chat, and when each card came. */
  const atPace = async () => {
    const chat = openChat({ paceMs: PACE_MS });
    const times: number[] = [];
    chat.pause = async () => void times.push(Date.now());
    const world = await openWorld(await open(), chat);
    const { id } = await world.employee('E003');
    const want = (deals: readonly number[]) =>
      world.database.transaction(async (tx) => {
        for (const deal of deals) show(tx, id, 'deal', deal);
      });
    return { world, times, want };
  };
  const leastGap = (times: readonly number[]) =>
    Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));

  test('gets several one after the other, at that pace', async () => {
    const { world, times, want } = await atPace();
    await want(DEALS);
    await world.settled();
    expect(times).toHaveLength(3);
    expect(leastGap(times)).toBeGreaterThanOrEqual(PACE_MS - 2);
  });

  test('gets the next one not sooner when it comes to be wanted just before its turn', async () => {
    const { world, times, want } = await atPace();
    for (const deal of DEALS) {
      await want([deal]);
      await world.settled();
      await sleep(PACE_MS - 30);
    }
    expect(times).toHaveLength(3);
    expect(leastGap(times)).toBeGreaterThanOrEqual(PACE_MS - 2);
  });
});

describeOnEachDatabase('a platform that answers nothing for a long time', (open) => {
  /** A delivery with two places to each platform, and people who join a platform with a deal whose card they should see. */
  const crowd = async (...chats: readonly Chat[]) => {
    const database = await open();
    const delivery = deliveryTo(database, chats, { most: { atWork: 4, onTheirWay: 2 } });
    const wantsToSee = (employeeId: number, subject: Subject, subjectId: number) =>
      database.transaction(async (tx) => show(tx, employeeId, subject, subjectId));
    const join = async (name: string, { name: platform }: Chat, subject: Subject = 'deal') => {
      const { id } = await hire(database, { name });
      await sell(database, [{ ownerId: id }]);
      const [deal] = await database.read((tx) =>
        tx.rows<{ id: number }>('SELECT id FROM deals WHERE ownerId = ?', [id]),
      );
      await database.transaction(async (tx) => {
        insertIdentity(tx, { platform, workspaceId: '', userId: name }, id, new Date());
      });
      const wants = () => wantsToSee(id, subject, subject === 'digest' ? TODAY : (deal?.id ?? 0));
      await wants();
      return { seesAgain: wants };
    };
    delivery.start();
    return { join, stop: () => delivery.stop() };
  };

  const TODAY = 2026_11_26;

  const silence = () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    return { end, ended };
  };

  test('holds up nobody who is on another one, and gets all its cards in the end', async () => {
    const [silent, quick] = [openChat({ name: 'dingtalk' }), openChat({ name: 'slack' })];
    const { end, ended } = silence();
    silent.pause = () => ended;
    const { join, stop } = await crowd(silent, quick);
    const waiting = Array.from({ length: 12 }, (_, n) => `waits-${n}`);
    for (const name of waiting) await join(name, silent);
    await join('quick', quick);
    await until(() => quick.messagesOf('quick').length === 1);
    expect(silent.log).toEqual([]);

    end();
    await until(() => silent.log.length === waiting.length);
    expect(silent.log.toSorted()).toEqual(waiting.map((name) => `post ${name}`).toSorted());
    await stop();
  });

  test('when it takes new cards, changes those that are there all the same', async () => {
    const chat = openChat({ name: 'slack' });
    const { join, stop } = await crowd(chat);
    const early = await join('early', chat);
    await until(() => chat.log.length === 1);

    const { end, ended } = silence();
    chat.pause = async (call) => (call === 'post' ? ended : undefined);
    for (const name of ['late-1', 'late-2', 'late-3']) await join(name, chat);
    await early.seesAgain();
    await until(() => chat.log.length === 2);
    expect(chat.log).toEqual(['post early', 'update early']);

    end();
    await until(() => chat.log.length === 5);
    await stop();
  });

  test('lets a card that somebody should act on come in between the digests of the morning', async () => {
    const chat = openChat({ name: 'slack' });
    const { end, ended } = silence();
    let begun = 0;
    chat.pause = async () => {
      begun += 1;
      await ended;
    };
    const { join, stop } = await crowd(chat);
    for (const name of ['reads-1', 'reads-2', 'reads-3']) await join(name, chat, 'digest');
    await until(() => begun === 1);
    await join('decides', chat);
    await until(() => begun === 2);

    end();
    await until(() => chat.log.length === 4);
    expect(chat.messagesOf('decides')).toHaveLength(1);
    await stop();
  });
});

describeOnEachDatabase('two instances', (open) => {
  const people = Array.from({ length: 20 }, (_, index) => `E1${String(index).padStart(2, '0')}`);

  test('send each card once, and keep the pace for each person together', async () => {
    const chat = openChat({ paceMs: 30 });
    const world = await openWorld(await open(), chat);
    const other = deliveryTo(world.database, [chat], { owner: 'the other one' });
    other.start();
    const times = new Map<string, number[]>();
    const post = chat.post;
    chat.post = (to, card, key) => {
      times.set(to.userId, [...(times.get(to.userId) ?? []), Date.now()]);
      return post(to, card, key);
    };
    const staff = await Promise.all(people.map((person) => world.hire(person, {})));
    await world.database.transaction(async (tx) => {
      for (const { id } of staff) for (const deal of [1001, 1002, 1003]) show(tx, id, 'deal', deal);
    });
    await world.settled();
    await other.stop();

    for (const person of people) expect(world.cards(person)).toHaveLength(3);
    const gaps = [...times.values()].flatMap((at) =>
      at.slice(1).map((time, index) => time - (at[index] ?? 0)),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(28);
  });

  test('that stops finishes what is on its way and leaves the rest to the others', async () => {
    const chat = openChat();
    const world = await openWorld(await open(), chat);
    let go: (() => void) | undefined;
    chat.pause = () =>
      new Promise((resolve) => {
        go = resolve;
      });
    const { id } = await world.employee('E003');
    await world.database.transaction(async (tx) => {
      for (const deal of [1001, 1002, 1003]) show(tx, id, 'deal', deal);
    });
    await until(() => go !== undefined);
    const closing = world.database.close();
    await sleep(50);
    go?.();
    await closing;
    expect(chat.messagesOf('E003')).toHaveLength(1);
  });
});

describeOnEachDatabase('a card that another instance made or left', (open) => {
  const COMMIT_MS = 10;
  const NEWS_EVERY_MS = 5;

  /** As a database that is far away. */
  const slowly = (database: Database): Database => {
    const transaction = database.transaction.bind(database);
    database.transaction = async (work, deadline) => {
      const result = await transaction(work, deadline);
      await sleep(COMMIT_MS);
      return result;
    };
    return database;
  };

  test('is shown soon, however much is heard of other people meanwhile', async () => {
    const world = await openWorld(slowly(await open()));
    const { id } = await world.employee('E003');
    const others = await Promise.all(
      Array.from({ length: 200 }, (_, at) => world.hire(`E3${at}`, { name: `Seller ${at}` })),
    );
    let told = 0;
    const news = setInterval(() => {
      told += 1;
      const { id: other } = others[told % others.length] as { id: number };
      void world.database.transaction(async (tx) => show(tx, other, 'deal', 1001));
    }, NEWS_EVERY_MS);
    await until(() => told > 100);

    await world.database.transaction(async (tx) =>
      tx.later(
        `INSERT INTO shown_cards (employeeId, subject, subjectId, state, dueAt) VALUES (?, 'deal', 1001, 'behind', ${tx.clock})`,
        [id],
      ),
    );
    await until(() => world.cards('E003').length === 1, 5_000, 'The card was not shown.');
    clearInterval(news);
  });
});
