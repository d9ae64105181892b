/** DingTalk's own package at the other end of our fake gateway: what it takes, the real gateway sends. */
import { once } from 'node:events';
import { CARD_TOPIC, ROBOT_TOPIC } from '../../../../bot/platforms/dingtalk/frames.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { pressBody, robotBody } from '../../../support/dingtalk/wire.js';
import { until } from '../../../support/until.js';

interface Down {
  readonly headers: { readonly messageId: string; readonly topic: string };
  readonly data: string;
}
interface Official {
  registerCallbackListener(topic: string, listener: (down: Down) => void): Official;
  registerAllEventListener(listener: (down: Down) => { status: string }): Official;
  socketCallBackResponse(messageId: string, response: object): void;
  send(messageId: string, value: object): void;
  getEndpoint(): Promise<unknown>;
  connect(): Promise<void>;
  disconnect(): void;
  dw_url: string;
}
const { DWClient } = require('dingtalk-stream') as {
  DWClient: new (options: object) => Official;
};

let fake: FakeDingTalk;
let client: Official;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => {});
  fake = await startFakeDingTalk({ users: [{ userid: 'li', name: '李娜' }] });
  const { clientId, clientSecret, url } = fake;
  const subscriptions = [{ type: 'EVENT', topic: '*' }];
  client = new DWClient({ clientId, clientSecret, subscriptions, autoReconnect: false });
  // Its gateway's address is fixed, so this one call is made for it.
  client.getEndpoint = async () => {
    const answer = await fetch(`${url}/v1.0/gateway/connections/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ clientId, clientSecret, subscriptions }),
    });
    const { endpoint, ticket } = (await answer.json()) as { endpoint: string; ticket: string };
    client.dw_url = `${endpoint}?ticket=${ticket}`;
    return client;
  };
});
afterEach(async () => {
  client.disconnect();
  await fake.stop();
  jest.restoreAllMocks();
});

test('takes messages, presses, events and pings as our own client does', async () => {
  const messages: string[] = [];
  client.registerCallbackListener(ROBOT_TOPIC, ({ headers, data }) => {
    messages.push((JSON.parse(data) as { text: { content: string } }).text.content);
    client.send(headers.messageId, { response: null });
  });
  client.registerCallbackListener(CARD_TOPIC, ({ headers }) =>
    client.socketCallBackResponse(headers.messageId, { cardData: { cardParamMap: { notice: 'ok' } } }),
  );
  client.registerAllEventListener(() => ({ status: 'SUCCESS' }));
  await client.connect();
  await until(() => fake.stream.sockets.size === 1);

  const { push } = fake.stream;
  expect(await push('CALLBACK', ROBOT_TOPIC, robotBody(fake, 'li', '待办'))).toMatchObject({
    code: 200,
    data: '{"response":null}',
  });
  expect(messages).toEqual(['待办']);
  expect(await push('CALLBACK', CARD_TOPIC, pressBody(fake, 'li', 'card-1', 'x', {}))).toMatchObject({
    code: 200,
    data: '{"response":{"cardData":{"cardParamMap":{"notice":"ok"}}}}',
  });
  expect(await push('EVENT', '*', {}, { headers: { eventType: 'user_add_org' } })).toMatchObject({
    data: '{"status":"SUCCESS"}',
  });
  expect(await push('SYSTEM', 'ping', { opaque: '1' })).toMatchObject({ data: '{"opaque":"1"}' });
});

test('cannot use a ticket twice', async () => {
  await client.connect();
  await until(() => fake.stream.sockets.size === 1);
  const { WebSocket } = await import('ws');
  const again = new WebSocket(client.dw_url);
  const [error] = (await once(again, 'error')) as [Error];
  expect(error.message).toContain('401');
});
