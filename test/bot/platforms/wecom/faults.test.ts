/** WeCom at its worst: nothing lost, nothing doubled, and nobody waits for somebody else's trouble. */
import { tokenFor } from '../../../../bot/platforms/app-tokens.js';
import type { CardRef, PlatformError } from '../../../../bot/platforms/platform.js';
import { appTokens } from '../../../../bot/platforms/wecom/tokens.js';
import { notebook, notice, reader, render, shows, words } from '../../../support/outcomes.js';
import { until } from '../../../support/until.js';
import { type MemoryStores, memoryStores, startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { person } from '../../../support/wecom/person.js';
import { callbacks, textXml } from '../../../support/wecom/wire.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let fake: FakeWecom;
let stores: MemoryStores;
let apps: WecomApp[] = [];

const start = async (options: Partial<Parameters<typeof startWecomApp>[0]> = {}): Promise<WecomApp> => {
  const app = await startWecomApp({ fake, stores, ...options });
  apps.push(app);
  return app;
};

const open = async (perMinute = 10_000) => {
  fake = await startFakeWecom({
    members: Array.from({ length: 60 }, (_, n) => ({ userid: `u${n}`, name: `U${n}` })),
    perMinute,
  });
  stores = memoryStores(fake);
};
beforeEach(() => open());
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  await fake.stop();
});

/** Each person has a card of their own. */
const keyOf = (userId: string): string => `${userId.slice(1)}:1`;

const post = (app: WecomApp, userId: string, title = 'A-1', key = keyOf(userId)): Promise<CardRef> =>
  app.platform.post(
    { platform: 'wecom', workspaceId: fake.corpId, userId },
    render(notice(title, { 同意: 'approval.approve' }), reader),
    key,
  );
const everybody = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);
/** As delivery would: again and again until it is there. */
const insist = async (app: WecomApp, userId: string, title: string, key: string): Promise<void> => {
  for (let attempt = 0; attempt < 20; attempt += 1)
    try {
      await post(app, userId, title, key);
      return;
    } catch (error) {
      if (!(error as PlatformError).retryable) throw error;
    }
  throw new Error(`${userId} did not get ${title}.`);
};
const failure = (work: Promise<unknown>): Promise<PlatformError> =>
  work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error) => error,
  );

describe('the token', () => {
  test('is asked for once by two instances and fifty cards at once', async () => {
    const [one, other] = [await start(), await start()];
    await Promise.all(everybody(50).map((who, n) => post(n % 2 ? one : other, who)));
    expect(fake.callsOf('gettoken')).toHaveLength(1);
    expect(fake.messages).toHaveLength(50);
  });

  test.each([
    ['revoked', () => fake.revokeToken()],
    [
      'ended',
      () => {
        fake.state.aheadMs = 2 * HOUR_MS + 1;
      },
    ],
  ])('%s in the middle of a burst is replaced once, and every card is there once', async (_what, end) => {
    const [one, other] = [await start(), await start()];
    const all = everybody(60);
    const sending = all.map(async (who, n) => {
      if (n === 30) end();
      await insist(n % 2 ? one : other, who, 'A-1', `${n}:1`);
    });
    await Promise.all(sending);
    end();
    await Promise.all(all.map((who, n) => insist(n % 2 ? one : other, who, 'A-2', `${n}:2`)));
    expect(new Set(fake.messages.map(({ to, taskId }) => `${to} ${taskId}`)).size).toBe(120);
    expect(fake.messages).toHaveLength(120);
    expect(fake.callsOf('gettoken').length).toBeLessThanOrEqual(4);
  });

  test('is not asked for again and again with a wrong secret, which would lock us out', async () => {
    const app = await start({ settings: { secret: 'wrong' } });
    for (let n = 0; n < 20; n += 1) await failure(post(app, 'u1'));
    expect(fake.callsOf('gettoken').length).toBeLessThanOrEqual(1);
    const error = await failure(post(app, 'u1'));
    expect(error).toMatchObject({ retryable: true });
    expect(error.message).toContain('check WECOM_SECRET');
    expect(JSON.stringify(app.log.lines)).not.toContain('wrong');
  });

  test('is not thrown away for a newer one that another got meanwhile', async () => {
    let asked = 0;
    const tokens = appTokens({
      store: stores.tokens,
      fetch: async () => {
        asked += 1;
        return tokenFor(`t${asked}`, 7200, new Date(fake.now()));
      },
      log: notebook(),
      now: () => new Date(fake.now()),
    });
    expect(await tokens.get()).toBe('t1');
    const renewed = await Promise.all(Array.from({ length: 10 }, () => tokens.renew('t1')));
    expect(new Set(renewed)).toEqual(new Set(['t2']));
    expect(await tokens.renew('t1')).toBe('t2');
    expect(asked).toBe(2);
  });
});

