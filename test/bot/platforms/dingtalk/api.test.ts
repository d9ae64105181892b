import { setTimeout as sleep } from 'node:timers/promises';
import type { CardRef, PlatformError } from '../../../../bot/platforms/platform.js';
import { type DingTalkApp, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import type { Fault } from '../../../support/dingtalk/faults.js';
import { notice, reader, render } from '../../../support/outcomes.js';
import { until } from '../../../support/until.js';

const MINUTE_MS = 60_000;

let fake: FakeDingTalk;
let app: DingTalkApp;

interface Robot {
  readonly fake: FakeDingTalk;
  readonly app: DingTalkApp;
}

const open = async (options: object = {}, settings: object = {}, more: object = {}): Promise<Robot> => {
  const server = await startFakeDingTalk({
    users: [
      { userid: 'li', name: '李娜' },
      { userid: 'admin', name: '管理员' },
    ],
    ...options,
  });
  const opened = await startDingTalkApp({ fake: server, settings: { mode: 'http', ...settings }, ...more });
  await until(() => server.callbacks.size === 1);
  return { fake: server, app: opened };
};
const close = async (robot: Robot) => {
  await robot.app.stop();
  await robot.fake.stop();
};

const start = async (...options: Parameters<typeof open>) => {
  ({ fake, app } = await open(...options));
};

let keys = 0;
const post = (by: Robot = { fake, app }): Promise<CardRef> => {
  keys += 1;
  const to = { platform: 'dingtalk' as const, workspaceId: by.fake.clientId, userId: 'li' };
  return by.app.platform.post(to, render(notice('D-7'), reader), `${keys}:1`);
};
const refused = async (work: Promise<unknown>): Promise<PlatformError> =>
  work.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error) => error,
  );

