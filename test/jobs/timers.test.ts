import { contractFlow } from '../../handlers/flow/shipped/contract.js';
import type { FlowDefinition, Timeout } from '../../models/approval-flow.js';
import { dueTasksSql } from '../../models/due-task.js';
import { publishFlow } from '../../models/flow.js';
import { saveSetting } from '../../models/setting.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type Jobs, openJobs } from '../support/jobs.js';
import { type Morning, startMorning } from '../support/morning.js';
import { planOf } from '../support/plan.js';
import { demoFirm, openWorld, type World } from '../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('time-outs', (open) => {
  let world: World;
  let jobs: Jobs;
  let at: Morning['at'];
  let clockAt: Morning['clockAt'];
  let pausing = false;
  beforeEach(async () => {
    pausing = false;
    world = await openWorld(await open(demoFirm));
    ({ jobs, at, clockAt } = await startMorning(world));
  });
  /** The contract flow, with time-outs in its first step. */
  const withTimeouts = (...timeout: readonly Timeout[]): FlowDefinition => {
    const flow = contractFlow;
    const [first, ...rest] = flow.steps;
    const timed = { ...first, timeout, ...(pausing && { pausesForInfo: true }) };
    return { ...flow, steps: [timed as FlowDefinition['steps'][number], ...rest] };
  };
  const ask = async (...timeout: readonly Timeout[]) => {
    await world.database.transaction((tx) => publishFlow(tx, withTimeouts(...timeout), world.now()));
    const { text } = await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    return /A-\d+/.exec(text)?.[0] ?? text;
  };
  const seen = async (person: string, approval: string) =>
    (await world.type(person, `/approval ${approval}`)).text;
  const cardsOf = (person: string) =>
    world.cards(person).filter(({ line }) => !line.startsWith('日报')).length;
  const evidence = async () => {
    const rows = await world.rows<{ entry: string }>('SELECT entry FROM evidence ORDER BY number');
    return rows.map(({ entry }) => JSON.parse(entry)).filter(({ what }) => what === 'tick');
  };

  /** 李娜 asks 张伟 something, or 张伟 answers. */
  const asksFor = async (approval: string, question: string) => {
    const more = await world.press('E002', await world.type('E002', `/approval ${approval}`), '更多');
    await world.submit('E002', await world.press('E002', more, '要求补充'), { 想知道什么: question });
  };
  const answers = async (approval: string, answer: string) =>
    world.submit('E003', await world.press('E003', world.card('E003', approval), '答复'), {
      答复内容: answer,
    });
  const why = async (approval: string) =>
    (await world.type('E003', `/approval why ${approval}`)).text.split('\n').slice(1);

  test('remind, then ask the superior as well, then leave it to either of them', async () => {
    const approval = await ask(
      { after: { workingHours: 4 }, action: 'remind' },
      { after: { workingHours: 2 }, action: 'escalate' },
    );
    expect(await seen('E003', approval)).toContain('2026-11-26 15:00 到期');
    const before = cardsOf('E002');
    await clockAt(4.9);
    expect(cardsOf('E002')).toBe(before);
    await clockAt(5);
    expect(cardsOf('E002')).toBe(before + 1);
    expect(await seen('E003', approval)).toContain('2026-11-26 17:00 到期');
    await clockAt(7);
    expect(await seen('E003', approval)).toContain('王建国（超时上报） 待处理');
    const superior = world.card('E001', approval);
    await world.press('E001', superior, '同意');
    expect(await seen('E003', approval)).toContain('李娜 无需处理');
    expect((await evidence()).map(({ by, timeOut }) => [by.id, timeOut.action, timeOut.late.name])).toEqual([
      [0, 'remind', '李娜'],
      [0, 'escalate', '李娜'],
    ]);
    const timeline = (await world.type('E003', '/deal D-1005')).text;
    expect(timeline).toContain('系统：A-1 超时，已上报给 王建国');
  });

  test('go on to the superior, who is asked instead', async () => {
    const approval = await ask({ after: { hours: 1 }, action: 'reassign' });
    const stale = world.card('E002', approval);
    await clockAt(1);
    expect(await seen('E003', approval)).toContain('李娜 已超时');
    expect(world.card('E001', approval).buttons).toContain('同意');
    expect((await world.press('E002', stale, '同意')).text).toBe(
      '你没有在 2026-11-26 11:00 之前处理，已转给 王建国。',
    );
  });

  test.each([
    [{ action: 'approve' }, '李娜 已同意（超时，系统自动处理）', '审批中'],
    [{ action: 'reject' }, '李娜 已拒绝（超时，系统自动处理）', '已拒绝'],
    [{ action: 'close', recoverDays: 0 }, '没有在规定时间内处理，自动终止', '已终止'],
  ] as const)('come to %j by rule, and say that nobody did', async (rule, words, state) => {
    const approval = await ask({ after: { hours: 1 }, ...rule });
    await clockAt(2);
    const shown = await seen('E003', approval);
    expect(shown).toContain(words);
    expect(shown).toContain(state);
    const rows = await world.rows<{ stage: string }>('SELECT stage FROM deals WHERE id = 1005');
    expect(rows).toHaveLength(1);
    expect(
      await world.rows('SELECT 1 FROM approval_tasks WHERE seq = 1 AND decidedById IS NOT NULL'),
    ).toEqual([]);
  });

  test('close it, and who submitted it takes it up again with all that it had', async () => {
    const approval = await ask({ after: { hours: 1 }, action: 'close' });
    expect(await why(approval)).toContain('李娜：2026-11-26 11:00 到期，到时审批关闭，7 天内可以恢复。');
    const before = cardsOf('E003');
    await clockAt(1);
    expect(cardsOf('E003')).toBe(before + 1);
    const card = world.card('E003', approval);
    expect(card.text).toContain('李娜 没有按时处理，审批已关闭。2026-12-03 11:00 之前可以恢复，过后终止。');
    expect(card.buttons).toContain('恢复审批');
    expect(world.card('E002', approval).buttons).not.toContain('同意');
    expect((await world.type('E003', '/deal D-1005')).text).toContain(
      '系统：A-1 超时，已关闭（李娜 没有处理），2026-12-03 11:00 之前可以恢复',
    );
    expect(await why(approval)).toEqual([
      '李娜 没有按时处理，审批已关闭；张伟 或管理员可以在 2026-12-03 11:00 之前恢复，过后整个审批终止。',
      '从 2026-11-26 11:00 起算，7 天，不分工作日和假日。',
    ]);

    at(30);
    const form = await world.press('E003', card, '恢复审批');
    expect(form.fields).toEqual({ 之后: 'JUMP' });
    expect((await world.submit('E003', form)).text).toBe('已恢复 A-1，等 李娜 处理。');
    expect(await seen('E003', approval)).toContain('2026-11-27 17:00 到期');
    await world.press('E002', world.card('E002', approval), '同意');
    expect(await seen('E003', approval)).toContain('李娜 已同意');
  });

  test('close it, and an administrator takes it up again, but nobody else', async () => {
    const approval = await ask({ after: { hours: 1 }, action: 'close', recoverDays: 1 });
    await clockAt(1);
    expect((await world.type('E001', `/approval ${approval}`)).buttons).not.toContain('恢复审批');
    const resubmit = {
      kind: 'submit',
      form: 'approval.resubmit',
      values: { way: 'JUMP' },
      context: { id: 1 },
    } as const;
    expect((await world.ask('E001', resubmit)).text).toContain('张伟');
    expect(await seen('E003', approval)).toContain('审批已关闭');
    const form = await world.press('E007', await world.type('E007', `/approval ${approval}`), '恢复审批');
    expect((await world.submit('E007', form)).text).toBe('已恢复 A-1，等 李娜 处理。');
    expect((await world.type('E003', '/deal D-1005')).text).toContain('周宁：恢复 A-1');
  });

  test('close it for good when nobody takes it up again, once with two instances and after days without any', async () => {
    const approval = await ask({ after: { hours: 1 }, action: 'close', recoverDays: 2 });
    await clockAt(1);
    const other = openJobs(world.database);
    at(24 * 5);
    const time = world.now().toISOString();
    await Promise.all([jobs.at(time), other.at(time)]);
    await world.settled();
    expect(await seen('E003', approval)).toContain('没有在规定时间内处理，自动终止');
    const card = world.card('E003', approval);
    expect(card.buttons).not.toContain('恢复审批');
    expect((await evidence()).map(({ state }) => state)).toEqual(['returned', 'terminated']);
    expect((await world.type('E003', '/deal D-1005')).text).toContain('A-1 超时关闭后没有人恢复，已终止');
    expect([...jobs.complaints(), ...other.complaints()]).toEqual([]);
  });

  /** Two instances look at the clock at once, so many hours after that morning. */
  const twoClocksAt = async (hours: number) => {
    const other = openJobs(world.database);
    at(hours);
    const time = world.now().toISOString();
    await Promise.all([jobs.at(time), other.at(time)]);
    await world.settled();
    expect([...jobs.complaints(), ...other.complaints()]).toEqual([]);
  };
  const remindersOf = async () => (await evidence()).map(({ at: time }) => time);

  test('happen once with two instances, and once after a night in which none was there', async () => {
    const approval = await ask(
      { after: { hours: 1 }, action: 'escalate' },
      { after: { hours: 1 }, action: 'remind' },
    );
    await twoClocksAt(20);
    await twoClocksAt(20);
    expect((await evidence()).map(({ timeOut }) => timeOut.action)).toEqual(['escalate']);
    expect(await seen('E003', approval)).toContain('2026-11-27 08:00 到期');
    await clockAt(21.9);
    expect(await evidence()).toHaveLength(1);
    await twoClocksAt(22);
    await twoClocksAt(22.1);
    expect(await evidence()).toHaveLength(2);
  });

  test('remind nobody at night: what is due then comes in the morning, and the answer to “why” says so', async () => {
    const approval = await ask({ after: { hours: 12 }, action: 'remind' });
    expect(await seen('E003', approval)).toContain('2026-11-27 08:00 到期');
    expect(await why(approval)).toEqual([
      '李娜：2026-11-27 08:00 到期，到时再提醒一次。',
      '从 2026-11-26 10:00 起算，12 小时，不分昼夜和假日。',
      '2026-11-26 22:00 那里是休息时间（20:00–08:00 或休息日），提醒等到上班。',
    ]);
    const before = cardsOf('E002');
    await clockAt(12);
    await clockAt(21.9);
    expect(cardsOf('E002')).toBe(before);
    await twoClocksAt(22);
    expect([cardsOf('E002'), await remindersOf()]).toEqual([before + 1, ['2026-11-27T00:00:00.000Z']]);
  });

  test('remind nobody on a day off', async () => {
    await ask({ after: { hours: 48 }, action: 'remind' });
    await clockAt(48);
    await clockAt(72);
    expect(await remindersOf()).toEqual([]);
    await clockAt(4 * 24 - 2);
    expect(await remindersOf()).toEqual(['2026-11-30T00:00:00.000Z']);
  });

  test('wait for the morning, too, when nobody was there at their time', async () => {
    const approval = await ask({ after: { workingHours: 6 }, action: 'remind' });
    await twoClocksAt(13);
    expect(await remindersOf()).toEqual([]);
    expect(await why(approval)).toEqual([
      '李娜：2026-11-27 08:00 到期，到时再提醒一次。',
      '从 2026-11-26 10:00 起算，6 个工作小时。',
      '工作时间 09:00–12:00, 13:00–18:00（Asia/Shanghai）',
      '2026年11月26日 周四 工作日：计 6 小时',
      '原定 2026-11-26 17:00，当时没能送出；现在是休息时间，提醒等到上班。',
    ]);
    await twoClocksAt(22);
    await twoClocksAt(22.1);
    expect(await remindersOf()).toEqual(['2026-11-27T00:00:00.000Z']);
  });

  test.each(['escalate', 'reassign', 'approve', 'close'] as const)(
    '%s on time, by night as by day',
    async (action) => {
      await ask({ after: { hours: 12 }, action });
      await twoClocksAt(12);
      expect((await evidence()).map(({ at: time }) => time)).toEqual(['2026-11-26T14:00:00.000Z']);
    },
  );

  test('stand still while it is with who asked, and begin anew with the next round', async () => {
    const approval = await ask({ after: { hours: 5 }, action: 'close' });
    const more = await world.press('E002', await world.type('E002', `/approval ${approval}`), '更多');
    const form = await world.press('E002', more, '退回');
    at(1);
    await world.submit('E002', form, { 原因: '金额太高' });
    await clockAt(10);
    expect(await evidence()).toEqual([]);
    const again = await world.press('E003', world.card('E003', approval), '重新提交');
    await world.submit('E003', again);
    expect(await seen('E003', approval)).toContain('2026-11-27 01:00 到期');
  });

  test('pause while information is asked for, and go on from what had passed', async () => {
    pausing = true;
    const approval = await ask({ after: { workingHours: 4 }, action: 'remind' });
    at(1.5);
    await asksFor(approval, '付款方式？');
    const before = cardsOf('E002');
    expect(await seen('E003', approval)).toContain(
      '李娜 待处理（2026-11-26 10:00 起），2026-11-26 11:30 起暂停计时，等 张伟 答复，想知道：“付款方式？”',
    );
    expect(await why(approval)).toEqual([
      '李娜：2026-11-26 11:30 起暂停计时，等 张伟 答复；答复后还有 2 小时 30 分钟，到时再提醒一次。',
      '一共 4 个工作小时，暂停前已计 1 小时 30 分钟。',
    ]);
    await clockAt(24);
    await clockAt(31);
    expect([await evidence(), cardsOf('E002')]).toEqual([[], before]);

    at(24 + 7);
    await answers(approval, '分两期');
    expect(await why(approval)).toEqual([
      '李娜：2026-11-30 10:30 到期，到时再提醒一次。',
      '从 2026-11-27 17:00 起算，4 个工作小时。',
      '等答复的时间不算；之前已计 1 小时 30 分钟。',
      '工作时间 09:00–12:00, 13:00–18:00（Asia/Shanghai）',
      '2026年11月27日 周五 工作日：计 1 小时',
      '2026年11月28日 周六 至 2026年11月29日 周日 周末：不计',
      '2026年11月30日 周一 工作日：计 1 小时 30 分钟',
    ]);
    await clockAt(4 * 24 + 0.4);
    expect(await evidence()).toEqual([]);
    await clockAt(4 * 24 + 0.5);
    expect((await evidence()).map(({ timeOut }) => timeOut.action)).toEqual(['remind']);
    expect(await world.rows('SELECT pausedAt, dueAt FROM approval_tasks')).toEqual([
      { pausedAt: null, dueAt: null },
    ]);
  });

  test('pause again with each question, and only for whoever asked', async () => {
    pausing = true;
    const approval = await ask({ after: { hours: 8 }, action: 'approve' });
    at(2);
    await asksFor(approval, '付款方式？');
    at(5);
    await answers(approval, '分两期');
    at(6);
    await asksFor(approval, '几个月？');
    at(30);
    await answers(approval, '三个月');
    expect(await seen('E003', approval)).toContain('2026-11-27 21:00 到期');
    await clockAt(35);
    expect(await seen('E003', approval)).toContain('李娜 已同意（超时，系统自动处理）');
  });

  test('do without an opinion that nobody gave, and do not say that it was an approval', async () => {
    const approval = await ask({ after: { hours: 1 }, action: 'approve' });
    const more = await world.press('E002', await world.type('E002', `/approval ${approval}`), '更多');
    await world.submit('E002', await world.press('E002', more, '请教（委派）'), { 姓名或工号: '周宁' });
    await clockAt(1);
    expect(await seen('E003', approval)).toContain('周宁（被请教） 已超时');
    expect((await world.type('E003', '/deal D-1005')).text).toContain('系统：A-1 超时，不再等 周宁 的意见');
  });

  test('go on while information is asked for where the step does not say otherwise', async () => {
    const approval = await ask({ after: { hours: 2 }, action: 'approve' });
    await asksFor(approval, '付款方式？');
    expect(await seen('E003', approval)).toContain('2026-11-26 12:00 到期，想知道');
    await clockAt(2);
    expect(await seen('E003', approval)).toContain('李娜 已同意（超时，系统自动处理）');
  });

  test('are explained line by line, and by the firm’s own calendar', async () => {
    await world.database.transaction((tx) =>
      saveSetting(tx, 'workingTime', { daysOff: ['2026-11-27'], daysWorked: ['2026-11-28'] }),
    );
    const approval = await ask({ after: { workingDays: 2 }, action: 'remind' });
    const why = await world.type('E003', `/approval why ${approval}`);
    expect(why.text.split('\n').slice(1)).toEqual([
      '李娜：2026-11-30 10:00 到期，到时再提醒一次。',
      '从 2026-11-26 10:00 起算，2 个工作日，每个工作日算 8 小时。',
      '工作时间 09:00–12:00, 13:00–18:00（Asia/Shanghai）',
      '2026年11月26日 周四 工作日：计 7 小时',
      '2026年11月27日 周五 公司放假：不计',
      '2026年11月28日 周六 公司上班：计 8 小时',
      '2026年11月29日 周日 周末：不计',
      '2026年11月30日 周一 工作日：计 1 小时',
    ]);
    await world.database.transaction((tx) =>
      saveSetting(tx, 'workingTime', { daysOff: ['2026-11-27', '2026-11-30'] }),
    );
    const more = await world.press('E002', await world.type('E002', `/approval ${approval}`), '更多');
    expect((await world.press('E002', more, '为什么这时到期')).text).toContain(
      '起算之后工作日历改过：按现在的日历是 2026-12-02 10:00，已定的时间不变。',
    );
  });

  test('are not there where the flow has none', async () => {
    const { text } = await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    expect((await world.type('E003', `/approval why ${/A-\d+/.exec(text)?.[0]}`)).text).toBe(
      'A-1 现在没有时限，所以没有到期时间。',
    );
  });

  test('are found by an index, however many tasks there are', async () => {
    await ask();
    const rows = Array.from({ length: 600 }, (_, index) => index + 10);
    await world.database.transaction(async (tx) => {
      for (const seq of rows)
        tx.insert('approval_tasks', {
          ...{ approvalId: 1, seq, stepKey: 'x', round: 1, assigneeId: 1, state: 'closed', fired: 0 },
          dueAt: seq === 10 ? world.now() : null,
        });
    });
    if (world.database.dialect === 'mysql') await world.rows('ANALYZE TABLE approval_tasks');
    const values = [world.now(), new Date(0), new Date(0), 0, 0, 0, 100];
    const plan = await planOf(world.database, dueTasksSql, values);
    expect(JSON.stringify(plan)).toMatch(/approval_tasks_due_at/);
    expect(JSON.stringify(plan)).not.toMatch(/SCAN|"type":"(ALL|index)"/);
  });
});