describe('too many calls (45009)', () => {
  test('nobody calls while it is blocked, on any instance, and no attempt is counted', async () => {
    const [one, other] = [await start(), await start()];
    fake.block('message/send', MINUTE_MS);
    const first = await failure(post(one, 'u1'));
    expect(first).toMatchObject({ retryable: true, retryAfterMs: MINUTE_MS, untried: false });
    for (const app of [one, other, one])
      expect(await failure(post(app, 'u2'))).toMatchObject({ retryable: true, untried: true });
    expect(fake.callsOf('message/send')).toHaveLength(1);
    fake.state.aheadMs += MINUTE_MS + 1;
    await post(other, 'u1');
    expect(fake.messages).toHaveLength(1);
  });

  test('a block of an hour is found out by asking less and less often', async () => {
    const app = await start();
    fake.block('message/send', HOUR_MS);
    const began = fake.now();
    while (fake.messages.length === 0) {
      const error = await post(app, 'u1').then(
        () => undefined,
        (thrown: PlatformError) => thrown,
      );
      fake.state.aheadMs += error?.retryAfterMs ?? 0;
      if (error) fake.state.aheadMs += 1;
    }
    expect(fake.callsOf('message/send').length).toBeLessThanOrEqual(8);
    expect(fake.now() - began).toBeLessThan(2 * HOUR_MS);
  });

  test('of one kind holds up no other kind', async () => {
    const app = await start();
    fake.block('user/get', HOUR_MS);
    await failure(app.platform.profile({ platform: 'wecom', workspaceId: fake.corpId, userId: 'u1' }));
    await post(app, 'u1');
    expect(fake.messages).toHaveLength(1);
  });
});

test('somebody with too many messages waits alone; the others get theirs, and WeCom drops none', async () => {
  const app = await start();
  const busy = Promise.allSettled(
    Array.from({ length: 40 }, (_, n) => post(app, 'u0', `Nr. ${n}`, `${100 + n}:1`)),
  );
  const others = everybody(60)
    .slice(1)
    .map((who) => post(app, who));
  await Promise.all(others);
  const results = await busy;
  const waiting = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(waiting).toHaveLength(10);
  for (const { reason } of waiting) {
    expect(reason).toMatchObject({ retryable: true, untried: true });
    expect(reason.retryAfterMs).toBeLessThanOrEqual(61_000);
  }
  expect(fake.dropped).toEqual([]);
});

test('a hundred messages to a person take hardly longer than WeCom demands, although the way is long', async () => {
  const app = await start();
  const startedAt = fake.now();
  for (let n = 0; n < 100; n += 1) {
    if (n % 20 === 0) fake.fault({ api: 'message/send', times: 1, kind: 'slow', ms: 300 });
    const send = (): Promise<unknown> =>
      post(app, 'u0', `Nr. ${n}`, `${n}:1`).catch((error: PlatformError) => {
        fake.state.aheadMs += error.retryAfterMs ?? 0;
        return send();
      });
    await send();
  }
  expect(fake.dropped).toEqual([]);
  expect(fake.messages).toHaveLength(100);
  // 30 at once and again after each minute, and a few slow answers.
  expect(fake.now() - startedAt).toBeLessThan(3 * 60_000 + 10_000);
});

