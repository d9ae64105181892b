import type { Login } from '../../../../bot/platforms/platform.js';
import { startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';

const back = 'https://crm.example.com/app/login/wecom/callback';
const state = '0123456789abcdef0123456789abcdef';

let fake: FakeWecom;
let app: WecomApp;
let login: Login;

beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
  app = await startWecomApp({ fake });
  login = app.platform.login as Login;
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

test('one is led to the page that asks nothing, with where to come back to', () => {
  const page = new URL(login.url(back, state));
  expect(page.origin + page.pathname).toBe('https://open.weixin.qq.com/connect/oauth2/authorize');
  expect(page.hash).toBe('#wechat_redirect');
  expect(Object.fromEntries(page.searchParams)).toEqual({
    appid: fake.corpId,
    redirect_uri: back,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: String(fake.agentId),
  });
});

test('a code stands for a member of the firm, once', async () => {
  const code = fake.newLoginCode('Li');
  expect(await login.whoIs(code, back)).toEqual({
    platform: 'wecom',
    workspaceId: fake.corpId,
    userId: 'Li',
  });
  await expect(login.whoIs(code, back)).rejects.toMatchObject({ code: 42022, retryable: false });
});

test('for five minutes', async () => {
  const code = fake.newLoginCode('Li');
  fake.state.aheadMs = 301_000;
  await expect(login.whoIs(code, back)).rejects.toMatchObject({ code: 42003, retryable: false });
});

test('a made-up code stands for nobody, and somebody from outside is nobody of the firm', async () => {
  await expect(login.whoIs('x', back)).rejects.toMatchObject({ code: 40029, retryable: false });
  await expect(login.whoIs(fake.newLoginCode('openid:1'), back)).rejects.toMatchObject({ retryable: false });
});

test('where WeCom does not answer, one may try again', async () => {
  fake.fault({ kind: 'status', status: 503, api: 'auth/getuserinfo', times: 1 });
  await expect(login.whoIs(fake.newLoginCode('Li'), back)).rejects.toMatchObject({ retryable: true });
});

test('a token that was revoked does not stop anybody', async () => {
  await login.whoIs(fake.newLoginCode('Li'), back);
  fake.revokeToken();
  expect((await login.whoIs(fake.newLoginCode('Li'), back)).userId).toBe('Li');
});
