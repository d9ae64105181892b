import { encodeCard as encodeForDingTalk } from '../../../bot/platforms/dingtalk/encode.js';
import { encodeCard as encodeForWecom } from '../../../bot/platforms/wecom/encode.js';
import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import type { FlowDefinition, FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import { getLatestFlow, publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type Seen, type World } from '../../support/world.js';
import { signedBy } from './acts.js';

const yunfan = '上海云帆科技有限公司';
/** A Thursday at ten in the morning in Shanghai. */
const MORNING_MS = Date.UTC(2026, 10, 26, 2);
const HOUR_MS = 3_600_000;

describeOnEachDatabase('what else can be done with an approval', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    world.now = () => new Date(MORNING_MS);
  });

  const ask = async (amount = '2万') => {
    const { text } = await world.type('E003', `/deal new ${yunfan} ${amount} 待签约`);
    const [deal = '', approval = ''] = [/D-\d+/, /A-\d+/].map((pattern) => pattern.exec(text)?.[0] ?? text);
    return { deal, approval, card: (whose: string) => world.card(whose, new RegExp(`${approval}\\b`)) };
  };
  type Asked = Awaited<ReturnType<typeof ask>>;

  const approve = (person: string, { card }: Asked) => world.press(person, card(person), '同意');
  const more = async (person: string, asked: Asked): Promise<Seen> => {
    const shown = await world.type(person, `/approval ${asked.approval}`);
    return world.press(person, shown, '更多');
  };
  const choose = async (person: string, asked: Asked, label: string) =>
    world.press(person, await more(person, asked), label);
  const fill = async (person: string, asked: Asked, label: string, typed: Readonly<Record<string, string>>) =>
    world.submit(person, await choose(person, asked, label), typed);
  const stageOf = async ({ deal }: Asked) =>
    (await world.rows<{ stage: string }>(`SELECT stage FROM deals WHERE id = ${deal.slice(2)}`))[0]?.stage;
  const approved = async () => {
    const asked = await ask();
    for (const person of ['E002', 'E005', 'E006']) await approve(person, asked);
    return asked;
  };

  describe('behind “更多” stands what each may do, and nothing else', () => {
    test('for who is asked, who has asked, and an administrator', async () => {
      const asked = await ask();
      expect((await more('E002', asked)).buttons).toEqual([
        '退回',
        '转交',
        '请教（委派）',
        '加签',
        '要求补充',
      ]);
      expect((await more('E003', asked)).buttons).toEqual(['催办']);
      expect((await more('E007', asked)).buttons).toEqual(['终止']);
      await approve('E002', asked);
      expect((await more('E002', asked)).buttons).toEqual(['取回我的同意']);
    });

    test('for an administrator who is asked and has added somebody: WeCom has room for all of it', async () => {
      const asked = await ask();
      await fill('E002', asked, '转交', { 姓名或工号: '周宁' });
      await fill('E007', asked, '加签', { 姓名或工号: '王建国', 加在哪里: 'beside' });
      const { buttons, card } = await more('E007', asked);
      expect(buttons).toEqual(['退回', '转交', '请教（委派）', '加签', '减签', '要求补充', '终止']);
      const drawn = JSON.stringify(card && encodeForWecom(card, 'https://crm.example'));
      expect(buttons.filter((label) => !drawn.includes(label))).toEqual([]);
    });

    test('when it is approved: revoking for who asked, voiding for an administrator', async () => {
      const asked = await approved();
      expect((await more('E003', asked)).buttons).toEqual(['申请撤销']);
      expect((await more('E007', asked)).buttons).toEqual(['申请撤销', '作废']);
    });
  });

  describe('sent back', () => {
    test('needs a reason, unlocks the deal, and comes again in a second round that shows what changed', async () => {
      const asked = await ask();
      const old = asked.card('E002');
      const form = await choose('E002', asked, '退回');
      expect(form.fields).toEqual({ 退回到: 'initiator', 之后: 'RERUN', 原因: '' });
      expect((await world.submit('E002', form, { 原因: '' })).errors).toEqual({ 原因: '请填写原因。' });
      expect((await world.submit('E002', form, { 原因: '金额太高' })).text).toBe(
        `${asked.approval}：已退回。`,
      );

      expect(asked.card('E003').text).toContain('↩ 已退回');
      expect(asked.card('E003').text).toContain('李娜 退回给 张伟：“金额太高”');
      expect(asked.card('E003').buttons).toEqual(['查看合同文档', '重新提交', '评论', '撤回']);
      expect(asked.card('E002').buttons).not.toContain('同意');
      expect((await world.type('E003', `/deal stage ${asked.deal} 谈判`)).text).toContain(asked.approval);
      await world.type('E003', `/deal edit ${asked.deal} 金额=1.8万`);

      const again = await world.press('E003', asked.card('E003'), '重新提交');
      expect(again.text).toContain('李娜 退回：金额太高');
      expect((await world.submit('E003', again, { 之后: 'JUMP' })).text).toContain('不能直达');
      const back = asked.card('E003');
      expect((await world.submit('E003', again)).text).toBe(`已重新提交 ${asked.approval}，等 李娜 处理。`);
      expect((await world.press('E003', back, '重新提交')).text).toMatch(/已于 .* 提交，正在等 李娜 处理。$/);
      const card = asked.card('E002');
      expect(card.text).toContain('第 2 轮');
      expect(card.text).toContain('金额：¥20,000.00 → ¥18,000.00');
      expect(asked.card('E003').text).toContain('等 李娜 处理');

      expect((await world.press('E002', old, '同意')).text).toContain('内容有变动');
      for (const person of ['E002', 'E005', 'E006']) await approve(person, asked);
      expect(await stageOf(asked)).toBe('signed');
    });

    test('to a step that has approved, out of one where all must sign', async () => {
      const asked = await ask();
      await approve('E002', asked);
      await approve('E005', asked);
      const said = await fill('E006', asked, '退回', {
        退回到: 'sales-manager',
        之后: 'JUMP',
        原因: '账期？',
      });
      expect(said.text).toBe(`${asked.approval}：已退回。`);
      expect(asked.card('E002').buttons).toContain('同意');
      await approve('E002', asked);
      expect(asked.card('E006').buttons).toContain('同意');
      expect(asked.card('E005').buttons).toContain('同意');
    });
  });

  describe('handed around', () => {
    test('for good, to somebody who is named, or numbered', async () => {
      const asked = await ask();
      const form = await choose('E002', asked, '转交');
      expect((await world.submit('E002', form, { 姓名或工号: '没有这人' })).errors).toEqual({
        姓名或工号: '没有叫“没有这人”的在职同事，请写通讯录里的姓名或工号。',
      });
      const refused = await world.submit('E002', form, { 姓名或工号: '张伟', 评论: '请代为处理' });
      expect(refused.errors).toEqual({ 姓名或工号: '张伟 是提交人，不能审批自己的申请。' });
      expect(refused.fields).toMatchObject({ 姓名或工号: '张伟', 评论: '请代为处理' });
      await world.submit('E002', form, { 姓名或工号: 'E007', 评论: '请代为处理' });
      expect(asked.card('E002').text).toContain('→ 李娜 已转交');
      expect((await world.press('E007', asked.card('E007'), '同意')).text).toContain('接下来由');
    });

    test('for an opinion, after which the owner decides', async () => {
      const asked = await ask();
      await fill('E002', asked, '请教（委派）', { 姓名或工号: '@周宁' });
      expect(asked.card('E007').buttons).toEqual(['查看合同文档', '给意见', '评论', '更多']);
      const form = await world.press('E007', asked.card('E007'), '给意见');
      expect((await world.submit('E007', form, { 你的意见: '价格合理' })).text).toBe(
        `${asked.approval}：已给意见。`,
      );
      expect(asked.card('E002').text).toContain('✓ 周宁（被请教） 已给意见');
      expect(asked.card('E002').text).toContain('价格合理');
      expect((await approve('E002', asked)).text).toContain('已同意');
    });

    test('to signers before, who can be removed again', async () => {
      const asked = await ask();
      await fill('E002', asked, '加签', {
        姓名或工号: '周宁、E001',
        加在哪里: 'before',
        多人时怎么签: 'SEQ',
      });
      expect(asked.card('E002').text).toContain('○ 李娜 等加签的人先处理');
      expect(asked.card('E007').text).toContain('周宁（前加签）');
      const form = await choose('E002', asked, '减签');
      const seq = await world.rows<{ seq: number }>(
        `SELECT seq FROM approval_tasks WHERE approvalId = ${asked.approval.slice(2)} AND state = 'queued'`,
      );
      await world.submit('E002', form, { 姓名或工号: String(seq[0]?.seq) });
      await approve('E007', asked);
      expect((await approve('E002', asked)).text).toContain('接下来由');
    });

    test('to signers after: I have approved, and it goes on when they have', async () => {
      const asked = await ask();
      await fill('E002', asked, '加签', { 姓名或工号: '周宁', 加在哪里: 'after' });
      expect(asked.card('E002').text).toContain('已同意，等后加签的人');
      expect((await approve('E007', asked)).text).toContain('接下来由 陈静、刘洋 处理');
    });
  });

  test('asked for more: the seller reads the question, answers, and the approver hears it', async () => {
    const asked = await ask();
    await fill('E002', asked, '要求补充', { 想知道什么: '账期多久？' });
    expect(asked.card('E003').text).toContain('想知道：“账期多久？”');
    const form = await world.press('E003', asked.card('E003'), '答复');
    expect(form.text).toContain('李娜 想知道：账期多久？');
    await world.submit('E003', form, { 答复内容: '30 天' });
    expect(asked.card('E002').text).toContain('张伟：答复：30 天');
    expect(asked.card('E002').buttons).toContain('同意');
  });

  test('asked for more by two: the seller reads both questions, as one answer is for both', async () => {
    const asked = await ask();
    await approve('E002', asked);
    await fill('E005', asked, '要求补充', { 想知道什么: '违约金多少？' });
    await fill('E006', asked, '要求补充', { 想知道什么: '账期多久？' });
    const form = await world.press('E003', asked.card('E003'), '答复');
    expect(form.text).toContain('陈静 想知道：违约金多少？；刘洋 想知道：账期多久？');
  });

  test('urged once, not again within four hours, and not at night', async () => {
    const asked = await ask();
    const count = world.cards('E002').length;
    expect((await choose('E003', asked, '催办')).text).toContain('已催 李娜。');
    expect(world.cards('E002')).toHaveLength(count + 1);
    expect(asked.card('E002').text).toMatch(/李娜 待处理（.* 起），\S+ \S+ 催办/);
    expect((await choose('E003', asked, '催办')).text).toMatch(/已经催过了，.* 之后可以再催/);
    world.now = () => new Date(MORNING_MS + 12 * HOUR_MS);
    expect((await choose('E003', asked, '催办')).text).toContain('李娜 那里现在是休息时间');
    world.now = () => new Date(MORNING_MS);
  });

  test('taken back before anybody else acts', async () => {
    const asked = await ask();
    await approve('E002', asked);
    expect((await choose('E002', asked, '取回我的同意')).text).toContain('又等你处理了');
    expect(asked.card('E005').buttons).not.toContain('同意');
    expect(asked.card('E002').buttons).toContain('同意');
  });

  test('brought to a colleague by name, who may read it and is not asked', async () => {
    const asked = await ask();
    const form = await world.press('E002', asked.card('E002'), '评论');
    await world.submit('E002', form, { 评论: '@Emma 请看' });
    await world.hire('E021', { name: '孙悦' });
    await world.submit('E002', await world.press('E002', asked.card('E002'), '评论'), {
      评论: '@孙悦 请看条款',
    });
    expect(asked.card('E021').text).toContain('@孙悦 请看条款');
    expect(asked.card('E021').buttons).toEqual(['查看合同文档', '评论']);
    await approve('E002', asked);
    expect(asked.card('E021').text).toContain('陈静');
  });

  test.each([
    ['E004', '@Emma Clarke please look'],
    ['E004', '@emma 请看条款'],
    ['E006', '@刘洋请看条款'],
  ])('brought to %s by %s', async (person, text) => {
    const asked = await ask();
    await world.submit('E002', await world.press('E002', asked.card('E002'), '评论'), { 评论: text });
    expect(asked.card(person).text).toContain(text);
  });

  test('brought to nobody by a name that several have, until it says who is meant', async () => {
    const asked = await ask();
    for (const person of ['E031', 'E032']) await world.hire(person, { name: '王芳' });
    const comment = async (text: string) =>
      world.submit('E002', await world.press('E002', asked.card('E002'), '评论'), { 评论: text });
    expect((await comment('@王芳 请看')).errors).toEqual({
      评论: '有几位同事叫“王芳”，请写工号：E031, E032。',
    });
    expect(asked.card('E002').text).not.toContain('请看');
    await comment('@E032 请看');
    expect(asked.card('E032').text).toContain('@E032 请看');
    expect(world.cards('E031')).toEqual([]);
  });

  describe('approved, and then', () => {
    test('revoked by the same people: the deal is open again', async () => {
      const asked = await approved();
      const { text } = await fill('E003', asked, '申请撤销', { 原因: '客户取消' });
      const reverse = /A-\d+/.exec(text)?.[0] ?? '';
      expect(text).toContain('等 李娜 处理');
      expect(asked.card('E005').text).toContain('撤销审批中');
      const second: Asked = {
        ...asked,
        approval: reverse,
        card: (whose) => world.card(whose, new RegExp(`${reverse}\\b`)),
      };
      expect(second.card('E002').text).toContain(`撤销 ${asked.approval}`);
      expect(second.card('E002').text).toContain('客户取消');
      expect(await stageOf(asked)).toBe('signed');
      for (const person of ['E002', 'E005', 'E006']) await approve(person, second);
      expect(await stageOf(asked)).toBe('negotiation');
      expect(asked.card('E005').text).toContain('↩ 已撤销\n张伟：“客户取消”');
      expect(world.card('E005', `${asked.approval} 已撤销`).line).toContain('已撤销');
    });

    test('not revoked, as one of them says no: it stands', async () => {
      const asked = await approved();
      const { text } = await fill('E003', asked, '申请撤销', { 原因: '客户取消' });
      const reverse = /A-\d+/.exec(text)?.[0] ?? '';
      const card = world.card('E002', new RegExp(`${reverse}\\b`));
      await world.submit('E002', await world.press('E002', card, '拒绝'), { 拒绝原因: '已生产' });
      expect(await stageOf(asked)).toBe('signed');
      expect((await world.type('E003', `/approval ${asked.approval}`)).text).toContain('✓ 已通过');
      expect((await more('E003', asked)).buttons).toEqual(['申请撤销']);
    });

    test('declared void by an administrator, who says why', async () => {
      const asked = await approved();
      await fill('E007', asked, '作废', { 原因: '签错主体' });
      expect(asked.card('E003').text).toContain('■ 已作废\n周宁：“签错主体”');
      expect(await stageOf(asked)).toBe('negotiation');
    });
  });

  test('stopped by an administrator, and by nobody else', async () => {
    const asked = await ask();
    const id = Number(asked.approval.slice(2));
    const forged = await world.ask('E002', {
      kind: 'submit',
      form: 'approval.terminate',
      values: { comment: '不要了' },
      context: { id },
    });
    expect(forged.text).toBe('只有管理员可以这样做。');
    await fill('E007', asked, '终止', { 原因: '重复提交' });
    expect(asked.card('E002').text).toContain('周宁：“重复提交”');
    expect(await stageOf(asked)).toBe('negotiation');
  });
});