test('a whole hour at full pace stays below what WeCom drops', async () => {
  const app = await start();
  let sent = 0;
  const end = fake.now() + HOUR_MS;
  while (fake.now() < end) {
    const error = await post(app, 'u0', `${sent}`, `${sent}:1`).then(
      () => undefined,
      (thrown: PlatformError) => thrown,
    );
    if (error) fake.state.aheadMs += error.retryAfterMs ?? 0;
    else sent += 1;
  }
  expect(sent).toBeGreaterThan(900);
  expect(fake.dropped).toEqual([]);
});

describe('an answer that does not come, or not whole', () => {
  test.each([
    { kind: 'reset' },
    { kind: 'drop' },
    { kind: 'half' },
    { kind: 'html' },
    { kind: 'status', status: 502 },
    { kind: 'errcode', errcode: -1 },
  ] as const)('($kind $status $errcode) is tried again, and the card is there once', async (fault) => {
    const app = await start();
    fake.fault({ ...fault, api: 'message/send', times: 3 });
    await insist(app, 'u1', 'A-1', '1:1');
    expect(fake.messages).toHaveLength(1);
  });

  test('is given up after eight seconds, and meanwhile everybody else is served', async () => {
    const app = await start();
    await post(app, 'u9');
    fake.fault({ kind: 'silent', api: 'message/send', times: 20 });
    const givenUp: string[] = [];
    const hanging = everybody(20).map(async (who) => {
      const error = await failure(post(app, who));
      givenUp.push(who);
      return error;
    });
    await until(() => fake.calls.filter(({ outcome }) => outcome === 'silent').length === 20);
    await Promise.all(
      everybody(60)
        .slice(20)
        .map((who) => post(app, who)),
    );
    expect(givenUp).toEqual([]);
    for (const error of await Promise.all(hanging))
      expect(error).toMatchObject({ code: 'timeout', retryable: true });
  });

  test('never shows a secret in what is logged or thrown', async () => {
    const app = await start();
    for (const kind of ['reset', 'half', 'html'] as const) {
      fake.fault({ kind, api: 'message/send', times: 1 });
      const error = await failure(post(app, 'u1'));
      const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      expect(told).not.toContain(stores.kept.token?.token);
      expect(told).not.toContain(fake.secret);
    }
    expect(JSON.stringify(app.log.lines)).not.toContain(fake.secret);
  });
});

describe('a callback', () => {
  test('three times, at once and later, to two instances: one effect, one answer', async () => {
    const effects = new Map<string, number>();
    const handle = async ({ key }: { key: string }) => {
      effects.set(key, (effects.get(key) ?? 0) + 1);
      return shows('商机 D-7');
    };
    const [one, other] = [await start({ handle }), await start({ handle })];
    const xml = textXml(fake, 'u1', '商机 D-7');
    const [first, second] = [callbacks(fake, one.url), callbacks(fake, other.url)];
    await Promise.all([first.send('u1', xml), second.send('u1', xml), first.send('u1', xml)]);
    fake.state.aheadMs += 5 * MINUTE_MS;
    await second.send('u1', xml);
    await Promise.all(apps.map(({ listener }) => listener.stop()));
    // The router keeps the first answer under this key; here it is enough that there is one key.
    expect(effects.size).toBe(1);
    expect(fake.messages).toHaveLength(1);
  });

  test('of somebody who waits long holds up nobody else', async () => {
    const held = new Promise<never>(() => {});
    const app = await start({
      handle: async ({ who }) => (who.userId === 'u1' ? held : words('sofort')),
    });
    const wire = callbacks(fake, app.url);
    const served: string[] = [];
    const slow = wire.once(textXml(fake, 'u1', 'x')).finally(() => served.push('u1'));
    const quick = person(fake, wire, 'u2');
    await quick.types('x');
    await quick.sees('sofort');
    expect(served).toEqual([]);
    expect((await slow).status).toBe(200);
    apps = apps.filter((each) => each !== app);
    app.server.closeAllConnections();
    await new Promise((resolve) => app.server.close(resolve));
  });
});
