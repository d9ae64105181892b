import type { Message } from '../../../../bot/platforms/console/index.js';
import { type ConsoleWorld, emma, type Script, startConsole, zhang } from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/console-store.js';
import { dealCard, key, silent, to } from './exchange.js';

let world: ConsoleWorld;
const start = async (script: Script, store = consoleStoreInMemory()): Promise<ConsoleWorld> => {
  world = await startConsole(script, store);
  return world;
};
afterEach(() => world.stop());

const send = (text: string, last = '1', person = zhang.userId) =>
  world.post('/send', { person, key: key(last), text });
const last = (messages: readonly Message[]): Message => {
  const message = messages.at(-1);
  if (!message) throw new Error('There are no messages.');
  return message;
};

describe('a shared card', () => {
  test('stands in the conversation and changes in its place', async () => {
    await start(silent);
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    expect(await world.platform.update(ref, dealCard('Deal, signed'))).toEqual(ref);
    expect(await world.messages(zhang)).toEqual([
      expect.objectContaining({ id: ref.messageId, kind: 'card', unread: true, ...dealCard('Deal, signed') }),
    ]);
  });

  test('that is posted twice under one key stands there once', async () => {
    await start(silent);
    const refs = [
      await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1'),
      await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1'),
    ];
    expect(refs[0]).toEqual(refs[1]);
    expect(await world.messages(zhang)).toHaveLength(1);
  });

  test('that is gone says so, and one for a stranger is not worth another try', async () => {
    await start(silent);
    await expect(world.platform.update({ messageId: 99 }, dealCard('Deal, new'))).rejects.toMatchObject({
      name: 'PlatformError',
      gone: true,
    });
    const stranger = { ...to(zhang), userId: 'nobody' };
    await expect(world.platform.post(stranger, dealCard('Deal, new'), '1:1')).rejects.toMatchObject({
      name: 'PlatformError',
      retryable: false,
    });
  });

  test('survives a restart, as everything does', async () => {
    const store = consoleStoreInMemory();
    await start(silent, store);
    await send('/todo');
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    const before = await world.messages(zhang);
    await world.stop();

    await start(silent, store);
    expect(await world.messages(zhang)).toEqual(before);
    await world.platform.update(ref, dealCard('Deal, lost'));
    expect(last(await world.messages(zhang)).text).toBe(dealCard('Deal, lost').text);
  });
});

describe('the list of people', () => {
  const people = async () => (await world.get('/people')).json();

  test('says who has something unread, and what it is', async () => {
    await start(silent);
    await world.platform.post(to(emma), dealCard('Approval, for an approver', emma.userId), '1:1');
    expect(await people()).toEqual([
      { ...zhang, unread: 0, last: null },
      {
        ...emma,
        unread: 1,
        last: expect.objectContaining({
          from: 'bot',
          text: dealCard('Approval, for an approver', emma.userId).text,
        }),
      },
    ]);
  });

  test('says nothing is unread once somebody looked, until the card changes', async () => {
    await start(silent);
    const ref = await world.platform.post(to(emma), dealCard('Approval, for an approver'), '1:1');
    await world.post('/read', { person: emma.userId });
    expect((await people())[1].unread).toBe(0);
    await world.platform.update(ref, dealCard('Approval, approved'));
    expect((await people())[1].unread).toBe(1);
  });
});

describe('a long conversation', () => {
  test('is read a page at a time, the newest first', async () => {
    const { store } = await start(silent);
    for (let index = 1; index <= 60; index++) {
      const key = String(index);
      await store.append({ userId: zhang.userId, from: 'me', kind: 'text', text: key, body: null, key });
    }
    const newest = await (await world.get(`/messages?person=${zhang.userId}`)).json();
    expect([newest.messages.length, newest.messages[0].text, newest.more]).toEqual([50, '11', true]);
    const before = newest.messages[0].id;
    const older = await (await world.get(`/messages?person=${zhang.userId}&before=${before}`)).json();
    expect([older.messages.length, older.messages[0].text, older.more]).toEqual([10, '1', false]);
  });
});

test('the console knows people by its own word, without an e-mail', async () => {
  await start(silent);
  expect(await world.platform.profile(to(emma))).toEqual({
    email: null,
    staffNumber: emma.userId,
    name: 'Emma Clarke',
    locale: 'en',
    timeZone: 'Europe/London',
  });
  expect(await world.platform.findByEmail('emma@example.com')).toBeUndefined();
});
