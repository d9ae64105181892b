import { endAbsence, findAbsenceOf } from '../../../models/absence.js';
import { saveSetting } from '../../../models/setting.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Morning, startMorning } from '../../support/morning.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a leave that is approved', (open) => {
  let world: World;
  let morning: Morning;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    morning = await startMorning(world);
  });

  /** 李娜 wants leave from Friday until Tuesday; 王建国 decides. @returns its number */
  const ask = async (deputy = '周宁', days = 'from=2026-11-27 until=2026-12-01 days=3') => {
    const { text } = await world.type(
      'E002',
      `/approval new leave kind=annual ${days}${deputy ? ` deputy=${deputy}` : ''}`,
    );
    return /A-\d+/.exec(text)?.[0] ?? text;
  };
  const decide = async (person: string, approval: string, label: string) =>
    world.press(person, await world.type(person, `/approval ${approval}`), label);
  const absences = () =>
    world.rows<{ proxyId: number }>('SELECT employeeId, proxyId FROM absences ORDER BY id');
  const contract = async () =>
    /A-\d+/.exec((await world.type('E003', `/deal new ${yunfan} 2万 待签约`)).text)?.[0] ?? '';

  test('makes its owner away then, with whom they named acting, and both hear of it', async () => {
    const approval = await ask();
    expect(await absences()).toEqual([]);
    await decide('E001', approval, '同意');

    for (const person of ['E002', 'E007'])
      expect(world.card(person, '李娜 外出').text).toContain(
        '2026年11月27日 周五 到 2026年12月1日 周二，由 周宁 代为审批（全部审批）。李娜 自己也仍然可以处理。\n来自已通过的 R-1。',
      );
    expect((await world.type('E002', '/away')).text).toContain('由 周宁 代为审批');

    await morning.clockAt(24);
    const asked = await contract();
    expect((await world.type('E007', `/approval ${asked}`)).buttons).toContain('同意');
    await morning.clockAt(24 * 6);
    expect((await world.type('E007', '/todo')).text).not.toContain(asked);
    expect(morning.jobs.complaints()).toEqual([]);
  });

  test('moves what was open when it begins', async () => {
    const asked = await contract();
    await decide('E001', await ask(), '同意');
    await morning.clockAt(13.9);
    expect((await world.type('E007', '/todo')).text).not.toContain(asked);
    await morning.clockAt(14.1);
    expect(world.card('E007', new RegExp(`${asked}\\b`)).text).toContain('周宁（代 李娜） 待处理');
  });

  test.each([
    ['明天下午', '2026年11月27日 周五下午', 25.9, 26.1, 38.1],
    ['明天 上午', '2026年11月27日 周五上午', 13.9, 14.1, 26.1],
    ['2026-11-27下午到2026-11-28', '2026年11月27日 周五下午 到 2026年11月28日 周六', 25.9, 26.1, 62.1],
  ])(
    '%s is away then, and decides what comes in the other half',
    async (days, said, before, while_, after) => {
      await decide('E001', await ask('周宁', days), '同意');
      for (const person of ['E002', 'E007'])
        expect(world.card(person, '李娜 外出').text).toContain(`${said}，由 周宁 代为审批`);

      const asked = await contract();
      await morning.clockAt(before);
      expect((await world.type('E007', '/todo')).text).not.toContain(asked);
      await morning.clockAt(while_);
      expect((await world.type('E007', '/todo')).text).toContain(asked);
      await morning.clockAt(after);
      expect((await world.type('E007', '/todo')).text).not.toContain(asked);
    },
  );

  test('of an afternoon begins when the morning of the firm ends, and says so in English', async () => {
    await world.database.transaction((tx) =>
      saveSetting(tx, 'workingTime', { periods: [{ from: '08:30', to: '11:30' }] }),
    );
    const { text } = await world.type('E004', '/approval new leave annual friday afternoon deputy=周宁');
    await decide('E002', /A-\d+/.exec(text)?.[0] ?? text, '同意');
    expect(world.card('E004', 'Emma Clarke is away').text).toContain(
      'the afternoon of 27 Nov 2026: 周宁 decides meanwhile',
    );
    const [absence] = await world.rows<{ startsAt: unknown }>('SELECT startsAt FROM absences');
    expect(JSON.stringify(absence)).toContain('03:30');
  });

  test('makes nobody away where nobody was named, it was refused, or it is over already', async () => {
    await decide('E001', await ask(''), '同意');
    const form = await decide('E001', await ask(), '拒绝');
    await world.submit('E001', form, { 拒绝原因: '月底太忙' });
    await decide('E001', await ask('周宁', 'from=2026-11-20 until=2026-11-23 days=2'), '同意');
    expect(await absences()).toEqual([]);
  });

  test('makes one absence, however often the approval is pressed, and by two at once', async () => {
    const approval = await ask();
    const card = await world.type('E001', `/approval ${approval}`);
    await Promise.all([world.press('E001', card, '同意'), world.press('E001', card, '同意')]);
    expect(await absences()).toHaveLength(1);
  });

  test('is away no more when the leave is revoked', async () => {
    const approval = await ask();
    await decide('E001', approval, '同意');
    await morning.clockAt(24);
    const asked = await contract();
    expect(world.card('E007', new RegExp(`${asked}\\b`)).buttons).toContain('同意');

    const form = await world.press('E002', await decide('E002', approval, '更多'), '申请撤销');
    const { text } = await world.submit('E002', form, { 原因: '不去了' });
    expect((await world.type('E002', '/away')).text).toContain('由 周宁 代为审批');
    await decide('E001', /撤销申请 (A-\d+)/.exec(text)?.[1] ?? text, '同意');
    expect(world.card('E002', '李娜 外出').text).toContain('已结束。');
    expect((await world.type('E002', '/away')).text).toContain('你没有设置外出');
    await morning.clockAt(24.1);
    expect(world.card('E007', new RegExp(`${asked}\\b`)).buttons).not.toContain('同意');
    expect(await absences()).toHaveLength(1);
  });

  test('leaves an absence alone that its owner has ended, when it is revoked', async () => {
    const approval = await ask();
    await decide('E001', approval, '同意');
    await world.database.transaction(async (tx) => {
      const absence = await findAbsenceOf(tx, 1);
      if (absence) endAbsence(tx, absence, world.now());
    });
    const form = await world.press('E002', await decide('E002', approval, '更多'), '申请撤销');
    const { text } = await world.submit('E002', form, { 原因: '不去了' });
    await decide('E001', /撤销申请 (A-\d+)/.exec(text)?.[1] ?? text, '同意');
    expect(await world.rows("SELECT 1 FROM history WHERE action = 'absence.ended'")).toEqual([]);
  });

  test.each([
    ['the owner', '李娜', '', '不能由 李娜 自己代理自己，请换一位同事。'],
    [
      'somebody who is away then, too, and named them',
      '周宁',
      '/away until 12-05 李娜',
      '周宁 那段时间也外出',
    ],
  ])('stands when %s cannot act, and its owner reads why', async (_, deputy, before, why) => {
    if (before) await world.type('E007', before);
    const approval = await ask(deputy);
    const count = (await absences()).length;
    await decide('E001', approval, '同意');
    const card = world.card('E002', new RegExp(`${approval}\\b`));
    expect(card.text).toContain('已通过');
    expect(card.text).toContain(`系统：R-1 没有变成外出：${why}`);
    expect((await world.type('E002', '/approval R-1')).text).toContain('请用“/外出”设置。');
    expect(await absences()).toHaveLength(count);
  });

  test('does not name as acting who has left since', async () => {
    const approval = await ask();
    await world.database.transaction((tx) =>
      tx.run("UPDATE employees SET active = 0 WHERE staffNumber = 'E007'", []),
    );
    await decide('E001', approval, '同意');
    expect(world.card('E002', new RegExp(`${approval}\\b`)).text).toContain('周宁 已经离职，请换一位同事。');
    expect(await absences()).toEqual([]);
  });
});
