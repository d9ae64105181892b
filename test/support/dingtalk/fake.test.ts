/** Each rule of the fake DingTalk bites. */
import { type FakeDingTalk, type FakeOptions, startFakeDingTalk } from './fake.js';

let fake: FakeDingTalk;
let token = '';

const call = async (method: string, path: string, body: object, headers: object = {}) => {
  const answer = await fetch(fake.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': token, ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: answer.status, text, json, code: json.code ?? json.errcode };
};
const getToken = () =>
  call('POST', '/v1.0/oauth2/accessToken', { appKey: fake.clientId, appSecret: fake.clientSecret });

const start = async (options: Partial<FakeOptions> = {}) => {
  fake = await startFakeDingTalk({ users: [{ userid: 'li', name: '李娜' }], ...options });
  token = String((await getToken()).json.accessToken);
};
beforeEach(() => start());
afterEach(() => fake.stop());

const cardBody = (more: object = {}) => ({
  cardTemplateId: fake.templateId,
  outTrackId: 'card-1',
  callbackType: 'STREAM',
  userIdType: 1,
  cardData: { cardParamMap: { title: 'D-7' } },
  openSpaceId: 'dtv1.card//IM_ROBOT.li',
  imRobotOpenSpaceModel: { supportForward: false, notification: { alertContent: 'D-7' } },
  imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: fake.robotCode },
  ...more,
});
const create = (more?: object) => call('POST', '/v1.0/card/instances/createAndDeliver', cardBody(more));
const update = (more: object) =>
  call('PUT', '/v1.0/card/instances', {
    outTrackId: 'card-1',
    cardData: { cardParamMap: { title: 'x' } },
    ...more,
  });

test('a token lives for two hours, and asking again keeps it alive', async () => {
  fake.state.aheadMs = 7_100_000;
  expect((await getToken()).json.accessToken).toBe(token);
  fake.state.aheadMs = 14_200_000;
  expect((await create()).status).toBe(200);
  fake.state.aheadMs = 14_400_000;
  expect(await create({ outTrackId: 'card-2' })).toMatchObject({
    status: 401,
    code: 'InvalidAuthentication',
  });
  expect((await getToken()).json.accessToken).not.toBe(token);
});

test('a token is asked for in JSON, by who has the secret', async () => {
  const form = await call(
    'POST',
    '/v1.0/oauth2/accessToken',
    {},
    { 'content-type': 'application/x-www-form-urlencoded' },
  );
  expect(form).toMatchObject({ status: 400, code: 'Missingbody' });
  const wrong = await call('POST', '/v1.0/oauth2/accessToken', { appKey: fake.clientId, appSecret: 'x' });
  expect(wrong).toMatchObject({ status: 400, code: 'invalidClientIdOrSecret' });
});

