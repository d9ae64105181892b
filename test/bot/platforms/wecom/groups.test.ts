import type { CardRef, Handle, PlatformChannel } from '../../../../bot/platforms/platform.js';
import type { Card } from '../../../../cards/card.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import { saying } from '../../../../models/text.js';
import { shows, showsAll, words } from '../../../support/outcomes.js';
import { startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { newWay } from '../../../support/wecom/groups.js';
import { groupMember, robotKeys, robotWire } from '../../../support/wecom/robot.js';

const GROUP = 'wrGroup1';
const redraw = { do: 'deal.here', input: { id: 7 } };

let fake: FakeWecom;
let app: WecomApp;

const start = async (handle: Handle = async () => words('Done.')) => {
  app = await startWecomApp({ fake, handle, settings: { robot: robotKeys } });
};
beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const li = () => groupMember(fake, app.url, 'Li', GROUP);
const channels = () => {
  if (!app.platform.channels) throw new Error('Groups follow nothing here.');
  return app.platform.channels;
};
const group = (): PlatformChannel => ({ platform: 'wecom', workspaceId: fake.corpId, channelId: GROUP });

/** A deal's card that says this. */
const dealCard = (title = '平台扩容'): Card => {
  const sample = samples.find(({ view }) => view.kind === 'deal')?.view;
  if (sample?.kind !== 'deal') throw new Error('There is no sample of a deal.');
  const view = { ...sample, title, can: [] };
  return drawCard(view, { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path) => path });
};
const post = (card = dealCard()) => channels().post(group(), card, 'channel 7', redraw);
const putWebhook = (chatId = GROUP): string => {
  const key = fake.newWebhook(chatId);
  app.stores.webhooks.set(chatId, key);
  return key;
};
const later = (ms: number) => {
  fake.state.aheadMs += ms;
};

test('without a robot, groups follow nothing', async () => {
  app = await startWecomApp({ fake });
  expect(app.platform.channels).toBeUndefined();
});

test('what was said to the robot in a group is answered there by the deal’s card', async () => {
  await start();
  await li().says('商机 跟进 D-7');
  expect(app.asked[0]?.channel).toEqual(group());
  await post();
  const [shown] = li().screen();
  expect(shown).toMatchObject({ buttons: ['刷新'], message: { by: 'robot' } });
  expect(shown?.text).toContain('平台扩容');
  expect(shown?.page).toMatch(/^https:\/\/crm\.example\.com\/app\/deal\/\d+$/);
});

test('nobody can send us elsewhere with what answers: only its code is used, and at WeCom', async () => {
  await start();
  const wire = { msgid: 'm', aibotid: 'b', chatid: GROUP, chattype: 'group', from: { userid: 'Li' } };
  const code = newWay(fake.groups, GROUP, fake.now());
  await robotWire(fake, app.url).call({
    ...wire,
    msgtype: 'text',
    text: { content: 'hi' },
    response_url: `https://evil.example/steal?response_code=${code}`,
  });
  await post();
  expect(li().screen()[0]?.message.by).toBe('robot');
});

test('a group that only has a webhook is told by it, all of the deal in one message', async () => {
  await start();
  putWebhook();
  await post(dealCard('**大**单 [点我](https://evil.example) <@all>'));
  const [shown] = li().screen();
  expect(shown?.message.by).toBe('webhook');
  expect(shown?.text).toContain('大');
  expect(shown?.text).not.toContain('](https://evil.example)');
  expect(shown?.text).not.toContain('<@all>');
  expect(shown?.text).toContain('[查看全部](https://crm.example.com/app/deal/');
});

test('a group that can be reached in no way is told of by what an administrator has to do', async () => {
  await start();
  await expect(post()).rejects.toMatchObject({
    message: `This group has no webhook. On the server: npm run webhook -- add ${GROUP}`,
    retryable: false,
  });
});

test('a change is news once a minute, the newest state of it, and by the webhook', async () => {
  await start();
  putWebhook();
  await li().says('商机 跟进 D-7');
  const ref = await post();
  await expect(channels().update(ref, dealCard('second'))).rejects.toMatchObject({ untried: true });
  later(30_000);
  await expect(channels().update(ref, dealCard('third'))).rejects.toMatchObject({
    untried: true,
    retryAfterMs: expect.any(Number),
  });
  later(31_000);
  await channels().update(ref, dealCard('third'));
  const news = li()
    .screen()
    .filter(({ message }) => message.by === 'webhook');
  expect(news).toHaveLength(1);
  expect(news[0]?.text).toContain('third');
});

