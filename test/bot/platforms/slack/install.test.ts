import type { SlackInstallation } from '../../../../bot/platforms/slack/index.js';
import { memoryInstallations, type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { deliver } from '../../../support/slack/delivery.js';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../../support/slack/fake.js';
import { eventBody, JSON_TYPE } from '../../../support/slack/requests.js';

let fake: FakeSlack;
let app: SlackApp;
let installations: ReturnType<typeof memoryInstallations>;

const start = async (options: FakeSlackOptions = {}, settings: object = {}) => {
  fake = await startFakeSlack({ users: [{ id: 'U1', email: 'li@acme.example' }], ...options });
  installations = memoryInstallations();
  app = await startSlackApp({
    fake,
    installations,
    settings: {
      botToken: undefined,
      clientId: fake.clientId,
      clientSecret: fake.clientSecret,
      stateSecret: 'state-secret',
      ...settings,
    },
  });
};
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

/** A browser: follows where it is sent, and keeps the one cookie. */
const begin = async () => {
  const answer = await fetch(`${app.url}/slack/install`, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie') ?? '';
  return { status: answer.status, page: answer.headers.get('location') ?? '', cookie };
};
/** The redirect goes to our public address; here it is taken to the server itself. */
const comeBack = (address: string, cookie = '') => {
  const { pathname, search } = new URL(address);
  return fetch(`${app.url}${pathname}${search}`, { headers: { cookie: cookie.split(';', 1)[0] ?? '' } });
};

test("installing leads to Slack's page with our scopes, and back to an installation", async () => {
  await start();
  const { status, page, cookie } = await begin();
  expect(status).toBe(302);
  expect(page).toContain(`${fake.url}/oauth/v2/authorize?`);
  const asked = new URL(page).searchParams;
  expect(asked.get('scope')).toBe(
    'commands,chat:write,im:write,im:history,app_mentions:read,users:read,users:read.email',
  );
  expect(asked.get('redirect_uri')).toBe('https://dealdesk.example.com/slack/oauth_redirect');
  expect(cookie).toMatch(/Secure; HttpOnly; Path=\/; Max-Age=600/);

  const answer = await comeBack(fake.allow(page, 'T5'), cookie);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Dealdesk 已安装');
  expect(installations.kept.get('T5')).toEqual({
    workspaceId: 'T5',
    workspaceName: 'Workspace T5',
    isEnterprise: false,
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: expect.stringMatching(/^xoxb-/),
    scopes: expect.arrayContaining(['chat:write']),
    installedBy: 'UADMIN',
    installedAt: expect.any(String),
  });
});

test('an organisation is installed under its own id', async () => {
  await start();
  const { page, cookie } = await begin();
  await comeBack(fake.allow(page, 'E1', true), cookie);
  expect(installations.kept.get('E1')).toMatchObject({ workspaceId: 'E1', isEnterprise: true });
});

test('a rotating token is kept with its end, and is renewed at Slack', async () => {
  await start({ rotation: true });
  const { page, cookie } = await begin();
  await comeBack(fake.allow(page, 'T1'), cookie);
  const first = installations.kept.get('T1');
  expect(first).toMatchObject({ refreshToken: expect.stringMatching(/^xoxe-1-/) });
  expect(Date.parse(first?.expiresAt ?? '') - Date.now()).toBeGreaterThan(11.9 * 3_600_000);

  await installations.save('T1', {
    ...(first as NonNullable<typeof first>),
    expiresAt: new Date().toISOString(),
  });
  expect(await app.platform.findByEmail('li@acme.example')).toMatchObject({ userId: 'U1' });
  expect(installations.kept.get('T1')?.botToken).not.toBe(first?.botToken);
  expect(installations.kept.get('T1')?.refreshToken).not.toBe(first?.refreshToken);
});

describe('an installation is refused, and nothing kept, with', () => {
  beforeEach(() => start());

  test.each([
    ['a forged state', (url: URL) => url.searchParams.set('state', 'forged'), (cookie: string) => cookie],
    ['no state', (url: URL) => url.searchParams.delete('state'), (cookie: string) => cookie],
    ['no code', (url: URL) => url.searchParams.delete('code'), (cookie: string) => cookie],
    ["another browser's state", () => {}, () => ''],
    [
      'a state of our own making in both places',
      (url: URL) => url.searchParams.set('state', 'x'),
      () => 'slack-app-oauth-state=x',
    ],
    [
      'a code that Slack does not know',
      (url: URL) => url.searchParams.set('code', 'swapped'),
      (cookie: string) => cookie,
    ],
    [
      'a no on the page of Slack',
      (url: URL) => url.searchParams.set('error', 'access_denied'),
      (cookie: string) => cookie,
    ],
  ])('%s', async (_name, spoil, spoilCookie) => {
    const { page, cookie } = await begin();
    const back = new URL(fake.allow(page, 'T5'));
    spoil(back);
    const answer = await comeBack(back.href, spoilCookie(cookie));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toContain('没有装成');
    expect(installations.kept.size).toBe(0);
  });

  test('a state that was used before', async () => {
    const { page, cookie } = await begin();
    await comeBack(fake.allow(page, 'T5'), cookie);
    installations.kept.clear();
    const again = await comeBack(fake.allow(page, 'T6'), cookie);
    expect(again.status).toBe(400);
    expect(installations.kept.size).toBe(0);
  });
});

test('where only some workspaces are allowed, others are refused', async () => {
  await start({}, { allowedWorkspaces: ['T5'] });
  const stranger = await begin();
  const refused = await comeBack(fake.allow(stranger.page, 'T6'), stranger.cookie);
  expect(refused.status).toBe(403);
  expect(installations.kept.size).toBe(0);

  const own = await begin();
  await comeBack(fake.allow(own.page, 'T5'), own.cookie);
  expect([...installations.kept.keys()]).toEqual(['T5']);
});

test('where none is named, only the first workspace installs: later ones could be anybody who knows the address', async () => {
  await start();
  const own = await begin();
  await comeBack(fake.allow(own.page, 'T5'), own.cookie);
  const stranger = await begin();
  const refused = await comeBack(fake.allow(stranger.page, 'T6'), stranger.cookie);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('SLACK_WORKSPACES');
  expect([...installations.kept.keys()]).toEqual(['T5']);

  const again = await begin();
  expect((await comeBack(fake.allow(again.page, 'T5'), again.cookie)).status).toBe(200);
});

test('a workspace that was let in before and is not among those named any more is as good as not there', async () => {
  await start({}, { allowedWorkspaces: ['T6'] });
  installations.kept.set('T5', { workspaceId: 'T5', botToken: 'xoxb-5' } as SlackInstallation);
  expect(await app.platform.findByEmail('li@acme.example')).toBeUndefined();
  const hello = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'deal list' };
  expect((await deliver(fake, app.url, eventBody(hello, 'T5'), { contentType: JSON_TYPE })).status).toBe(200);
  expect(app.asked).toEqual([]);
});

test('no token and no secret is logged on the way', async () => {
  await start({ rotation: true });
  const { page, cookie } = await begin();
  await comeBack(fake.allow(page, 'T5'), cookie);
  await comeBack(fake.allow(page, 'T5'), cookie);
  const log = JSON.stringify(app.log.lines, (_key, value) =>
    value instanceof Error ? String(value.stack) : value,
  );
  const kept = installations.kept.get('T5');
  for (const secret of [kept?.botToken, kept?.refreshToken, fake.clientSecret, 'state-secret'])
    expect(log).not.toContain(secret);
});

describe('when the app is removed from a workspace', () => {
  const tell = (event: object) => deliver(fake, app.url, eventBody(event, 'T5'), { contentType: JSON_TYPE });
  const uninstalled = { type: 'app_uninstalled' };
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['UBOT'] } };

  test.each([[[uninstalled, revoked, uninstalled]], [[revoked, uninstalled, revoked]]])(
    'the installation goes, in any order: %o',
    async (events) => {
      await start();
      const { page, cookie } = await begin();
      await comeBack(fake.allow(page, 'T5'), cookie);
      for (const event of events) expect((await tell(event)).status).toBe(200);
      expect(installations.kept.size).toBe(0);
      expect(app.asked).toEqual([]);
    },
  );

  test('one that never had it is no trouble', async () => {
    await start();
    expect((await tell(uninstalled)).status).toBe(200);
  });
});

test('with a token for one workspace nobody can install', async () => {
  await start({}, { botToken: 'xoxb-one' });
  expect((await fetch(`${app.url}/slack/install`)).status).toBe(404);
});
