import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_TOPIC, ROBOT_TOPIC } from '../../../../bot/platforms/dingtalk/frames.js';
import type { Outcome } from '../../../../bot/platforms/platform.js';
import { type DingTalkApp, quick, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { person } from '../../../support/dingtalk/person.js';
import { pressBody, robotBody, streamWire } from '../../../support/dingtalk/wire.js';
import { words } from '../../../support/outcomes.js';
import { within } from '../../../support/own-time.js';
import { until } from '../../../support/until.js';

/** Sooner than it would try again to connect. */
const AT_ONCE_MS = 1_000;

let fake: FakeDingTalk;
let app: DingTalkApp | undefined;

beforeEach(async () => {
  fake = await startFakeDingTalk({ users: [{ userid: 'li', name: '李娜' }] });
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await fake.stop();
});

const start = async (more: Partial<Parameters<typeof startDingTalkApp>[0]> = {}): Promise<DingTalkApp> => {
  app = await startDingTalkApp({ fake, ...more });
  return app;
};
const connected = () => until(() => fake.stream.sockets.size === 1);
const opens = () => fake.callsOf('connections/open');
const li = () => person(fake, streamWire(fake), 'li');
const sentences = () => (app?.log.lines ?? []).map(({ sentence }) => sentence);

/** The waits between attempts: 20, 40, 80 … ms, at least, as a busy machine is late and never early. */
const expectCalm = (longestMs: number) => {
  const times = opens().map(({ atMs }) => atMs);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  for (const [index, gap] of gaps.entries())
    expect(gap).toBeGreaterThanOrEqual(Math.min(20 * 2 ** index, longestMs) - 3);
};

test('a message comes in a frame, is acknowledged, and answered where it was written', async () => {
  await start();
  await connected();
  expect(await li().types('待办')).toBe(true);
  await li().sees('Done.');
  expect(app?.asked).toMatchObject([
    {
      who: { platform: 'dingtalk', workspaceId: fake.clientId, userId: 'li' },
      ask: { kind: 'command', text: '待办' },
    },
  ]);
  expect(opens()[0]?.body).toMatchObject({
    clientId: fake.clientId,
    subscriptions: [
      { type: 'EVENT', topic: '*' },
      { type: 'CALLBACK', topic: ROBOT_TOPIC },
      { type: 'CALLBACK', topic: CARD_TOPIC },
    ],
  });
});

test('a ping brings back what it held, an event its success, and a topic that is not ours a 404', async () => {
  await start();
  await connected();
  const { push } = fake.stream;
  expect(await push('SYSTEM', 'ping', { opaque: 'abc' })).toMatchObject({
    code: 200,
    message: 'OK',
    data: '{"opaque":"abc"}',
  });
  expect(
    await push('EVENT', '*', { userId: ['li'] }, { headers: { eventType: 'user_add_org' } }),
  ).toMatchObject({
    code: 200,
    data: '{"status":"SUCCESS"}',
  });
  expect(await push('CALLBACK', '/v1.0/graph/api/invoke', {})).toMatchObject({ code: 404 });
});

test('what the gateway never sends ends nothing', async () => {
  await start();
  await connected();
  for (const text of ['not json', '[]', '{"type":1}', '{"type":"SYSTEM","headers":{"topic":"__proto__"}}'])
    for (const socket of fake.stream.sockets) socket.send(text);
  expect(await fake.stream.push('CALLBACK', 'constructor', {})).toMatchObject({ code: 404 });
  expect(await fake.stream.push('CALLBACK', ROBOT_TOPIC, { nothing: true })).toMatchObject({ code: 500 });
  expect(
    await fake.stream.push('CALLBACK', CARD_TOPIC, { outTrackId: 'x', userId: 'li', content: '{' }),
  ).toMatchObject({
    code: 500,
  });
  expect(await li().types('todo')).toBe(true);
  await li().sees('Done.');
});

test('the same message in two frames is answered once', async () => {
  await start();
  await connected();
  expect(await li().types('todo', { msgId: 'msg1' })).toBe(true);
  expect(await li().types('todo', { msgId: 'msg1' })).toBe(true);
  await li().sees('Done.');
  await sleep(50);
  expect(fake.messages).toHaveLength(1);
  expect(new Set(app?.asked.map(({ key }) => key)).size).toBe(1);
});

test('while the answer takes long, the message is acknowledged all the same, and DingTalk sends it no second time', async () => {
  let answer: (outcome: Outcome) => void = () => {};
  const thoughtOver = new Promise<Outcome>((resolve) => {
    answer = resolve;
  });
  await start({ limitMs: 30, handle: () => thoughtOver });
  await connected();
  expect(await li().types('todo')).toBe(true);
  answer(words('Late, but here.'));
  await li().sees('Late, but here.');
});

test('when the gateway says that it leaves, there is another connection before the old one ends', async () => {
  await start({ patience: { ...quick, leastLifeMs: 0 } });
  await connected();
  const [first] = fake.stream.sockets;
  await fake.stream.push('SYSTEM', 'disconnect', { reason: 'connection is expired' }, { waitMs: 0 });
  await until(() => fake.stream.sockets.size === 2);
  expect(first?.readyState).toBe(1);
  await until(() => first?.readyState === 3);
  expect(await li().types('todo')).toBe(true);
});

test('a connection that is cut is opened again', async () => {
  await start();
  await connected();
  for (const socket of fake.stream.sockets) socket.terminate();
  await until(() => fake.stream.state.opened === 2 && fake.stream.sockets.size === 1);
  expect(await li().types('todo')).toBe(true);
});

test('a frozen connection is noticed: nothing comes back, so another one is opened', async () => {
  await start({ patience: { ...quick, silentForMs: 200 } });
  await connected();
  fake.stream.state.isDeaf = true;
  await until(() => fake.stream.state.opened >= 2);
  fake.stream.state.isDeaf = false;
  expect(sentences()).toContain('dingtalk: the connection is frozen');
});

test('one that is quiet, but answers our pings, is left alone', async () => {
  await start({ patience: { ...quick, silentForMs: 1000 } });
  await connected();
  await sleep(2000);
  expect(fake.stream.state.opened).toBe(1);
});

test.each([
  [
    'refuses us',
    () => fake.fault({ api: 'connections/open', kind: 'error', status: 401, code: 'authFailed' }),
  ],
  ['is down', () => fake.fault({ api: 'connections/open', kind: 'status', status: 503 })],
  [
    'takes no ticket',
    () => {
      fake.stream.state.refusesUpgrade = true;
    },
  ],
])('while the gateway %s, it is asked less and less often: no storm', async (_what, trouble) => {
  trouble();
  await start({ patience: { ...quick, firstPauseMs: 20, longestPauseMs: 400 } });
  await until(() => opens().length === 7, 20_000);
  expectCalm(400);

  fake.clearFaults();
  fake.stream.state.refusesUpgrade = false;
  await connected();
  expect(await li().types('todo')).toBe(true);
});

test('a gateway that hangs up at once gets no storm either', async () => {
  await start({ patience: { ...quick, firstPauseMs: 20, leastLifeMs: 60_000 } });
  const hangUp = setInterval(() => {
    for (const socket of fake.stream.sockets) socket.terminate();
  }, 2);
  await until(() => opens().length === 5, 20_000);
  clearInterval(hangUp);
  expectCalm(200);
});

test('a press whose connection is lost before its answer gets the same answer on the next one', async () => {
  await start({ handle: () => sleep(50, words('Approved.')) });
  await connected();
  const body = pressBody(fake, 'li', 'card-1', 'approval.approve', { input: '{"id":31}' });
  const lost = fake.stream.push('CALLBACK', CARD_TOPIC, body, { messageId: 'm1', waitMs: 200 });
  await until(() => app?.asked.length === 1);
  for (const socket of fake.stream.sockets) socket.terminate();
  expect(await lost).toBeUndefined();

  await until(() => fake.stream.state.opened === 2 && fake.stream.sockets.size === 1);
  const ack = await fake.stream.push('CALLBACK', CARD_TOPIC, body, { messageId: 'm1' });
  expect(ack?.data).toContain('Approved.');
  expect(new Set(app?.asked.map(({ key }) => key)).size).toBe(1);
});

test('after stopping there is no connection left, and what was taken was acknowledged', async () => {
  await start({ handle: () => sleep(100, words('Done at last.')) });
  await connected();
  const taken = fake.stream.push('CALLBACK', ROBOT_TOPIC, robotBody(fake, 'li', 'todo'));
  await until(() => app?.asked.length === 1);
  await app?.listener.stop();
  expect(await taken).toMatchObject({ code: 200 });
  await li().sees('Done at last.');
  await until(() => fake.stream.sockets.size === 0);
  await sleep(300);
  expect(fake.stream.sockets.size).toBe(0);
});

test('stopping while nobody is there to connect to ends at once', async () => {
  const hole = createServer((_request, response) => void setTimeout(() => response.destroy(), 50));
  await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
  const { port } = hole.address() as { port: number };
  const running = await startDingTalkApp({ fake, settings: { apiUrl: `http://127.0.0.1:${port}` } });
  await sleep(100);
  await within(AT_ONCE_MS, () => running.stop());
  hole.closeAllConnections();
  hole.close();
});

test('of two instances, each takes what reaches it', async () => {
  await start();
  const other = await startDingTalkApp({ fake });
  await until(() => fake.stream.sockets.size === 2);
  for (let n = 0; n < 20; n += 1) expect(await li().types('todo')).toBe(true);
  expect((app?.asked.length ?? 0) + other.asked.length).toBe(20);
  expect(app?.asked.length).toBeGreaterThan(0);
  expect(other.asked.length).toBeGreaterThan(0);
  await other.stop();
});

test('a press is answered in its acknowledgement, within two seconds even when the work takes longer', async () => {
  const running = await start({ limitMs: 50, handle: () => sleep(200, words('Approved.')) });
  await connected();
  const to = { platform: 'dingtalk' as const, workspaceId: fake.clientId, userId: 'li' };
  const { trackId } = (await running.platform.post(
    to,
    {
      text: 'x',
      body: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        lang: 'en',
        body: [],
      },
    },
    '1:1',
  )) as { trackId: string };
  const body = pressBody(fake, 'li', trackId, 'approval.approve', { input: '{"id":31}' });
  const ack = await fake.stream.push('CALLBACK', CARD_TOPIC, body);
  expect(ack?.data).toContain('Still working on it');
  await until(() => fake.cards.get(trackId)?.private.get('li')?.notice === 'Approved.');
});
