import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform, PlatformError, PlatformUser } from '../../../../bot/platforms/platform.js';
import { SlackError } from '../../../../bot/platforms/slack/errors.js';
import { slack } from '../../../../bot/platforms/slack/index.js';
import type { Card } from '../../../../cards/card.js';
import { notebook, render } from '../../../support/outcomes.js';
import { memoryInstallations } from '../../../support/slack/app.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import { shownIn } from '../../../support/slack/rules.js';

const card = (text: string): Card => ({
  text,
  body: {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'zh',
    body: [{ type: 'TextBlock', text }],
  },
});

const li = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;

const installed = (workspaceId: string, botToken: string) => ({
  workspaceId,
  botToken,
  workspaceName: '',
  isEnterprise: false,
  appId: 'A1',
  botUserId: 'UBOT',
  scopes: [],
  installedBy: 'U1',
  installedAt: new Date(0).toISOString(),
});

let fake: FakeSlack;
let platform: Platform;
let log: ReturnType<typeof notebook>;

const platformAt = ({ botToken, apiUrl }: FakeSlack, lines: typeof log, settings: object = {}) =>
  slack(
    {
      signingSecret: 's',
      botToken,
      apiUrl,
      publicUrl: 'https://dealdesk.example.com',
      ...settings,
    },
    { installations: memoryInstallations(), render, log: lines, now: () => new Date() },
  );

const makePlatform = (settings?: object) => {
  log = notebook();
  return platformAt(fake, log, settings);
};

const manyWith = (installations: ReturnType<typeof memoryInstallations>) =>
  slack(
    { signingSecret: 's', apiUrl: fake.apiUrl, publicUrl: 'https://dealdesk.example.com' },
    { installations, render, log, now: () => new Date() },
  );

beforeEach(async () => {
  fake = await startFakeSlack({
    burst: 100,
    users: [
      { id: 'U1', name: '李四', email: 'li@acme.example' },
      { id: 'UGUEST', email: 'guest@acme.example', is_restricted: true },
      { id: 'UONE', email: 'one@acme.example', is_ultra_restricted: true },
      { id: 'USTRANGER', email: 'ceo@acme.example', team: 'T9', is_stranger: true },
      { id: 'UOTHER', email: 'cfo@acme.example', team: 'T9' },
      { id: 'UBOTTY', email: 'bot@acme.example', is_bot: true },
      { id: 'UNEW', email: 'new@acme.example', is_email_confirmed: false },
      { id: 'UGONE', email: 'gone@acme.example', deleted: true },
      {
        id: 'WGRID',
        email: 'grid@acme.example',
        team: 'T8',
        enterprise_user: { enterprise_id: 'E1', teams: ['T8', 'T1'] },
      },
    ],
  });
  platform = makePlatform();
});
afterEach(() => fake.stop());

