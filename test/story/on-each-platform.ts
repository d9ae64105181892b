import { seedDemo } from '../../bot/demo.js';
import type { Database } from '../../models/database.js';
import { startFakeDingTalk } from '../support/dingtalk/fake.js';
import { onDingTalk, onSlack, onWecom } from '../support/environment.js';
import { startFakeSlack } from '../support/slack/fake.js';
import { until } from '../support/until.js';
import { startFakeWecom } from '../support/wecom/fake.js';
import { openConsole } from './console-player.js';
import { dingtalkFirm, dingtalkUsers } from './dingtalk-player.js';
import type { Firm } from './player.js';
import { type Running, type Settings, start } from './running.js';
import { slackFirm, slackUsers } from './slack-player.js';
import { wecomFirm, wecomMembers } from './wecom-player.js';

const PATIENCE_MS = 60_000;

interface Scene {
  readonly firm: Firm;
  readonly running: Running;
  /** What the platform would not take. */
  readonly refused: () => readonly unknown[];
}

/** @param later what is to be ended after the story */
type Open = (DATABASE_URL: string, later: (end: () => unknown) => void) => Promise<Scene>;

const run = async (settings: Settings, later: Parameters<Open>[1]): Promise<Running> => {
  const running = await start(settings);
  later(() => running.app.stop());
  return running;
};

const runDemo = async (settings: Settings, later: Parameters<Open>[1]): Promise<Running> => {
  const running = await run(settings, later);
  await seedDemo(running.app.database, new Date());
  return running;
};

const refusedBy = ({ calls }: { readonly calls: readonly { readonly outcome: string }[] }) =>
  calls.filter(({ outcome }) => outcome !== 'ok');

const platforms: Readonly<Record<string, Open>> = {
  'the console': async (DATABASE_URL, later) => {
    const running = await run({ DATABASE_URL }, later);
    const { firm, close } = await openConsole(running.url);
    later(close);
    return { firm, running, refused: () => [] };
  },

  Slack: async (DATABASE_URL, later) => {
    const fake = await startFakeSlack({ users: slackUsers });
    later(() => fake.stop());
    const running = await runDemo({ DATABASE_URL, ...onSlack(fake) }, later);
    return { firm: slackFirm(fake, running.url), running, refused: () => refusedBy(fake) };
  },

  WeCom: async (DATABASE_URL, later) => {
    const fake = await startFakeWecom({ members: wecomMembers });
    later(() => fake.stop());
    const running = await runDemo((url) => ({ DATABASE_URL, ...onWecom(fake, url) }), later);
    const refused = () => [...refusedBy(fake), ...fake.dropped];
    return { firm: wecomFirm(fake, running.url), running, refused };
  },

  DingTalk: async (DATABASE_URL, later) => {
    const fake = await startFakeDingTalk({ users: dingtalkUsers });
    later(() => fake.stop());
    const running = await runDemo({ DATABASE_URL, ...onDingTalk(fake) }, later);
    await until(() => fake.stream.sockets.size === 1);
    return { firm: dingtalkFirm(fake), running, refused: () => refusedBy(fake) };
  },
};

/** The same story on each platform, each in a demo firm of its own. Nothing may go wrong on the way. */
export function onEachPlatform(
  readyUrl: () => Promise<string>,
  play: (firm: Firm, database: Database) => Promise<void>,
) {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  test.each(Object.entries(platforms))(
    'on %s',
    async (_name, open) => {
      const { firm, running, refused } = await open(await readyUrl(), (end) => endings.push(end));
      await play(firm, running.app.database);
      expect(running.bugs).toEqual([]);
      expect(refused()).toEqual([]);
    },
    PATIENCE_MS,
  );
}