/** A world whose contracts go another way, decided by these people. */
const worldWith = async (
  open: Parameters<Parameters<typeof describeOnEachDatabase>[1]>[0],
  flow: (id: (person: string) => number) => readonly FlowNode[],
) => {
  const world = await openWorld(await open());
  const numbers = ['E001', 'E002', 'E005', 'E006'];
  const ids = new Map(
    await Promise.all(numbers.map(async (person) => [person, (await world.employee(person)).id] as const)),
  );
  const definition: FlowDefinition = { ...contractFlow, steps: flow((person) => ids.get(person) ?? 0) };
  await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
  return world;
};

describeOnEachDatabase('a committee', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWith(open, (id) => [
      {
        ...signedBy('committee', id('E002'), id('E005'), id('E006')),
        name: { zh: '评审会', en: 'Committee' },
        mode: 'VOTE',
        need: 2,
        opinion: true,
      },
      {
        key: 'chosen',
        name: { zh: '复核', en: 'Check' },
        mode: 'ALL',
        assignees: [{ type: 'chosen', by: 'previous', from: 'general-manager', most: 1 }],
      },
    ]);
  });

  test('shows how far its vote is, takes a word with each, and whom the last voter chooses', async () => {
    await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    const card = (person: string) => world.card(person, /A-1\b/);
    expect(card('E002').text).toContain('票签，3 人中需 2 人同意，已有 0 人同意');
    const form = await world.press('E002', card('E002'), '同意');
    expect(form.fields).toEqual({ 下一步审批人: '', 意见: '' });
    expect((await world.submit('E002', form, { 下一步审批人: '王建国' })).errors).toEqual({
      意见: '请填写意见。',
    });
    expect((await world.submit('E002', form, { 下一步审批人: '周宁', 意见: '可以' })).errors).toEqual({
      下一步审批人: '周宁 不在可选范围（general-manager）内。',
    });
    await world.submit('E002', form, { 下一步审批人: '王建国', 意见: '可以' });
    expect(card('E005').text).toContain('已有 1 人同意');
    const second = await world.press('E005', card('E005'), '同意');
    expect((await world.submit('E005', second, { 下一步审批人: '王建国', 意见: '行' })).text).toContain(
      '王建国',
    );
    expect(card('E006').buttons).not.toContain('同意');
    await world.press('E001', card('E001'), '同意');
    expect(card('E003').text).toContain('✓ 已通过');
  });

  test('tells whoever says no to whom it goes on, as long as others may outvote them', async () => {
    await world.type('E003', `/deal new ${yunfan} 3万 待签约`);
    const form = await world.press('E002', world.card('E002', /A-2\b/), '拒绝');
    expect((await world.submit('E002', form, { 拒绝原因: '太贵' })).text).toBe(
      '已拒绝 A-2，接下来由 陈静、刘洋 处理。',
    );
  });
});