const failure = async (work: Promise<unknown>): Promise<SlackError> => {
  const error = await work.then(
    () => new Error('It went well.'),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(SlackError);
  return error;
};

/** At a Slack that is slow, and at one that trickles: our own limit is eight seconds. */
const givenUp = async () => {
  const began = performance.now();
  const slow = await startFakeSlack();
  slow.fault({ method: 'chat.postMessage', kind: 'slow', delayMs: 30_000 });
  slow.fault({ method: 'chat.update', kind: 'trickle', everyMs: 1000 });
  slow.messages.set('DU1 1.1', {
    workspaceId: 'T1',
    channel: 'DU1',
    ts: '1.1',
    text: '',
    blocks: [],
    metadata: undefined,
    onlyFor: undefined,
    threadTs: undefined,
  });
  const to = platformAt(slow, notebook());
  const errors = await Promise.all([
    failure(to.post(li, card('hi'), '1:1')),
    failure(to.update({ workspaceId: 'T1', channel: 'DU1', ts: '1.1' }, card('hi'))),
  ]);
  const ms = performance.now() - began;
  await slow.stop();
  return { errors, ms };
};

/** Begun before all else, as it waits; one that is tried again begins again. */
let begun: ReturnType<typeof givenUp> | undefined;
beforeAll(() => {
  begun = givenUp();
});

describe('a card', () => {
  test('is posted to a person, with its key, and changed where it is', async () => {
    const ref = await platform.post(li, card('A-31 待审批'), '42:1');
    expect(ref).toEqual({ workspaceId: 'T1', channel: 'DU1', ts: expect.any(String) });
    expect(fake.accepted[0]).toMatchObject({
      text: 'A-31 待审批',
      metadata: { event_type: 'dealdesk_card', event_payload: { key: '42:1' } },
    });

    expect(await platform.update(ref, card('A-31 已同意'))).toEqual(ref);
    const [message] = fake.messages.values();
    expect(fake.messages.size).toBe(1);
    expect(message?.text).toBe('A-31 已同意');
    expect(shownIn(message?.blocks)).toBe('A-31 已同意');
    expect(message?.metadata?.event_payload).toEqual({ key: '42:1' });
  });

  test('of two workspaces goes out under the token of each', async () => {
    fake.workspaces.set('xoxb-second', { id: 'T2', isEnterprise: false });
    const many = manyWith(
      memoryInstallations(installed('T1', fake.botToken), installed('T2', 'xoxb-second')),
    );
    for (const workspaceId of ['T1', 'T2', 'T1', 'T2']) await many.profile({ ...li, workspaceId });
    await many.post({ ...li, workspaceId: 'T2' }, card('hi'), '1:1');
    expect(fake.calls.map(({ workspaceId }) => workspaceId)).toEqual(['T1', 'T2', 'T1', 'T2', 'T2']);
  });

  test('goes out by the next attempt where the app was installed anew a moment ago, on another instance', async () => {
    fake.workspaces.set('xoxb-old', { id: 'T1', isEnterprise: false });
    const installations = memoryInstallations(installed('T1', 'xoxb-old'));
    const many = manyWith(installations);
    await many.profile(li);
    fake.workspaces.set('xoxb-old', { id: 'T1', isEnterprise: false, revoked: true });
    await installations.save('T1', installed('T1', fake.botToken));

    expect(await failure(many.post(li, card('hi'), '1:1'))).toMatchObject({ retryable: true });
    await many.post(li, card('hi'), '1:1');
    expect(fake.messages.size).toBe(1);
  });

  test('for a workspace without Dealdesk waits until it is there, and the log says where to install', async () => {
    const many = makePlatform({ botToken: undefined });
    const error = await failure(many.post({ ...li, workspaceId: 'T7' }, card('hi'), '1:1'));
    expect(error.retryable).toBe(true);
    expect(error.message).toContain(
      'not installed in the workspace T7: install it at https://dealdesk.example.com/slack/install',
    );
  });
});

describe('what Slack refuses', () => {
  test.each([
    ['internal_error', { retryable: true }],
    ['fatal_error', { retryable: true }],
    ['service_unavailable', { retryable: true }],
    ['team_added_to_org', { retryable: true }],
    ['message_limit_exceeded', { retryable: true, retryAfterMs: 3_600_000 }],
    ['token_revoked', { retryable: true }],
    ['invalid_auth', { retryable: true }],
    ['account_inactive', { retryable: true }],
    ['missing_scope', { retryable: false }],
    ['channel_not_found', { retryable: false }],
    ['user_disabled', { retryable: false }],
    ['invalid_blocks', { retryable: false }],
    ['constructor', { retryable: false }],
    ['something_new', { retryable: false }],
  ])('%s when posting: %o', async (error, expected) => {
    fake.fault({ kind: 'error', error });
    expect(await failure(platform.post(li, card('hi'), '1:1'))).toMatchObject({
      code: error,
      gone: false,
      ...expected,
    });
  });

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_inactive'])(
    '%s when changing: the card is gone, a new one may be posted',
    async (error) => {
      const ref = await platform.post(li, card('hi'), '1:1');
      fake.fault({ kind: 'error', error });
      expect(await failure(platform.update(ref, card('ho')))).toMatchObject({ gone: true, retryable: false });
    },
  );

  test('a card in the conversation with an app that was made anew since may be posted there anew', async () => {
    const ref = await platform.post(li, card('hi'), '1:1');
    fake.fault({ kind: 'error', error: 'channel_not_found' });
    expect(await failure(platform.update(ref, card('ho')))).toMatchObject({ gone: true });
    // A channel may have the app again later, and the card is there still.
    const inChannel = { ...ref, channel: 'C1' };
    expect(await failure(platform.update(inChannel, card('ho')))).toMatchObject({ gone: false });
  });

  test('a refused token says what to do', async () => {
    fake.revoke('T1');
    const error = await failure(platform.post(li, card('hi'), '1:1'));
    expect(error.message).toContain('install Dealdesk in this workspace again');
  });

  test("blocks that Slack does not take name the place, in Slack's words", async () => {
    fake.fault({ kind: 'error', error: 'invalid_blocks' });
    expect((await failure(platform.post(li, card('hi'), '1:1'))).message).toBe(
      'Slack refused chat.postMessage: invalid_blocks',
    );
  });
});

