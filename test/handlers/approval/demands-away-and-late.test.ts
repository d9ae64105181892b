/** What users of comparable systems asked for around absence, committees and time, as people see it here, each by its name. */
import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import type { FlowDefinition, StepDefinition } from '../../../models/approval-flow.js';
import { publishFlow } from '../../../models/flow.js';
import { saveSetting } from '../../../models/setting.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Morning, startMorning } from '../../support/morning.js';
import { seenCard } from '../../support/seen.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('what people asked for elsewhere', (open) => {
  let world: World;
  let at: Morning['at'];
  let clockAt: Morning['clockAt'];
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    ({ at, clockAt } = await startMorning(world));
  });

  /** 张伟 asks 李娜 first, then 陈静 and 刘洋. @returns the number of the approval */
  const ask = async () => {
    const { text } = await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    return /A-\d+/.exec(text)?.[0] ?? text;
  };
  const seen = (person: string, approval: string) => world.type(person, `/approval ${approval}`);
  const approve = async (person: string, approval: string) =>
    (await world.press(person, await seen(person, approval), '同意')).text;
  const todo = async (person: string) => (await world.type(person, '/todo')).text;
  const timeline = async () => (await world.type('E003', '/deal D-1005')).text;
  const messagesOf = (person: string, approval: string) =>
    world.chat.messagesOf(person).filter(({ card }) => seenCard(card).line.includes(approval));

  /** All that came to somebody: a reminder is a new message, and leaves a pointer where the card was. */
  const messages = (person: string) =>
    world.cards(person).filter(({ line }) => !line.startsWith('日报')).length;

  /** The contract's first step, with more to say. */
  const publish = async (rules: Partial<StepDefinition>) => {
    const [first, ...rest] = contractFlow.steps;
    const flow = { ...contractFlow, steps: [{ ...first, ...rules }, ...rest] } as FlowDefinition;
    await world.database.transaction((tx) => publishFlow(tx, flow, world.now()));
  };
  const idOf = async (person: string) => (await world.employee(person)).id;
  const why = async (approval: string) =>
    (await world.type('E003', `/approval why ${approval}`)).text.split('\n').slice(1);

  describe('1: a substitute while an approver is on leave', () => {
    test('decides, and the request goes on without waiting for who is away', async () => {
      await world.type('E002', '/away until 12-05 周宁');
      expect(await approve('E007', await ask())).toBe('已同意 A-1，接下来由 陈静、刘洋 处理。');
    });
  });

  describe('2: a temporary delegation', () => {
    test('ends by its date, and its trail names both', async () => {
      await world.type('E002', '/away until 11-27 周宁');
      const approval = await ask();
      await approve('E007', approval);
      expect((await seen('E003', approval)).text).toContain('✓ 周宁（代 李娜） 已同意');
      expect(await timeline()).toContain(`周宁（代 李娜）：同意 ${approval}`);
      const [entry] = await world.rows<{ entry: string }>('SELECT entry FROM evidence WHERE number = 2');
      expect(JSON.parse(entry?.entry ?? '')).toMatchObject({
        by: { name: '周宁' },
        onBehalfOf: { name: '李娜' },
      });

      await clockAt(24 + 14 + 0.1);
      const later = await ask();
      expect(world.card('E002', later).buttons).toContain('同意');
      expect(await todo('E007')).not.toContain(later);
    });
  });

  describe('3: executives never open a settings page', () => {
    const leave = '/approval new leave kind=annual from=2026-11-27 until=2026-12-01 days=3 deputy=周宁';

    test('the leave that they take anyway says who decides meanwhile', async () => {
      await world.type('E002', leave);
      await world.press('E001', world.card('E001', 'A-1'), '同意');
      await clockAt(24);
      const approval = await ask();
      expect(world.card('E007', approval).text).toContain('周宁（代 李娜） 待处理');
      expect(await approve('E007', approval)).toContain('接下来由 陈静、刘洋 处理');
    });

    test('a manager says it for them, in one line', async () => {
      await world.type('E001', '/away @李娜 until 12-05 周宁');
      expect(world.card('E007', await ask()).text).toContain('周宁（代 李娜） 待处理');
    });
  });

  describe('4: the delegate was configured, and yet the request went to the absent person', () => {
    test('what is asked from then on goes to the delegate, and so does what was open already', async () => {
      const before = await ask();
      await world.type('E002', '/away fri-wed 周宁');
      expect(await todo('E007')).not.toContain(before);
      await clockAt(14.1);
      expect(world.card('E007', before).buttons).toContain('同意');
      const after = await ask();
      expect(world.card('E007', after).buttons).toContain('同意');
      expect(messagesOf('E002', after)).toEqual([]);
    });
  });

  describe('5: A for B for C lost the items of A', () => {
    test('the last of them has them, decides, and both ends are named', async () => {
      await world.type('E002', '/away until 12-05 周宁');
      await world.type('E007', '/away until 12-05 刘洋');
      const approval = await ask();
      expect(await todo('E006')).toContain('代 李娜');
      await approve('E006', approval);
      expect((await seen('E003', approval)).text).toContain('✓ 刘洋（代 李娜） 已同意');
    });

    test('a circle is refused when it is set, not found out by what is lost', async () => {
      await world.type('E002', '/away until 12-05 周宁');
      expect((await world.type('E007', '/away until 12-05 李娜')).text).toContain('请换一位同事');
      expect(world.card('E007', await ask()).buttons).toContain('同意');
    });
  });

  describe('6: the substitute was not told, and the record did not say who answered', () => {
    test('the substitute gets a card at once, and each with a request, and the record says for whom', async () => {
      await world.type('E002', '/away until 12-05 周宁');
      expect(world.card('E007', '李娜 外出').line).toContain('李娜 外出');
      const approval = await ask();
      expect(messagesOf('E007', approval)).toHaveLength(1);
      await approve('E007', approval);
      expect((await world.type('E001', `/approval ${approval}`)).text).toContain('周宁（代 李娜） 已同意');
      expect(world.card('E005', approval).text).toContain('周宁（代 李娜） 已同意');
    });
  });

  describe('24: committees, and delegation within them', () => {
    test('two of three decide, one of them through a colleague, and everybody sees how many', async () => {
      const people = await Promise.all(['E001', 'E005', 'E006'].map(idOf));
      await publish({
        mode: 'VOTE',
        need: 2,
        assignees: people.map((employeeId) => ({ type: 'person', employeeId })),
      });
      const approval = await ask();
      const form = await world.press(
        'E005',
        await world.press('E005', await seen('E005', approval), '更多'),
        '转交',
      );
      await world.submit('E005', form, { 姓名或工号: '周宁' });
      expect((await seen('E003', approval)).text).toContain('票签，3 人中需 2 人同意，已有 0 人同意');
      await approve('E007', approval);
      expect((await seen('E003', approval)).text).toContain('票签，3 人中需 2 人同意，已有 1 人同意');
      expect((await seen('E003', approval)).text).toContain('→ 陈静 已转交');
      expect(await approve('E001', approval)).toContain('接下来由 陈静、刘洋 处理');
    });
  });

  describe('29: the clock ran over lunch, nights and weekends, and lost its pause', () => {
    test('it counts working time only, and says line by line why it is due then', async () => {
      world.now = () => new Date('2026-09-30T09:00:00Z');
      await publish({ timeout: [{ after: { workingDays: 3 }, action: 'remind' }] });
      expect(await why(await ask())).toEqual([
        '李娜：2026-10-10 17:00 到期，到时再提醒一次。',
        '从 2026-09-30 17:00 起算，3 个工作日，每个工作日算 8 小时。',
        '工作时间 09:00–12:00, 13:00–18:00（Asia/Shanghai）',
        '2026年9月30日 周三 工作日：计 1 小时',
        '2026年10月1日 周四 至 2026年10月7日 周三 法定节假日：不计',
        '2026年10月8日 周四 至 2026年10月9日 周五 工作日：每天计 8 小时',
        '2026年10月10日 周六 调休上班：计 7 小时',
      ]);
    });

    test('a pause outlives a change of the flow and of the calendar, and nothing that was counted is lost', async () => {
      await publish({ timeout: [{ after: { workingHours: 4 }, action: 'escalate' }], pausesForInfo: true });
      const approval = await ask();
      at(1);
      const more = await world.press('E002', await seen('E002', approval), '更多');
      await world.submit('E002', await world.press('E002', more, '要求补充'), { 想知道什么: '付款方式？' });
      await publish({ timeout: [{ after: { workingHours: 1 }, action: 'close' }] });
      await world.database.transaction((tx) => saveSetting(tx, 'workingTime', { daysOff: ['2026-11-27'] }));
      await clockAt(30);
      expect((await seen('E003', approval)).text).toContain('2026-11-26 11:00 起暂停计时，等 张伟 答复');

      await world.submit('E003', await world.press('E003', world.card('E003', approval), '答复'), {
        答复内容: '分两期',
      });
      expect(await why(approval)).toEqual([
        '李娜：2026-11-30 12:00 到期，到时上报，上级也可以处理。',
        '从 2026-11-27 16:00 起算，4 个工作小时。',
        '等答复的时间不算；之前已计 1 小时。',
        '工作时间 09:00–12:00, 13:00–18:00（Asia/Shanghai）',
        '2026年11月27日 周五 公司放假：不计',
        '2026年11月28日 周六 至 2026年11月29日 周日 周末：不计',
        '2026年11月30日 周一 工作日：计 3 小时',
      ]);
    });

    test('a pause outlives an approval that is taken back', async () => {
      await publish({ timeout: [{ after: { workingHours: 4 }, action: 'escalate' }], pausesForInfo: true });
      const approval = await ask();
      const more = async () => world.press('E002', await seen('E002', approval), '更多');
      at(1);
      await world.submit('E002', await world.press('E002', await more(), '要求补充'), {
        想知道什么: '付款方式？',
      });
      at(2);
      await approve('E002', approval);
      at(3);
      await world.press('E002', await more(), '取回我的同意');
      expect((await seen('E002', approval)).text).toContain('2026-11-26 11:00 起暂停计时，等 张伟 答复');
      expect(world.card('E003', approval).buttons).toContain('答复');
    });
  });

  describe('30: forgotten, as whoever has it is silent', () => {
    test('they are reminded, then a colleague is asked instead, then the boss as well', async () => {
      await publish({
        timeout: [
          { after: { hours: 1 }, action: 'remind' },
          { after: { hours: 1 }, action: 'reassign', to: await idOf('E007') },
          { after: { hours: 1 }, action: 'escalate' },
        ],
      });
      const approval = await ask();
      const before = messages('E002');
      await clockAt(1);
      expect(messages('E002')).toBe(before + 1);
      await clockAt(2);
      expect(world.card('E007', approval).buttons).toContain('同意');
      expect(world.card('E002', approval).buttons).not.toContain('同意');
      await clockAt(3);
      expect(world.card('E001', approval).buttons).toContain('同意');
      for (const line of ['已提醒 李娜', '已转给 周宁', '已上报给 王建国'])
        expect(await timeline()).toContain(line);
      await approve('E001', approval);
      expect((await seen('E003', approval)).text).toContain('王建国（超时上报） 已同意');
    });
  });

  describe('31: floods', () => {
    test('many changes in one sitting are one card that changes, and no message each', async () => {
      const approval = await ask();
      for (const word of ['一', '二', '三', '四', '五']) {
        const form = await world.press('E003', await seen('E003', approval), '评论');
        await world.submit('E003', form, { 评论: `第${word}句` });
      }
      expect(messagesOf('E002', approval)).toHaveLength(1);
      expect(world.card('E002', approval).text).toContain('第五句');
      expect(messagesOf('E003', approval).length).toBeLessThanOrEqual(1);
    });

    test('what is to be decided comes at once, reminders wait for the morning, and the rest is one digest', async () => {
      await publish({ timeout: [{ after: { hours: 4 }, action: 'remind' }] });
      at(9.5);
      for (const approval of [await ask(), await ask(), await ask()])
        expect(messagesOf('E002', approval)).toHaveLength(1);
      await clockAt(13.5);
      await clockAt(18);
      expect(messages('E002')).toBe(3);
      await clockAt(22);
      expect(messages('E002')).toBe(6);
      await clockAt(22.5);
      await clockAt(22.6);
      const digests = world.cards('E002').filter(({ line }) => line.startsWith('日报'));
      expect(digests).toHaveLength(1);
      expect(digests[0]?.text).toContain('待你审批：3 项');
    });
  });
});