describeOnEachDatabase('whoever is asked in two steps, one after the other', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWith(open, (id) => [signedBy('one', id('E001')), signedBy('two', id('E001'))]);
  });
  const states = async () =>
    (await world.rows<{ state: string }>('SELECT state FROM approval_tasks ORDER BY approvalId, seq')).map(
      ({ state }) => state,
    );

  test('decides the first alone by pressing twice on its card, and reads that it goes on', async () => {
    await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    const first = world.card('E001', /A-1\b/);
    const answers = await Promise.all([0, 1].map(() => world.press('E001', first, '同意')));
    expect(answers.map(({ text }) => text).sort()).toEqual([
      '卡片上的那一步已经处理过了，现在等你处理的是“two”，请看过再处理。',
      '已同意 A-1，接下来由 王建国 处理。',
    ]);
    expect((await world.press('E001', first, '拒绝')).text).toContain('现在等你处理的是“two”');
    expect(await states()).toEqual(['approved', 'open']);
    expect((await world.press('E001', world.card('E001', /A-1\b/), '同意')).text).toContain('审批通过');
  });

  test('and so does who approves several at once', async () => {
    for (const amount of ['3万', '4万']) await world.type('E003', `/deal new ${yunfan} ${amount} 待签约`);
    const several = await world.type('E001', '/approval bulk');
    expect((await world.press('E001', several, '全部同意（2 项）')).text).toBe('已同意 A-2、A-3。');
    expect((await world.press('E001', several, '全部同意（2 项）')).text).toContain('“two”');
    expect((await states()).slice(2)).toEqual(['approved', 'open', 'approved', 'open']);
  });
});