test('what reads the same is no news', async () => {
  await start();
  putWebhook();
  const ref = await post();
  later(600_000);
  expect(await channels().update(ref, dealCard())).toEqual(ref);
  expect(li().screen()).toHaveLength(1);
});

test('without a webhook a change waits for somebody to speak to the robot', async () => {
  await start();
  await li().says('hi');
  const ref = await post();
  later(61_000);
  await expect(channels().update(ref, dealCard('second'))).rejects.toThrow('npm run webhook');
  await li().says('hi again');
  await channels().update(ref, dealCard('second'));
  expect(li().screen()[0]?.text).toContain('second');
});

test('an hour later what was said is no way any more, and another one is taken', async () => {
  await start();
  await li().says('hi');
  later(3_600_000);
  await expect(post()).rejects.toThrow('npm run webhook');
  await li().says('hi');
  const [, way] = [...fake.groups.ways.values()];
  if (way) way.isUsed = true;
  await li().says('hi again');
  await post();
  expect(fake.callsOf('aibot/response').map(({ outcome }) => outcome)).toEqual(['846606', 'ok']);
});

test('a webhook gets no more than WeCom takes: what is too much waits, and nothing is refused', async () => {
  await start();
  putWebhook();
  let refs = 0;
  while (refs < 60) {
    const ref: CardRef | undefined = await post(dealCard(`deal ${refs}`)).catch((error) => {
      expect(error).toMatchObject({ untried: true });
      later(error.retryAfterMs);
      return undefined;
    });
    if (ref) refs += 1;
  }
  const outcomes = new Set(fake.callsOf('webhook/send').map(({ outcome }) => outcome));
  expect(outcomes).toEqual(new Set(['ok']));
  const times = fake.callsOf('webhook/send').map(({ atMs }) => atMs);
  for (const at of times)
    expect(times.filter((one) => one >= at && one < at + 60_000).length).toBeLessThan(20);
});

test('a webhook that somebody else has filled is asked again after its minute', async () => {
  await start();
  const key = putWebhook();
  const hook = fake.groups.webhooks.get(key);
  if (hook) hook.blockedUntilMs = fake.now() + 60_000;
  const error = await post().catch((reason) => reason);
  expect(error).toMatchObject({ retryable: true });
  expect(error.retryAfterMs).toBeGreaterThanOrEqual(60_000);
  later(error.retryAfterMs);
  await post();
});

test('a webhook that was removed says what to do, and its key is in no error and no log', async () => {
  await start();
  app.stores.webhooks.set(GROUP, 'key-of-old');
  const error = await post().catch((reason) => reason);
  expect(error).toMatchObject({ retryable: false });
  expect(error.message).toContain('put its new address in place');
  const key = putWebhook();
  for (const kind of ['reset', 'html', 'half'] as const) {
    fake.fault({ kind, api: 'webhook/send', times: 1 });
    const other = await post().catch((reason) => reason);
    expect(other).toMatchObject({ retryable: true });
    expect([other.message, other.cause, other.stack].join()).not.toContain(key);
  }
  expect(error.stack).not.toContain('key-of-old');
  expect(JSON.stringify(app.log)).not.toContain('key-of-old');
});

describe('pressing Refresh', () => {
  test('draws the card anew for everybody, in its place', async () => {
    await start(async () => showsAll('D-7, new state'));
    await li().says('hi');
    await post();
    const before = li().screen().length;
    expect(await li().presses('刷新')).toBe(true);
    expect(app.asked.at(-1)).toMatchObject({ ask: { kind: 'press', ...redraw }, channel: group() });
    const [shown] = li().screen();
    expect(li().screen()).toHaveLength(before);
    expect(shown?.text).toContain('D-7, new state');
    expect(shown?.buttons).toEqual(['Refresh']);
    expect(await li().presses('Refresh')).toBe(true);
  });

  test('shows the group nothing that is for the one who pressed alone', async () => {
    await start(async () => shows('For Li alone'));
    await li().says('hi');
    await app.listener.stop();
    await post();
    expect(await li().presses('刷新')).toBe(false);
    await app.listener.stop();
    expect(JSON.stringify(fake.groups.messages)).not.toContain('For Li alone');
    expect(JSON.stringify(fake.messages)).toContain('For Li alone');
  });

  test('and a refusal is said to the one who pressed', async () => {
    let answer = await Promise.resolve(words('hi'));
    await start(async () => answer);
    await li().says('hi');
    await post();
    answer = { ...answer, answer: { type: 'words', words: saying({ zh: '不行', en: 'No way' }) } };
    expect(await li().presses('刷新')).toBe(false);
    await app.listener.stop();
    expect(fake.messages.at(-1)?.text).toBe('No way');
  });
});
