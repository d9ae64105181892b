import { isDuplicate } from '../../../../handlers/approval/rules/dedupe.js';
import { isSignedBy } from '../../../../handlers/approval/rules/signature.js';
import { evidenceFaults } from '../../../../handlers/approval/verify-evidence.js';
import { shippedFlows } from '../../../../handlers/flow/shipped.js';
import type { FlowDefinition } from '../../../../models/approval-flow.js';
import type { Instance, People } from '../../../../models/approval-instance.js';
import { publishFlow } from '../../../../models/flow.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../../support/world.js';
import { does, ruled, signedBy, stateOf } from '../acts.js';
import { feng, firm, flow, jie, li, na, refusal, submitted, waitingFor } from '../firm.js';

describe('a name that is typed is one’s own', () => {
  test.each([
    ['张伟', '张伟', true],
    ['张伟', ' 张 伟 ', true],
    ['张伟', '张伟　', true],
    ['张伟', '张炜', false],
    ['张伟', '', false],
    ['Emma Clarke', 'emma  CLARKE', true],
    ['Emma Clarke', 'Ｅｍｍａ Ｃｌａｒｋｅ', true],
    ['Emma Clarke', 'Emma', false],
    ['艾力·买买提', '艾力•买买提', true],
    ['José', 'Jose\u0301', true],
  ])('of %s “%s”: %s', (name, signature, is) => {
    expect(isSignedBy(name, signature)).toBe(is);
  });
});

describe('a step that takes a signature', () => {
  const signed = ruled(signedBy('sign', jie), { signature: true });
  const asked = () => submitted(flow(signed, signedBy('boss', feng)));

  const refused = (attempt: () => unknown) => refusal(attempt);
  const needs = (name: string) => `This step needs your signature: open it and write your own name, ${name}.`;

  test.each([[undefined], [''], ['Li'], ['Jie Li']])('is not approved with “%s”', (signature) => {
    const attempt = () =>
      does(asked(), 'approve', { byId: jie, ...(signature !== undefined && { signature }) });
    expect(refused(attempt)).toBe(needs('Jie'));
  });

  test('is approved with one’s own name, which is kept as it was typed', () => {
    const done = does(asked(), 'approve', { byId: jie, signature: ' jie ' });
    expect(done.instance.tasks[0]).toMatchObject({ state: 'approved', signature: 'jie' });
    expect(waitingFor(done)).toEqual([feng]);
  });

  test('is rejected and sent back without one', () => {
    expect(does(asked(), 'reject', { byId: jie, comment: 'No' }).outcome).toBe('rejected');
    const back = { byId: jie, comment: 'No', to: 'initiator', way: 'RERUN' } as const;
    expect(does(asked(), 'return', back).instance.state).toBe('returned');
  });

  test('is signed by whoever acts for somebody with their own name', () => {
    const people: People = { ...firm, proxyOf: { [jie]: li } };
    const { instance } = submitted(flow(signed), {}, people);
    const attempt = () => does({ instance }, 'approve', { byId: li, signature: 'Jie' }, 30, people);
    expect(refused(attempt)).toBe(needs('Li'));
    expect(does({ instance }, 'approve', { byId: li, signature: 'Li' }, 30, people).outcome).toBe('approved');
  });

  test('is signed to add somebody after oneself, and not to add somebody before or beside', () => {
    const adding = { byId: jie, who: [na], mode: 'ALL' } as const;
    const after = { ...adding, where: 'after' } as const;
    expect(refused(() => does(asked(), 'addSigner', after))).toBe(needs('Jie'));
    expect(does(asked(), 'addSigner', { ...after, signature: 'Jie' }).instance.tasks[0]).toMatchObject({
      state: 'decided_waiting',
      signature: 'Jie',
    });
    for (const where of ['before', 'beside'] as const)
      expect(waitingFor(does(asked(), 'addSigner', { ...adding, where }))).toContain(na);
  });

  test('asks those who were added to sign, too', () => {
    const added = does(asked(), 'addSigner', { byId: jie, where: 'before', who: [na], mode: 'ALL' });
    expect(refused(() => does(added, 'approve', { byId: na }))).toBe(needs('Na'));
    expect(waitingFor(does(added, 'approve', { byId: na, signature: 'Na' }))).toEqual([jie]);
  });

  test('takes the signature back with the approval', () => {
    const done = does(asked(), 'approve', { byId: jie, signature: 'Jie' });
    expect(does(done, 'takeBack', { byId: jie }).instance.tasks[0]).toMatchObject({
      state: 'open',
      signature: null,
    });
  });

  test('is asked for again of who has approved before: a rule signs nothing', () => {
    const twice = { ...flow(signedBy('first', jie), signed), dedupe: 'ONCE' as const };
    const done = does(submitted(twice), 'approve', { byId: jie });
    expect(stateOf(done, 'sign')).toBe('active');
    const open = done.instance.tasks.find(({ state }) => state === 'open');
    expect(open && isDuplicate(done.instance as Instance, open)).toBe(false);
  });
});

