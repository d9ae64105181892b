/** Each rule of the robots' gateway bites, and WeCom's own client takes it for the real one. */
import { once } from 'node:events';
import { generateReqId, WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import { WebSocket } from 'ws';
import { until } from '../until.js';
import { type FakeWecom, startFakeWecom } from './fake.js';

const GROUP = 'wrGroup1';
const MINUTE_MS = 60_000;

let fake: FakeWecom;
beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
});
afterEach(() => fake.stop());

interface Heard {
  readonly cmd?: string;
  readonly headers: { readonly req_id: string };
  readonly errcode?: number;
  readonly body?: { readonly event?: { readonly eventtype: string } };
}

/** A connection, by hand. */
const connect = async () => {
  const socket = new WebSocket(fake.robot.url());
  const heard: Heard[] = [];
  socket.on('message', (text) => heard.push(JSON.parse(String(text)) as Heard));
  socket.on('error', () => {});
  await once(socket, 'open');
  const ask = async (cmd: string, body?: object, reqId = generateReqId(cmd)): Promise<number> => {
    const before = heard.length;
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    const isAck = ({ headers, cmd: named }: Heard) => headers.req_id === reqId && named === undefined;
    await until(() => heard.slice(before).some(isAck));
    return heard.slice(before).find(isAck)?.errcode ?? Number.NaN;
  };
  return { socket, heard, ask };
};
type Connection = Awaited<ReturnType<typeof connect>>;

const subscribed = async (): Promise<Connection> => {
  const connection = await connect();
  const { id, secret } = fake.robot.account;
  expect(await connection.ask('aibot_subscribe', { bot_id: id, secret })).toBe(0);
  return connection;
};

const stream = (content: string, more: object = {}) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish: true, content, ...more },
});
const card = (task_id: string, more: object = {}) => ({
  ...{ card_type: 'button_interaction', main_title: { title: 'D-7' }, task_id },
  ...{ button_list: [{ text: 'Refresh', style: 1, key: 'k' }], ...more },
});
const asCard = (template_card: object) => ({ msgtype: 'template_card', template_card });
const later = (ms: number) => {
  fake.state.aheadMs += ms;
};

/** Somebody says something in the group. @returns by which request it came */
const spoken = async ({ heard }: Connection, chatId = GROUP): Promise<string> => {
  const before = heard.length;
  void fake.robot.tell('Li', chatId, '@Dealdesk hi', { waitMs: 1 });
  await until(() => heard.length > before);
  return heard.at(-1)?.headers.req_id ?? '';
};

test('who is not subscribed is not heard; whoever has the wrong secret is not subscribed', async () => {
  const { ask } = await connect();
  expect(await ask('ping')).toBe(846609);
  expect(await ask('aibot_send_msg', { chatid: GROUP })).toBe(846609);
  expect(await ask('aibot_subscribe', { bot_id: fake.robot.account.id, secret: 'guess' })).toBe(853000);
  expect(await ask('aibot_subscribe', { bot_id: 'other', secret: fake.robot.account.secret })).toBe(853000);
  expect(await ask('ping')).toBe(846609);
});

test('a new subscription ends the one before, which is told', async () => {
  const first = await subscribed();
  const second = await subscribed();
  await until(() => first.socket.readyState === WebSocket.CLOSED);
  expect(first.heard.at(-1)?.body?.event?.eventtype).toBe('disconnected_event');
  expect(await second.ask('ping')).toBe(0);
  expect(fake.robot.sockets.size).toBe(1);
});

test('a message is answered by its own request, once, within a day', async () => {
  const connection = await subscribed();
  const respond = (body: object, reqId?: string) => connection.ask('aibot_respond_msg', body, reqId);
  expect(await respond(stream('hi'))).toBe(846605);
  const first = await spoken(connection);
  expect(await connection.ask('aibot_respond_update_msg', {}, first)).toBe(846605);
  expect(await respond(stream('hi'), first)).toBe(0);
  expect(await respond(stream('hi again'), first)).toBe(846606);
  const second = await spoken(connection);
  later(24 * 60 * MINUTE_MS);
  expect(await respond(stream('late'), second)).toBe(846604);
});

