import { parse } from 'node:querystring';
import type { Exchange } from '../../../../bot/platforms/slack/exchange.js';
import { socketMode } from '../../../../bot/platforms/slack/socket.js';
import { notebook, shows, words } from '../../../support/outcomes.js';
import { type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import { type Person, person } from '../../../support/slack/person.js';
import { commandBody, eventBody, globalShortcutPayload } from '../../../support/slack/requests.js';
import { until } from '../../../support/until.js';

let fake: FakeSlack;
let app: SlackApp;
let li: Person;

const start = async (settings: object = {}) => {
  app = await startSlackApp({
    fake,
    settings: { appToken: fake.appToken, ...settings },
    handle: async ({ ask }) => (ask.kind === 'press' ? shows('3 to do') : words('Nothing waits for you.')),
  });
  li = person(fake, app.url, 'U1');
};

beforeEach(async () => {
  fake = await startFakeSlack({ users: [{ id: 'U1' }] });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const sender = () => ({ teamId: 'T1', userId: 'U1', triggerId: fake.trigger('U1'), responseUrl: '' });
const command = () => fake.envelope('slash_commands', { ...parse(commandBody('/todo', sender())) });

test('a command in an envelope is answered in its acknowledgement', async () => {
  await start();
  await until(() => fake.sockets.size === 1);
  expect(await command()).toMatchObject({ response_type: 'ephemeral', text: 'Nothing waits for you.' });
  expect(app.asked).toMatchObject([
    { who: { userId: 'U1' }, ask: { kind: 'command', text: '/todo' }, repeat: false },
  ]);
});

test('an interaction and an event are taken the same way as over HTTP', async () => {
  await start();
  await until(() => fake.sockets.size === 1);
  expect(await fake.envelope('interactive', globalShortcutPayload('deal_new', sender()))).toEqual({});
  await li.sees('3 to do');

  const event = { type: 'message', channel_type: 'im', channel: 'DU1', user: 'U1', text: 'todo' };
  await fake.envelope('events_api', JSON.parse(eventBody(event, 'T1')), { retry: 1 });
  await li.sees('Nothing waits for you.');
  expect(app.asked.map(({ repeat }) => repeat)).toEqual([false, true]);
});

test('what Slack never sends is not acknowledged, and ends nothing', async () => {
  await start();
  await until(() => fake.sockets.size === 1);
  expect(await fake.envelope('interactive', { type: 'block_actions' }, { waitMs: 200 })).toBeUndefined();
  expect(await command()).toMatchObject({ text: 'Nothing waits for you.' });
});

test('when Slack asks to connect anew, or the line is cut, it does', async () => {
  await start();
  await until(() => fake.sockets.size === 1);
  const [first] = fake.sockets;
  first?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  await until(() => fake.sockets.size === 1 && !fake.sockets.has(first as NonNullable<typeof first>));
  expect(await command()).toMatchObject({ text: 'Nothing waits for you.' });

  const [second] = fake.sockets;
  second?.cut();
  await until(() => fake.sockets.size === 1 && !fake.sockets.has(second as NonNullable<typeof second>));
  expect(await command()).toMatchObject({ text: 'Nothing waits for you.' });
});

test('a Slack that is down at the start, or refuses the token, ends nothing: it is tried again', async () => {
  fake.fault({ method: 'apps.connections.open', kind: 'status', status: 503, times: 1 });
  fake.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth', times: 1 });
  await start();
  await until(() => fake.sockets.size === 1, 8000);
  expect(await command()).toMatchObject({ text: 'Nothing waits for you.' });
  expect(
    app.log.lines.filter(({ sentence }) => sentence === 'slack: Socket Mode did not connect'),
  ).toHaveLength(2);
});

test('a line that is taken and on which nobody says anything is given up for another one', async () => {
  await start({ appToken: undefined });
  fake.ignoreLine();
  const log = notebook();
  const exchange = { receive: async () => ({ status: 200, body: '' }) } as unknown as Exchange;
  const { appToken, apiUrl } = fake;
  const line = socketMode({ appToken, apiUrl, exchange, log, connectMs: 300 });
  line.start();
  await until(() => log.lines.some(({ sentence }) => sentence === 'slack: connected by Socket Mode'), 10_000);
  await line.stop();
});

test('after stopping there is no line left', async () => {
  await start();
  await until(() => fake.sockets.size === 1);
  await app.listener.stop();
  await until(() => fake.sockets.size === 0);
});
