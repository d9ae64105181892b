import type { Login } from '../../../../bot/platforms/platform.js';
import { memoryInstallations, type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import type { Twist } from '../../../support/slack/openid.js';

const back = 'https://dealdesk.example.com/app/login/slack/callback';
const state = '0123456789abcdef0123456789abcdef';

let fake: FakeSlack;
let app: SlackApp;
let now = Date.now();
const start = async (settings: object = {}, workspaces: readonly string[] = []) => {
  fake = await startFakeSlack({ users: [{ id: 'U1' }], now: () => now });
  const installed = workspaces.map((workspaceId) => ({
    workspaceId,
    workspaceName: workspaceId,
    isEnterprise: workspaceId.startsWith('E'),
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: 'xoxb-1',
    scopes: [],
    installedBy: 'U1',
    installedAt: new Date(now).toISOString(),
  }));
  app = await startSlackApp({
    fake,
    now: () => new Date(now),
    installations: memoryInstallations(...installed),
    settings: { clientId: fake.clientId, clientSecret: fake.clientSecret, ...settings },
  });
  if (!app.platform.login) throw new Error('There is no login.');
  return app.platform.login;
};
afterEach(async () => {
  await app.stop();
  await fake.stop();
  now = Date.now();
});

const comeBack = (login: Login, twist?: Twist, { team = 'T1', to = back, as = state } = {}) => {
  const address = fake.signIn(login.url(back, state), 'U1', team, twist);
  return login.whoIs(address.searchParams.get('code') ?? '', to, as);
};

test("one is led to Slack's page, and asked for nothing but who one is", async () => {
  const login = await start();
  const page = new URL(login.url(back, state));
  expect(page.origin + page.pathname).toBe(`${fake.url}/openid/connect/authorize`);
  expect(Object.fromEntries(page.searchParams)).toEqual({
    response_type: 'code',
    scope: 'openid',
    client_id: fake.clientId,
    redirect_uri: back,
    state,
    nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(page.searchParams.get('nonce')).not.toContain(state);
});

test('a code stands for a person of the workspace', async () => {
  const login = await start();
  expect(await comeBack(login)).toEqual({ platform: 'slack', workspaceId: 'T1', userId: 'U1' });
});

test('once', async () => {
  const login = await start();
  const code = fake.signIn(login.url(back, state), 'U1', 'T1').searchParams.get('code') ?? '';
  await login.whoIs(code, back, state);
  await expect(login.whoIs(code, back, state)).rejects.toMatchObject({
    code: 'invalid_code',
    retryable: false,
  });
});

test('with many workspaces, of any that is installed; of an organisation under its own id', async () => {
  const many = { botToken: undefined, stateSecret: 'state-secret' };
  const login = await start(many, ['T7', 'E1']);
  expect(await comeBack(login, {}, { team: 'T7' })).toMatchObject({ workspaceId: 'T7' });
  const twist = { claims: { 'https://slack.com/enterprise_id': 'E1' } };
  expect(await comeBack(login, twist, { team: 'T8' })).toMatchObject({ workspaceId: 'E1' });
  await expect(comeBack(login, {}, { team: 'T9' })).rejects.toMatchObject({ code: 'team_not_installed' });
});

const hourMs = 3_600_000;
const seconds = (ms: number) => Math.floor(ms / 1000);

test.each<[string, Twist, string]>([
  ['signed by somebody else', { isForged: true }, 'id_token'],
  ['for another app', { claims: { aud: 'another-app' } }, 'id_token'],
  ['from another issuer', { claims: { iss: 'https://evil.example' } }, 'id_token'],
  ['that has ended', { claims: { exp: seconds(now - hourMs) } }, 'id_token'],
  ['without an end', { claims: { exp: undefined } }, 'id_token'],
  ['that is not signed', { header: { alg: 'none' } }, 'id_token'],
  ['signed with a shared secret', { header: { alg: 'HS256' } }, 'id_token'],
  ['signed by a key that Slack does not know', { header: { kid: 'key-2' } }, 'id_token'],
  ['made for another sign-in', { claims: { nonce: 'another' } }, 'nonce_mismatch'],
  ['without the mark of this sign-in', { claims: { nonce: undefined } }, 'id_token'],
  [
    'of a workspace that is not ours',
    { claims: { 'https://slack.com/team_id': 'T666' } },
    'team_not_installed',
  ],
  ['of no workspace', { claims: { 'https://slack.com/team_id': undefined } }, 'team_not_installed'],
])('a token %s is nobody', async (_what, twist, code) => {
  const login = await start();
  await expect(comeBack(login, twist)).rejects.toMatchObject({ name: 'SlackError', code, retryable: false });
});

test('a code that another browser was given is nobody here', async () => {
  const login = await start();
  await expect(comeBack(login, {}, { as: 'f'.repeat(32) })).rejects.toMatchObject({ code: 'nonce_mismatch' });
  await expect(comeBack(login, {}, { as: '' })).rejects.toMatchObject({ code: 'nonce_mismatch' });
});

test('nor does one serve at another address of ours', async () => {
  const login = await start();
  const other = 'https://dealdesk.example.com/app/login/other/callback';
  await expect(comeBack(login, {}, { to: other })).rejects.toMatchObject({ code: 'bad_redirect_uri' });
});

test('while Slack is in trouble, one may try again', async () => {
  const login = await start();
  for (const method of ['openid.connect.token', 'keys']) {
    fake.fault({ method, kind: 'status', status: 503, times: 1 });
    await expect(comeBack(login)).rejects.toMatchObject({ retryable: true });
  }
  expect(await comeBack(login)).toMatchObject({ userId: 'U1' });
});

test('without a client id there is no sign-in', async () => {
  await start();
  const bare = await startSlackApp({ fake });
  expect(bare.platform.login).toBeUndefined();
  await bare.stop();
});
