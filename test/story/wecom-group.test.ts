/** A group of WeCom follows a deal from its first word to its signature, on good days and on bad ones. */

import { seedDemo } from '../../bot/demo.js';
import { putWebhook } from '../../bot/stores/wecom-groups.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { within } from '../support/own-time.js';
import { until } from '../support/until.js';
import { type FakeWecom, startFakeWecom } from '../support/wecom/fake.js';
import { groupMember, robotKeys } from '../support/wecom/robot.js';
import { type Running, start } from './running.js';
import { anHourGoesBy, anHourLater } from './wecom-hour.js';
import { wecomFirm, wecomMembers } from './wecom-player.js';

const SALES = 'wrSales';
const OTHER = 'wrOther';
const secret = 's'.repeat(32);
/** As long as we wait for WeCom. */
const GIVEN_UP_MS = 8_000;
const STORY_MS = 90_000;

describeOnEachDatabase('a group of WeCom', (_open, _freshUrl, readyUrl) => {
  let fake: FakeWecom;
  let running: Running;
  let env: NodeJS.ProcessEnv;

  const open = async () => {
    running = await start((url) => ({ ...env, PUBLIC_URL: url }));
  };

  beforeAll(async () => {
    fake = await startFakeWecom({ members: wecomMembers });
    env = {
      DATABASE_URL: await readyUrl(),
      WECOM_CORP_ID: fake.corpId,
      WECOM_AGENT_ID: String(fake.agentId),
      WECOM_SECRET: fake.secret,
      WECOM_TOKEN: fake.token,
      WECOM_ENCODING_AES_KEY: fake.encodingAesKey,
      WECOM_ROBOT_TOKEN: robotKeys.token,
      WECOM_ROBOT_ENCODING_AES_KEY: robotKeys.encodingAesKey,
      WECOM_API_URL: fake.url,
      SESSION_SECRET: secret,
    };
    await open();
    await seedDemo(running.app.database, new Date());
  });
  afterAll(async () => {
    await running.app.stop();
    await fake.stop();
  });

  /** @param n the last digit of the staff number */
  const inGroup = (n: number, chat = SALES) => groupMember(fake, running.url, `E00${n}`, chat);
  const direct = (n: number) => wecomFirm(fake, running.url)(`E00${n}`);
  const seen = (chat = SALES) => inGroup(1, chat).screen();
  const sees = (text: string, chat = SALES) => until(() => seen(chat).some((one) => one.text.includes(text)));
  const newsIn = (chat = SALES) => seen(chat).filter(({ message }) => message.by === 'webhook');
  const said = (text: string) => [...fake.messages].some((message) => message.text.includes(text));
  const webhookFor = async (chat: string): Promise<string> => {
    const key = fake.newWebhook(chat);
    await putWebhook(running.app.database, secret, chat, key);
    return key;
  };

  const seesAnHourLater = (text: string, chat = SALES): Promise<void> =>
    anHourLater(running.app.database, () => seen(chat).some((one) => one.text.includes(text)));

  test('is answered in private, and follows by the word of who may see the deal', async () => {
    expect(await inGroup(3).says('商机 跟进 D-1001')).toBe('已在应用的会话里回复你。');
    await until(() => said('群里每个人都会看到它的客户、金额、明细和动态'));
    await sees('D-1001');
    expect(seen()[0]).toMatchObject({ buttons: ['刷新'], message: { by: 'robot' } });
    await inGroup(4, OTHER).says('deal follow D-1001');
    await until(() => said('There is no deal D-1001'));
    expect(seen(OTHER).some(({ text }) => text.includes('上海'))).toBe(false);
  });

  test('sees on the robot’s card what is true now, when somebody presses it, whoever that is', async () => {
    const before = seen().length;
    await direct(3).types('商机 备注 D-1001 客户很满意');
    expect(await inGroup(4).presses('刷新')).toBe(true);
    expect(seen()).toHaveLength(before);
    const [card] = seen();
    expect(card?.buttons).toEqual(['刷新']);
    expect(card?.page).toBe(`${running.url}/app/deal/1001`);
  });

  test('without a webhook hears nothing of a change, and who asks hears what to do', async () => {
    await anHourGoesBy(running.app.database);
    await direct(3).types('商机 阶段 D-1001 谈判');
    await until(() => running.bugs.length > 0);
    expect(JSON.stringify(running.bugs)).toContain(`npm run webhook -- add ${SALES}`);
    expect(newsIn()).toEqual([]);
    await inGroup(3).says('商机 跟进');
    await until(() => said('或者配置群的消息推送'));
  });

  test('hears of it by its webhook once that is in place', async () => {
    const key = await webhookFor(SALES);
    await sees('谈判');
    await until(() => newsIn().length === 1);
    expect(newsIn()[0]?.text).toContain('客户很满意');
    expect(JSON.stringify(running.bugs)).not.toContain(key);
  });

  test('hears the newest state of many changes, once', async () => {
    const before = newsIn().length;
    for (const n of [1, 2, 3, 4, 5]) await direct(3).types(`商机 备注 D-1001 第${n}条`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(newsIn()).toHaveLength(before);
    await seesAnHourLater('第5条');
    expect(newsIn()).toHaveLength(before + 1);
  });

  test(
    'hears what happened while WeCom was in trouble, and holds up no other group meanwhile',
    async () => {
      await webhookFor(OTHER);
      await inGroup(1, OTHER).says('商机 跟进 D-1003');
      await sees('D-1003', OTHER);
      await direct(3).types('商机 备注 D-1001 断网时');
      await direct(1).types('商机 备注 D-1003 另一个群');
      fake.fault({ kind: 'silent', api: 'webhook/send', times: 1 });
      await within(GIVEN_UP_MS, async () => {
        await anHourLater(running.app.database, () =>
          [...newsIn(SALES), ...newsIn(OTHER)].some(({ text }) => /断网时|另一个群/.test(text)),
        );
      });
      await sees('断网时');
      await sees('另一个群', OTHER);
    },
    STORY_MS,
  );

  test(
    'loses nothing when the service goes away and comes back',
    async () => {
      await direct(3).types('商机 备注 D-1001 重启之前');
      await running.app.stop();
      await open();
      await seesAnHourLater('重启之前');
      expect(newsIn().filter(({ text }) => text.includes('重启之前'))).toHaveLength(1);
    },
    STORY_MS,
  );

  test('follows the deal to the end, and ends it by the word of who began it', async () => {
    await inGroup(3).says('商机 取消跟进 D-1001');
    await seesAnHourLater('不再跟进 D-1001');
    const before = seen().length;
    await direct(3).types('商机 备注 D-1001 没人看见');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(seen()).toHaveLength(before);
    expect(JSON.stringify(seen())).not.toContain('没人看见');
  });

  test('was never refused anything, and is nowhere told of a key', async () => {
    const outcomes = fake.callsOf('webhook/send').map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'silent')).toEqual([]);
    const told = JSON.stringify([fake.messages, fake.groups.messages, running.bugs]);
    for (const key of fake.groups.webhooks.keys()) expect(told).not.toContain(key);
  });
});
