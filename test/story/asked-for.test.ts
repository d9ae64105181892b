import { seedDemo } from '../../bot/demo.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startFakeDingTalk } from '../support/dingtalk/fake.js';
import { onDingTalk, onSlack, onWecom } from '../support/environment.js';
import { startFakeSlack } from '../support/fake-slack.js';
import { until } from '../support/until.js';
import { startFakeWecom } from '../support/wecom/fake.js';
import { playAskedFor } from './asked-for.js';
import { openConsole } from './console-player.js';
import { dingtalkFirm, dingtalkUsers } from './dingtalk-player.js';
import { type Settings, start } from './running.js';
import { slackFirm, slackUsers } from './slack-player.js';
import { wecomFirm, wecomMembers } from './wecom-player.js';

const PATIENCE_MS = 60_000;

describeOnEachDatabase(
  'a card that somebody asked for shows what became of it',
  (_open, _freshUrl, readyUrl) => {
    const endings: (() => unknown)[] = [];
    afterEach(async () => {
      for (const end of endings.splice(0).reverse()) await end();
    });

    const run = async (settings: Settings) => {
      const DATABASE_URL = await readyUrl();
      const { app, url } = await start((at) => ({
        DATABASE_URL,
        ...(typeof settings === 'function' ? settings(at) : settings),
      }));
      endings.push(() => app.stop());
      return { app, url };
    };
    const runWith = async <Fake extends { readonly stop: () => unknown }>(
      fake: Fake,
      on: (fake: Fake, url: string) => NodeJS.ProcessEnv,
    ) => {
      endings.push(() => fake.stop());
      const { app, url } = await run((at) => on(fake, at));
      await seedDemo(app.database, new Date());
      return url;
    };

    test(
      'on the console',
      async () => {
        const { firm, close } = await openConsole((await run({})).url);
        endings.push(close);
        await playAskedFor(firm);
      },
      PATIENCE_MS,
    );

    test(
      'on Slack',
      async () => {
        const fake = await startFakeSlack({ users: slackUsers });
        await playAskedFor(slackFirm(fake, await runWith(fake, onSlack)));
        expect(fake.calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
      },
      PATIENCE_MS,
    );

    test(
      'on WeCom',
      async () => {
        const fake = await startFakeWecom({ members: wecomMembers });
        await playAskedFor(wecomFirm(fake, await runWith(fake, onWecom)));
      },
      PATIENCE_MS,
    );

    test(
      'on DingTalk',
      async () => {
        const fake = await startFakeDingTalk({ users: dingtalkUsers });
        await runWith(fake, onDingTalk);
        await until(() => fake.stream.sockets.size === 1);
        await playAskedFor(dingtalkFirm(fake));
      },
      PATIENCE_MS,
    );
  },
);
