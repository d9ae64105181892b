import type { CardRef, Handle } from '../../../../bot/platforms/platform.js';
import { notice, reader, render, words } from '../../../support/outcomes.js';
import { type MemoryStores, memoryStores, startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { type OnScreen, type Person, person } from '../../../support/wecom/person.js';
import { callbacks } from '../../../support/wecom/wire.js';

const HOUR_MS = 3_600_000;
const buttons = { 同意: 'approval.approve' };

let fake: FakeWecom;
let stores: MemoryStores;
let apps: WecomApp[];
let app: WecomApp;
let li: Person;

const start = async (handle: Handle = async () => words('好')) => {
  stores = memoryStores(fake);
  app = await startWecomApp({ fake, handle, stores });
  apps = [app];
  li = person(fake, callbacks(fake, app.url), 'Li');
};

beforeEach(async () => {
  fake = await startFakeWecom({
    members: [
      { userid: 'Li', name: '李娜' },
      { userid: 'poor', name: '贫', isUnlicensed: true },
    ],
  });
});
afterEach(async () => {
  await Promise.all(apps.map((one) => one.stop()));
  await fake.stop();
});

const to = (userId = 'Li') => ({ platform: 'wecom', workspaceId: fake.corpId, userId }) as const;
const drawn = (title: string, on: Readonly<Record<string, string>> = buttons) =>
  render(notice(title, on), reader);
/** As delivery does it: posts, and writes down where the card is. */
const post = async (title: string, key = '42:1'): Promise<CardRef> => {
  const ref = await app.platform.post(to(), drawn(title), key);
  stores.newest.set(Number(key.split(':')[0]), String(ref.taskId));
  return ref;
};
const screen = () => li.screen().map(({ text }) => text);
const gone = { gone: true };

describe('a card that we sent', () => {
  test('is changed in place, once', async () => {
    await start();
    const ref = await app.platform.update(await post('A-1'), drawn('A-1：已通过', {}));
    expect(screen()).toEqual(['A-1：已通过']);
    await expect(app.platform.update(ref, drawn('A-1：已撤销', {}))).rejects.toMatchObject(gone);
    expect(fake.callsOf('message/update_template_card')).toHaveLength(1);
  });

  test('is not changed where nothing that one sees is new: the code is kept for what matters', async () => {
    await start();
    const ref = await post('A-1');
    expect(await app.platform.update(ref, drawn('A-1'))).toEqual(ref);
    expect(fake.callsOf('message/update_template_card')).toEqual([]);
    await app.platform.update(ref, drawn('A-1：已通过', {}));
    expect(screen()).toEqual(['A-1：已通过']);
  });

  test('is changed once more after each press', async () => {
    await start();
    let ref = await post('A-1');
    for (const state of ['一', '二', '三']) {
      await li.presses('同意');
      ref = await app.platform.update(ref, drawn(`A-1 ${state}`));
    }
    ref = await app.platform.update(ref, drawn('A-1 四'));
    expect(screen().filter((text) => text.startsWith('A-1'))).toEqual(['A-1 四']);
    await expect(app.platform.update(ref, drawn('A-1 五'))).rejects.toMatchObject(gone);
  });

  test('is changed by another instance with the code of a press here', async () => {
    await start();
    const other = await startWecomApp({ fake, stores });
    apps.push(other);
    const ref = await app.platform.update(await post('A-1'), drawn('A-1 一'));
    await li.presses('同意');
    await other.platform.update(ref, drawn('A-1 二'));
    expect(screen().filter((text) => text.startsWith('A-1'))).toEqual(['A-1 二']);
  });

  test('is dead after 72 hours, and alive again by a press', async () => {
    await start();
    const ref = await post('A-1');
    fake.state.aheadMs = 72 * HOUR_MS;
    await expect(app.platform.update(ref, drawn('A-1：已通过', {}))).rejects.toMatchObject(gone);
    await li.presses('同意');
    await app.platform.update(ref, drawn('A-1：已通过', {}));
    expect(screen()).toContain('A-1：已通过');
  });

  test('sent again word for word is there once', async () => {
    await start();
    const [first, again] = [await post('A-1'), await post('A-1')];
    expect(again.taskId).toBe(first.taskId);
    expect(screen()).toEqual(['A-1']);
  });

  test('that says something else by the time it is sent again is a card of its own', async () => {
    await start();
    await post('A-1');
    await post('A-1 二');
    expect(screen()).toEqual(['A-1 二', 'A-1']);
  });

  test('that WeCom says it took, but for nobody, is not taken for shown', async () => {
    await start();
    await expect(app.platform.post(to('poor'), drawn('A-1'), '43:1')).rejects.toMatchObject({
      retryable: false,
    });
    await expect(app.platform.post(to('nobody'), drawn('A-1'), '44:1')).rejects.toMatchObject({
      retryable: false,
    });
  });
});

describe('when we do not hear what became of a change', () => {
  test.each(['drop', 'half'] as const)(
    '(%s) asking again finds it made, and makes no second card',
    async (kind) => {
      await start();
      const ref = await post('A-1');
      fake.fault({ kind, api: 'message/update_template_card', times: 1 });
      await expect(app.platform.update(ref, drawn('A-1：已通过', {}))).rejects.toMatchObject({
        retryable: true,
      });
      const changed = await app.platform.update(ref, drawn('A-1：已通过', {}));
      expect(screen()).toEqual(['A-1：已通过']);
      expect(changed).not.toHaveProperty('code');
    },
  );

  test('and it should say something else by now, it comes anew', async () => {
    await start();
    const ref = await post('A-1');
    fake.fault({ kind: 'drop', api: 'message/update_template_card', times: 1 });
    await expect(app.platform.update(ref, drawn('A-1 二'))).rejects.toMatchObject({ retryable: true });
    await expect(app.platform.update(ref, drawn('A-1 三'))).rejects.toMatchObject(gone);
  });

  test('nor of a new card, it is there once all the same', async () => {
    await start();
    fake.fault({ kind: 'drop', api: 'message/send', times: 1 });
    await expect(post('A-1')).rejects.toMatchObject({ retryable: true });
    const ref = await post('A-1');
    expect(screen()).toEqual(['A-1']);
    // Of a repeat, WeCom tells no code: the next change is a new card.
    expect(ref).not.toHaveProperty('code');
  });

  test('the code of a press is not lost with it', async () => {
    await start();
    const ref = await app.platform.update(await post('A-1'), drawn('A-1 一'));
    await li.presses('同意');
    fake.fault({ kind: 'status', status: 503, api: 'message/update_template_card', times: 1 });
    await expect(app.platform.update(ref, drawn('A-1 二'))).rejects.toMatchObject({ retryable: true });
    await app.platform.update(ref, drawn('A-1 二'));
    expect(screen()).toContain('A-1 二');
  });
});

describe('an old card', () => {
  const old = async (): Promise<OnScreen> => {
    await start(async () => words('A-1 已由 刘洋 处理。'));
    await post('A-1', '42:1');
    const [card] = li.screen();
    await post('A-1：已通过', '42:2');
    return card as OnScreen;
  };

  test('answers a press with the truth, and has no buttons thereafter', async () => {
    const card = await old();
    await li.pressesOn(card, '同意');
    await li.sees('A-1 已由 刘洋 处理。');
    await app.listener.stop();
    const after = li.screen().find(({ message }) => message.id === card.message.id);
    expect(after?.text).toContain('A-1 已由 刘洋 处理。');
    expect(after?.buttons).toEqual([]);
    expect(after?.page).toBe('https://crm.example.com/app/');
  });

  test('four days old does so as well: the press brought a code of its own', async () => {
    const card = await old();
    fake.state.aheadMs = 96 * HOUR_MS;
    await li.pressesOn(card, '同意');
    await app.listener.stop();
    const after = li.screen().find(({ message }) => message.id === card.message.id);
    expect(after?.buttons).toEqual([]);
  });

  test('is never taken for the newer one, though presses overtake what is written down', async () => {
    await start(async () => words('好'));
    await post('A-1', '42:1');
    // Posted, but not yet written down: the press arrives first.
    await app.platform.post(to(), drawn('A-1 二'), '42:2');
    await li.presses('同意');
    await app.listener.stop();
    expect(li.screen().find(({ text }) => text === 'A-1 二')?.buttons).toHaveLength(1);
  });
});
