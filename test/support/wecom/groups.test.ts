/** Each rule of WeCom's groups, bitten on purpose. */
import { startWecomApp } from './app.js';
import { type FakeWecom, startFakeWecom } from './fake.js';
import { newWay } from './groups.js';
import { robotKeys, robotWire } from './robot.js';

const GROUP = 'wrGroup1';
const card = {
  card_type: 'text_notice',
  main_title: { title: 'D-7' },
  card_action: { type: 1, url: 'https://x.example/app/' },
};
const pressable = {
  ...card,
  card_type: 'button_interaction',
  button_list: [{ text: 'Refresh', style: 1, key: 'k' }],
  task_id: 't1',
};

let fake: FakeWecom;
beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
});
afterEach(() => fake.stop());

const ask = async (path: string, body: object): Promise<number> => {
  const answer = await fetch(`${fake.url}/cgi-bin/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return ((await answer.json()) as { errcode: number }).errcode;
};
const byWebhook = (key: string, body: object) => ask(`webhook/send?key=${key}`, body);
const byRobot = (code: string, body: object) => ask(`aibot/response?response_code=${code}`, body);
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const text = (content: string) => ({ msgtype: 'text', text: { content } });
const asCard = (template_card: object) => ({ msgtype: 'template_card', template_card });

describe('a webhook', () => {
  test('says what has room, and no more', async () => {
    const key = fake.newWebhook(GROUP);
    expect(await byWebhook(key, markdown('字'.repeat(1365)))).toBe(0);
    expect(await byWebhook(key, markdown('字'.repeat(1366)))).toBe(45002);
    expect(await byWebhook(key, text('x'.repeat(2048)))).toBe(0);
    expect(await byWebhook(key, text('x'.repeat(2049)))).toBe(45002);
    expect(await byWebhook(key, text(''))).toBe(44004);
    expect(await byWebhook(key, asCard(card))).toBe(0);
    expect(fake.groups.messages.map(({ chatId, by }) => [chatId, by])).toEqual([
      [GROUP, 'webhook'],
      [GROUP, 'webhook'],
      [GROUP, 'webhook'],
    ]);
  });

  test('shows nothing that can be pressed, and nothing of another kind', async () => {
    const key = fake.newWebhook(GROUP);
    expect(await byWebhook(key, asCard(pressable))).toBe(42031);
    expect(await byWebhook(key, { msgtype: 'voice' })).toBe(40008);
  });

  test('takes 20 messages a minute; with the next it is shut for a minute', async () => {
    const [key, other] = [fake.newWebhook(GROUP), fake.newWebhook('wrOther')];
    for (let n = 0; n < 20; n += 1) expect(await byWebhook(key, text(`${n}`))).toBe(0);
    expect(await byWebhook(key, text('one more'))).toBe(45009);
    expect(await byWebhook(other, text('elsewhere'))).toBe(0);
    fake.state.aheadMs += 59_000;
    expect(await byWebhook(key, text('too early'))).toBe(45009);
    fake.state.aheadMs += 62_000;
    expect(await byWebhook(key, text('late enough'))).toBe(0);
  });

  test('that was removed or switched off says so within a 200', async () => {
    expect(await byWebhook('nothing', text('x'))).toBe(93000);
    const key = fake.newWebhook(GROUP);
    const hook = fake.groups.webhooks.get(key);
    if (hook) hook.isOff = true;
    expect(await byWebhook(key, text('x'))).toBe(93004);
  });
});

describe('a robot', () => {
  const way = () => newWay(fake.groups, GROUP, fake.now());

  test('says one thing for each time that it was spoken to', async () => {
    const code = way();
    expect(await byRobot(code, markdown('one'))).toBe(0);
    expect(await byRobot(code, markdown('two'))).toBe(846606);
    expect(await byRobot('guess', markdown('three'))).toBe(846605);
  });

  test('says it within an hour', async () => {
    const [inTime, late] = [way(), way()];
    fake.state.aheadMs += 59 * 60_000;
    expect(await byRobot(inTime, markdown('x'))).toBe(0);
    fake.state.aheadMs += 2 * 60_000;
    expect(await byRobot(late, markdown('x'))).toBe(846604);
  });

  test('makes each card under a task of its own, changes none so, and has no links as buttons', async () => {
    expect(await byRobot(way(), asCard(pressable))).toBe(0);
    expect(await byRobot(way(), asCard(pressable))).toBe(846625);
    expect(await byRobot(way(), asCard({ ...pressable, task_id: 'not allowed' }))).toBe(846625);
    const change = { response_type: 'update_template_card', template_card: pressable };
    expect(await byRobot(way(), change)).toBe(40008);
    const link = [{ text: 'Open', style: 1, type: 1, url: 'https://x.example/' }];
    expect(await byRobot(way(), asCard({ ...pressable, task_id: 't2', button_list: link }))).toBe(42039);
  });

  test('has three messages of a person in hand at once', async () => {
    const app = await startWecomApp({
      fake,
      settings: { robot: robotKeys },
      handle: () => new Promise(() => {}),
    });
    const wire = robotWire(fake, app.url);
    const three = [1, 2, 3].map(() => wire.tell('Li', GROUP, '@Dealdesk 待办').catch(() => undefined));
    await expect(wire.tell('Li', GROUP, '@Dealdesk 待办')).rejects.toThrow('too much at once');
    await Promise.all(three);
    app.server.closeAllConnections();
    await new Promise((resolve) => app.server.close(resolve));
  });
});
