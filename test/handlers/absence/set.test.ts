import { describeOnEachDatabase } from '../../support/databases.js';
import { type Morning, startMorning } from '../../support/morning.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('somebody with several absences', (open) => {
  let world: World;
  let clockAt: Morning['clockAt'];
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    ({ clockAt } = await startMorning(world));
  });

  const type = async (person: string, line: string) => (await world.type(person, line)).text;

  test.each([
    [
      'E003',
      '已结束 张伟 从 2026年11月26日 周四 10:00 到 2026年11月27日 周五 的外出，李娜 不再代为审批。',
      '由 陈静 代为审批',
    ],
    [
      'E004',
      'The absence of Emma Clarke from 26 Nov 2026, 10:00 until 27 Nov 2026 is over: 李娜 decides no longer.',
      '陈静 decides',
    ],
  ])('%s is back from the one that runs, and keeps the one that is to come', async (who, says, kept) => {
    await world.type(who, '/away today-friday 李娜');
    await world.type(who, '/away 12月10日-12月12日 陈静');
    expect(await type(who, '/away off')).toBe(says);
    expect(await type(who, '/away')).toContain(kept);
    expect(await type(who, '/away')).not.toContain('李娜');
  });

  test.each([
    [
      'E003',
      '张伟 有 2 次外出，结束哪一次？',
      '结束 2026年12月10日 周四 到 2026年12月12日 周六（陈静）',
      '已取消 张伟',
    ],
    [
      'E004',
      'Emma Clarke has 2 absences. Which one ends?',
      'End 10 Dec 2026 until 12 Dec 2026 (陈静)',
      'is called off',
    ],
  ])('%s is asked which, when none runs', async (who, says, button, done) => {
    await world.type(who, '/away 12月1日-12月2日 李娜');
    await world.type(who, '/away 12月10日-12月12日 陈静');
    const asked = await world.type(who, '/away off');
    expect(asked.text).toContain(says);
    expect(asked.buttons).toContain(button);

    expect((await world.press(who, asked, button)).text).toContain(done);
    expect(await type(who, '/away')).toContain('李娜');
    expect(await type(who, '/away')).not.toContain('陈静');
    expect(await type(who, '/away off')).toContain('李娜');
  });

  test('is asked which of two that run, by the button on the list as well', async () => {
    await world.type('E002', '/away until 12-05 周宁 flow contract');
    await world.type('E002', '/away until 12-05 刘洋 flow expense');
    const asked = await world.press('E002', await world.type('E002', '/away'), '结束外出');
    expect(asked.buttons).toHaveLength(2);
    const [first = ''] = asked.buttons;
    await world.press('E002', asked, first);
    expect((await world.press('E002', asked, first)).text).toContain('没有设置外出');
  });

  test('has them ended by those above, and by nobody else', async () => {
    await world.type('E003', '/away 12月1日-12月2日 李娜');
    await world.type('E003', '/away 12月10日-12月12日 陈静');
    const asked = await world.type('E002', '/away off 张伟');
    const [first = ''] = asked.buttons;
    const stranger = await world.ask('E004', { kind: 'press', do: 'absence.off', input: { id: 1 } });
    expect(JSON.stringify(stranger)).toContain('Only 张伟');
    expect((await world.press('E002', asked, first)).text).toContain('已取消 张伟');
  });

  test('is back from the second once the first is over by itself', async () => {
    await world.type('E003', '/away today 李娜');
    await world.type('E003', '/away 12月10日-12月12日 陈静');
    await clockAt(48);
    expect(await type('E003', '/away off')).toContain('已取消 张伟 从 2026年12月10日');
  });
});

describeOnEachDatabase('an absence of which the days are not clear', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    await startMorning(world);
  });

  test.each([
    ['E003', '/away 2026-02-30 李娜', '没看懂日期“2026-02-30”'],
    ['E003', '/away next month 李娜', '没看懂日期“next month”'],
    ['E004', '/away next month 李娜', 'Which days are “next month”?'],
  ])('%s types “%s”, and reads what was not clear, with the rest filled in', async (who, line, says) => {
    const form = await world.type(who, line);
    expect(form.kind).toBe('form');
    expect(form.text).toContain(says);
    expect(Object.values(form.fields).slice(0, 5)).toEqual(['', 'whole', '', 'whole', '李娜']);
  });

  test('has the day that was clear', async () => {
    const form = await world.type('E003', '/away 2026-12-01 to 2026-12-35 李娜');
    expect(form.text).toContain('没看懂日期“to 2026-12-35”');
    expect(form.fields).toMatchObject({ 从哪天: '2026-12-01', '到哪天（含）': '', 谁代为审批: '李娜' });
  });

  test.each([
    ['E003', '没有叫“tomorow 李娜”的在职同事'],
    ['E004', '“tomorow 李娜”'],
  ])('says to %s that nobody is called by a day that is misspelt', async (who, says) => {
    const form = await world.type(who, '/away tomorow 李娜');
    expect(JSON.stringify(form.errors)).toContain(says);
  });
});
