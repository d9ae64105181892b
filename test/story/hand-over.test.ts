import { seedDemo } from '../../bot/demo.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { onSlack } from '../support/environment.js';
import { startFakeSlack } from '../support/slack/fake.js';
import { person } from '../support/slack/person.js';
import { playHandOver } from './hand-over.js';
import { onEachPlatform } from './on-each-platform.js';
import { start } from './running.js';
import { slackUsers } from './slack-player.js';

describeOnEachDatabase('a deal that goes to a colleague', (_open, _freshUrl, readyUrl) => {
  onEachPlatform(readyUrl, playHandOver);

  test('in Slack by a button and a form, which says what is wrong', async () => {
    const fake = await startFakeSlack({ users: slackUsers });
    const { app, bugs, url } = await start({ DATABASE_URL: await readyUrl(), ...onSlack(fake) });
    try {
      await seedDemo(app.database, new Date());
      const [zhang, emma] = [person(fake, url, 'U003'), person(fake, url, 'U004')];
      await zhang.types('/deal show D-1001');
      await zhang.presses('转交');
      await zhang.sees('新负责人');
      expect((await zhang.submits({ 新负责人: '艾玛' })).errors).toEqual({
        新负责人: '没有叫“艾玛”的在职同事，请写通讯录里的姓名或工号。',
      });
      await zhang.submits({ 新负责人: 'Emma Clarke', 备注: '客户搬到伦敦了' });
      await zhang.sees('D-1001 现在由 Emma Clarke 负责');
      await zhang.sees('你不再有查看权限');
      await emma.sees('handed it over from 张伟 to Emma Clarke: 客户搬到伦敦了');
      expect(bugs).toEqual([]);
    } finally {
      await app.stop();
      await fake.stop();
    }
  });
});
