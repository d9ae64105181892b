import { seedDemo } from '../../bot/demo.js';
import { type FakeDingTalk, startFakeDingTalk } from '../support/dingtalk/fake.js';
import { person as dingtalkPerson } from '../support/dingtalk/person.js';
import { streamWire } from '../support/dingtalk/wire.js';
import { onDingTalk, onSlack } from '../support/environment.js';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake.js';
import { person as slackPerson } from '../support/slack/person.js';
import { until } from '../support/until.js';
import { dingtalkUsers } from './dingtalk-player.js';
import { type Running, start } from './running.js';
import { slackUsers } from './slack-player.js';

export interface TwoPlatforms {
  readonly running: Running;
  readonly dingtalk: FakeDingTalk;
  readonly slack: FakeSlack;
  /** @param n the last digit of the person's staff number */
  inDingTalk(n: number): ReturnType<typeof dingtalkPerson>;
  inSlack(n: number): ReturnType<typeof slackPerson>;
  stop(): Promise<void>;
}

/** The demo firm, in DingTalk and in Slack at once. */
export async function startTwoPlatforms(databaseUrl: string): Promise<TwoPlatforms> {
  const dingtalk = await startFakeDingTalk({ users: dingtalkUsers });
  const slack = await startFakeSlack({ users: slackUsers, burst: 100 });
  const running = await start({
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'https://crm.example.com',
    ...onDingTalk(dingtalk),
    ...onSlack(slack),
  });
  await seedDemo(running.app.database, new Date());
  await until(() => dingtalk.stream.sockets.size > 0);
  return {
    running,
    dingtalk,
    slack,
    inDingTalk: (n) => dingtalkPerson(dingtalk, streamWire(dingtalk), `manager00${n}`),
    inSlack: (n) => slackPerson(slack, running.url, `U00${n}`),
    stop: async () => {
      await running.app.stop();
      await Promise.all([dingtalk.stop(), slack.stop()]);
    },
  };
}
