import { seal } from '../../../handlers/approval/evidence.js';
import { evidenceFaults } from '../../../handlers/approval/verify-evidence.js';
import { shippedFlows } from '../../../handlers/flow/shipped.js';
import type { FieldPermission, FlowDefinition } from '../../../models/approval-flow.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { startMiniapp } from '../../support/miniapp.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';
import { ruled, signedBy } from './acts.js';

type Permissions = Readonly<Record<string, FieldPermission>>;

/** The shipped expense, whose steps let their approvers do this with its fields. */
const expense = (byStep: Readonly<Record<string, Permissions>>): FlowDefinition => {
  const found = shippedFlows.find(({ key }) => key === 'expense');
  if (!found) throw new Error('There is no expense.');
  const steps = found.steps.map((step) => {
    const fields = byStep[step.key];
    return fields && (step.kind ?? 'step') === 'step' ? { ...step, fields } : step;
  });
  return { ...found, steps: steps as FlowDefinition['steps'] };
};

const LINE = '/approval new expense 1200 交通 2026-11-20 customer=C-1 reason=拜访云帆';

describeOnEachDatabase('a field that a step hides', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const definition = expense({
      manager: { amount: 'hidden', customer: 'hidden', reason: 'hidden' },
      finance: { spentOn: 'hidden' },
    });
    await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
    await world.type('E003', LINE);
  });

  const everything = async (person: string): Promise<string> => {
    const typed = ['/approval mine', '/approval A-1', '/approval R-1', '/approval bulk', '/todo', '/digest'];
    const seen = [];
    for (const line of typed) seen.push(await world.type(person, line));
    const again = await world.ask(person, { kind: 'press', do: 'request.againForm', input: { id: 1 } });
    const card = { do: 'approval.commentForm', input: { id: 1 } } as const;
    seen.push(await world.ask(person, { kind: 'press', ...card }));
    const texts = [...world.cards(person), ...seen].map(({ line, text }) => `${line}\n${text}`);
    return [...texts, JSON.stringify(again.fields), again.text].join('\n');
  };

  const secrets = ['1,200', '1200', '云帆', '客户 ', '金额 '];

  test('is on no card, in no list, no form, no digest and no title of whoever decides there', async () => {
    const seen = await everything('E002');
    for (const secret of secrets) expect(seen).not.toContain(secret);
    expect(seen).toContain('类别 交通');
    expect(world.card('E002', 'A-1').text).toContain('R-1 报销');
    const own = await everything('E003');
    for (const secret of ['1,200', '云帆', '客户 ', '金额 ']) expect(own).toContain(secret);
  });

  test('is not on the pages of the mini-app either', async () => {
    const app = await startMiniapp(world);
    const seenBy = async (person: string) => {
      const browser = await app.as(person);
      const paths = ['records/approval/1', 'records/request/1', 'todo'];
      const pages = await Promise.all(paths.map((path) => browser.get(`/api/v1/${path}`)));
      return JSON.stringify(pages.map(({ body }) => body));
    };
    const [li, zhang] = [await seenBy('E002'), await seenBy('E003')];
    await app.stop();
    expect(li).toContain('交通');
    for (const secret of ['120000', '云帆']) {
      expect(li).not.toContain(secret);
      expect(zhang).toContain(secret);
    }
  });

  test('is not looked up beforehand by whoever will decide, and shown to who decides elsewhere', async () => {
    expect((await world.type('E006', '/approval R-1')).text).not.toContain('发生日期');
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    const card = world.card('E006', 'A-1').text;
    expect(card).toContain('金额 ¥1,200.00');
    expect(card).not.toContain('发生日期');
    expect((await world.type('E001', '/approval R-1')).text).toContain('发生日期');
  });

  test('is in no list of changes, and that it was changed is not said either', async () => {
    const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
    await world.submit('E002', await world.press('E002', more, '退回'), { 原因: '类别不对' });
    const form = await world.press('E003', world.card('E003', '退回'), '重新提交');
    await world.submit('E003', form, { 金额: '990', 类别: 'meals' });
    const card = world.card('E002', '第 2 轮').text;
    expect(card).toContain('类别：交通 → 餐饮');
    expect(card).not.toContain('990');
    expect((await world.type('E002', '/approval R-1')).text).toContain('张伟：修改了类别');
    expect((await world.type('E003', '/approval R-1')).text).toContain('张伟：修改了金额、类别');
  });

  const mention = async (person: string, comment: string) => {
    const form = await world.press(person, await world.type(person, '/approval A-1'), '评论');
    return world.submit(person, form, { 评论: comment });
  };

  test('stays hidden from whom those mention who do not see it, until somebody does who sees it', async () => {
    for (const [person, name] of [
      ['E021', '孙悦'],
      ['E022', '吴桐'],
    ] as const)
      await world.hire(person, { name });
    await mention('E002', '@孙悦 看看');
    await mention('E021', '@E022 你呢');
    for (const person of ['E021', 'E022']) {
      const seen = await everything(person);
      for (const secret of secrets) expect(seen).not.toContain(secret);
      expect(seen).toContain('类别 交通');
    }
    await mention('E003', '@孙悦 金额你也看一下');
    expect(world.card('E021', 'A-1').text).toContain('金额 ¥1,200.00');
    expect(world.card('E022', 'A-1').text).not.toContain('1,200');
  });

  test('is shown to whoever may see it anyway, whoever mentions them', async () => {
    await mention('E002', '@周宁 @E006 看看');
    expect(world.card('E007', 'A-1').text).toContain('金额 ¥1,200.00');
    const finance = world.card('E006', 'A-1').text;
    expect(finance).toContain('金额 ¥1,200.00');
    expect(finance).not.toContain('发生日期');
  });

  test('stays hidden while what was approved is revoked', async () => {
    for (const person of ['E002', 'E006']) await world.press(person, world.card(person, 'A-1'), '同意');
    const more = await world.press('E003', await world.type('E003', '/approval A-1'), '更多');
    await world.submit('E003', await world.press('E003', more, '申请撤销'), { 原因: '退了' });
    const card = world.card('E002', /A-2\b/).text;
    expect(card).toContain('类别 交通');
    for (const secret of secrets) expect(card).not.toContain(secret);
  });
});

