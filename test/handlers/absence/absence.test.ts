import { evidenceFaults } from '../../../handlers/approval/verify-evidence.js';
import { saveSetting } from '../../../models/setting.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import type { Jobs } from '../../support/jobs.js';
import { type Morning, startMorning } from '../../support/morning.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('whoever is away', (open) => {
  let world: World;
  let jobs: Jobs;
  let at: Morning['at'];
  let clockAt: Morning['clockAt'];
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    ({ jobs, at, clockAt } = await startMorning(world));
  });

  /** 张伟 asks 李娜 first. */
  const ask = async (amount = '2万') => {
    const { text } = await world.type('E003', `/deal new ${yunfan} ${amount} 待签约`);
    return /A-\d+/.exec(text)?.[0] ?? text;
  };
  const type = async (person: string, line: string) => (await world.type(person, line)).text;
  const card = (person: string, approval: string) => world.card(person, new RegExp(`${approval}\\b`));
  const proxies = async () =>
    world.rows<{ proxyId: number | null }>("SELECT proxyId FROM approval_tasks WHERE state = 'open'");

  test('has somebody who gets what comes, can decide it, and is named everywhere as acting for them', async () => {
    expect(await type('E002', '/away until 12-05 周宁')).toBe(
      '已设置：李娜 从 2026年11月26日 周四 10:00 到 2026年12月5日 周六 外出，由 周宁 代为审批（全部审批）。',
    );
    expect(world.card('E007', '李娜 外出').text).toContain('由 周宁 代为审批（全部审批）');
    const approval = await ask();
    const shown = card('E007', approval);
    expect(shown.buttons).toContain('同意');
    expect(shown.text).toContain('周宁（代 李娜） 待处理');
    expect((await world.type('E007', '/todo')).text).toContain('代 李娜');
    expect((await world.type('E007', '/approval mine')).text).toContain('代 李娜');
    expect((await world.type('E007', '/digest')).text).toContain('其中 1 项代 李娜 审批');

    await world.press('E007', shown, '同意');
    expect((await world.type('E003', `/approval ${approval}`)).text).toContain('✓ 周宁（代 李娜） 已同意');
    const deal = await world.type('E003', '/deal D-1005');
    expect(deal.text).toContain(`周宁（代 李娜）：同意 ${approval}`);
    const [entry] = await world.rows<{ entry: string }>(
      'SELECT entry FROM evidence WHERE entry LIKE \'%"what":"approve"%\'',
    );
    expect(JSON.parse(entry?.entry ?? '')).toMatchObject({
      by: { name: '周宁' },
      onBehalfOf: { name: '李娜' },
    });
  });

  test('may still decide, and whoever acts for them hears the truth', async () => {
    await world.type('E002', '/away until 12-05 周宁');
    const approval = await ask();
    const stale = card('E007', approval);
    await world.press('E002', await world.type('E002', `/approval ${approval}`), '同意');
    expect((await world.press('E007', stale, '同意')).text).toContain('李娜 已于');
  });

  test('gives what is open at once, and has it back untouched when switched off', async () => {
    const approval = await ask();
    expect(card('E002', approval).buttons).toContain('同意');
    await world.type('E002', '/外出 到12-05 周宁');
    expect(card('E007', approval).buttons).toContain('同意');
    expect(await type('E002', '/away')).toContain('由 周宁 代为审批');
    expect(await type('E007', '/away')).toContain('你代 李娜 审批');

    expect(await type('E002', '/away off')).toBe(
      '已结束 李娜 从 2026年11月26日 周四 10:00 到 2026年12月5日 周六 的外出，周宁 不再代为审批。',
    );
    expect(card('E007', approval).buttons).not.toContain('同意');
    expect(await proxies()).toEqual([{ proxyId: null }]);
    expect(await type('E002', '/away off')).toBe('李娜 没有设置外出。');
  });

  test('gives what is open when the day comes, and has it back when it is over, each once', async () => {
    const approval = await ask();
    await world.type('E002', '/away fri-mon 周宁');
    await clockAt(13.9);
    expect(await proxies()).toEqual([{ proxyId: null }]);
    await clockAt(14.1);
    expect(card('E007', approval).buttons).toContain('同意');
    await clockAt(14.2);
    await clockAt(14 + 4 * 24 + 0.1);
    expect(await proxies()).toEqual([{ proxyId: null }]);
    expect(card('E007', approval).buttons).not.toContain('同意');
    const entries = await world.rows('SELECT entry FROM evidence WHERE entry LIKE \'%"what":"absence"%\'');
    expect(entries).toHaveLength(2);
    expect(jobs.complaints()).toEqual([]);
  });

  test('for an afternoon gives what is open at noon, and has it back when the day is over', async () => {
    const approval = await ask();
    expect(await type('E002', '/外出 明天下午 周宁')).toBe(
      '已设置：李娜 2026年11月27日 周五下午 外出，由 周宁 代为审批（全部审批）。',
    );
    expect(world.card('E007', '李娜 外出').text).toContain('2026年11月27日 周五下午，由 周宁 代为审批');
    await clockAt(25.9);
    expect(await proxies()).toEqual([{ proxyId: null }]);
    await clockAt(26.1);
    expect(card('E007', approval).buttons).toContain('同意');
    await clockAt(38.1);
    expect(card('E007', approval).buttons).not.toContain('同意');
  });

  test('for both halves of a day may have two who decide, one after the other', async () => {
    await world.type('E002', '/外出 明天上午 周宁');
    const second = await type('E002', '/外出 明天下午 刘洋');
    expect(second).not.toContain('代替了原来的外出');
    expect(await type('E002', '/away')).toMatch(/周五上午，由 周宁 .*\n.*周五下午，由 刘洋/);
    expect(await type('E002', '/外出 明天 陈静')).toMatch(/代替了原来的外出：.*周五上午.*周五下午/);
  });

  test('from an afternoon until a morning reads so, in either language', async () => {
    expect(await type('E002', '/away 周五下午到下周一上午 周宁')).toContain(
      '从 2026年11月27日 周五下午 到 2026年11月30日 周一上午 外出',
    );
    expect(await type('E004', '/away friday afternoon 李娜')).toBe(
      'Set: Emma Clarke is away on the afternoon of 27 Nov 2026, and 李娜 decides meanwhile (all approvals).',
    );
  });

  test('has half a day end with the morning of the firm’s own hours', async () => {
    await world.database.transaction(async (tx) =>
      saveSetting(tx, 'workingTime', {
        periods: [
          { from: '08:30', to: '11:30' },
          { from: '13:00', to: '17:30' },
        ],
      }),
    );
    const approval = await ask();
    await world.type('E002', '/外出 明天下午 周宁');
    await clockAt(25.6);
    expect(card('E007', approval).buttons).toContain('同意');
  });

  test('is asked which half, and sends the form with it', async () => {
    const form = await world.type('E002', '/外出 明天半天 周宁');
    expect(form.errors).toEqual({ 第一天: expect.stringMatching(/^上午还是下午？/) });
    expect(form.fields).toMatchObject({
      从哪天: '2026-11-27',
      '到哪天（含）': '2026-11-27',
      谁代为审批: '周宁',
    });
    expect((await world.submit('E002', form, { 最后一天: 'noon' })).text).toContain('周五上午 外出');
    const none = await world.type('E002', '/外出 明天下午');
    expect(none.fields).toMatchObject({ 第一天: 'noon', 最后一天: 'whole' });
  });

  test('cannot be away in no half of a day, nor in a morning that is over', async () => {
    const form = await world.type('E002', '/外出 明天下午');
    const none = await world.submit('E002', form, { 最后一天: 'noon', 谁代为审批: '周宁' });
    expect(none.errors).toEqual({ '到哪天（含）': '结束日期在开始日期之前。' });
    await clockAt(3);
    expect((await world.type('E002', '/外出 今天上午 周宁')).errors).toEqual({
      '到哪天（含）': '2026年11月26日 周四上午已经过去了。',
    });
  });

  test('gives what could not be given when the day came as soon as that can be', async () => {
    const approval = await ask();
    await world.type('E002', '/away fri-mon 周宁');
    const [row] = await world.rows<{ steps: string }>('SELECT steps FROM approvals WHERE id = 1');
    const write = (steps = '{}') =>
      world.database.transaction(async (tx) => tx.update('approvals', { id: 1 }, { steps }));
    await write();
    await clockAt(14.1);
    expect(jobs.complaints()).toContain('something that was due could not be done');

    await write(row?.steps);
    await clockAt(14.2);
    expect(card('E007', approval).buttons).toContain('同意');
    expect(jobs.complaints()).toEqual([]);
  });

  test('counts as away, or back, at the click, though no job has run since', async () => {
    const approval = await ask();
    await world.type('E002', '/away fri-mon 周宁');
    at(15);
    const asked = await world.type('E007', '/todo');
    expect(asked.text).not.toContain(approval);
    await clockAt(15);
    const shown = card('E007', approval);
    at(14 + 4 * 24 + 1);
    expect((await world.press('E007', shown, '同意')).text).toContain('你不是');
  });

  test('leaves to whoever acts for them what that person has begun', async () => {
    const approval = await ask();
    await world.type('E002', '/away until 12-05 周宁');
    const more = await world.press('E007', await world.type('E007', `/approval ${approval}`), '更多');
    const form = await world.press('E007', more, '要求补充');
    await world.submit('E007', form, { 想知道什么: '付款方式？' });
    await world.type('E002', '/away off');
    expect(card('E007', approval).buttons).toContain('同意');
  });

  test('is followed from one to the next, A to B to C, and what was set later moves what was open', async () => {
    const approval = await ask();
    await world.type('E002', '/away until 12-05 周宁');
    await world.type('E007', '/away until 12-03 刘洋');
    expect(card('E006', approval).buttons).toContain('同意');
    expect(card('E007', approval).buttons).not.toContain('同意');
    expect((await world.type('E006', '/away until 12-01 李娜')).errors).toEqual({
      谁代为审批: '李娜 那段时间也外出，而且代理一路转回了 刘洋，请换一位同事。',
    });
    await world.type('E007', '/away off');
    expect(card('E007', approval).buttons).toContain('同意');
  });

  test('has nobody who acts where that would be whoever asks: nobody decides on their own request', async () => {
    await world.type('E002', '/away until 12-05 张伟');
    const approval = await ask();
    expect(card('E002', approval).buttons).toContain('同意');
    expect(await proxies()).toEqual([{ proxyId: null }]);
  });

  test('may say so for one flow only, and says which there are when that one is not', async () => {
    expect(await type('E002', '/away until 12-05 周宁 flow contract')).toContain('（合同审批）');
    expect(await type('E002', '/away until 12-05 周宁 流程 差旅')).toContain(
      '没有叫“差旅”的审批流程，现有：合同审批',
    );
    const approval = await ask();
    expect(card('E007', approval).buttons).toContain('同意');
  });

  test('may say so below an amount only: the others stay, and the card says why', async () => {
    expect(await type('E002', '/away until 12-05 周宁 5万以下')).toBe(
      '已设置：李娜 从 2026年11月26日 周四 10:00 到 2026年12月5日 周六 外出，由 周宁 代为审批（全部审批，¥50,000.00 以下）。',
    );
    expect(world.card('E007', '李娜 外出').text).toContain(
      '不低于 ¥50,000.00 的、其他币种的和没有金额的审批仍留给 李娜。',
    );
    expect(await type('E002', '/away mine')).toContain('由 周宁 代为审批（全部审批，¥50,000.00 以下）');
    expect(await type('E007', '/away mine')).toContain('你代 李娜 审批');

    const small = await ask('4.9万');
    expect(card('E007', small).buttons).toContain('同意');
    for (const amount of ['5万', 'USD 300']) {
      const large = await ask(amount);
      expect(card('E002', large).text).toContain(
        '你外出期间 周宁 只代理 ¥50,000.00 以下的审批，这一项仍由你处理。',
      );
      expect(card('E002', large).buttons).toContain('同意');
      expect((await world.type('E007', '/todo')).text).not.toContain(large);
      expect(card('E003', large)?.text ?? '').not.toContain('这一项仍由你处理');
    }
    const history = await world.rows<{ detail: string }>(
      "SELECT detail FROM history WHERE action = 'absence.set'",
    );
    expect(JSON.stringify(history)).toContain('5000000');
  });

  test('hears at once which of those that are open stay with them', async () => {
    const [small, large] = [await ask('2万'), await ask('8万')];
    expect(await type('E002', '/away until 12-05 周宁 below 5万')).toContain(
      `现在仍由 李娜 处理的有 ${large}。`,
    );
    expect(card('E007', small).buttons).toContain('同意');
    expect(card('E002', large).text).toContain('这一项仍由你处理');
    await world.type('E002', '/away off');
    expect((await world.type('E002', `/approval ${large}`)).text).not.toContain('这一项仍由你处理');
  });

  test('hands a request on that comes again for less, and takes back one for more', async () => {
    await world.type('E002', '/away until 12-05 周宁 below 5万');
    const approval = await ask('8万');
    const deal = /D-\d+/.exec(card('E003', approval).text)?.[0] ?? '';
    const resend = async (amount: string) => {
      await world.submit('E003', await world.type('E003', `/deal edit ${deal}`), { 金额: amount });
      const form = await world.press('E003', card('E003', approval), '重新提交');
      await world.submit('E003', form, { 之后: 'RERUN' });
    };
    const sendBack = async (person: string) => {
      const more = await world.press(person, await world.type(person, `/approval ${approval}`), '更多');
      await world.submit(person, await world.press(person, more, '退回'), { 原因: '金额不对' });
    };
    await sendBack('E002');
    await resend('3万');
    expect(card('E007', approval).buttons).toContain('同意');
    await sendBack('E007');
    await resend('9万');
    expect((await world.type('E007', `/approval ${approval}`)).buttons).not.toContain('同意');
    expect(card('E002', approval).text).toContain('这一项仍由你处理');
  });

  test('fills in the amount in the form, and hears when it is none', async () => {
    expect(await type('E002', '/away until 12-05 周宁 below 很多')).toContain('看不懂金额“很多”');
    expect(await type('E002', '/away until 12-05 周宁 below 9999999999999')).toContain(
      '这个金额太大了，最多 900,000,000,000',
    );
    const form = await world.type('E002', '/away 周宁 5万以下');
    expect(form.fields).toMatchObject({ 谁代为审批: '周宁', 只代理多少金额以下的: '5万' });
    const days = { 从哪天: '12-01', '到哪天（含）': '12-03' };
    const wrong = await world.submit('E002', form, { ...days, 只代理多少金额以下的: '0' });
    expect(Object.keys(wrong.errors ?? {})).toEqual(['只代理多少金额以下的']);
    const right = await world.submit('E002', form, { ...days, 只代理多少金额以下的: 'USD 8000' });
    expect(right.text).toContain('US$8,000.00 以下');
  });

  test('names colleagues as the chat does, and is understood in English, too', async () => {
    expect(await type('E002', '/away until 12-05 <@E007|zhouning>')).toContain('由 周宁 代为审批');
    await world.type('E002', '/away off');
    expect(await type('E004', '/away fri-wed E003 flow contract')).toBe(
      'Set: Emma Clarke is away from 27 Nov 2026 until 2 Dec 2026, and 张伟 decides meanwhile (Contract approval).',
    );
  });

  test('has a colleague called Geoff, whose name does not end anything', async () => {
    await world.hire('E061', { name: 'Geoff', manager: 'E001' });
    await world.hire('E062', { name: 'Ge', manager: 'E001' });
    await type('E001', '/away @Ge fri-wed 李娜');
    expect(await type('E002', '/away fri-wed Geoff')).toContain('由 Geoff 代为审批');
    expect((await world.type('E001', '/away Geoff')).kind).toBe('form');
    expect(await type('E001', '/away Ge off')).toMatch(/^已取消 Ge 从 /);
    expect(await type('E001', '/away 李娜回来')).toMatch(/^已取消 李娜 从 /);
  });

  test('is told by a manager or an administrator, and by nobody else', async () => {
    expect(await type('E001', '/away @李娜 fri-wed 周宁')).toContain(
      '李娜 从 2026年11月27日 周五 到 2026年12月2日 周三 外出',
    );
    expect(world.card('E002', '李娜 外出').text).toContain('由 王建国 设置。');
    expect(await type('E007', '/away @李娜 off')).toContain('已取消 李娜 从 2026年11月27日 周五');
    expect((await world.type('E003', '/away @李娜 fri-wed 周宁')).errors).toEqual({
      谁外出: '只有 李娜 本人、上级或管理员可以设置。',
    });
    expect(await type('E003', '/away off @李娜')).toBe('只有 李娜 本人、上级或管理员可以设置。');
  });

  test.each([
    ['/away 2026-11-01~2026-11-05 周宁', '2026年11月5日 周四 已经过去了。'],
    ['/away 2026-12-05~2026-12-01 周宁', '结束日期在开始日期之前。'],
    ['/away until 2028-01-01 周宁', '外出最晚到一年之内，2028年1月1日 周六 太远了。'],
    ['/away fri-wed 李娜', '不能由 李娜 自己代理自己，请换一位同事。'],
    ['/away fri-wed 赵某某', '没有叫“赵某某”的在职同事，请写通讯录里的姓名或工号。'],
  ])('%s is refused in plain words, in a form that holds what was typed', async (line, words) => {
    const { errors, fields } = await world.type('E002', line);
    expect(Object.values(errors)).toEqual([words]);
    expect(fields.谁代为审批).toBe(line.split(' ').at(-1));
  });

  test('fills in a form where something is missing, and reads there what will not do', async () => {
    const form = await world.type('E002', '/away 周宁');
    expect(form.fields).toMatchObject({ 谁代为审批: '周宁', 从哪天: '', 哪些审批: '*' });
    const wrong = await world.submit('E002', form, {
      从哪天: '12-01',
      '到哪天（含）': '12-03',
      谁代为审批: '李娜',
    });
    expect(wrong.errors).toEqual({ 谁代为审批: '不能由 李娜 自己代理自己，请换一位同事。' });
    const right = await world.submit('E002', form, { 从哪天: '12-01', '到哪天（含）': '12-03' });
    expect(right.text).toContain('已设置：李娜 从 2026年12月1日 周二 到 2026年12月3日 周四');
    const mine = await world.type('E002', '/away');
    expect(mine.buttons).toEqual(['设置外出', '结束外出']);
    expect((await world.press('E002', mine, '结束外出')).text).toBe(
      '已取消 李娜 从 2026年12月1日 周二 到 2026年12月3日 周四 的外出，不由 周宁 代为审批了。',
    );
  });

  test.each(['/away off', '/外出 取消', '/away cancel', '/外出 结束'])('is over by %s', async (line) => {
    await world.type('E003', '/away fri 李娜');
    expect(await type('E003', line)).toBe('已取消 张伟 2026年11月27日 周五 的外出，不由 李娜 代为审批了。');
  });

  test('of one day is said to be of that day, not from it until itself', async () => {
    expect(await type('E004', '/away fri 李娜')).toBe(
      'Set: Emma Clarke is away on 27 Nov 2026, and 李娜 decides meanwhile (all approvals).',
    );
    expect(await type('E004', '/away')).toContain('27 Nov 2026: 李娜 decides (all approvals)');
    expect(await type('E003', '/away 周五 李娜')).toBe(
      '已设置：张伟 2026年11月27日 周五 外出，由 李娜 代为审批（全部审批）。',
    );
    for (const person of ['E003', 'E004']) await world.type(person, '/away off');
  });

  test('that is called off before it begins is gone from the list, and its card says so', async () => {
    await world.type('E002', '/away fri-wed 周宁');
    await world.type('E002', '/away off');
    expect(await type('E002', '/away')).toContain('你没有设置外出');
    const called = world.card('E007', '李娜 的外出已取消').text;
    expect(called).toContain('原定由 周宁 代为审批（全部审批），还没开始就取消了。');
    expect(called).not.toContain('到 2026');
    expect(await type('E002', '/away off')).toBe('李娜 没有设置外出。');
  });

  test('is told which absence it takes the place of', async () => {
    await world.type('E002', '/away fri-wed 周宁');
    await world.type('E002', '/away 12月7日-12月8日 陈静');
    expect(await type('E002', '/away 周一到下周二 刘洋')).toBe(
      [
        '已设置：李娜 从 2026年11月30日 周一 到 2026年12月1日 周二 外出，由 刘洋 代为审批（全部审批）。',
        '它代替了原来的外出：2026年11月27日 周五 到 2026年12月2日 周三，由 周宁 代为审批（全部审批）。',
      ].join(''),
    );
    expect(await type('E002', '/away')).toContain('由 陈静 代为审批');

    await world.type('E004', '/away fri 李娜');
    expect(await type('E004', '/away fri 陈静')).toBe(
      'Set: Emma Clarke is away on 27 Nov 2026, and 陈静 decides meanwhile (all approvals). It takes the place of another absence: 27 Nov 2026, with 李娜 deciding (all approvals).',
    );
  });

  test('takes back what they said before, when they say it anew', async () => {
    await world.type('E002', '/away until 12-05 周宁');
    const approval = await ask();
    await world.type('E002', '/away until 12-01 刘洋');
    expect(card('E006', approval).buttons).toContain('同意');
    expect(card('E007', approval).buttons).not.toContain('同意');
    const rows = await world.rows(
      'SELECT id FROM absences WHERE nextAt > endsAt OR endsAt > CURRENT_TIMESTAMP',
    );
    expect(rows.length).toBeLessThanOrEqual(2);
  });

  test('leaves evidence that still holds together', async () => {
    await ask();
    await world.type('E002', '/away until 12-05 周宁');
    await world.type('E002', '/away off');
    const rows = await world.rows<{ entry: string; hash: string }>(
      'SELECT entry, hash FROM evidence ORDER BY number',
    );
    const file = { format: 'dealdesk-evidence-1', approval: 'A-1', entries: rows } as const;
    expect(evidenceFaults({ ...file, head: rows.at(-1)?.hash ?? '' })).toEqual([]);
    expect(rows.map(({ entry }) => JSON.parse(entry).what)).toEqual(['submit', 'absence', 'absence']);
  });
});
