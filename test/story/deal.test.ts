import { seedDemo } from '../../bot/demo.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startFakeDingTalk } from '../support/dingtalk/fake.js';
import { onDingTalk, onSlack, onWecom } from '../support/environment.js';
import { startFakeSlack } from '../support/fake-slack.js';
import { until } from '../support/until.js';
import { startFakeWecom } from '../support/wecom/fake.js';
import { openConsole } from './console-player.js';
import { endStateOf, playDeal } from './deal.js';
import { dingtalkFirm, dingtalkUsers } from './dingtalk-player.js';
import { start } from './running.js';
import { slackFirm, slackUsers } from './slack-player.js';
import { wecomFirm, wecomMembers } from './wecom-player.js';

const PATIENCE_MS = 60_000;

const ends: unknown[] = [];

describeOnEachDatabase('a deal from the first word to the signature', (_open, _freshUrl, readyUrl) => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  test(
    'on the console',
    async () => {
      const { app, url, bugs } = await start({ DATABASE_URL: await readyUrl() });
      endings.push(() => app.stop());
      const { firm, close } = await openConsole(url);
      endings.push(close);
      await playDeal(firm, app.database);
      ends.push(await endStateOf(app.database));
      expect(bugs).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'on Slack',
    async () => {
      const fake = await startFakeSlack({ users: slackUsers });
      endings.push(() => fake.stop());
      const { app, url, bugs } = await start({
        DATABASE_URL: await readyUrl(),
        ...onSlack(fake),
      });
      endings.push(() => app.stop());
      await seedDemo(app.database, new Date());
      await playDeal(slackFirm(fake, url), app.database);
      ends.push(await endStateOf(app.database));
      expect(bugs).toEqual([]);
      expect(fake.calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'on WeCom',
    async () => {
      const fake = await startFakeWecom({ members: wecomMembers });
      endings.push(() => fake.stop());
      const databaseUrl = await readyUrl();
      const { app, url, bugs } = await start((publicUrl) => ({
        DATABASE_URL: databaseUrl,
        ...onWecom(fake, publicUrl),
      }));
      endings.push(() => app.stop());
      await seedDemo(app.database, new Date());
      await playDeal(wecomFirm(fake, url), app.database);
      ends.push(await endStateOf(app.database));
      expect(bugs).toEqual([]);
      expect(fake.calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
      expect(fake.dropped).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'on DingTalk',
    async () => {
      const fake = await startFakeDingTalk({ users: dingtalkUsers });
      endings.push(() => fake.stop());
      const { app, bugs } = await start({
        DATABASE_URL: await readyUrl(),
        ...onDingTalk(fake),
      });
      endings.push(() => app.stop());
      await seedDemo(app.database, new Date());
      await until(() => fake.stream.sockets.size === 1);
      await playDeal(dingtalkFirm(fake), app.database);
      ends.push(await endStateOf(app.database));
      expect(bugs).toEqual([]);
      expect(fake.calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    },
    PATIENCE_MS,
  );
});

test('ends the same everywhere', () => {
  expect(ends.length).toBeGreaterThanOrEqual(4);
  for (const end of ends) expect(end).toEqual(ends[0]);
  expect(ends[0]).toMatchObject({
    approvals: [{ id: 1, state: 'approved', runningKey: null, isOpen: 0 }],
    contracts: [{ dealId: 1005, version: 1, hasFile: 1 }],
  });
});
