import { insertHistory } from '../../../models/history.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type Seen, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('the approval of a contract', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.hire('E015', { name: '陈默', roles: ['legal'], manager: 'E001' });
  });

  /** A deal of E003 whose contract waits for E002. */
  const ask = async (amount = '2万', person = 'E003') => {
    const { text } = await world.type(person, `/deal new ${yunfan} ${amount} 待签约`);
    const [deal = '', approval = ''] = [/D-\d+/, /A-\d+/].map((pattern) => pattern.exec(text)?.[0] ?? text);
    return { deal, approval, card: (whose: string) => world.card(whose, new RegExp(`${approval}\\b`)) };
  };
  type Asked = Awaited<ReturnType<typeof ask>>;

  const approve = (person: string, { card }: Asked) => world.press(person, card(person), '同意');
  const stageOf = async (deal: string) =>
    (await world.rows<{ stage: string }>(`SELECT stage FROM deals WHERE id = ${deal.slice(2)}`))[0]?.stage;
  const reject = async (person: string, { card }: Asked, reason: string) =>
    world.submit(person, await world.press(person, card(person), '拒绝'), { 拒绝原因: reason });

  test('shows what was said of it however much happens afterwards', async () => {
    const asked = await ask();
    await world.submit('E002', await world.press('E002', asked.card('E002'), '评论'), {
      评论: '先看付款方式',
    });
    const happened = { subjectKind: 'approval', subjectId: Number(asked.approval.slice(2)) };
    await world.database.transaction(async (tx) => {
      for (let times = 0; times < 5; times += 1)
        insertHistory(tx, {
          ...{ ...happened, happenedAt: new Date(), actorId: null, onBehalfOfId: null },
          ...{ surface: 'system', action: 'approval.remindedLate', detail: {} },
        });
    });
    expect((await world.type('E003', `/approval ${asked.approval}`)).text).toContain('李娜：先看付款方式');
  });

  test('goes from the manager to legal and finance, and ends with a signed deal', async () => {
    const asked = await ask();
    expect(asked.card('E002').text).toContain('● 审批中，等你处理');
    expect(asked.card('E002').text).toContain('– 总经理 · 无需审批');
    expect((await approve('E002', asked)).text).toBe(
      `已同意 ${asked.approval}，接下来由 陈静、陈默、刘洋 处理。`,
    );
    expect(await stageOf(asked.deal)).toBe('to-sign');
    expect(world.card('E003', asked.deal).text).toContain('等 陈静、陈默、刘洋 处理');

    expect((await approve('E005', asked)).text).toBe(`已同意 ${asked.approval}，还在等 刘洋。`);
    expect((await approve('E006', asked)).text).toBe(`已同意 ${asked.approval}，审批通过。`);
    expect(await stageOf(asked.deal)).toBe('signed');

    const deal = world.card('E003', `商机 ${asked.deal}`);
    expect(deal.text).toContain('线索 › 方案 › 谈判 › 待签约 › ●已签约');
    expect(deal.text).toContain(`✓ 审批 ${asked.approval}：已通过`);
    expect(deal.buttons).toEqual([`打开 ${asked.approval}`, '查看合同（第 1 版）', '写跟进']);
    const result = asked.card('E003');
    expect(result.text).toContain('✓ 已通过');
    expect(result.text).toContain('由 刘洋 最后同意');
    expect(result.buttons).toEqual(['查看合同文档', '更多']);
    for (const person of ['E002', 'E005', 'E006', 'E015'])
      expect(asked.card(person).buttons).toEqual(['查看合同文档']);
  });

  test('asks the general manager above 500,000, and not for exactly that', async () => {
    const small = await ask('50万');
    const large = await ask('500,000.01');
    for (const asked of [small, large])
      for (const person of ['E002', 'E015', 'E006']) await approve(person, asked);
    expect(await stageOf(small.deal)).toBe('signed');
    expect(await stageOf(large.deal)).toBe('to-sign');
    expect(large.card('E001').text).toContain('等你处理');
    expect((await approve('E001', large)).text).toContain('审批通过');
    expect(await stageOf(large.deal)).toBe('signed');
  });

  test('asks the general manager about other currencies', async () => {
    const asked = await ask('USD 100');
    for (const person of ['E002', 'E005', 'E006']) await approve(person, asked);
    expect(await stageOf(asked.deal)).toBe('to-sign');
    expect((await approve('E001', asked)).text).toContain('审批通过');
  });

  describe('rejected', () => {
    test('needs a reason, which the seller reads', async () => {
      const asked = await ask();
      const form = await world.press('E002', asked.card('E002'), '拒绝');
      expect(form.fields).toEqual({ 拒绝原因: '' });
      expect((await world.submit('E002', form, { 拒绝原因: ' ' })).errors).toEqual({
        拒绝原因: '请填写拒绝原因。',
      });
      expect((await world.submit('E002', form, { 拒绝原因: '长'.repeat(5000) })).errors).toEqual({
        拒绝原因: '拒绝原因最多 1,000 个字，现在有 5,000 个。',
      });

      const answer = await world.submit('E002', form, { 拒绝原因: '折扣 > 10%，需要 <依据>' });
      expect(answer.text).toBe(`已拒绝 ${asked.approval}，已通知 张伟。`);
      expect(asked.card('E003').text).toContain('✗ 已拒绝\n李娜 拒绝：“折扣 > 10%，需要 <依据>”');
      expect(await stageOf(asked.deal)).toBe('negotiation');
      expect(world.card('E003', `商机 ${asked.deal}`).text).toContain('线索 › 方案 › ●谈判 › 待签约');
    });

    test('by one of legal and finance ends it for the other', async () => {
      const asked = await ask();
      await approve('E002', asked);
      await reject('E006', asked, '账期太长');
      expect(asked.card('E005').buttons).toEqual(['查看合同文档']);
      expect(await stageOf(asked.deal)).toBe('negotiation');
    });

    test('can be changed and asked for again, with a new version of the contract', async () => {
      const asked = await ask();
      await reject('E002', asked, '金额不对');
      await world.type('E003', `/deal edit ${asked.deal} 金额=1.8万`);
      const again = await world.type('E003', `/deal stage ${asked.deal} 待签约`);
      expect(again.text).toContain('合同第 2 版已生成');
      expect(again.text).not.toContain(`${asked.approval} `);
      expect(world.cards('E002').at(-1)?.text).toContain('金额 ¥18,000.00');
    });
  });

  describe('withdrawn', () => {
    test('by the seller goes back, and the approver sees it', async () => {
      const asked = await ask();
      expect((await world.type('E003', `/approval withdraw ${asked.approval}`)).text).toBe(
        `已撤回 ${asked.approval}。`,
      );
      expect(asked.card('E002').text).toContain('↩ 已撤回');
      expect(asked.card('E002').buttons).toEqual(['查看合同文档']);
      expect(await stageOf(asked.deal)).toBe('negotiation');
    });

    test('by the button on the approval that the seller opens', async () => {
      const asked = await ask();
      const seen = await world.press('E003', world.card('E003', asked.deal), asked.approval);
      expect(seen.buttons).toEqual(['查看合同文档', '评论', '撤回', '更多']);
      expect((await world.press('E003', seen, '撤回')).text).toBe(`已撤回 ${asked.approval}。`);
    });

    test('by nobody else', async () => {
      const asked = await ask();
      expect((await world.type('E002', `/审批 撤回 ${asked.approval}`)).text).toBe(
        '只有 张伟 可以撤回这项审批。',
      );
      expect((await world.type('E004', `/approval cancel ${asked.approval}`)).text).toContain(
        `There is no approval ${asked.approval} that you can see.`,
      );
    });

    test('is too late once it is decided', async () => {
      const asked = await ask();
      await reject('E002', asked, '不行');
      expect((await world.type('E003', `/approval withdraw ${asked.approval}`)).text).toMatch(
        /^李娜 已于 \d{4}-\d\d-\d\d \d\d:\d\d 拒绝这项审批。$/,
      );
    });
  });

  describe('commented', () => {
    test('stands on the cards of all who take part, and decides nothing', async () => {
      const asked = await ask();
      const form = await world.press('E002', asked.card('E002'), '评论');
      expect((await world.submit('E002', form, { 评论: '' })).errors).toEqual({ 评论: '请填写评论。' });
      expect((await world.submit('E002', form, { 评论: '请补一份报价单' })).text).toBe(
        `评论已添加到 ${asked.approval}。`,
      );
      expect(asked.card('E002').text).toContain('李娜：请补一份报价单');
      expect(asked.card('E002').buttons).toContain('同意');
      expect(asked.card('E003').text).toContain('李娜：请补一份报价单');
    });
  });

  describe('that somebody else decided first', () => {
    const truth = /^陈(静|默) 已于 \d{4}-\d\d-\d\d \d\d:\d\d 同意过了。$/;

    test('at the same instant: one decision counts, the other is told whose and when', async () => {
      for (let round = 0; round < 5; round += 1) {
        const asked = await ask();
        await approve('E002', asked);
        const answers = await Promise.all(['E005', 'E015'].map((person) => approve(person, asked)));
        const texts = answers.map(({ text }) => text).sort();
        expect(texts).toEqual([`已同意 ${asked.approval}，还在等 刘洋。`, expect.stringMatching(truth)]);
        const signed = await world.rows<{ n: number }>(
          `SELECT COUNT(*) AS n FROM approval_tasks WHERE approvalId = ${asked.approval.slice(2)} AND state = 'approved'`,
        );
        expect(Number(signed[0]?.n)).toBe(2);
      }
    });

    test('legal and finance at the same instant: both count, and the deal is signed once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const asked = await ask();
        await approve('E002', asked);
        const answers = await Promise.all(['E005', 'E006'].map((person) => approve(person, asked)));
        expect(answers.map(({ text }) => text).sort()).toEqual([
          `已同意 ${asked.approval}，审批通过。`,
          expect.stringMatching(/还在等/),
        ]);
        const moves = await world.rows<{ action: string; n: number }>(
          `SELECT action, COUNT(*) AS n FROM history WHERE subjectKind = 'deal' AND subjectId = ${asked.deal.slice(2)}
           AND action IN ('deal.moved', 'deal.won') GROUP BY action ORDER BY action`,
        );
        expect(moves.map(({ action, n }) => [action, Number(n)])).toEqual([
          ['deal.moved', 1],
          ['deal.won', 1],
        ]);
      }
    });

    test('an approval and a withdrawal at the same instant: one of them is told the truth', async () => {
      const asked = await ask();
      const texts = (
        await Promise.all([
          approve('E002', asked),
          world.type('E003', `/approval withdraw ${asked.approval}`),
        ])
      ).map(({ text }) => text);
      expect(await stageOf(asked.deal)).toBe('negotiation');
      expect(texts[1]).toBe(`已撤回 ${asked.approval}。`);
      expect(texts[0]).toMatch(/^(已同意|张伟 已于 .* 撤回这项审批。$)/);
    });

    test('pressing twice says so', async () => {
      const asked = await ask();
      const card = asked.card('E002');
      await world.press('E002', card, '同意');
      expect((await world.press('E002', card, '同意')).text).toMatch(/^李娜 已于 .* 同意过了。$/);
      const form = await world.press('E002', card, '拒绝');
      expect(form.kind).toBe('words');
      expect(form.text).toMatch(/^李娜 已于 .* 同意过了。$/);
    });

    test('an old card still tells the truth when all is over', async () => {
      const asked = await ask();
      const old = asked.card('E002');
      await world.type('E003', `/approval withdraw ${asked.approval}`);
      expect((await world.press('E002', old, '同意')).text).toMatch(/^张伟 已于 .* 撤回这项审批。$/);
    });
  });

  describe('is decided by those who are asked', () => {
    const forged = async (person: string, { approval }: Asked, card: Seen) => {
      const button = card.card?.body.actions?.find(({ title }) => title === '同意');
      const data = button?.type === 'Action.Submit' ? button.data : undefined;
      if (!data || !('do' in data)) throw new Error(`Nothing to press for ${approval}.`);
      return world.ask(person, { kind: 'press', do: data.do, input: JSON.parse(JSON.stringify(data.input)) });
    };

    test('not by the seller', async () => {
      const asked = await ask();
      expect((await forged('E003', asked, asked.card('E002'))).text).toBe(
        '自己的申请不能自己审批，现在等 李娜 处理。',
      );
    });

    test('not by a colleague, an administrator, or somebody whose turn it is not', async () => {
      const asked = await ask();
      expect((await forged('E004', asked, asked.card('E002'))).text).toContain('There is no approval');
      for (const person of ['E007', 'E005', 'E001'])
        expect((await forged(person, asked, asked.card('E002'))).text).toBe(
          '你不是这项审批的审批人，现在等 李娜 处理。',
        );
    });

    test('a sales manager’s own deal goes to the manager above', async () => {
      const { text } = await world.type('E002', `/deal new ${yunfan} 2万 待签约`);
      expect(text).toContain('等待 王建国。');
    });

    test('the general manager’s own deal goes to an administrator', async () => {
      const { text } = await world.type('E001', `/deal new ${yunfan} 60万 待签约`);
      expect(text).toContain('等待 周宁。');
    });

    test('legal does not sign for its own deal', async () => {
      const asked = await ask('2万', 'E015');
      const { text } = await approve('E001', asked);
      expect(text).toContain('陈静');
      expect(text).not.toContain('陈默');
    });

    test('not on something other than what was shown', async () => {
      const asked = await ask();
      const id = Number(asked.approval.slice(2));
      for (const hash of ['0'.repeat(64), ''])
        expect(
          (await world.ask('E002', { kind: 'press', do: 'approval.approve', input: { id, hash } })).text,
        ).toContain('内容有变动');
      expect(asked.card('E002').buttons).toContain('同意');
    });
  });

  test('sends each person few messages: one when asked, one when it is over', async () => {
    const counts = () =>
      Object.fromEntries(
        ['E002', 'E003', 'E005', 'E006'].map((person) => [person, world.cards(person).length]),
      );
    const before = counts();
    const asked = await ask();
    for (const person of ['E002', 'E005', 'E006']) await approve(person, asked);
    const after = counts();
    const more = Object.fromEntries(
      Object.entries(after).map(([person, n]) => [person, n - (before[person] ?? 0)]),
    );
    expect(more).toEqual({ E002: 1, E003: 2, E005: 1, E006: 1 });
  });
});
