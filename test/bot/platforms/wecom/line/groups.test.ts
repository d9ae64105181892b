import type { CardRef, PlatformChannel } from '../../../../../bot/platforms/platform.js';
import type { Card } from '../../../../../cards/card.js';
import { notice, reader, render } from '../../../../support/outcomes.js';
import { found, until } from '../../../../support/until.js';
import { connects, startWecomApp, type WecomApp } from '../../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../../support/wecom/fake.js';
import { memberOf } from '../../../../support/wecom/robot.js';

const GROUP = 'wrGroup1';
const redraw = { do: 'deal.here', input: { id: 7 } };

let fake: FakeWecom;
let app: WecomApp;

beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
  app = await startWecomApp({ fake, settings: connects(fake) });
  // That we are heard WeCom knows before we do.
  await until(() => app.stores.lineOf.told.includes('ready'));
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const li = () => memberOf(fake, fake.robot, 'Li', GROUP);
const channels = () => {
  if (!app.platform.channels) throw new Error('Groups follow nothing here.');
  return app.platform.channels;
};
const group = (): PlatformChannel => ({ platform: 'wecom', workspaceId: fake.corpId, channelId: GROUP });
const dealCard = (title = 'D-7'): Card => render(notice(title), reader);
const post = (card = dealCard()) => channels().post(group(), card, 'channel 7', redraw);
const later = (ms: number) => {
  fake.state.aheadMs += ms;
};
const shown = () =>
  li()
    .screen()
    .filter(({ message }) => message.card)
    .map(({ text }) => text);
const sends = () => fake.robot.frames.filter(({ cmd }) => cmd === 'aibot_send_msg');

test('a group in which somebody spoke to the robot is shown a card, and news of it, without a webhook', async () => {
  await li().says('商机 跟进 D-7');
  const ref = await post();
  later(61_000);
  await channels().update(ref, dealCard('D-7, second'));
  expect(shown()).toEqual(['D-7, second', 'D-7']);
  expect(li().screen()[0]?.buttons).toEqual(['Refresh']);
  expect(sends().map(({ body }) => body)).toMatchObject([
    { chatid: GROUP, chat_type: 2, msgtype: 'template_card' },
    { chatid: GROUP, chat_type: 2, msgtype: 'template_card' },
  ]);
});

test('news comes once a minute, the newest state of it, and only what reads differently', async () => {
  await li().says('hi');
  const ref = await post();
  await expect(channels().update(ref, dealCard('second'))).rejects.toMatchObject({ untried: true });
  later(61_000);
  expect(await channels().update(ref, dealCard())).toEqual(ref);
  await channels().update(ref, dealCard('third'));
  expect(shown()).toEqual(['third', 'D-7']);
});

test('a group with a webhook hears news by that', async () => {
  app.stores.webhooks.set(GROUP, fake.newWebhook(GROUP));
  await li().says('hi');
  const ref = await post();
  later(61_000);
  await channels().update(ref, dealCard('second'));
  expect(fake.groups.messages.map(({ by }) => by)).toEqual(['robot', 'robot', 'webhook']);
});

test('where nobody has spoken to the robot it says nothing, and why is told', async () => {
  const error = await post().catch((reason) => reason);
  expect(error).toMatchObject({ retryable: true, retryAfterMs: 60_000, isFull: true });
  expect(error.message).toContain('nobody has spoken to the robot in this group');
  await li().says('hi');
  await post();
  expect(shown()).toEqual(['D-7']);
});

test('where WeCom lets the robot say nothing by itself, the group hears by its webhook, or it is said that it needs one', async () => {
  fake.robot.state.isMuteInGroups = true;
  await li().says('hi');
  await expect(post()).rejects.toMatchObject({
    message: `This group has no webhook. On the server: npm run webhook -- add ${GROUP}`,
    retryable: false,
  });
  app.stores.webhooks.set(GROUP, fake.newWebhook(GROUP));
  await post();
  expect(li().screen()[0]).toMatchObject({ message: { by: 'webhook' } });
});

test('no more is said in a group than WeCom takes: the rest waits, and nothing is refused', async () => {
  await li().says('hi');
  let refs = 0;
  while (refs < 70) {
    const ref: CardRef | undefined = await post(dealCard(`deal ${refs}`)).catch((error) => {
      expect(error).toMatchObject({ untried: true, isFull: true });
      later(error.retryAfterMs);
      return undefined;
    });
    if (ref) refs += 1;
  }
  expect(shown()).toHaveLength(70);
  expect(new Set(fake.robot.frames.map(({ errcode }) => errcode))).toEqual(new Set([0]));
});

/** As delivery does: until it is shown. */
const again = (show: () => Promise<CardRef>): Promise<CardRef> =>
  found(
    () => show().catch(() => undefined),
    () => 'It is not shown.',
  );

test('a card whose arrival was not heard of is not shown twice', async () => {
  later(60_000 - (fake.now() % 60_000));
  await li().says('hi');
  fake.robot.state.losesAcks = true;
  await expect(post()).rejects.toMatchObject({ retryable: true });
  fake.robot.state.losesAcks = false;
  const ref = await again(post);
  expect(shown()).toEqual(['D-7']);

  later(61_000);
  const news = () => channels().update(ref, dealCard('second'));
  fake.robot.state.losesAcks = true;
  await expect(news()).rejects.toMatchObject({ retryable: true });
  fake.robot.state.losesAcks = false;
  await again(news);
  expect(shown()).toEqual(['second', 'D-7']);
});

test('while the line is down a card waits, and that counts as no attempt', async () => {
  await li().says('hi');
  fake.robot.state.refusesUpgrade = true;
  fake.robot.cut();
  await until(() => fake.robot.sockets.size === 0);
  const error = await post().catch((reason) => reason);
  expect(error).toMatchObject({ retryable: true });
  fake.robot.state.refusesUpgrade = false;
  await again(post);
  expect(shown()).toEqual(['D-7']);
});
