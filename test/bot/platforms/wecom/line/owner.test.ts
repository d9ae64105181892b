import { setTimeout as sleep } from 'node:timers/promises';
import { words } from '../../../../support/outcomes.js';
import { until } from '../../../../support/until.js';
import {
  type AppOptions,
  connects,
  type MemoryStores,
  memoryStores,
  quick,
  startWecomApp,
  type WecomApp,
} from '../../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../../support/wecom/fake.js';

const GROUP = 'wrGroup1';

let fake: FakeWecom;
let stores: MemoryStores;
const apps: WecomApp[] = [];

beforeEach(async () => {
  fake = await startFakeWecom({ members: [{ userid: 'Li', name: '李娜' }] });
  stores = memoryStores(fake);
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await fake.stop();
});

const start = async (instance: string, more: Partial<AppOptions> = {}): Promise<WecomApp> => {
  const app = await startWecomApp({
    ...{ fake, stores, instance, settings: connects(fake), handle: async () => words(instance), ...more },
  });
  apps.push(app);
  return app;
};
const connected = () => until(() => fake.robot.isLive());
const isHere = ({ platform }: WecomApp) => platform.channels?.isHere?.();
const errors = (app: WecomApp) => app.log.lines.filter(({ level }) => level === 'error');

test('of three instances one is connected, and shows cards in groups', async () => {
  const all = [await start('one'), await start('two'), await start('three')];
  await connected();
  await sleep(300);
  expect(fake.robot.state.opened).toBe(1);
  expect(all.map(isHere)).toEqual([true, false, false]);
  expect(await fake.robot.tell('Li', GROUP, 'hi')).toContain('answered you');
  expect(all.map(({ asked }) => asked.length)).toEqual([1, 0, 0]);
});

test('when it stops, another one connects at once', async () => {
  const patience = { ...quick, leaseMs: 60_000 };
  const [one, two] = [await start('one', { patience }), await start('two', { patience })];
  await connected();
  await one.listener.stop();
  await until(() => isHere(two) === true && fake.robot.isLive());
  expect(await fake.robot.tell('Li', GROUP, 'hi')).toContain('answered you');
  expect(two.asked).toHaveLength(1);
  expect(fake.robot.state.opened).toBe(2);
});

test('when it is cut off from the database, it connects no more, another one does, and nobody fights', async () => {
  const one = await start('one');
  await connected();
  const two = await start('two');
  stores.lineOf.cutOff.add('one');
  await until(() => isHere(one) === false && isHere(two) === true && fake.robot.isLive());
  await sleep(500);
  expect(fake.robot.state.opened).toBe(2);
  expect(fake.robot.sockets.size).toBe(1);
  expect([...errors(one), ...errors(two)]).toEqual([]);
  expect(await fake.robot.tell('Li', GROUP, 'hi')).toContain('answered you');
  expect(two.asked).toHaveLength(1);
});

test('one that sleeps through its time and wakes is ended by the other, and takes that for what it is', async () => {
  const patience = { ...quick, renewEveryMs: 60_000, leaseMs: 60_000 };
  const one = await start('one', { patience });
  await connected();
  await stores.lineOf.of('one').release();
  const two = await start('two');
  await until(() => fake.robot.state.opened === 2);
  await until(() => isHere(one) === false);
  await sleep(300);
  expect(fake.robot.state.opened).toBe(2);
  expect(isHere(two)).toBe(true);
  expect(errors(one)).toEqual([]);
});

test('with a wrong secret, each tries once: the one with the right one gets it', async () => {
  const { robot } = connects(fake);
  if (!robot || !('botId' in robot)) throw new Error('It does not connect.');
  const settings = { robot: { ...robot, secret: 'of yesterday' } };
  await start('one', { settings });
  await start('two', { settings });
  await until(() => fake.robot.subscribed.length === 2);
  await sleep(300);
  expect(fake.robot.subscribed.map(({ errcode }) => errcode)).toEqual([853000, 853000]);
  await start('three');
  await connected();
});

test('while a stranger has the connection, no other instance of ours fights for it', async () => {
  const one = await start('one');
  await connected();
  const two = await start('two');
  const stranger = await startWecomApp({ fake, settings: connects(fake) });
  await until(() => errors(one).length === 1);
  await sleep(500);
  expect(fake.robot.state.opened).toBe(2);
  expect([isHere(one), isHere(two)]).toEqual([true, false]);
  await stranger.stop();
});

test('after a while it takes its place back from a stranger that leaves it alone', async () => {
  const one = await start('one', { patience: { ...quick, kickPauseMs: 200 } });
  await connected();
  const stranger = await startWecomApp({ fake, settings: connects(fake) });
  await until(() => errors(one).length === 1);
  await until(() => fake.robot.subscribed.length === 3);
  expect(await fake.robot.tell('Li', GROUP, 'hi')).toContain('answered you');
  expect(one.asked).toHaveLength(1);
  expect(stranger.asked).toHaveLength(0);
  await stranger.stop();
});

test('two that both want it take it from each other less and less often: no storm', async () => {
  const patience = { ...quick, kickPauseMs: 20, troublePauseMs: 600 };
  await start('one', { patience });
  await connected();
  const stranger = await startWecomApp({ fake, settings: connects(fake), patience });
  await until(() => fake.robot.subscribed.length >= 10);
  const at = fake.robot.subscribed.map(({ atMs }) => atMs);
  const gaps = at.slice(1).map((atMs, n) => atMs - (at[n] ?? 0));
  // 20, 80, 320 and 600 ms after each was ended, at least, as a busy machine is late and never early.
  expect(Math.min(...gaps.slice(1, 3))).toBeGreaterThanOrEqual(17);
  expect(Math.min(...gaps.slice(3, 5))).toBeGreaterThanOrEqual(77);
  expect(Math.min(...gaps.slice(5, 7))).toBeGreaterThanOrEqual(317);
  expect(Math.min(...gaps.slice(7, 9))).toBeGreaterThanOrEqual(597);
  await stranger.stop();
});
