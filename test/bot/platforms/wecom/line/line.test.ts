import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle } from '../../../../../bot/platforms/platform.js';
import { saying } from '../../../../../models/text.js';
import { shows, showsAll, words } from '../../../../support/outcomes.js';
import { until } from '../../../../support/until.js';
import {
  type AppOptions,
  connects,
  quick,
  startWecomApp,
  type WecomApp,
} from '../../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../../support/wecom/fake.js';
import { memberOf } from '../../../../support/wecom/robot.js';

const GROUP = 'wrGroup1';
const redraw = { do: 'deal.here', input: { id: 7 } };

let fake: FakeWecom;
const apps: WecomApp[] = [];

beforeEach(async () => {
  fake = await startFakeWecom({
    members: ['Li', 'Wang', 'Zhang'].map((userid) => ({ userid, name: userid })),
  });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await fake.stop();
});

const start = async (
  handle: Handle = async () => words('没有待办。'),
  more: Partial<AppOptions> = {},
): Promise<WecomApp> => {
  const { settings, ...others } = more;
  const app = await startWecomApp({ fake, handle, settings: { ...connects(fake), ...settings }, ...others });
  apps.push(app);
  return app;
};
const connected = () => until(() => fake.robot.isLive());
const tell = (content: string, more = {}) => fake.robot.tell('Li', GROUP, content, more);
const li = () => memberOf(fake, fake.robot, 'Li', GROUP);
const linesOf = ({ asked }: WecomApp) =>
  asked.map(({ ask }) => (ask.kind === 'command' ? ask.text : ask.kind));
/** All that the log says of what went wrong, whole. */
const errorsOf = ({ log }: WecomApp): string =>
  log.lines
    .map(({ fields }) => ('err' in fields && fields.err instanceof Error ? (fields.err.stack ?? '') : ''))
    .join('\n');
const logged = ({ log }: WecomApp) => log.lines.map(({ sentence }) => sentence);

describe('what is said to the robot', () => {
  test('in a group is answered privately, and the group sees that it was', async () => {
    const app = await start(async () => shows('商机 D-7'));
    await connected();
    expect(await tell('@Dealdesk /deal show D-7')).toBe('I answered you in the conversation with the app.');
    expect(linesOf(app)).toEqual(['/deal show D-7']);
    expect(app.asked[0]).toMatchObject({
      who: { platform: 'wecom', workspaceId: fake.corpId, userId: 'Li' },
      channel: { platform: 'wecom', workspaceId: fake.corpId, channelId: GROUP },
    });
    await until(() => fake.messages.length > 0);
    expect(fake.messages).toMatchObject([{ to: 'Li', card: { main_title: { title: '商机 D-7' } } }]);
    expect(JSON.stringify(fake.groups.messages)).not.toContain('D-7');
  });

  test('alone is answered in the conversation with the app as well', async () => {
    const app = await start();
    await connected();
    expect(await fake.robot.tell('Li', '', '待办')).toContain('answered you');
    expect(app.asked[0]?.channel).toBeUndefined();
    await until(() => fake.messages.length === 1);
  });

  test('twice, by the same message, has one effect and one answer', async () => {
    const app = await start();
    await connected();
    for (let n = 0; n < 3; n += 1) expect(await tell('待办', { msgid: 'm1' })).toContain('answered you');
    await app.listener.stop();
    expect(new Set(app.asked.map(({ key }) => key)).size).toBe(1);
    expect(fake.messages).toHaveLength(1);
  });

  test('by somebody whom it knows by another id is said by whom the app knows', async () => {
    const app = await start();
    await connected();
    await fake.robot.tell('wo-Li', GROUP, '待办');
    expect(app.asked[0]?.who.userId).toBe('Li');
  });

  test('is not lost without a word where nobody can be told who said it', async () => {
    const app = await start();
    await connected();
    fake.fault({ api: 'batch/openuserid_to_userid', kind: 'status', status: 503 });
    expect(await tell('待办')).toBe('没有处理成功，请再说一次。\nThat did not work. Please say it again.');
    expect(logged(app)).toContain('wecom: what the robot was told came to nothing');
  });

  test('is heard with what WeCom leaves in it that JSON does not allow', async () => {
    const app = await start();
    await connected();
    const body = { msgid: 'm1', from: { userid: 'Li' }, msgtype: 'text', text: { content: '待办' } };
    const frame = { cmd: 'aibot_msg_callback', headers: { req_id: 'r1' }, body };
    fake.robot.sendRaw(JSON.stringify(frame).replace('待办', '待\u0001办'));
    await until(() => app.asked.length === 1);
    expect(linesOf(app)).toEqual(['待办']);
  });

  test('greets whoever looks in', async () => {
    const app = await start();
    await connected();
    expect(await fake.robot.enter('Li')).toContain('待办');
    expect(app.asked).toEqual([]);
  });
});