describeOnEachDatabase('a field that a step lets its approvers change', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const definition = expense({
      manager: { kind: 'edit', amount: 'edit' },
      finance: { amount: 'edit', customer: 'hidden' },
    });
    await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
    await world.type('E003', LINE);
  });

  const openForm = async (person: string) =>
    world.press(person, await world.press(person, world.card(person, 'A-1'), '更多'), '改内容');

  test('is changed in a form of these fields; everybody sees it, and an old press is refused', async () => {
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    const old = world.card('E006', 'A-1');
    const form = await openForm('E006');
    expect(form.fields).toEqual({ 金额: '¥1,200.00' });
    expect((await world.submit('E006', form, { 金额: '不少' })).errors.金额).toContain('看不懂这个金额');
    expect((await world.submit('E006', form)).text).toBe('A-1：没有改动。');
    expect((await world.submit('E006', form, { 金额: '980' })).text).toBe('A-1：已修改金额。');

    expect(world.card('E006', 'A-1').text).toContain('金额 ¥980.00');
    for (const person of ['E002', 'E003'])
      expect(world.card(person, 'A-1').text).toContain('金额：¥1,200.00 → ¥980.00');
    expect(world.card('E003', 'A-1').text).toMatch(/刘洋：修改了 A-1 的金额/);
    expect((await world.press('E006', old, '同意')).text).toContain('内容有变动');
    expect((await world.submit('E006', form, { 金额: '1' })).text).toContain('内容有变动');
    expect((await world.press('E006', world.card('E006', 'A-1'), '同意')).text).toContain('审批通过');
    expect((await world.type('E003', '/approval R-1')).text).toContain('金额 ¥980.00');
  });

  test('is in the evidence as it was and as it became, and a forged change is found', async () => {
    await world.submit('E002', await openForm('E002'), { 金额: '980', 类别: 'meals' });
    const rows = await world.rows<{ entry: string; hash: string }>(
      'SELECT entry, hash FROM evidence WHERE approvalId = 1 ORDER BY number',
    );
    const entries = rows.map(({ entry, hash }) => ({ entry: String(entry), hash }));
    expect(JSON.parse(entries[1]?.entry ?? '')).toMatchObject({
      what: 'edit',
      by: { name: '李娜' },
      before: { amountCents: 120_000, kind: 'travel' },
      facts: { amountCents: 98_000, kind: 'meals' },
    });
    const head = entries.at(-1)?.hash ?? '';
    const file = { format: 'dealdesk-evidence-1', approval: 'A-1', head, entries } as const;
    expect(evidenceFaults(file)).toEqual([]);
    const [first] = entries;
    const entry = String(entries[1]?.entry).replace('"amountCents":120000', '"amountCents":130000');
    const hash = seal(first?.hash ?? '', entry);
    const forged = [...entries.slice(0, 1), { entry, hash }];
    expect(evidenceFaults({ ...file, entries: forged, head: hash })).toEqual([
      'What entry 2 changed is not the content that there was.',
    ]);
    const history = await world.rows<{ action: string }>(
      "SELECT action FROM history WHERE action = 'approval.edited'",
    );
    expect(history).toHaveLength(2);
  });

  test('is changed by nobody else, and no other field is, whatever is sent', async () => {
    const [row] = await world.rows<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = 1');
    const context = { id: 1, hash: row?.contentHash ?? '' };
    const send = (person: string, values: Readonly<Record<string, string>>) =>
      world.ask(person, { kind: 'submit', form: 'approval.edit', values, context });
    expect((await send('E006', { amount: '1' })).text).toContain('等 李娜');
    expect((await send('E003', { amount: '1' })).text).toContain('自己的申请不能自己审批');
    expect((await send('E002', { reason: '别的' })).text).toBe('A-1：没有改动。');
    expect((await send('E002', { kind: 'meals', spentOn: '2026-01-01' })).text).toBe('A-1：已修改类别。');
    const shown = await world.type('E003', '/approval R-1');
    expect(shown.text).toContain('发生日期 2026年11月20日');
    expect(shown.text).toContain('类别 餐饮');
    expect(shown.text).toContain('事由 拜访云帆');
  });

  test('is not changed to what could not go on', async () => {
    await world.submit('E002', await openForm('E002'), { 金额: 'USD 90' });
    expect(world.card('E002', 'A-1').text).toContain('○ 总经理 · 未开始');
    const required = await world.submit('E002', await openForm('E002'), { 金额: '' });
    expect(required.errors).toEqual({ 金额: '请填写金额。' });
  });

  test('is changed in English, too', async () => {
    await world.hire('E031', { name: 'Tom Reed', manager: 'E004', locale: 'en' });
    await world.type('E031', '/approval new expense 1200 travel 2026-11-20 visit');
    const more = await world.press('E004', world.card('E004', 'A-2'), 'More');
    const form = await world.press('E004', more, 'Edit');
    expect(form.text).toContain('presses on the old one do not count any more');
    expect((await world.submit('E004', form, { Kind: 'meals' })).text).toBe('A-2: you changed kind.');
    expect(world.card('E031', 'A-2').text).toContain('Emma Clarke: changed kind of A-2');
  });
});

