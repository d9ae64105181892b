/** A firm with a channel in Slack and a group in DingTalk, which follow its deals. */
import type { Running } from '../../story/running.js';
import { startTwoPlatforms, type TwoPlatforms } from '../../story/two-platforms.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import type { FakeSlack } from '../../support/slack/fake.js';
import { until } from '../../support/until.js';

const CHANNEL = 'C0DEALS';
const OTHER = 'C0OTHER';
const GROUP = 'cidGroup==';

describeOnEachDatabase('a group chat', (_open, _freshUrl, readyUrl) => {
  let firm: TwoPlatforms;
  let slack: FakeSlack;
  let running: Running;
  const allowed: string[] = [];

  beforeAll(async () => {
    firm = await startTwoPlatforms(await readyUrl());
    ({ slack, running } = firm);
  });
  afterAll(async () => {
    await firm.stop();
    expect(running.bugs.filter((bug) => !allowed.some((each) => JSON.stringify(bug).includes(each)))).toEqual(
      [],
    );
  });

  const inSlack = (n: number) => firm.inSlack(n);
  const inDingTalk = (n: number) => firm.inDingTalk(n);
  const answerTo = async (n: number, line: string, channel = CHANNEL) =>
    (await inSlack(n).types(line, channel)).body;
  const inChannel = (channel = CHANNEL) =>
    [...slack.messages.values()]
      .filter((message) => message.channel === channel && !message.onlyFor)
      .map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
  const inGroup = () =>
    inDingTalk(1)
      .screen(GROUP)
      .map(({ text, buttons }) => ({ text, buttons }));
  /** Shows a deal to its end, in a chat of its own. */
  const WITNESS = 'C0WITNESS';
  let told = 0;
  /** Until what happens now has been shown in another chat: anything wrong that happened before would be shown as well. */
  const whatCameBefore = async () => {
    told += 1;
    await inSlack(4).types(`/deal note D-1004 word ${told}.`);
    await until(() => inChannel(WITNESS).some((text) => text.includes(`word ${told}.`)));
  };
  /** As long as it would take to be tried again. */
  const aWhile = () => new Promise((resolve) => setTimeout(resolve, 2_500));

  test('follows nothing by itself, and only a group chat can follow', async () => {
    expect(await answerTo(3, '/deal follow')).toContain('什么都没有');
    expect(await answerTo(3, '/deal follow D-1001', slack.dm('U003'))).toContain('请在群聊里输入');
  });

  test('that follows a deal shows it, to read, and says before who will see what', async () => {
    const answer = await answerTo(3, '/deal follow D-1001');
    expect(answer).toContain('群里每个人都会看到它的客户、金额、明细和动态');
    await until(() => inChannel().some((text) => text.includes('D-1001')));
    expect(inChannel()).toHaveLength(1);
    expect(inChannel()[0]).not.toContain('"type":"button"');
    expect(await answerTo(3, '/deal follow')).toContain('商机 D-1001');
    expect(await answerTo(3, '/deal follow D-1001')).toContain('已经在跟进');
  });

  test('sees each change on the same card, wherever it was made', async () => {
    await inDingTalk(3).types('商机 备注 D-1001 客户很满意');
    await until(() => inChannel().some((text) => text.includes('客户很满意')));
    expect(inChannel().filter((text) => text.includes('D-1001'))).toHaveLength(1);
  });

  test('cannot be shown what somebody may not see', async () => {
    expect(await answerTo(4, '/deal follow D-1001', OTHER)).toContain('There is no deal D-1001');
    expect(await answerTo(4, '/deal follow all', OTHER)).toContain('Only somebody who may see all deals');
    await answerTo(4, '/deal follow D-1004', WITNESS);
    await whatCameBefore();
    expect(inChannel(OTHER)).toEqual([]);
  });

  test('follows a team: what its people do appears, what others do does not', async () => {
    expect(await answerTo(3, '/deal follow team', OTHER)).toContain('你和你团队的商机');
    await inSlack(4).types('/deal note D-1004 from Emma');
    await inSlack(3).types('/deal note D-1002 张伟的');
    await until(() => inChannel(OTHER).some((text) => text.includes('D-1002')));
    await whatCameBefore();
    expect(inChannel(OTHER).some((text) => text.includes('D-1004'))).toBe(false);
    expect(inChannel(OTHER).some((text) => text.includes('D-1001'))).toBe(false);
  });

  test('in DingTalk follows the whole firm, by the word of who may see it all', async () => {
    await inDingTalk(1).types('商机 跟进 全部', { group: GROUP });
    await inDingTalk(1).sees('全公司的商机');
    await inSlack(4).types('/deal note D-1004 second');
    await until(() => inGroup().some(({ text }) => text.includes('D-1004')));
    const shown = inGroup().filter(({ text }) => text.includes('D-1004'));
    expect(shown).toHaveLength(1);
    expect(shown[0]?.buttons).toEqual([]);
  });

  test('in DingTalk is shown a new card of what it follows anew, not the old one far up', async () => {
    const group = 'cidAnew==';
    const screen = () =>
      inDingTalk(1)
        .screen(group)
        .map(({ text }) => text)
        .filter((text) => text.includes('D-1003'));
    await inDingTalk(1).types('商机 跟进 D-1003', { group });
    await until(() => screen().length === 1);
    await inDingTalk(1).types('商机 取消跟进 D-1003', { group });
    await until(() => screen()[0]?.includes('不再跟进') === true);
    await inDingTalk(1).types('商机 跟进 D-1003', { group });
    await until(() => screen().length === 2);
    const [newest, old] = screen();
    expect(newest).not.toContain('不再跟进');
    expect(old).toContain('不再跟进');
    await inDingTalk(1).types('商机 备注 D-1003 又跟进了');
    await until(() => screen()[0]?.includes('又跟进了') === true);
  });

  test('ends it by the word of who began it, and the card says so', async () => {
    expect(await answerTo(4, '/deal unfollow team', OTHER)).toContain('ask 张伟 or an administrator');
    expect(await answerTo(3, '/deal unfollow team', OTHER)).toContain('不再跟进');
    await until(() => inChannel(OTHER).some((text) => text.includes('不再跟进 D-1002')));
    await inSlack(3).types('/deal note D-1002 没人看见');
    await whatCameBefore();
    expect(inChannel(OTHER).some((text) => text.includes('没人看见'))).toBe(false);
    expect(await answerTo(3, '/deal unfollow team', OTHER)).toContain('没有在跟进');
  });

  test('is shown nothing any more on the word of somebody who left', async () => {
    await running.app.database.transaction((tx) =>
      tx.run("UPDATE employees SET active = 0 WHERE staffNumber = 'E003'"),
    );
    await inSlack(1).types('/deal note D-1001 离职以后');
    await until(() => inChannel().some((text) => text.includes('不再跟进 D-1001')));
    expect(inChannel().some((text) => text.includes('离职以后'))).toBe(false);
  });

  test('that refuses is not asked again until something changes, and says why when somebody asks', async () => {
    allowed.push('not_in_channel');
    const mend = slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'not_in_channel' });
    await answerTo(1, '/deal follow D-1003', 'C0NEW');
    await until(() => slack.calls.some(({ outcome }) => outcome === 'error'));
    await aWhile();
    const tries = slack.calls.filter(
      ({ channel, outcome }) => channel === 'C0NEW' && outcome === 'error',
    ).length;
    expect(tries).toBe(1);
    expect(await answerTo(1, '/deal follow', 'C0NEW')).toContain('not_in_channel');
    mend();
    await inSlack(1).types('/deal note D-1003 再来');
    await until(() => inChannel('C0NEW').some((text) => text.includes('再来')));
  });
});