test('what the gateway never sends ends nothing', async () => {
  const app = await start();
  await connected();
  const odd = [
    'not json',
    '[]',
    '{"cmd":1}',
    '{"headers":{"req_id":"__proto__"}}',
    '{"cmd":"aibot_msg_callback"}',
    '{"cmd":"aibot_event_callback","headers":{"req_id":"r"},"body":{"event":{"eventtype":7}}}',
    '{"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":{"__proto__":{"a":1}}}',
    '{"cmd":"aibot_new_callback","headers":{"req_id":"r"},"body":{}}',
  ];
  for (const text of odd) fake.robot.sendRaw(text);
  expect(await tell('待办')).toContain('answered you');
  expect(app.asked).toHaveLength(1);
  expect(fake.robot.state.opened).toBe(1);
});

describe('pressing a button of the robot’s card', () => {
  const post = async (app: WecomApp) => {
    const { channels } = app.platform;
    if (!channels) throw new Error('Groups follow nothing here.');
    const { render, reader, notice } = await import('../../../../support/outcomes.js');
    const to = { platform: 'wecom', workspaceId: fake.corpId, channelId: GROUP } as const;
    await channels.post(to, render(notice('D-7'), reader), 'channel 7', redraw);
    const shown = fake.groups.messages.at(-1);
    if (!shown?.card) throw new Error('There is no card.');
    return shown;
  };
  const key = JSON.stringify(redraw);

  test.each([
    ['the pages write it', false],
    ['WeCom’s own client reads it', true],
  ])('draws it anew for everybody, as %s', async (_who, isFlat) => {
    const app = await start(async () => showsAll('D-7, new state'));
    await connected();
    await tell('hi');
    const shown = await post(app);
    expect(await fake.robot.click('Li', shown, key, isFlat)).toBe(true);
    expect(app.asked.at(-1)).toMatchObject({ ask: { kind: 'press', ...redraw } });
    expect(shown.card).toMatchObject({ main_title: { title: 'D-7, new state' } });
    expect(await li().presses('Refresh')).toBe(true);
  });

  test('says to the one who pressed alone what is for them', async () => {
    let answer = await Promise.resolve(words('hi'));
    const app = await start(async () => answer);
    await connected();
    await tell('hi');
    const shown = await post(app);
    answer = { ...answer, answer: { type: 'words', words: saying({ zh: '不行', en: 'No way' }) } };
    expect(await fake.robot.click('Li', shown, key, false, 300)).toBe(false);
    await until(() => fake.messages.some(({ text }) => text === 'No way'));
    expect(JSON.stringify(fake.groups.messages)).not.toContain('No way');
  });

  test('while the line is cut is done once, and can be pressed again on the next one', async () => {
    let pressed = 0;
    const app = await start(async (incoming) => {
      if (incoming.ask.kind === 'press') pressed += 1;
      if (pressed === 1) fake.robot.cut();
      return showsAll(`D-7, pressed ${pressed}`);
    });
    await connected();
    await tell('hi');
    const shown = await post(app);
    expect(await fake.robot.click('Li', shown, key, false, 300)).toBe(false);
    expect(pressed).toBe(1);
    await until(() => fake.robot.state.opened === 2 && fake.robot.isLive());
    expect(await fake.robot.click('Li', shown, key)).toBe(true);
    expect(shown).toMatchObject({ changes: 1, card: { main_title: { title: 'D-7, pressed 2' } } });
  });
});