describe('a limit', () => {
  test('keeps us out for as long as Slack says, and only there', async () => {
    fake.fault({ method: 'chat.postMessage', kind: 'ratelimited', retryAfterS: 30, times: 1 });
    expect(await failure(platform.post(li, card('hi'), '1:1'))).toMatchObject({
      retryable: true,
      retryAfterMs: 30_000,
    });

    const asked = fake.calls.length;
    const again = await failure(platform.post(li, card('hi'), '1:1'));
    expect(again.retryAfterMs).toBeGreaterThan(29_000);
    expect(fake.calls).toHaveLength(asked);

    await platform.post({ ...li, userId: 'UGUEST' }, card('hi'), '1:2');
    await platform.profile(li);
  });

  test('of years, which no Slack sets but something on the way, is believed for an hour', async () => {
    fake.fault({ method: 'chat.postMessage', kind: 'ratelimited', retryAfterS: 99_999_999, times: 1 });
    expect(await failure(platform.post(li, card('hi'), '1:1'))).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  test('of a client method is no pause for its other methods', async () => {
    fake.fault({ method: 'users.lookupByEmail', kind: 'ratelimited', retryAfterS: 30, times: 1 });
    await failure(platform.findByEmail('li@acme.example'));
    expect((await platform.profile(li)).email).toBe('li@acme.example');
  });

  test('that conversations of a workspace have in common is found out, and few cards are refused', async () => {
    const people = Array.from({ length: 60 }, (_, n) => ({ ...li, userId: `U${100 + n}` }));
    const busy = await startFakeSlack({
      users: people.map(({ userId }) => ({ id: userId })),
      tiers: { 'chat.postMessage': { perMinute: 1_200, atOnce: 20 } },
    });
    const to = makePlatform({ botToken: busy.botToken, apiUrl: busy.apiUrl });
    const insist = (who: PlatformUser): Promise<unknown> =>
      to.post(who, card('hi'), who.userId).catch(async (error: PlatformError) => {
        expect(error).toMatchObject({ retryable: true, untried: true });
        await sleep(error.retryAfterMs ?? 0);
        return insist(who);
      });
    await Promise.all(people.slice(0, 30).map(insist));
    const refused = () => busy.calls.filter(({ outcome }) => outcome === 'ratelimited').length;
    const atFirst = refused();
    expect(atFirst).toBeGreaterThanOrEqual(2);
    await Promise.all(people.slice(30).map(insist));
    expect(busy.accepted).toHaveLength(60);
    expect(refused() - atFirst).toBeLessThanOrEqual(3);
    await busy.stop();
  });
});

describe('a Slack in trouble', () => {
  test.each([
    ['500', { kind: 'status', status: 500 }, 'http_500'],
    ['502', { kind: 'status', status: 502 }, 'http_502'],
    ['a page for people', { kind: 'html' }, 'network'],
    ['a line that is cut', { kind: 'reset' }, 'network'],
  ] as const)('%s is tried again later, by both ways to call', async (_name, fault, code) => {
    fake.fault(fault);
    expect(await failure(platform.post(li, card('hi'), '1:1'))).toMatchObject({ retryable: true, code });
    const looked = await failure(platform.profile(li));
    if (fault.kind !== 'html') expect(looked).toMatchObject({ retryable: true, code });
  });

  test('a name that does not resolve', async () => {
    const lost = makePlatform({ apiUrl: 'http://nowhere.invalid/api/' });
    expect(await failure(lost.post(li, card('hi'), '1:1'))).toMatchObject({
      retryable: true,
      code: 'network',
    });
  });
});

describe('when nobody knows whether Slack has the card', () => {
  test('it is looked for, and not posted twice', async () => {
    fake.fault({ method: 'chat.postMessage', kind: 'drop', times: 1 });
    const error = await failure(platform.post(li, card('hi'), '42:1'));
    expect(error.isOutcomeUnknown).toBe(true);
    expect(fake.messages.size).toBe(1);

    const ref = await platform.post(li, card('hi'), '42:1');
    expect(fake.messages.size).toBe(1);
    await platform.update(ref, card('ho'));
    expect([...fake.messages.values()][0]?.text).toBe('ho');
  });

  test('and it is not there: it is posted', async () => {
    fake.fault({ method: 'chat.postMessage', kind: 'reset', times: 1 });
    await failure(platform.post(li, card('hi'), '42:1'));
    await platform.post(li, card('hi'), '42:1');
    expect(fake.messages.size).toBe(1);
  });

  test('and it cannot be looked for: it is posted, and the log says that it may be there twice', async () => {
    fake.fault({ method: 'chat.postMessage', kind: 'drop', times: 1 });
    await failure(platform.post(li, card('hi'), '42:1'));
    fake.fault({ method: 'conversations.history', kind: 'status', status: 500 });
    await platform.post(li, card('hi'), '42:1');
    expect(fake.messages.size).toBe(2);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ sentence: 'slack: this card may appear twice' }),
    );
  });
});