test('of one API twenty calls are taken in a second', async () => {
  const all = await Promise.all(Array.from({ length: 25 }, (_, n) => create({ outTrackId: `c${n}` })));
  expect(all.filter(({ code }) => code === 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi')).toHaveLength(5);
});

test('who calls too often gets a page for five minutes, with a 200', async () => {
  await fake.stop();
  await start({ callsPerIp: 3 });
  for (let n = 0; n < 3; n += 1) await getToken();
  expect(await getToken()).toMatchObject({ status: 200, text: expect.stringContaining('<html>') });
  fake.state.aheadMs = 299_000;
  expect((await getToken()).text).toContain('<html>');
  fake.state.aheadMs = 301_000;
  expect((await getToken()).status).toBe(200);
});

test('a month that is used up takes no more', async () => {
  await fake.stop();
  await start({ monthlyCalls: 1 });
  expect((await create()).status).toBe(200);
  expect(await create({ outTrackId: 'x' })).toMatchObject({
    status: 403,
    code: 'Forbidden.AccessDenied.ApiCountLimitForOrg',
  });
  expect((await getToken()).status).toBe(200);
});

test.each([
  ['another template', { cardTemplateId: 'x.schema' }, 'param.templateNotExist'],
  ['no id', { outTrackId: '' }, 'param.outTrackIdEmpty'],
  ['a value that is no string', { cardData: { cardParamMap: { title: 7 } } }, 'param.invalid'],
  ['a value of more than 1 KB', { cardData: { cardParamMap: { title: '名'.repeat(342) } } }, 'param.invalid'],
  ['a variable that the template has not', { cardData: { cardParamMap: { body: 'x' } } }, 'param.invalid'],
  ['an array that is no JSON', { cardData: { cardParamMap: { lines1: 'x' } } }, 'param.invalid'],
  [
    'a button without an action',
    {
      cardData: {
        cardParamMap: {
          buttons1: '[{"text":"x","color":"blue","action":{"type":"none","params":{}}}]',
        },
      },
    },
    'param.invalid',
  ],
  ['a space of no kind', { openSpaceId: 'li' }, 'param.openSpaceIdInvalid'],
  [
    'a long notification',
    { imRobotOpenSpaceModel: { supportForward: false, notification: { alertContent: 'x'.repeat(201) } } },
    'param.openSpaceModelInvalid',
  ],
  ['another robot', { imRobotOpenDeliverModel: { robotCode: 'x' } }, 'param.openDeliverModelError'],
  [
    'presses to an address that nobody registered',
    { callbackType: 'HTTP', callbackRouteKey: 'x' },
    'param.callbackRouteKeyNotExist',
  ],
])('a card with %s is refused', async (_what, more, code) => {
  expect(await create(more)).toMatchObject({ status: 400, code });
  expect(fake.cards.size).toBe(0);
});

test('the same id is the same card', async () => {
  await create();
  expect(await create()).toMatchObject({ status: 400, code: 'param.cardAlreadyExist' });
  expect(fake.timeline).toHaveLength(1);
});

test('a conversation is no person: a 200 hides that nobody got the card', async () => {
  const { json } = await create({ openSpaceId: 'dtv1.card//IM_ROBOT.cidXXX==' });
  expect(json.result).toMatchObject({ deliverResults: [{ success: false, errorMsg: 'spaceId is illegal' }] });
});

test('a change without “by key” takes the rest away', async () => {
  expect(await update({})).toMatchObject({ status: 400, code: 'param.cardNotExist' });
  await create({ cardData: { cardParamMap: { title: 'D-7', notice: 'n' } } });
  await update({ cardUpdateOptions: { updateCardDataByKey: true } });
  expect(fake.cards.get('card-1')?.data).toEqual({ title: 'x', notice: 'n' });
  await update({});
  expect(fake.cards.get('card-1')?.data).toEqual({ title: 'x' });
});

test('a message has a known shape, at most twenty people, and says in a 200 whom it did not reach', async () => {
  const send = (more: object) =>
    call('POST', '/v1.0/robot/oToMessages/batchSend', {
      robotCode: fake.robotCode,
      userIds: ['li'],
      msgKey: 'sampleText',
      msgParam: '{"content":"x"}',
      ...more,
    });
  expect((await send({ msgParam: { content: 'x' } })).code).toBe('invalidParameter.msgParam');
  expect((await send({ msgParam: '{"content":""}' })).code).toBe('invalidParameter.msgParam');
  expect((await send({ msgParam: JSON.stringify({ content: 'x'.repeat(15_000) }) })).code).toBe(
    'invalidParameter.msgParam',
  );
  expect((await send({ userIds: Array(21).fill('li') })).code).toBe('too.many.people');
  expect((await send({ userIds: ['li', 'gone'] })).json).toMatchObject({ invalidStaffIdList: ['gone'] });
});

test('a conversation’s address ends after a while, with an error in a 200', async () => {
  const webhook = fake.newWebhook('li', 1000).replace(fake.url, '');
  const text = { msgtype: 'text', text: { content: 'x' } };
  expect((await call('POST', webhook, text)).code).toBe(0);
  expect((await call('POST', webhook, { msgtype: 'actionCard', actionCard: { text: 'x' } })).code).toBe(
    400402,
  );
  fake.state.aheadMs = 2000;
  expect(await call('POST', webhook, text)).toMatchObject({ status: 200, code: 300001 });
});

test('a code to sign in is good once, for five minutes', async () => {
  const spend = (code: string) => call('POST', `/topapi/v2/user/getuserinfo?access_token=${token}`, { code });
  const code = fake.newCode('li');
  expect((await spend(code)).json).toMatchObject({ result: { userid: 'li' } });
  expect((await spend(code)).code).toBe(40078);
  const old = fake.newCode('li');
  fake.state.aheadMs = 301_000;
  expect((await spend(old)).code).toBe(40078);
});

test('the old API wants its token in the address, and says so in a 200', async () => {
  expect(await call('POST', '/topapi/v2/user/get', { userid: 'li' })).toMatchObject({
    status: 200,
    code: 40014,
  });
  expect((await call('POST', `/topapi/v2/user/get?access_token=${token}`, { userid: 'gone' })).code).toBe(
    60121,
  );
});

test('the gateway knows its clients, and a push that nobody acknowledges stays unanswered', async () => {
  const open = (clientSecret: string) =>
    call('POST', '/v1.0/gateway/connections/open', { clientId: fake.clientId, clientSecret });
  expect(await open('x')).toMatchObject({ status: 401, code: 'authFailed' });
  const { endpoint, ticket } = (await open(fake.clientSecret)).json;
  fake.state.aheadMs = 91_000;
  const { WebSocket } = await import('ws');
  const late = new WebSocket(`${String(endpoint)}?ticket=${String(ticket)}`);
  await new Promise((resolve) => late.once('error', resolve));
  expect(fake.stream.sockets.size).toBe(0);

  const fresh = (await open(fake.clientSecret)).json;
  const silent = new WebSocket(`${String(fresh.endpoint)}?ticket=${String(fresh.ticket)}`);
  await new Promise((resolve) => silent.once('open', resolve));
  expect(await fake.stream.push('CALLBACK', '/x', {}, { waitMs: 100 })).toBeUndefined();
});