test('a message is not answered by another connection than it came by', async () => {
  const reqId = await spoken(await subscribed());
  const other = await subscribed();
  expect(await other.ask('aibot_respond_msg', stream('hi'), reqId)).toBe(846605);
});

test('a stream ends after ten minutes, and has text and nothing else', async () => {
  const connection = await subscribed();
  const reqId = await spoken(connection);
  const respond = (body: object) => connection.ask('aibot_respond_msg', body, reqId);
  expect(await respond({ msgtype: 'text', text: { content: 'hi' } })).toBe(40008);
  expect(await respond(stream('hi', { msg_item: [] }))).toBe(40058);
  expect(await respond(stream(''))).toBe(44004);
  expect(await respond(stream('x'.repeat(20_481)))).toBe(45002);
  expect(await respond(stream('still at it', { finish: false }))).toBe(0);
  later(10 * MINUTE_MS);
  expect(await respond(stream('done'))).toBe(846608);
});

test('a greeting and a card that was pressed wait five seconds', async () => {
  const connection = await subscribed();
  void fake.robot.enter('Li');
  await until(() => connection.heard.at(-1)?.body?.event?.eventtype === 'enter_chat');
  const greeting = connection.heard.at(-1)?.headers.req_id;
  expect(await connection.ask('aibot_respond_welcome_msg', stream('hi'), greeting)).toBe(40008);
  later(5_000);
  const text = { msgtype: 'text', text: { content: 'hi' } };
  expect(await connection.ask('aibot_respond_welcome_msg', text, greeting)).toBe(846604);

  await spoken(connection);
  await connection.ask('aibot_send_msg', { chatid: GROUP, chat_type: 2, ...asCard(card('t1')) });
  const shown = fake.groups.messages.at(-1);
  if (!shown) throw new Error('There is no card.');
  const press = async (): Promise<string> => {
    const before = connection.heard.length;
    void fake.robot.click('Li', shown, 'k', false, 1);
    await until(() => connection.heard.length > before);
    return connection.heard.at(-1)?.headers.req_id ?? '';
  };
  const update = (task: string, reqId: string) =>
    connection.ask(
      'aibot_respond_update_msg',
      { response_type: 'update_template_card', template_card: card(task) },
      reqId,
    );
  expect(await update('another', await press())).toBe(846625);
  expect(await update('t1', await press())).toBe(0);
  const tooLate = await press();
  later(5_000);
  expect(await update('t1', tooLate)).toBe(846604);
  expect(shown.changes).toBe(1);
});

test('the robot speaks by itself only where somebody has spoken to it, and says no card twice', async () => {
  const connection = await subscribed();
  const say = (body: object, chatid = GROUP) =>
    connection.ask('aibot_send_msg', { chatid, chat_type: 2, ...body });
  expect(await say(asCard(card('t1')))).toBe(846607);
  await spoken(connection);
  expect(await say(asCard(card('t1')))).toBe(0);
  expect(await say(asCard(card('t1')))).toBe(846625);
  expect(await say(asCard(card('t 2')))).toBe(846625);
  expect(await say(asCard(card('t2', { main_title: { title: '长'.repeat(27) } })))).toBe(40058);
  expect(await say({ msgtype: 'text', text: { content: 'hi' } })).toBe(40008);
  expect(await say({ msgtype: 'markdown', markdown: { content: 'hi' } })).toBe(0);
  expect(await say(asCard(card('t3')), 'wrOther')).toBe(846607);
});

