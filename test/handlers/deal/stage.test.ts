import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import type { FlowDefinition } from '../../../models/approval-flow.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('moving a deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  /** @returns its number */
  const newDeal = async (rest = '2万', person = 'E003') => {
    const made = await world.type(person, `/deal new 上海云帆科技有限公司 ${rest}`);
    return /D-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  test('goes by the name of the stage, and the card follows', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/deal stage ${number} 方案`)).text).toBe(`${number} 已进入“方案”。`);
    const card = world.card('E003', number);
    expect(card.text).toContain('线索 › ●方案 › 谈判 › 待签约');
    expect(card.text).toContain('张伟：阶段 线索 → 方案');
    expect(world.cards('E003').filter(({ line }) => line.includes(number))).toHaveLength(1);
  });

  test.each([
    ['/deal stage %s negotiation', 'is now in Negotiation.'],
    ['/deal move %s Negotiation', 'is now in Negotiation.'],
    ['/商机 推进 %s 谈判', 'is now in Negotiation.'],
    ['/商机 阶段 %s 商务谈判', 'is now in Negotiation.'],
  ])('understands %s', async (line, answer) => {
    const number = await newDeal('2万', 'E004');
    expect((await world.type('E004', line.replace('%s', number.toLowerCase()))).text).toBe(
      `${number} ${answer}`,
    );
  });

  test('finds the number also behind the stage, and what is typed about other deals behind it', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/deal stage 谈判 ${number}`)).text).toBe(`${number} 已进入“谈判”。`);
    expect((await world.type('E003', `/deal lost 输给 D-1001 那家 ${number}`)).text).toBe(
      'D-1001 已记为输单。',
    );
  });

  test('asks where to, with the next stage chosen', async () => {
    const number = await newDeal('2万 方案');
    const form = await world.type('E003', `/deal stage ${number}`);
    expect(form.fields).toEqual({ 阶段: 'negotiation' });
    expect((await world.submit('E003', form)).text).toBe(`${number} 已进入“谈判”。`);
    expect((await world.press('E003', world.card('E003', number), '推进阶段')).fields).toEqual({
      阶段: 'to-sign',
    });
  });

  test('says so when it is there already', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/deal stage ${number} 线索`)).text).toBe(`${number} 已经在“线索”。`);
  });

  test('names the stages when there is none of that name', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/deal stage ${number} 胜利`)).text).toBe(
      '没有叫“胜利”的阶段。可选：线索、方案、谈判、待签约、已签约、输单。',
    );
    expect((await world.type('E004', `/deal stage D-1004 ${'x'.repeat(5000)}`)).text).toMatch(
      /^There is no stage called "x{299}…"\. There are: Lead, Proposal, Negotiation, To be signed, Signed, Lost\.$/,
    );
  });

  test('says what is missing before it can go on', async () => {
    const number = await newDeal('0');
    expect((await world.type('E003', `/deal stage ${number} 谈判`)).text).toBe(
      `${number} 进入“谈判”前还缺：金额。输入“/商机 修改 ${number}”补充。`,
    );
  });

  test('is signed by its approval only', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/deal stage ${number} 已签约`)).text).toBe(
      `“已签约”要由合同审批通过后自动进入。请先让商机进入“待签约”：“/商机 推进 ${number} 待签约”。`,
    );
  });

  test('asks why before it is lost', async () => {
    const number = await newDeal();
    const form = await world.type('E003', `/deal stage ${number} 输单`);
    expect(form.fields).toEqual({ 原因: '' });
    expect((await world.submit('E003', form, { 原因: '价格太高' })).text).toBe(`${number} 已记为输单。`);
    expect(world.card('E003', number).text).toContain('输单原因 价格太高');
  });

  test('to be signed draws the contract and asks the manager', async () => {
    const number = await newDeal();
    const answer = await world.type('E003', `/deal stage ${number} 待签约`);
    expect(answer.text).toMatch(
      new RegExp(`^${number} 已进入“待签约”，合同第 1 版已生成，审批 A-\\d+ 已提交，等待 李娜。$`),
    );
    const card = world.card('E003', number);
    expect(card.text).toContain('等 李娜 处理');
    expect(card.buttons).toEqual([
      expect.stringMatching(/^打开 A-/),
      '查看合同（第 1 版）',
      '写跟进',
      '转交',
    ]);
    expect(world.cards('E002').at(-1)?.text).toContain(`${number} 上海云帆科技有限公司`);
  });

  test('stays as it is while its approval runs', async () => {
    const number = await newDeal('2万 待签约');
    const approval = /A-\d+/.exec(world.card('E003', number).text)?.[0];
    const answer = `${number} 的审批 ${approval} 正在进行，等待 李娜。如需修改，请先撤回：“/审批 撤回 ${approval}”。`;
    for (const line of [
      'stage %s 待签约',
      'stage %s 谈判',
      'won %s',
      'lost %s 太贵',
      'edit %s',
      'edit %s 金额=3万',
    ])
      expect((await world.type('E003', `/deal ${line.replace('%s', number)}`)).text).toBe(answer);
  });

  test('stays as it is while its approval runs by a flow of the firm’s own', async () => {
    const publish = (purpose: string) =>
      world.database.transaction((tx) => publishFlow(tx, { ...contractFlow, purpose }, new Date()));
    await publish('contract-abroad');
    const number = await newDeal('2万 待签约');
    await publish('contract');
    for (const line of ['stage %s 待签约', 'stage %s 谈判', 'edit %s 金额=3万'])
      expect((await world.type('E003', `/deal ${line.replace('%s', number)}`)).text).toContain('正在进行');
  });

  test('waits for who has the approval that runs, not for a newer one that older versions let be submitted', async () => {
    const number = await newDeal('2万 待签约');
    const [approval] = /A-\d+/.exec(world.card('E003', number).text) ?? [];
    await newDeal('3万 待签约');
    const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
    await world.type('E003', `/审批 撤回 A-${row?.id}`);
    await world.rows(`UPDATE approvals SET subjectId = ${number.slice(2)} WHERE id = ${row?.id}`);
    expect((await world.type('E003', `/deal stage ${number} 谈判`)).text).toBe(
      `${number} 的审批 ${approval} 正在进行，等待 李娜。如需修改，请先撤回：“/审批 撤回 ${approval}”。`,
    );
  });

  test('is opened again by whoever submitted it: others are told who that is', async () => {
    const number = await newDeal('2万 待签约');
    expect((await world.type('E002', `/deal edit ${number} 金额=3万`)).text).toMatch(
      /等待 李娜。如需修改，请 张伟 先撤回，只有本人能撤回。$/,
    );
    const flow: FlowDefinition = { ...contractFlow, withdraw: 'NEVER' };
    await world.database.transaction((tx) => publishFlow(tx, flow, new Date()));
    const fixed = await newDeal('2万 待签约');
    await world.database.transaction((tx) => publishFlow(tx, contractFlow, new Date()));
    expect((await world.type('E003', `/deal edit ${fixed} 金额=3万`)).text).toMatch(
      /等待 李娜。它已不能撤回，结束之后才能修改。$/,
    );
  });

  test('by “won” goes the same way, and keeps why', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/商机 赢单 ${number} 交付快`)).text).toContain('审批');
    const other = await newDeal();
    expect((await world.press('E003', world.card('E003', other), '赢单')).text).toContain('等待 李娜');
  });

  describe('by several people', () => {
    test('lets a manager move the deals of their people, and tells the owner', async () => {
      const number = await newDeal();
      expect((await world.type('E002', `/deal stage ${number} 方案`)).text).toBe(`${number} 已进入“方案”。`);
      expect(world.card('E003', number).text).toContain('李娜：阶段 线索 → 方案');
    });

    test('is not for colleagues, who do not learn that the deal exists', async () => {
      const number = await newDeal();
      const hidden = await world.type('E004', `/deal stage ${number} proposal`);
      const missing = await world.type('E004', '/deal stage D-999999 proposal');
      expect(hidden.text.replace(number, 'D-999999')).toBe(missing.text);
    });

    test('is not for those who may only look', async () => {
      const number = await newDeal();
      expect((await world.type('E005', `/deal stage ${number} 方案`)).text).toBe(
        `商机 ${number} 由 张伟 负责，你可以查看，但不能修改。请联系 张伟 或其上级。`,
      );
    });

    test('at the same instant starts one approval, and tells the second of it', async () => {
      const number = await newDeal();
      const answers = await Promise.all([
        world.type('E003', `/deal stage ${number} 待签约`),
        world.type('E002', `/deal stage ${number} 待签约`),
        world.type('E001', `/deal won ${number}`),
      ]);
      const texts = answers.map(({ text }) => text);
      expect(texts.filter((text) => text.includes('已提交'))).toHaveLength(1);
      expect(texts.filter((text) => text.includes('正在进行，等待 李娜'))).toHaveLength(2);
    });
  });

  test('asks those whom the customer’s other deals call for, if the flow looks at them', async () => {
    const { database, now } = world;
    const flow = contractFlow;
    const [manager, others, boss] = flow.steps;
    const steps = [{ ...boss, when: { cel: 'customer.openCents > 100000000' } }, manager, others];
    await world.type('E003', '/customer new 杭州青禾科技有限公司');
    const dealCard = async () => {
      const made = await world.type('E003', '/deal new 杭州青禾科技有限公司 1万 待签约');
      return world.card('E003', /D-\d+/.exec(made.text)?.[0] ?? '').text;
    };

    await database.transaction((tx) => publishFlow(tx, { ...flow, steps } as typeof flow, now()));
    expect(await dealCard()).toContain('等 李娜 处理');
    await world.type('E003', '/deal new 杭州青禾科技有限公司 2000万');
    expect(await dealCard()).toMatch(/等 (?!李娜).+ 处理/);
    await database.transaction((tx) => publishFlow(tx, flow, now()));
  });
});
