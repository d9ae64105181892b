import { shippedFlows } from '../../../handlers/flow/shipped.js';
import type { FlowDefinition, FlowNode } from '../../../models/approval-flow.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('the page of a request whose approval is to be revoked', (open) => {
  let world: World;
  /** Its manager does not see the amount; a copy goes to Emma Clarke at its end. */
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    const expense = shippedFlows.find(({ key }) => key === 'expense');
    if (!expense) throw new Error('There is no expense.');
    const steps = expense.steps.map(
      (step): FlowNode =>
        step.key === 'manager' ? ({ ...step, fields: { amount: 'hidden' } } as FlowNode) : step,
    );
    const emma = { type: 'person', employeeId: (await world.employee('E004')).id } as const;
    const copied: FlowDefinition = { ...expense, steps, copies: [{ at: 'end', to: [emma] }] };
    await world.database.transaction((tx) => publishFlow(tx, copied, new Date()));

    await world.type('E003', '/approval new expense 1200 交通 2026-11-20 拜访云帆科技');
    for (const person of ['E002', 'E006']) await world.press(person, world.card(person, 'A-1'), '同意');
    const more = await world.press('E003', await world.type('E003', '/approval A-1'), '更多');
    await world.submit('E003', await world.press('E003', more, '申请撤销'), { 原因: '退了' });
  });

  const page = (person: string) => world.type(person, '/approval R-1');
  const revocation = (person: string) => world.card(person, /A-2\b/);

  test('says how its own approval stands, before and after the other is decided', async () => {
    expect((await page('E003')).text).toContain('审批 A-1：撤销审批中');
    const form = await world.press('E002', revocation('E002'), '拒绝');
    await world.submit('E002', form, { 拒绝原因: '不退' });
    expect((await page('E003')).line).toContain('✓ 审批 A-1：已通过');
  });

  test('does not offer its owner to change it while the revocation is back', async () => {
    const more = await world.press('E002', revocation('E002'), '更多');
    await world.submit('E002', await world.press('E002', more, '退回'), { 原因: '说清楚' });
    expect((await page('E003')).buttons).not.toContain('修改并重新提交');
  });

  test('is still seen by whoever got a copy', async () => {
    expect((await page('E004')).text).toContain('1,200.00');
  });

  test('is seen by whoever is asked about the revocation only, but for what is hidden there', async () => {
    await world.hire('E021', { name: '孙悦' });
    expect((await page('E021')).text).toContain('没有');
    const more = await world.press('E002', revocation('E002'), '更多');
    const form = await world.press('E002', more, '转交');
    await world.submit('E002', form, { 姓名或工号: '孙悦' });
    const seen = (await page('E021')).text;
    expect(seen).toContain('类别 交通');
    expect(seen).not.toContain('1,200');
  });
});