const expense = (rules: object, more: Partial<FlowDefinition> = {}): FlowDefinition => {
  const [found] = shippedFlows.filter(({ key }) => key === 'expense');
  if (!found) throw new Error('There is no expense.');
  const [first, ...others] = found.steps;
  if (!first) throw new Error('It has no steps.');
  return { ...found, ...more, steps: [{ ...first, ...rules } as typeof first, ...others] };
};

const LINE = '/approval new expense 1200 交通 2026-11-20 拜访云帆';

describeOnEachDatabase('a signature in the form behind “同意”', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const definition = expense({ signature: true });
    await world.database.transaction((tx) => publishFlow(tx, definition, new Date()));
  });

  test('is asked for, checked, and stands on every card, in the history and in the evidence', async () => {
    await world.type('E003', LINE);
    const form = await world.press('E002', world.card('E002', 'A-1'), '同意');
    expect(form.fields).toEqual({ 签名: '' });
    expect(form.text).toContain('写自己的姓名：李娜');
    expect((await world.submit('E002', form)).errors).toEqual({ 签名: '请填写签名。' });
    expect((await world.submit('E002', form, { 签名: '李娜娜' })).errors).toEqual({
      签名: '签名和你的姓名不一致，请写：李娜。',
    });
    expect((await world.submit('E002', form, { 签名: '李 娜' })).text).toContain('接下来由 刘洋 处理');

    expect(world.card('E003', 'A-1').text).toMatch(/✓ 李娜 已同意.*（签名：李 娜）/);
    expect((await world.type('E003', '/approval R-1')).text).toContain('李娜：签名同意 A-1（李 娜）');
    const rows = await world.rows<{ entry: string; hash: string }>(
      'SELECT entry, hash FROM evidence WHERE approvalId = 1 ORDER BY number',
    );
    const entries = rows.map(({ entry, hash }) => ({ entry: String(entry), hash }));
    expect(JSON.parse(entries[1]?.entry ?? '')).toMatchObject({ what: 'approve', signature: '李 娜' });
    const file = {
      format: 'dealdesk-evidence-1',
      approval: 'A-1',
      head: entries.at(-1)?.hash ?? '',
      entries,
    } as const;
    expect(evidenceFaults(file)).toEqual([]);
    const forged = entries.map((one) => ({ ...one, entry: one.entry.replace('李 娜', '王建国') }));
    expect(evidenceFaults({ ...file, entries: forged })).toContain('Entry 2 is not what was sealed.');
  });

  test('is left out of a bulk approval, which says why, also to whoever forges one', async () => {
    await world.type('E003', LINE);
    const shown = await world.type('E002', '/approval bulk');
    expect(shown.text).toContain('A-1 拜访云帆（报销，¥1,200.00）：需要签名，请单独打开处理');
    expect(shown.buttons).toEqual([]);
    const [row] = await world.rows<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = 1');
    const forged = await world.ask('E002', {
      kind: 'press',
      do: 'approval.bulkApprove',
      input: { items: [{ id: 1, hash: row?.contentHash ?? '' }] },
    });
    expect(forged.text).toContain('A-1：这一步需要签名，请打开这项审批，写自己的姓名：李娜。');
    expect(world.card('E002', 'A-1').buttons).toContain('同意');
  });

  test('is given with signers who are added after it, and a slip loses nothing of the form', async () => {
    await world.type('E003', LINE);
    const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
    const form = await world.press('E002', more, '加签');
    expect(Object.keys(form.fields)).toEqual(['姓名或工号', '加在哪里', '多人时怎么签', '签名', '评论']);
    const slip = await world.submit('E002', form, { 姓名或工号: '周宁', 加在哪里: 'after', 签名: '李' });
    expect(slip.errors).toEqual({ 签名: '签名和你的姓名不一致，请写：李娜。' });
    expect(slip.fields).toMatchObject({ 姓名或工号: '周宁', 签名: '李' });
    await world.submit('E002', form, { 姓名或工号: '周宁', 加在哪里: 'after', 签名: '李娜' });
    expect(world.card('E002', 'A-1').text).toMatch(/李娜 已同意，等后加签的人.*（签名：李娜）/);
    expect((await world.type('E003', '/approval R-1')).text).toContain('签名同意 A-1（李娜），后加签 周宁');
  });

  test('is asked for in English of who reads English', async () => {
    await world.hire('E031', { name: 'Tom Reed', manager: 'E004', locale: 'en' });
    await world.type('E031', '/approval new expense 1200 travel 2026-11-20 visit');
    const form = await world.press('E004', world.card('E004', 'A-1'), 'Approve');
    expect(form.text).toContain('Write your own name: Emma Clarke');
    expect((await world.submit('E004', form, { Signature: 'Tom Reed' })).errors).toEqual({
      Signature: 'That is not your name. Write it as it is known here: Emma Clarke.',
    });
    await world.submit('E004', form, { Signature: 'emma clarke' });
    expect(world.card('E031', 'A-1').text).toMatch(/Emma Clarke: approved .*, signed “emma clarke”/);
  });
});