const refusals: readonly (readonly [what: string, fault: Fault, expected: Partial<PlatformError>])[] = [
  [
    'too many in a second',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
    { retryable: true, retryAfterMs: 1000 },
  ],
  [
    'too many in a second of all',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.QpsLimitForApi' },
    { retryable: true, retryAfterMs: 1000 },
  ],
  [
    'too many in a minute',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
    { retryable: true, retryAfterMs: MINUTE_MS },
  ],
  [
    'a month that is used up',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    { retryable: true, retryAfterMs: 360 * MINUTE_MS },
  ],
  [
    'a missing permission',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' },
    { retryable: false },
  ],
  ['a page instead of JSON', { kind: 'html' }, { retryable: true, retryAfterMs: 5 * MINUTE_MS }],
  ['busy', { kind: 'error', status: 400, code: 'system.busy' }, { retryable: true }],
  ['an error of the system', { kind: 'error', status: 400, code: 'system.error' }, { retryable: true }],
  ['a 500', { kind: 'error', status: 500, code: 'whatever' }, { retryable: true }],
  ['a 503 without JSON', { kind: 'status', status: 503 }, { retryable: true }],
  ['a 429', { kind: 'status', status: 429 }, { retryable: true }],
  ['unsafe content', { kind: 'error', status: 400, code: 'param.contentUnsafe' }, { retryable: false }],
  [
    'an unpublished template',
    { kind: 'error', status: 400, code: 'param.templateUnpublished' },
    { retryable: false },
  ],
  [
    'an address that is not on the list',
    { kind: 'error', status: 403, code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
    { retryable: true, retryAfterMs: 5 * MINUTE_MS },
  ],
  ['a cut line', { kind: 'reset' }, { retryable: true }],
  ['an old error in a 200', { kind: 'errcode', errcode: 90018 }, { retryable: true, retryAfterMs: 1000 }],
  [
    'an old error behind another',
    { kind: 'errcode', errcode: 88, sub_code: '90020' },
    { retryable: true, retryAfterMs: 360 * MINUTE_MS },
  ],
];

/** At a DingTalk of its own, so that many can be under way at once. */
const refusalBy = async (fault: Fault): Promise<PlatformError> => {
  const robot = await open();
  robot.fake.fault({ api: 'createAndDeliver', ...fault });
  const error = await refused(post(robot));
  await close(robot);
  return error;
};

const givenUp = async (): Promise<PlatformError> => {
  const robot = await open();
  robot.fake.fault({ api: 'createAndDeliver', kind: 'silent', times: 1 });
  const error = await refused(post(robot));
  await post(robot);
  await close(robot);
  return error;
};

/** What takes its time is begun before all else; one that is tried again begins again. */
const begun = new Map<string, Promise<PlatformError>>();
const outcomeOf = (what: string, work: () => Promise<PlatformError>): Promise<PlatformError> => {
  const outcome = begun.get(what) ?? work();
  begun.delete(what);
  return outcome;
};
beforeAll(() => {
  for (const [what, fault] of refusals) begun.set(what, refusalBy(fault));
  begun.set('silence', givenUp());
});

test.each(refusals)('%s is told by DingTalk’s own word, not by the status', async (what, fault, expected) => {
  const error = await outcomeOf(what, () => refusalBy(fault));
  expect(error).toMatchObject({ name: 'DingTalkError', ...expected });
  expect(error.retryAfterMs).toBe(expected.retryAfterMs);
  expect(error.message).not.toMatch(/client-secret|access_token|x-acs/);
});

describe('with a DingTalk for each,', () => {
  afterEach(() => close({ fake, app }));

  test('a refused token is replaced and the call made again, once', async () => {
    await start();
    await post();
    fake.revokeToken();
    await post();
    expect(fake.callsOf('createAndDeliver').map(({ outcome }) => outcome)).toEqual([
      'ok',
      'InvalidAuthentication',
      'ok',
    ]);
    fake.fault({ api: 'createAndDeliver', kind: 'error', status: 401, code: 'InvalidAuthentication' });
    expect(await refused(post())).toMatchObject({ retryable: true });
    expect(fake.callsOf('createAndDeliver')).toHaveLength(5);
  });

  test('a token that expires in the middle of a burst costs nobody their card', async () => {
    await start();
    await post();
    const burst = Array.from({ length: 30 }, () => post());
    await sleep(300);
    fake.revokeToken();
    await Promise.all(burst);
    expect(fake.timeline).toHaveLength(31);
    expect(fake.callsOf('token').length).toBeLessThanOrEqual(3);
  });

  test('many cards at once all arrive, and hardly one comes too soon', async () => {
    await start();
    await Promise.all(Array.from({ length: 60 }, () => post()));
    expect(fake.timeline).toHaveLength(60);
    const refusals = fake.callsOf('createAndDeliver').length - 60;
    expect(refusals).toBeLessThanOrEqual(3);
  });

  test('who is too fast by a little waits for the next second, and the card is there', async () => {
    await start();
    const code = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi';
    fake.fault({ api: 'createAndDeliver', kind: 'error', status: 403, code, times: 1 });
    const since = performance.now();
    await post();
    expect(performance.now() - since).toBeGreaterThan(900);
    expect(fake.timeline).toHaveLength(1);
  });

  test('while this address is banned nothing at all is asked', async () => {
    await start({ callsPerIp: 10 });
    await Promise.all(Array.from({ length: 4 }, () => post()));
    const before = await Promise.all(Array.from({ length: 10 }, () => post().catch((error) => error)));
    expect(before.at(-1)).toMatchObject({ retryable: true });
    const asked = fake.calls.length;
    const error = await refused(post());
    expect(error.retryAfterMs).toBeGreaterThan(4 * MINUTE_MS);
    await refused(app.platform.findByEmail('x@y.example'));
    expect(fake.calls).toHaveLength(asked);
  });

  test('an API that wants a pause gets it, the others go on', async () => {
    await start();
    fake.fault({
      api: 'createAndDeliver',
      kind: 'error',
      status: 403,
      code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi',
      times: 1,
    });
    await refused(post());
    expect((await refused(post())).message).toContain('paused');
    expect(fake.callsOf('createAndDeliver')).toHaveLength(1);
    expect(await app.platform.findByEmail('x@y.example')).toBeUndefined();
  });

  test('what costs is counted, and an administrator hears before the month is over', async () => {
    await start({}, { monthlyCalls: 10 }, { admins: ['admin'] });
    for (let n = 0; n < 6; n += 1) await post();
    await app.platform.findByEmail('x@y.example');
    await app.listener.stop();
    // The address for presses, six cards, and the warning itself.
    expect([...app.usage.used.values()]).toEqual([8]);
    expect(fake.messages.map(({ to, text }) => [to, text])).toEqual([
      ['admin', expect.stringContaining('API 调用已用 7 次，额度 10 次')],
    ]);
    expect(fake.messages[0]?.text).toContain('DingTalk API calls this month: 7 of 10.');
  });

  test('when we stop, what still waits for its turn is given back', async () => {
    await start();
    const all = Promise.all(Array.from({ length: 100 }, () => post().catch((error) => error)));
    await sleep(200);
    await app.listener.stop();
    const results = await all;
    expect(results.filter((one) => one instanceof Error).length).toBeGreaterThan(50);
    expect(results.at(-1)).toMatchObject({ retryable: true });
  });
});

test('an answer that never comes is given up', async () => {
  expect(await outcomeOf('silence', givenUp)).toMatchObject({
    retryable: true,
    message: expect.stringContaining('timeout'),
  });
}, 20_000);
