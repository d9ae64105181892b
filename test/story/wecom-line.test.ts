/** A group of WeCom whose robot connects to it: no address for it, no webhook, and two instances of which one is killed. */

import { setTimeout as sleep } from 'node:timers/promises';
import { seedDemo } from '../../bot/demo.js';
import type { Database } from '../../models/database.js';
import { type Instance, startInstance } from '../faults/instance.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { addressOf } from '../support/desk.js';
import { onWecom, onWecomLine } from '../support/environment.js';
import { until } from '../support/until.js';
import { type FakeWecom, startFakeWecom } from '../support/wecom/fake.js';
import { memberOf } from '../support/wecom/robot.js';
import { type Running, start } from './running.js';
import { anHourLater } from './wecom-hour.js';
import { wecomMembers } from './wecom-player.js';

const SALES = 'wrSales';
const STORY_MS = 90_000;
/** A lease and a look at it, on a machine that does other things as well. */
const TAKEN_OVER_MS = 15_000;

describeOnEachDatabase('a group of WeCom whose robot connects', (open) => {
  let fake: FakeWecom;
  let database: Database;
  let env: Record<string, string>;
  let mortal: Instance;
  let other: Running;

  const startOther = async () => {
    other = await start((url) => ({ ...env, PUBLIC_URL: url }));
  };

  beforeAll(async () => {
    fake = await startFakeWecom({ members: wecomMembers });
    database = await open();
    await seedDemo(database, new Date());
    const databaseUrl = await addressOf(database);
    const publicUrl = 'https://crm.example.com';
    env = { ...onWecom(fake, publicUrl), ...onWecomLine(fake), DATABASE_URL: databaseUrl };
    mortal = await startInstance(env);
    await until(() => fake.robot.isLive(), STORY_MS);
  }, STORY_MS);
  afterAll(async () => {
    await mortal.kill9();
    await other.app.stop();
    await fake.stop();
  }, STORY_MS);

  /** @param n the last digit of the staff number */
  const inGroup = (n: number) => memberOf(fake, fake.robot, `E00${n}`, SALES);
  const cards = () =>
    inGroup(1)
      .screen()
      .filter(({ message }) => message.card);
  const told = (words: string) => fake.messages.filter(({ text }) => text.includes(words));
  const notes = (words: string) =>
    database.read((tx) => tx.rows('SELECT id FROM history WHERE detail LIKE ?', [`%${words}%`]));
  const taken = (opened: number) => until(() => fake.robot.subscribed.length === opened, TAKEN_OVER_MS);
  /** As long as a lease lasts, nobody was heard of. */
  const aLeaseGoesBy = () => database.transaction(async (tx) => tx.later('UPDATE leases SET endsAtMs = 0'));

  test('is answered in private, and shown the deal by the robot', async () => {
    expect(await inGroup(3).says('商机 跟进 D-1001')).toBe('已在应用的会话里回复你。');
    await until(() => told('群里每个人都会看到它的客户、金额、明细和动态').length === 1);
    await until(() => cards().length === 1);
    expect(cards()[0]).toMatchObject({ buttons: ['刷新'], page: 'https://crm.example.com/app/deal/1001' });
    expect(await inGroup(4).presses('刷新')).toBe(true);
  });

  test(
    'hears of a change by the robot, once, while a second instance waits for its turn',
    async () => {
      await startOther();
      await inGroup(3).says('商机 备注 D-1001 客户很满意');
      await until(async () => (await notes('客户很满意')).length === 1);
      await anHourLater(database, () => cards().length === 2);
      await sleep(1_500);
      expect(cards()).toHaveLength(2);
      expect(fake.robot.state.opened).toBe(1);
      expect(fake.callsOf('webhook/send')).toEqual([]);
    },
    STORY_MS,
  );

  test(
    'is served by the other instance while the first one sleeps, and neither fights for it when that wakes',
    async () => {
      mortal.pause();
      await taken(2);
      expect(await inGroup(3).says('商机 备注 D-1001 换人值班')).toBe('已在应用的会话里回复你。');
      mortal.resume();
      await sleep(2_500);
      expect(fake.robot.state.opened).toBe(2);
      expect(mortal.log.join('\n')).not.toContain('somebody else connected');
      expect(await notes('换人值班')).toHaveLength(1);
    },
    STORY_MS,
  );

  test(
    'is served by the first one again as soon as the other one stops, and by the other one when the first one is killed',
    async () => {
      await other.app.stop();
      await taken(3);
      await startOther();
      const lastWords = () =>
        fake.robot.tell('E003', SALES, '@Dealdesk 商机 备注 D-1001 临终前的话', { msgid: 'last-words' });
      await lastWords();
      await until(async () => (await notes('临终前的话')).length === 1);
      await mortal.kill9();
      await aLeaseGoesBy();
      await taken(4);
      expect(await lastWords()).toBe('已在应用的会话里回复你。');
      await anHourLater(database, () => cards().length === 3);
      expect(await notes('临终前的话')).toHaveLength(1);
      expect(await inGroup(4).presses('刷新')).toBe(true);
      await sleep(1_500);
      expect(cards()).toHaveLength(3);
      expect(fake.robot.state.opened).toBe(4);
      expect(other.bugs).toEqual([]);
    },
    STORY_MS,
  );

  test('was never refused anything', () => {
    expect(fake.robot.subscribed.map(({ errcode }) => errcode)).toEqual([0, 0, 0, 0]);
    expect(fake.robot.frames.filter(({ errcode }) => errcode !== 0)).toEqual([]);
  });
});
