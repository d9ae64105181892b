import { createServer } from 'node:http';
import type { Verdict } from '../../../../bot/platforms/platform.js';
import { freePort } from '../../../support/free-port.js';
import { until } from '../../../support/until.js';
import { connects, startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { robotKeys } from '../../../support/wecom/robot.js';

let fake: FakeWecom;
let app: WecomApp;
let address = '';
const proxy = createServer();

/** The app behind an address that is known before it listens. */
const start = async (settings: object = {}): Promise<void> => {
  address = `http://127.0.0.1:${await freePort()}`;
  app = await startWecomApp({ fake, settings: { publicUrl: address, ...settings } });
  fake.app.redirect_domain = new URL(address).host;
  proxy.removeAllListeners('request').on('request', (request, response) => {
    fetch(`${app.url}${request.url}`).then(
      async (answer) => response.writeHead(answer.status).end(await answer.text()),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => proxy.listen(Number(new URL(address).port), '127.0.0.1', resolve));
};

beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
});
afterEach(async () => {
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await app.stop();
  await fake.stop();
});

const find = async (name: string): Promise<Verdict> => {
  const check = app.platform.checks?.find(({ what }) => what.en === `WeCom: ${name}`);
  if (!check) throw new Error(`Nobody looks at ${name}.`);
  return check.run();
};
const todo = (verdict: Verdict): string => ('todo' in verdict ? verdict.todo.text.en : 'nothing to do');

test('where all is set up, there is nothing to do, and nobody is written to', async () => {
  await start({ contactSecret: fake.contactSecret });
  for (const { run } of app.platform.checks ?? []) expect(await run()).not.toHaveProperty('wrong');
  expect(fake.messages).toEqual([]);
});

test('without the contact sync that is worth a word', async () => {
  await start();
  expect(await find('contact sync')).toHaveProperty('note');
});

test('a wrong secret, a wrong app, an address that is not trusted and a disabled app each have their advice', async () => {
  await start({ secret: 'guess-123' });
  expect(todo(await find('credentials'))).toContain('WECOM_SECRET');
  expect(JSON.stringify(await find('credentials'))).not.toContain('guess-123');
  await app.stop();
  app = await startWecomApp({ fake, settings: { agentId: 1000009 } });
  expect(todo(await find('credentials'))).toContain('WECOM_AGENT_ID');
  fake.fault({ kind: 'errcode', errcode: 60020, api: 'agent/get', times: 1 });
  expect(todo(await find('credentials'))).toContain('trusted IPs');
});

test('a disabled app', async () => {
  await start();
  fake.app.close = 1;
  expect(todo(await find('credentials'))).toContain('Enable the app');
});

test('another trusted domain than ours', async () => {
  await start();
  fake.app.redirect_domain = 'other.example.com';
  const verdict = await find('trusted domain');
  expect(JSON.stringify(verdict)).toContain('other.example.com');
  expect(todo(verdict)).toContain('trusted domain');
});

test('a callback address where something else answers, or nothing', async () => {
  await start();
  expect(await find('callback address')).toEqual({});
  proxy.removeAllListeners('request').on('request', (_request, response) => response.end('hello'));
  expect(todo(await find('callback address'))).toContain('npm start');
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  expect(todo(await find('callback address'))).toContain('npm start');
});

test('a WeCom that does not answer', async () => {
  await start();
  fake.fault({ kind: 'reset', api: 'agent/get', times: 1 });
  expect(todo(await find('credentials'))).toContain('WECOM_API_URL');
});

describe('groups', () => {
  const groups = () => find('webhooks of groups');

  test('are not looked at without a robot', async () => {
    await start();
    await expect(groups()).rejects.toThrow('Nobody looks at');
  });

  test('are fine where each has its webhook, and nothing is said in them', async () => {
    await start({ robot: robotKeys });
    app.stores.webhooks.set('wrOne', fake.newWebhook('wrOne'));
    app.stores.following.push('wrOne');
    expect(await groups()).toEqual({});
    expect(fake.groups.messages).toEqual([]);
  });

  test('that follow something without a webhook are worth a word', async () => {
    await start({ robot: robotKeys });
    app.stores.following.push('wrOne');
    expect(JSON.stringify(await groups())).toContain('wrOne');
    expect(await groups()).toHaveProperty('note');
  });

  test('whose webhook is no longer there, or cannot be read, are to be given a new one', async () => {
    await start({ robot: robotKeys });
    app.stores.webhooks.set('wrOne', 'removed-key');
    const verdict = await groups();
    expect(todo(verdict)).toContain('npm run webhook -- add');
    expect(JSON.stringify(verdict)).toContain('wrOne');
    expect(JSON.stringify(verdict)).not.toContain('removed-key');

    app.stores.webhooks.set('wrOne', undefined);
    expect(JSON.stringify(await groups())).toContain('another SESSION_SECRET');
  });
});

describe('the robot’s connection', () => {
  const connection = () => find('the robot’s connection');
  const stopped = () => app.listener.stop();
  const isFree = async () => (await app.stores.line.state()) === undefined;

  test('is not looked at where WeCom calls an address for the robot', async () => {
    await start({ robot: robotKeys });
    await expect(connection()).rejects.toThrow('Nobody looks');
  });

  test('is as the instance says that has it, and is not taken from it', async () => {
    await start(connects(fake));
    await until(() => app.stores.lineOf.told.includes('ready'));
    expect(await connection()).toEqual({});
    expect(fake.robot.state.opened).toBe(1);
    fake.robot.state.refusesUpgrade = true;
    fake.robot.cut();
    await until(() => app.stores.lineOf.told.at(-1) === 'away');
    expect(todo(await connection())).toContain('WECOM_ROBOT_URL');
  });

  test('that something else has is to be taken back from that', async () => {
    await start(connects(fake));
    await until(() => fake.robot.isLive());
    const stranger = await startWecomApp({ fake, settings: connects(fake) });
    await until(() => app.stores.lineOf.told.at(-1) === 'kicked');
    expect(todo(await connection())).toContain('WECOM_ROBOT_ID');
    await stranger.stop();
  });

  test('is tried where no instance runs, and given back', async () => {
    await start(connects(fake));
    await until(() => fake.robot.isLive());
    await stopped();
    expect(await connection()).toMatchObject({ note: { text: { en: expect.stringContaining('tried') } } });
    await until(() => fake.robot.sockets.size === 0);
    expect(await isFree()).toBe(true);
  });

  test('with a wrong secret, or with nobody there, says what to do and no secret', async () => {
    const { robot } = connects(fake);
    await start({ robot: { ...robot, secret: 'guess-123' } });
    await until(() => fake.robot.subscribed.length === 1);
    await until(isFree);
    const verdict = await connection();
    expect(todo(verdict)).toContain('WECOM_ROBOT_SECRET');
    expect(JSON.stringify(verdict)).not.toContain('guess-123');
    fake.robot.state.refusesUpgrade = true;
    expect(todo(await connection())).toContain('WebSocket');
  });

  test('lets the robot speak in groups that have no webhook, so that is worth no word', async () => {
    await start(connects(fake));
    app.stores.following.push('wrOne');
    expect(await find('webhooks of groups')).toEqual({});
  });
});
