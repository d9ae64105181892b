import { say } from '../../../cards/say.js';
import { colleaguesCalled, readMentions, readPeople } from '../../../handlers/approval/named-people.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path: string) => path } as const;

describeOnEachDatabase('a colleague is named by the sound of the name', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const named = async (typed: string) => {
    const { names, error } = await world.database.read((tx) => readPeople(tx, typed));
    return error ? say(error, reader) : names.join('、');
  };

  test.each([
    ['lina', '李娜'],
    ['Li Na', '李娜'],
    ['ln', '李娜'],
    ['wangjianguo', '王建国'],
    ['lina and Emma', '李娜、Emma Clarke'],
    ['zw, lina', '张伟、李娜'],
    ['李那', '没有叫“李那”的在职同事，是不是 李娜（E002）？请写全名或工号。'],
    ['章伟', '没有叫“章伟”的在职同事，是不是 张伟（E003）？请写全名或工号。'],
  ])('%s: %s', async (typed, says) => {
    expect(await named(typed)).toBe(says);
  });

  test('for whose customers and deals are shown', async () => {
    expect((await world.type('E002', '/customer of zhangwei')).text).toContain('张伟 的客户');
    expect((await world.type('E002', '/deal list zhangwei')).text).toContain('D-1001');
  });

  test('and a hand-over is asked about first', async () => {
    const asked = await world.type('E003', '/deal owner D-1003 lina');
    expect(asked.errors).toEqual({ 新负责人: expect.stringMatching(/^“lina”是 李娜（.+，E002）吗？/) });
    expect((await world.submit('E003', asked)).text).toContain('D-1003 现在由 李娜 负责');
  });

  test('behind an @, but by no part of it', async () => {
    const mentioned = (text: string) => world.database.read((tx) => readMentions(tx, text));
    const { id } = await world.employee('E002');
    expect((await mentioned('@lina 请看一下')).ids).toEqual([id]);
    expect((await mentioned('@ln 请看一下')).ids).toEqual([]);
    expect((await mentioned('@li 请看一下')).ids).toEqual([]);
  });

  test('in a list of deals, first letters are a word to look for', async () => {
    const called = (typed: string) => world.database.read((tx) => colleaguesCalled(tx, typed));
    expect((await called('zhangwei')).map(({ name }) => name)).toEqual(['张伟']);
    expect(await called('zw')).toEqual([]);
  });

  test('unless somebody is called so', async () => {
    await world.hire('E020', { name: 'Li Na' });
    for (const typed of ['Li Na', 'lina', 'Na Li']) expect(await named(typed)).toBe('Li Na');
    expect(await named('李娜')).toBe('李娜');
  });
});
