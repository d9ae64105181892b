import { addWebhook, dropWebhook, listGroups } from '../../../bot/cli/webhook.js';
import { seedDemo } from '../../../bot/demo.js';
import { seedFlows } from '../../../bot/first-flows.js';
import { wecomGroups } from '../../../bot/stores/wecom-groups.js';
import { insertFollow, listChannelsBehind, showInChannel } from '../../../models/channel.js';
import { sharing } from '../../../models/database/together.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeWecom, startFakeWecom } from '../../support/wecom/fake.js';

const secret = 's'.repeat(32);
const GROUP = 'wrGroup1';

describeOnEachDatabase('npm run webhook', (open) => {
  let database: Database;
  let fake: FakeWecom;
  beforeAll(async () => {
    database = await open();
    await seedFlows(database, new Date());
    await seedDemo(database, new Date());
    fake = await startFakeWecom({ members: [] });
  });
  afterAll(() => fake.stop());

  const put = (group: string, address: string) =>
    addWebhook({ database, apiUrl: fake.url, secret }, group, address);
  const addressOf = (key: string) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}\n`;
  const group = { platform: 'wecom', workspaceId: 'ww1', channelId: GROUP } as const;
  const stored = (under = secret) =>
    wecomGroups({
      secret: under,
      groupPace: { most: 1, windowMs: 60_000, burst: 1, everyMs: 1 },
      robotPace: { most: 1, windowMs: 60_000, burst: 1, everyMs: 1 },
      reads: sharing((work) => database.read(work)),
      writes: sharing((work) => database.transaction(work)),
    });

  test('lists who follows something, and what is missing', async () => {
    await database.transaction(async (tx) => {
      const follow = { ...group, kind: 'deal', subjectId: 1001, followedById: 3 } as const;
      await insertFollow(tx, { ...follow, followedAt: new Date() });
      showInChannel(tx, group, 1001, 5);
    });
    expect(await listGroups(database)).toEqual([
      'Groups of WeCom that follow deals: 1',
      '  wrGroup1: follows 1 (张伟), no webhook',
    ]);
  });

  test('greets the group, keeps the key sealed, and has the group shown what it could not be shown', async () => {
    await database.transaction((tx) => tx.run('UPDATE channel_cards SET attempts = 12'));
    const key = fake.newWebhook(GROUP);
    const said = await put(GROUP, addressOf(key));
    expect(said.join()).not.toContain(key);
    expect(fake.groups.messages.at(-1)).toMatchObject({
      chatId: GROUP,
      text: expect.stringContaining('Dealdesk'),
    });
    expect(await listGroups(database)).toContain('  wrGroup1: follows 1 (张伟), has a webhook');
    expect(await database.read((tx) => listChannelsBehind(tx, 12, [], 10))).toEqual([group]);

    const rows = await database.read((tx) => tx.rows('SELECT * FROM wecom_webhooks'));
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(await stored().webhookOf(GROUP)).toBe(key);
    expect(await stored('t'.repeat(32)).webhookOf(GROUP)).toBeUndefined();
  });

  test('a new one takes the place of the old one', async () => {
    const key = fake.newWebhook(GROUP);
    await put(GROUP, key);
    expect(await stored().webhookOf(GROUP)).toBe(key);
    expect(await stored().webhooks()).toEqual([{ chatId: GROUP, key }]);
  });

  test('what is no webhook, or one that cannot speak, is not put in place, and nobody reads it again', async () => {
    const before = await stored().webhooks();
    for (const typed of [
      '',
      'short',
      addressOf('does-not-exist'),
      'https://example.com/?key=a%20b%20c%20d%20e',
    ]) {
      const error = await put('wrOther', typed).catch((reason: Error) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(String((error as Error).stack)).not.toContain('does-not-exist');
    }
    await expect(put('not a group', fake.newWebhook('x'))).rejects.toThrow('npm run webhook -- add');
    expect(await stored().webhooks()).toEqual(before);
  });

  test('takes it away, and says so of one that is not there', async () => {
    await dropWebhook(database, GROUP);
    expect(await stored().webhookOf(GROUP)).toBeUndefined();
    await expect(dropWebhook(database, GROUP)).rejects.toThrow('has no webhook');
  });

  test('a way by the robot is taken by one of all who want it, the one that ends first, and none that has ended', async () => {
    const { keepWay, takeWay } = stored();
    await keepWay('wrWays', 'second', 60_000);
    await keepWay('wrWays', 'first', 30_000);
    await keepWay('wrWays', 'second', 60_000);
    await keepWay('wrWays', 'over', -1);
    await keepWay('wrElsewhere', 'other', 60_000);
    expect(await takeWay('wrWays')).toBe('first');
    const taken = await Promise.all(Array.from({ length: 5 }, () => takeWay('wrWays')));
    expect(taken.filter(Boolean)).toEqual(['second']);
  });

  test('a webhook that has no room for one more message says for how long, and no other with it', async () => {
    const { takeTurn } = stored();
    expect(await takeTurn('key-one')).toBe(0);
    expect(await takeTurn('key-one')).toBeGreaterThan(50_000);
    expect(await takeTurn('key-two')).toBe(0);
  });
});
