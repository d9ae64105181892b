import { commands } from '../../handlers/commands.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openWorld, type World } from '../support/world.js';

describeOnEachDatabase('a typed line', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test.each([
    'help',
    '/help',
    '帮助',
    '你好',
    '',
    '   ',
    '/unknown command',
    '/',
    '？',
    '/dealnew x',
    '🚀',
    'x'.repeat(5000),
  ])('%.20s that is no command gets the help', async (line) => {
    const help = await world.type('E003', line);
    expect(help.text).toContain('Dealdesk 能做什么');
    for (const { name } of commands) expect(help.text).toContain(`/${name}`);
  });

  test.each(commands.flatMap(({ name, words }) => words.map((word) => [word, name] as const)))(
    '%s help tells all that %s can do',
    async (word, name) => {
      const command = commands.find((one) => one.name === name);
      for (const help of ['help', '帮助', '?', '？', 'HELP']) {
        const english = await world.type('E004', `/${word} ${help}`);
        const chinese = await world.type('E003', `${word} ${help}`);
        for (const { usage, what } of Object.values(command?.subs ?? {})) {
          expect(english.text).toContain(usage.en);
          expect(english.text).toContain(what.en);
          expect(chinese.text).toContain(usage.zh);
          expect(chinese.text).toContain(what.zh);
        }
      }
    },
  );

  test.each([
    ['/deal　list', '我的商机：共 3 条'],
    ['  /deal   list  ', '我的商机：共 3 条'],
    ['／ＤＥＡＬ ｌｉｓｔ', '我的商机：共 3 条'],
    ['/Deal LIST', '我的商机：共 3 条'],
    ['商机', '我的商机：共 3 条'],
  ])('%s is read as it is meant', async (line, answer) => {
    expect((await world.type('E003', line)).line).toBe(answer);
  });
});