describe('the connection', () => {
  test('is kept alive by pings, and opened again when it is cut', async () => {
    await start();
    await connected();
    await until(() => fake.robot.frames.filter(({ cmd }) => cmd === 'ping').length >= 3);
    expect(fake.robot.frames.every(({ errcode }) => errcode === 0)).toBe(true);
    fake.robot.cut();
    await until(() => fake.robot.state.opened === 2 && fake.robot.isLive());
    expect(await tell('待办')).toContain('answered you');
  });

  test('that lives, but brings nothing any more, is given up for another one', async () => {
    const app = await start(undefined, { patience: { ...quick, silentForMs: 200 } });
    await connected();
    fake.robot.state.isDeaf = true;
    await until(() => fake.robot.state.opened >= 2);
    fake.robot.state.isDeaf = false;
    await until(() => fake.robot.isLive());
    expect(logged(app)).toContain('wecom: the robot’s connection is silent');
    expect(await tell('待办')).toContain('answered you');
  });

  test('that WeCom does not know any more as the robot’s is opened anew', async () => {
    await start();
    await connected();
    fake.robot.forget();
    await until(() => fake.robot.state.opened === 2 && fake.robot.isLive());
    expect(await tell('待办')).toContain('answered you');
  });

  test('on which nobody said anything for long is opened anew, as WeCom may bring nothing by it any more', async () => {
    const app = await start(undefined, { patience: { ...quick, quietForMs: 300 } });
    await connected();
    await until(() => fake.robot.state.opened === 3);
    await until(() => fake.robot.isLive());
    expect(await tell('待办')).toContain('answered you');
    expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('on which nobody says anything, but pings are answered, is left alone', async () => {
    await start(undefined, { patience: { ...quick, silentForMs: 1_000 } });
    await connected();
    await sleep(2_000);
    expect(fake.robot.state.opened).toBe(1);
  });

  test.each([
    ['takes no connection', 'refusesUpgrade'],
    ['says nothing', 'isDeaf'],
  ] as const)('is tried less and less often while WeCom %s: no storm', async (_what, trouble) => {
    fake.robot.state[trouble] = true;
    const patience = {
      ...quick,
      ackWithinMs: 20,
      firstPauseMs: 20,
      longestPauseMs: 400,
      leastLifeMs: 10_000,
    };
    const app = await start(undefined, { patience });
    const tries = () =>
      app.log.lines.filter(({ sentence }) => sentence === 'wecom: the robot did not connect');
    const since = performance.now();
    await until(() => tries().length === 6);
    // 20, 40, 80, 160 and 320 ms, at least.
    expect(performance.now() - since).toBeGreaterThanOrEqual(600);
    fake.robot.state[trouble] = false;
    await connected();
    expect(await tell('待办')).toContain('answered you');
  });

  test('with a wrong secret is tried once, and the log says what to do and no secret', async () => {
    const { robot } = connects(fake);
    if (!robot || !('botId' in robot)) throw new Error('It does not connect.');
    const app = await start(undefined, { settings: { robot: { ...robot, secret: 'a-wrong-secret' } } });
    await until(() => logged(app).includes('wecom: the robot did not connect'));
    await sleep(300);
    expect(fake.robot.subscribed).toHaveLength(1);
    expect(errorsOf(app)).toContain('check WECOM_ROBOT_ID and WECOM_ROBOT_SECRET');
    expect(errorsOf(app)).not.toContain('a-wrong-secret');
    expect(await app.stores.line.state()).toBeUndefined();
  });

  test('that a stranger takes is not fought for, and the log says what to do', async () => {
    const app = await start();
    await connected();
    const stranger = await startWecomApp({ fake, settings: connects(fake) });
    await until(() => fake.robot.state.opened === 2 && logged(app).length > 0);
    await sleep(300);
    expect(fake.robot.state.opened).toBe(2);
    const [error] = app.log.lines.filter(({ level }) => level === 'error');
    expect(error).toMatchObject({
      sentence: 'wecom: somebody else connected as this robot',
      fields: { todo: expect.stringContaining('WECOM_ROBOT_ID') },
    });
    expect(app.stores.lineOf.told.at(-1)).toBe('kicked');
    await stranger.stop();
  });

  test('ends when we stop, with what was taken answered', async () => {
    const app = await start(() => sleep(100, words('Done at last.')));
    await connected();
    const taken = tell('待办');
    await until(() => app.asked.length === 1);
    await app.listener.stop();
    expect(await taken).toContain('answered you');
    expect(fake.messages.map(({ text }) => text)).toEqual(['Done at last.']);
    await until(() => fake.robot.sockets.size === 0);
    await sleep(100);
    expect(fake.robot.state.opened).toBe(1);
  });

  test('does not keep us from stopping while it opens', async () => {
    fake.robot.state.isDeaf = true;
    const app = await start(undefined, { patience: { ...quick, ackWithinMs: 60_000 } });
    await until(() => fake.robot.state.opened === 1);
    const since = performance.now();
    await app.listener.stop();
    expect(performance.now() - since).toBeLessThan(1_000);
  });
});

test('more than thirty answers a minute in a group are not said there; whoever asks has theirs all the same', async () => {
  const app = await start();
  await connected();
  // Each of them hears less than thirty things a minute in private.
  for (let n = 0; n < 32; n += 1) {
    const who = ['Li', 'Wang', 'Zhang'][n % 3] ?? '';
    await fake.robot.tell(who, GROUP, `待办 ${n}`, { waitMs: n < 30 ? 5_000 : 100 });
  }
  const said = fake.robot.frames.filter(({ cmd }) => cmd === 'aibot_respond_msg');
  expect(said.map(({ errcode }) => errcode)).toEqual(Array(30).fill(0));
  expect(app.asked).toHaveLength(32);
  expect(logged(app)).toContain('wecom: the robot has said too much here to answer');
});
