import { decrypt, encrypt, sign } from '../../../../bot/platforms/callback-cipher.js';
import { type DingTalkApp, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { person } from '../../../support/dingtalk/person.js';
import { httpWire, pressBody, robotBody, signed } from '../../../support/dingtalk/wire.js';
import { shows, words } from '../../../support/outcomes.js';
import { until } from '../../../support/until.js';

const eventToken = 'DemoToken2026';
const eventAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

let fake: FakeDingTalk;
let app: DingTalkApp;

const start = async (settings: object = {}, now?: () => Date) => {
  app = await startDingTalkApp({
    fake,
    settings: { mode: 'http', eventToken, eventAesKey, ...settings },
    ...(now && { now }),
    handle: async ({ ask }) =>
      ask.kind === 'press' ? words('Approved.') : shows('3 to do', { Approve: 'x.ok' }),
  });
  await until(() => fake.callbacks.size === 1);
};

beforeEach(async () => {
  fake = await startFakeDingTalk({ users: [{ userid: 'li', name: '李娜' }] });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

const robotHeaders = (timestamp = String(Date.now())) => ({
  timestamp,
  sign: signed(fake.clientSecret, `${timestamp}\n${fake.clientSecret}`),
});
const cardHeaders = (timestamp = String(Date.now())) => ({
  'x-ddpaas-signature-timestamp': timestamp,
  'x-ddpaas-signature': signed('card-secret', timestamp),
});

test('what was typed is answered by a card, and a press on it on the card, as over Stream', async () => {
  await start();
  const li = person(fake, httpWire(fake, app.url), 'li');
  expect(await li.types('待办')).toBe(true);
  await li.sees('3 to do');
  expect(await li.presses('Approve')).toBe(true);
  await li.sees('Approved.');
  expect(fake.callsOf('createAndDeliver')[0]?.body).toMatchObject({
    callbackType: 'HTTP',
    callbackRouteKey: 'dealdesk',
  });
  expect([...fake.callbacks.values()]).toEqual([
    { url: 'https://crm.example.com/dingtalk/card', apiSecret: 'card-secret' },
  ]);
});

test('the same press three times, byte for byte, is one press', async () => {
  await start();
  const body = JSON.stringify(pressBody(fake, 'li', 'card-1', 'x.ok', { input: '{"id":7}' }));
  const headers = cardHeaders();
  const answers = [];
  for (let n = 0; n < 3; n += 1) answers.push(await (await post('/dingtalk/card', body, headers)).json());
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(new Set(app.asked.map(({ key }) => key)).size).toBe(1);
  await post('/dingtalk/card', body, cardHeaders(String(Date.now() + 1)));
  expect(new Set(app.asked.map(({ key }) => key)).size).toBe(2);
});

test.each([
  ['/dingtalk/robot', {}],
  ['/dingtalk/robot', { timestamp: '1760000000000', sign: 'x' }],
  ['/dingtalk/card', {}],
  ['/dingtalk/card', { 'x-ddpaas-signature-timestamp': '1760000000000', 'x-ddpaas-signature': 'x' }],
  ['/dingtalk/events?msg_signature=x&timestamp=1760000000000&nonce=y', {}],
])('%s without a valid signature is refused, whatever it holds', async (path, headers) => {
  await start();
  for (const body of [JSON.stringify(robotBody(fake, 'li', 'todo')), '{"encrypt":"x"}', '[]']) {
    const answer = await post(path, body, headers as Record<string, string>);
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  }
  expect(app.asked).toEqual([]);
});

test('a request of yesterday is refused although it was signed', async () => {
  await start();
  const yesterday = String(Date.now() - 86_400_000);
  const robot = await post(
    '/dingtalk/robot',
    JSON.stringify(robotBody(fake, 'li', 'x')),
    robotHeaders(yesterday),
  );
  const card = await post('/dingtalk/card', '{}', cardHeaders(yesterday));
  expect([robot.status, card.status]).toEqual([401, 401]);
  expect(app.log.lines.map(({ sentence }) => sentence)).toContain(
    'dingtalk: a signed request of another time was refused: an old one again, or a clock is wrong',
  );
});

test.each([
  ['not json', 400],
  ['{}', 400],
  ['{"__proto__":{"admin":true}}', 400],
  [`{"msgId":"${'x'.repeat(1_100_000)}"}`, 413],
])('a signed body that DingTalk does not send is refused (%#)', async (body, status) => {
  await start();
  expect((await post('/dingtalk/robot', body, robotHeaders())).status).toBe(status);
});

test('a reply goes to DingTalk only, whatever address a message names', async () => {
  await start();
  const elsewhere = await startFakeDingTalk({ users: [] });
  const more = { sessionWebhook: elsewhere.newWebhook('li', 60_000), msgtype: 'text' };
  const body = robotBody(fake, 'li', 'todo', { more: { ...more, senderStaffId: undefined } });
  expect((await post('/dingtalk/robot', JSON.stringify(body), robotHeaders())).status).toBe(200);
  await app.listener.stop();
  expect(elsewhere.messages).toEqual([]);
  await elsewhere.stop();
});

describe('an event', () => {
  const send = (event: object, more: { owner?: string; timestamp?: string } = {}) => {
    const sealed = encrypt(eventAesKey, JSON.stringify(event), more.owner ?? fake.clientId);
    const timestamp = more.timestamp ?? String(Date.now());
    const query = new URLSearchParams({
      msg_signature: sign(eventToken, timestamp, 'n1', sealed),
      timestamp,
      nonce: 'n1',
    });
    return post(`/dingtalk/events?${query.toString()}`, JSON.stringify({ encrypt: sealed }));
  };

  test.each(['check_url', 'user_add_org', 'bpms_task_change'])(
    '%s is answered by an encrypted success',
    async (EventType) => {
      await start();
      const answer = await send({ EventType });
      expect(answer.status).toBe(200);
      const reply = (await answer.json()) as Record<string, string>;
      const { msg_signature, timeStamp = '', nonce = '', encrypt: sealed = '' } = reply;
      expect(msg_signature).toBe(sign(eventToken, timeStamp, nonce, sealed));
      expect(decrypt(eventAesKey, sealed, fake.clientId)).toBe('success');
    },
  );

  test('for another app, or of another hour, is refused', async () => {
    await start();
    expect((await send({ EventType: 'check_url' }, { owner: 'dingother' })).status).toBe(400);
    const timestamp = String(Date.now() - 7_200_000);
    expect((await send({ EventType: 'check_url' }, { timestamp })).status).toBe(401);
  });

  test('that somebody came makes the next look-up read the contacts anew', async () => {
    await start();
    expect(await app.platform.findByEmail('new@firm.example')).toBeUndefined();
    fake.users.set('new', { userid: 'new', name: '新人', email: 'New@firm.example' });
    expect(await app.platform.findByEmail('new@firm.example')).toBeUndefined();
    await send({ EventType: 'user_add_org', UserId: ['new'] });
    expect(await app.platform.findByEmail('new@firm.example')).toMatchObject({ userId: 'new' });
  });
});

test('without a token and a key there is no address for events', async () => {
  await start({ eventToken: undefined, eventAesKey: undefined });
  expect((await post('/dingtalk/events', '{}')).status).toBe(404);
});

test('in Stream mode none of the addresses is there', async () => {
  app = await startDingTalkApp({ fake });
  for (const path of ['robot', 'card', 'events'])
    expect((await post(`/dingtalk/${path}`, '{}')).status).toBe(404);
});