test('thirty words a minute in a conversation are all, answers included; and a thousand an hour', async () => {
  const connection = await subscribed();
  const say = () =>
    connection.ask('aibot_send_msg', {
      ...{ chatid: GROUP, chat_type: 2, msgtype: 'markdown', markdown: { content: 'hi' } },
    });
  expect(await connection.ask('aibot_respond_msg', stream('hi'), await spoken(connection))).toBe(0);
  for (let n = 1; n < 30; n += 1) expect(await say()).toBe(0);
  expect(await say()).toBe(846607);
  for (let said = 30; said < 1_000; said += 1) {
    if (said % 30 === 0) later(MINUTE_MS);
    expect(await say()).toBe(0);
  }
  later(MINUTE_MS);
  expect(await say()).toBe(846607);
});

test('a person has three questions at the robot at a time', async () => {
  await subscribed();
  const asked = [1, 2, 3].map(() => fake.robot.tell('Li', GROUP, 'hi', { waitMs: 100 }));
  await expect(fake.robot.tell('Li', GROUP, 'hi')).rejects.toThrow('too much');
  expect(await Promise.all(asked)).toEqual(['', '', '']);
});

describe('WeCom’s own client', () => {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  let client: WSClient;
  /** What it is told of what it said. */
  const acks: Promise<WsFrame>[] = [];

  const open = (secret = fake.robot.account.secret) => {
    client = new WSClient({
      ...{ botId: fake.robot.account.id, secret, wsUrl: fake.robot.url(), logger: quiet },
      ...{ heartbeatInterval: 50, reconnectInterval: 10, maxAuthFailureAttempts: 2 },
    });
    return client;
  };
  const connected = async () => {
    const opened = open();
    const authenticated = once(opened as unknown as NodeJS.EventEmitter, 'authenticated');
    opened.connect();
    await authenticated;
    return opened;
  };
  afterEach(async () => {
    for (const { errcode } of await Promise.all(acks.splice(0))) expect(errcode).toBe(0);
    client.disconnect();
  });

  test('connects, hears what is said in a group and answers it', async () => {
    const robot = await connected();
    robot.on('message.text', (frame) => {
      acks.push(robot.replyStream(frame, 'stream-1', `I heard: ${frame.body?.text.content}`, true));
    });
    expect(await fake.robot.tell('Li', GROUP, 'hi')).toBe('I heard: hi');
    await until(() => fake.robot.frames.filter(({ cmd }) => cmd === 'ping').length >= 3);
    expect(fake.robot.frames.every(({ errcode }) => errcode === 0)).toBe(true);
  });

  test('greets, says a card by itself, and changes it for whoever presses it', async () => {
    const robot = await connected();
    robot.on('event.enter_chat', (frame) => {
      acks.push(robot.replyWelcome(frame, { msgtype: 'text', text: { content: 'Welcome.' } }));
    });
    robot.on('event.template_card_event', (frame: WsFrame) => {
      acks.push(robot.updateTemplateCard(frame, card('t1', { main_title: { title: 'changed' } })));
    });
    expect(await fake.robot.enter('Li')).toBe('Welcome.');
    await fake.robot.tell('Li', GROUP, 'hi', { waitMs: 1 });
    await robot.sendMessage(GROUP, { msgtype: 'template_card', template_card: card('t1') });
    const [shown] = fake.groups.messages.slice(-1);
    if (!shown) throw new Error('There is no card.');
    expect(await fake.robot.click('Li', shown, 'k')).toBe(true);
    expect(shown.card).toMatchObject({ main_title: { title: 'changed' } });
  });

  test('gives up when somebody else connects as the same robot', async () => {
    const robot = await connected();
    const told = once(robot as unknown as NodeJS.EventEmitter, 'event.disconnected_event');
    await subscribed();
    await told;
    expect(robot.isConnected).toBe(false);
  });

  test('hears that its secret is wrong', async () => {
    const errors: string[] = [];
    open('guess').on('error', (error) => errors.push(error.message));
    client.connect();
    await until(() => errors.some((message) => message.includes('853000')));
  });
});
