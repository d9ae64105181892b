import * as official from '@wecom/crypto';
import type { Handle } from '../../../../bot/platforms/platform.js';
import { shows, words } from '../../../support/outcomes.js';
import { startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';

const robot = { token: 'robot1', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };

let fake: FakeWecom;
let app: WecomApp;

const start = async (handle: Handle = async () => words('没有待办。')) => {
  app = await startWecomApp({ fake, handle, settings: { robot } });
};
beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

interface Spoken {
  readonly msgtype: string;
  readonly stream?: { readonly id: string; readonly finish: boolean; readonly content: string };
  readonly text?: { readonly content: string };
}

const NONCE = 'nonce-of-the-call';

/** WeCom's robot calls, signed and encrypted by Tencent's code, for nobody in particular. */
const call = async (message: object | string, receiver = '', token = robot.token) => {
  const timestamp = String(Math.floor(fake.now() / 1000));
  const plain = typeof message === 'string' ? message : JSON.stringify(message);
  const encrypt = official.encrypt(robot.encodingAesKey, plain, receiver);
  const signature = official.getSignature(token, timestamp, NONCE, encrypt);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce: NONCE });
  const answer = await fetch(`${app.url}/wecom/robot?${query}`, {
    method: 'POST',
    body: JSON.stringify({ encrypt }),
  });
  return { status: answer.status, body: await answer.text() };
};

const spoken = (body: string): Spoken => {
  const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(body);
  expect(nonce).toBe(NONCE);
  expect(typeof timestamp).toBe('number');
  expect(msgsignature).toBe(official.getSignature(robot.token, timestamp, nonce, encrypt));
  const { message, id } = official.decrypt(robot.encodingAesKey, encrypt);
  expect(id).toBe('');
  return JSON.parse(message) as Spoken;
};

const inGroup = (content: string, more: object = {}) => ({
  msgid: 'm1',
  aibotid: 'bot1',
  chatid: 'group1',
  chattype: 'group',
  from: { userid: 'Li' },
  msgtype: 'text',
  text: { content },
  ...more,
});
const lines = () => app.asked.map(({ ask }) => (ask.kind === 'command' ? ask.text : ask.kind));

test('what is asked in a group is answered privately, and the group sees that it was', async () => {
  await start(async () => shows('商机 D-7'));
  const { status, body } = await call(inGroup('@Dealdesk /deal show D-7'));
  expect(status).toBe(200);
  expect(lines()).toEqual(['/deal show D-7']);
  expect(spoken(body).stream).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    finish: true,
    content: 'I answered you in the conversation with the app.',
  });
  await app.listener.stop();
  expect(fake.messages).toMatchObject([{ to: 'Li', card: { main_title: { title: '商机 D-7' } } }]);
});

test('the same message again has one effect and one answer', async () => {
  await start();
  for (let n = 0; n < 3; n += 1) await call(inGroup('@Dealdesk 待办'));
  await app.listener.stop();
  expect(new Set(app.asked.map(({ key }) => key)).size).toBe(1);
  expect(fake.messages).toHaveLength(1);
});

test('somebody whom the robot knows by another id is who they are to the app', async () => {
  await start();
  await call(inGroup('待办', { from: { userid: 'wo-Li' } }));
  expect(app.asked[0]?.who).toEqual({ platform: 'wecom', workspaceId: fake.corpId, userId: 'Li' });
});

test('voice and mixed messages are heard; a picture alone is answered with help', async () => {
  await start();
  await call(inGroup('', { msgid: 'a', msgtype: 'voice', text: undefined, voice: { content: '待办' } }));
  const items = [{ msgtype: 'image' }, { msgtype: 'text', text: { content: '@Dealdesk 日报' } }];
  await call(inGroup('', { msgid: 'b', msgtype: 'mixed', text: undefined, mixed: { msg_item: items } }));
  await call(inGroup('', { msgid: 'c', msgtype: 'image', text: undefined }));
  expect(lines()).toEqual(['待办', '日报', 'help']);
});

test('whoever opens the chat hears what one can say; other events are nothing', async () => {
  await start();
  const event = (eventtype: string) =>
    inGroup('', { msgtype: 'event', event: { eventtype }, text: undefined });
  expect(spoken((await call(event('enter_chat'))).body).text?.content).toContain('待办');
  expect(await call(event('feedback_event'))).toEqual({ status: 200, body: '' });
  expect(app.asked).toEqual([]);
});

test('what is not from the robot, or no message, is refused', async () => {
  await start();
  expect((await call(inGroup('x'), '', 'other')).status).toBe(403);
  expect((await call(inGroup('x'), fake.corpId)).status).toBe(403);
  expect((await call('x')).status).toBe(400);
  expect((await call('{"__proto__":{"a":1}}')).status).toBe(400);
  expect((await fetch(`${app.url}/wecom/robot`, { method: 'POST', body: '{' })).status).toBe(403);
  expect(app.asked).toEqual([]);
});

test('the check of its address is answered with the bare text', async () => {
  await start();
  const timestamp = String(Math.floor(fake.now() / 1000));
  const echostr = official.encrypt(robot.encodingAesKey, '12345', '');
  const msg_signature = official.getSignature(robot.token, timestamp, NONCE, echostr);
  const query = new URLSearchParams({ msg_signature, timestamp, nonce: NONCE, echostr });
  expect(await (await fetch(`${app.url}/wecom/robot?${query}`)).text()).toBe('12345');
});

test('without its settings there is no such address', async () => {
  app = await startWecomApp({ fake });
  expect((await fetch(`${app.url}/wecom/robot`)).status).toBe(404);
});