describe('who somebody is', () => {
  const profile = (userId: string) => platform.profile({ ...li, userId });

  test("comes from Slack, with the e-mail that Slack has verified, and the person's language and zone", async () => {
    expect(await profile('U1')).toEqual({
      email: 'li@acme.example',
      name: '李四',
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    });
  });

  test.each(['UGUEST', 'UONE', 'USTRANGER', 'UOTHER', 'UBOTTY', 'UNEW', 'UGONE'])(
    '%s is no employee, whatever e-mail there is',
    async (userId) => {
      expect((await profile(userId)).email).toBeNull();
    },
  );

  test('may be somebody of another workspace of the same organisation', async () => {
    expect((await profile('WGRID')).email).toBe('grid@acme.example');
  });

  test('that Slack does not know is an error', async () => {
    expect(await failure(profile('UNOBODY'))).toMatchObject({ code: 'user_not_found', retryable: false });
  });

  test('is found by e-mail, in the one workspace or in those installed, unless it is no employee', async () => {
    expect(await platform.findByEmail('LI@acme.example')).toEqual(li);
    expect(await platform.findByEmail('nobody@acme.example')).toBeUndefined();
    expect(await platform.findByEmail('guest@acme.example')).toBeUndefined();
    expect(await platform.findByEmail('new@acme.example')).toBeUndefined();
  });
});

test('no error and no log line holds the token', async () => {
  const errors: PlatformError[] = [];
  for (const fault of [
    { kind: 'error', error: 'invalid_auth' },
    { kind: 'reset' },
    { kind: 'status', status: 500 },
  ] as const) {
    const over = fake.fault(fault);
    errors.push(await failure(platform.post(li, card('hi'), '1:1')), await failure(platform.profile(li)));
    over();
  }
  const all =
    errors.map((error) => JSON.stringify([error.message, error.stack, String(error.cause)])).join('') +
    JSON.stringify(log.lines);
  expect(all).not.toContain(fake.botToken);
});

test('a Slack that is slow, or that trickles, is given up after eight seconds', async () => {
  const { errors, ms } = await (begun ?? givenUp());
  begun = undefined;
  expect(errors.map(({ code }) => code)).toEqual(['timeout', 'timeout']);
  expect(errors.every(({ retryable }) => retryable)).toBe(true);
  expect(ms).toBeLessThan(10_000);
}, 20_000);