describeOnEachDatabase('a field that is changed by whoever it has come straight back to', (open) => {
  let world: World;
  const idOf = async (person: string) => (await world.employee(person)).id;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const [li, zhang, wang] = [await idOf('E002'), await idOf('E003'), await idOf('E001')];
    const steps = [
      ruled(signedBy('manager', li), { fields: { amount: 'edit' } }),
      ruled(signedBy('large', zhang), {
        when: { field: 'amountCents', op: 'gt', value: 500_000 },
        own: 'FORBID',
      }),
      signedBy('boss', wang),
    ];
    const definition: FlowDefinition = { ...expense({}), steps };
    await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
    await world.type('E003', LINE);
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    const more = await world.press('E001', world.card('E001', 'A-1'), '更多');
    const form = await world.press('E001', more, '退回');
    await world.submit('E001', form, { 退回到: 'manager', 之后: 'JUMP', 原因: '金额不对' });
  });

  const edit = async (amount: string) => {
    const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
    return world.submit('E002', await world.press('E002', more, '改内容'), { 金额: amount });
  };

  test('is not changed to what a step that was passed by could not decide', async () => {
    expect((await edit('9000')).text).toContain('large');
    expect(world.card('E002', 'A-1').text).toContain('金额 ¥1,200.00');
    expect((await edit('980')).text).toBe('A-1：已修改金额。');
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    expect(world.card('E001', 'A-1').text).toContain('金额：¥1,200.00 → ¥980.00');
  });
});

describeOnEachDatabase('whoever acts for somebody below an amount', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const definition = expense({ manager: { amount: 'edit' } });
    await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
  });

  test('does not any more once the amount is above it: it goes back to who is away', async () => {
    world.now = () => new Date(Date.UTC(2026, 10, 26, 2));
    await world.type('E002', '/away until 12-05 周宁 5千以下');
    await world.type('E003', LINE);
    const more = await world.press('E007', world.card('E007', 'A-1'), '更多');
    await world.submit('E007', await world.press('E007', more, '改内容'), { 金额: '8000' });
    expect(world.card('E002', 'A-1').buttons).toContain('同意');
    expect(world.card('E007', 'A-1').buttons).not.toContain('同意');
    const edited = await world.rows<{ onBehalfOfId: number | null }>(
      "SELECT onBehalfOfId FROM history WHERE action = 'approval.edited' AND subjectKind = 'request'",
    );
    expect(edited).toEqual([{ onBehalfOfId: (await world.employee('E002')).id }]);
  });
});
