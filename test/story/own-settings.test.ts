import { seedDemo } from '../../bot/demo.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { onSlack } from '../support/environment.js';
import { startFakeSlack } from '../support/slack/fake.js';
import { person } from '../support/slack/person.js';
import { onEachPlatform } from './on-each-platform.js';
import { playOwnSettings } from './own-settings.js';
import { start } from './running.js';
import { slackUsers } from './slack-player.js';

describeOnEachDatabase('one’s own settings', (_open, _freshUrl, readyUrl) => {
  onEachPlatform(readyUrl, playOwnSettings);

  test('in Slack by a button and a form, which says what is wrong', async () => {
    const fake = await startFakeSlack({ users: slackUsers });
    const { app, bugs, url } = await start({ DATABASE_URL: await readyUrl(), ...onSlack(fake) });
    try {
      await seedDemo(app.database, new Date());
      const zhang = person(fake, url, 'U003');
      await zhang.types('/settings');
      await zhang.presses('修改设置');
      await zhang.sees('休息日全天免打扰');
      expect((await zhang.submits({ 免打扰: '晚上' })).errors).toEqual({
        免打扰: '看不懂时段“晚上”。请写从几点到几点，例如 20:00-08:00，或“关”。',
      });
      await zhang.submits({ 免打扰: '22点到7点', '语言（language）': 'English' });
      await zhang.sees('Quiet hours: daily from 22:00 to 07:00');
      expect(bugs).toEqual([]);
    } finally {
      await app.stop();
      await fake.stop();
    }
  });
});