describeOnEachDatabase('several at once', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWith(open, (id) => [signedBy('boss', id('E001'))]);
  });

  test('are approved each on its own, and what was withdrawn meanwhile is not', async () => {
    for (const amount of ['2万', '3万', '4万'])
      await world.type('E003', `/deal new ${yunfan} ${amount} 待签约`);
    const list = await world.type('E001', '/approval mine');
    const shown = await world.press('E001', list, '批量同意');
    expect(shown.text).toContain('¥30,000.00');
    await world.type('E003', '/approval withdraw A-2');
    const done = await world.press('E001', shown, '全部同意（3 项）');
    expect(done.text).toContain('已同意 A-1、A-3。');
    expect(done.text).toMatch(/A-2：张伟 已于 .* 撤回这项审批。/);
    expect((await world.type('E001', '/approval bulk')).text).toBe('没有可以批量同意的审批。');
  });

  test('say nothing about one that is not for whoever sends its number', async () => {
    const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
    const id = Number(row?.id);
    const input = {
      items: [
        { id, hash: 'x' },
        { id: id + 1, hash: 'x' },
      ],
    };
    const { text } = await world.ask('E004', { kind: 'press', do: 'approval.bulkApprove', input });
    for (const number of [`A-${id}`, `A-${id + 1}`])
      expect(text).toContain(`${number}: There is no approval ${number} that you can see.`);
    expect(text).not.toContain('王建国');
  });

  test('a single one is not called all of them', async () => {
    await world.type('E003', `/deal new ${yunfan} 5万 待签约`);
    expect((await world.type('E001', '/approval bulk')).buttons).toEqual(['同意这一项']);
  });

  test('are read by whoever is only asked to read them', async () => {
    const { definition } = await world.database.read((tx) => getLatestFlow(tx, 'contract'));
    const [boss] = definition.steps as readonly StepDefinition[];
    await world.press('E001', await world.type('E001', '/approval bulk'), '同意这一项');
    const publish = (flow: FlowDefinition) =>
      world.database.transaction((tx) => publishFlow(tx, flow, new Date()));
    await publish({ ...definition, steps: [{ ...(boss as StepDefinition), reading: true }] });
    const [deal = ''] = /D-\d+/.exec((await world.type('E003', `/deal new ${yunfan} 7万 待签约`)).text) ?? [];
    await world.press('E001', await world.type('E001', '/approval bulk'), '同意这一项');
    expect((await world.type('E003', `/deal ${deal}`)).text).toMatch(/王建国：已阅 A-\d+/);
    await publish(definition);
  });

  test('are found behind as many others that have to be opened one by one', async () => {
    const { definition } = await world.database.read((tx) => getLatestFlow(tx, 'contract'));
    const publish = (bulk: boolean) =>
      world.database.transaction((tx) => publishFlow(tx, { ...definition, bulk }, new Date()));
    const ask = () => world.type('E003', `/deal new ${yunfan} 6万 待签约`);
    await publish(false);
    for (let count = 0; count < 10; count += 1) await ask();
    const none = await world.type('E001', '/审批 批量');
    expect(none.text).toMatch(
      /没有可以批量同意的审批。\n合同审批不能批量同意，要逐项打开（10 项）：A-\d+(?:、A-\d+){9}$/,
    );
    expect(none.buttons).toEqual(['等我审批']);
    await publish(true);
    const [approval = ''] = /A-\d+/.exec((await ask()).text) ?? [];
    const some = await world.type('E001', '/approval bulk');
    expect(some.text).toContain(approval);
    expect(some.text).toContain('合同审批不能批量同意，要逐项打开（10 项）');
    expect(some.buttons).toEqual(['同意这一项', '等我审批']);
    expect((await world.press('E001', some, '等我审批')).line).toContain('等我审批');
    for (let count = 0; count < 10; count += 1) await ask();
    const many = await world.type('E001', '/approval bulk');
    expect(many.text).toContain('还有 1 项没有列出：一次最多 10 项，处理完再来一次');
    expect(many.buttons).toEqual(['全部同意（10 项）', '等我审批']);
    for (const encode of [encodeForDingTalk, encodeForWecom])
      expect(JSON.stringify(many.card && encode(many.card, 'https://crm.example'))).toContain(
        '全部同意（10 项）',
      );
  });
});
