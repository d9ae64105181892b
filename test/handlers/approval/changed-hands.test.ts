import { handOver } from '../../../handlers/directory/hand-over.js';
import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import { mastersChange } from '../../../models/database/masters.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { sell } from '../../support/staff.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';
import { branch, fork, signedBy } from './acts.js';

describeOnEachDatabase('a contract whose deal changes hands while it is approved', (open) => {
  let world: World;
  let number: string;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => new Date('2026-03-04T02:00:00Z');
    await world.type('E003', '/deal stage D-1001 待签约');
    await world.press('E002', world.card('E002', 'D-1001'), '同意');
    number = /A-\d+/.exec(world.card('E005', 'D-1001').line)?.[0] ?? '';
  });
  afterEach(() => world.database.close());

  const change = (...statements: readonly string[]) =>
    world.database.transaction(async (tx) => {
      for (const sql of statements) tx.later(sql);
      mastersChange(tx);
    });

  /** 张伟 has left: what he held is 李娜's. */
  const leave = async () => {
    const { database } = world;
    await change("UPDATE employees SET active = 0 WHERE staffNumber = 'E003'");
    const handed = await handOver(
      (work) => database.read(work),
      (work) => database.transaction(work),
      world.now(),
    );
    await world.settled();
    return handed;
  };

  /** Another contract of 张伟's, for which 李娜 is asked first. */
  const another = async () => {
    await world.type('E003', '/deal stage D-1002 待签约');
    return /A-\d+/.exec(world.card('E002', 'D-1002').line)?.[0] ?? '';
  };

  /** To a colleague, in whose team nobody of those is who had it before. */
  const give = (person: string) => world.type('E003', `/deal owner D-1001 ${person}`);

  const approve = (person: string) => world.press(person, world.card(person, number), '同意');

  const sendBack = async (person: string) => {
    const form = await world.press(
      person,
      await world.press(person, world.card(person, number), '更多'),
      '退回',
    );
    return world.submit(person, form, { 原因: '请补充付款条件' });
  };

  test('is followed by the deal’s card of whoever has it now, who hears of the result', async () => {
    await leave();
    expect(world.card('E002', number).buttons).toContain('撤回');
    await approve('E005');
    expect(world.card('E002', '商机 D-1001').text).toContain(`陈静：同意 ${number}`);
    const before = world.cards('E002').length;
    await approve('E006');
    expect(world.cards('E002').length).toBeGreaterThan(before);
    const result = world.card('E002', `审批 ${number}`);
    expect(result.text).toContain('已通过');
    expect(result.text).toContain('发起人 张伟');
    expect(world.card('E002', '商机 D-1001').text).toContain('已签约');
  });

  test('is in their list of what waits for others, and theirs to withdraw', async () => {
    await leave();
    expect((await world.type('E002', '/todo')).text).toContain(
      `你跟进的审批（1）\n${number} 云帆协同平台续约`,
    );
    expect((await world.type('E001', '/deal edit D-1001 标题=新')).text).toMatch(
      /如需修改，请 李娜 先撤回，只有本人能撤回。$/,
    );
    expect((await world.type('E001', `/approval withdraw ${number}`)).text).toBe(
      '只有 李娜 可以撤回这项审批。',
    );
    expect((await world.type('E002', `/approval withdraw ${number}`)).text).toContain('已撤回');
    expect(world.card('E005', number).text).toContain('↩ 已撤回\n由 李娜 撤回');
    expect((await world.type('E002', '/deal edit D-1001 标题=新')).text).toBe('D-1001 已更新：标题。');
  });

  test('comes back to them, and nobody decides on what they have submitted anew', async () => {
    await leave();
    await sendBack('E005');
    const back = world.card('E002', `审批 ${number}：合同审批`);
    expect(back.text).toContain('请补充付款条件');
    expect((await world.type('E002', '/todo')).text).toContain(`${number} 云帆协同平台续约\n等 李娜 处理`);
    await world.type('E002', '/deal edit D-1001 标题=续约（新条款）');
    const form = await world.press('E002', back, '重新提交');
    expect((await world.submit('E002', form)).text).toContain('王建国');
    await approve('E001');
    expect(world.card('E005', number).text).toContain('发起人 李娜');
  });

  test('is seen by a colleague who has it now, and no more followed by who had it', async () => {
    await world.type('E003', '/deal note D-1001 客户催合同');
    const old = world.card('E003', '商机 D-1001');
    await give('E004');
    await approve('E005');
    expect(world.card('E004', `Approval ${number}: Contract`).buttons).toContain('Withdraw');
    expect(world.card('E004', 'Deal D-1001').text).toContain(`陈静: approved ${number}`);

    expect((await world.press('E003', old, '写跟进')).text).toBe(
      '商机 D-1001 现在由 Emma Clarke 负责，你不再有查看权限。',
    );
    const now = world.card('E003', 'D-1001 现在由 Emma Clarke 负责');
    expect(now.text).toContain('这里不再更新');
    expect((await world.type('E003', `/approval withdraw ${number}`)).text).toBe(
      '只有 Emma Clarke 可以撤回这项审批。',
    );
    expect((await world.type('E003', '/todo')).text).not.toContain(number);
  });

  test('is seen by both: by who has it, and by who has submitted it and may do no more than read', async () => {
    await sendBack('E005');
    expect(world.card('E003', `审批 ${number}`).buttons).toContain('重新提交');
    await give('E004');
    expect(world.card('E003', `审批 ${number}`).buttons).toEqual(['查看合同文档', '评论']);
    expect(world.card('E003', `审批 ${number}`).text).toContain('↩ 已退回\n陈静 退回给 Emma Clarke：');
    expect(world.card('E004', `Approval ${number}: Contract`).buttons).toContain('Submit again');

    const form = await world.press('E005', await world.type('E005', `/approval ${number}`), '评论');
    await world.submit('E005', form, { 评论: '月底前需要' });
    expect(world.card('E003', `审批 ${number}`).text).toContain('陈静：月底前需要');
    expect(world.card('E004', `Approval ${number}: Contract`).text).toContain('陈静: 月底前需要');
  });

  test('does not wait for who has it now: it goes on to their manager, and the cards say why', async () => {
    const asked = world.card('E005', number);
    expect((await give('陈静')).text).toContain('D-1001 现在由 陈静 负责');
    const theirs = world.card('E005', `审批 ${number}：合同审批`);
    expect(theirs.buttons).not.toContain('同意');
    expect(theirs.buttons).toContain('撤回');
    const why = `陈静 现在负责，而自己的申请不能自己审批：${number} 由 刘洋、王建国 处理`;
    expect(theirs.text).toContain(`张伟：${why}`);
    expect(world.card('E005', '商机 D-1001').text).toContain(why);
    expect((await world.press('E005', asked, '同意')).text).toContain('自己的申请不能自己审批');

    await approve('E001');
    await approve('E006');
    expect(world.card('E005', `审批 ${number}`).text).toContain('已通过');
  });

  test('does not ask them later either, nor may they be asked for', async () => {
    const later = await another();
    await world.type('E003', '/deal owner D-1002 陈静');
    const form = await world.press(
      'E002',
      await world.press('E002', world.card('E002', later), '更多'),
      '转交',
    );
    expect((await world.submit('E002', form, { 姓名或工号: '陈静' })).errors).toEqual({
      姓名或工号: '陈静 现在负责这件事，不能审批自己的申请。',
    });
    await world.press('E002', world.card('E002', later), '同意');
    expect(world.card('E005', `审批 ${later}：合同审批`).buttons).not.toContain('同意');
    expect(world.card('E001', later).buttons).toContain('同意');
  });

  test('that somebody who has left was asked about in two branches is asked of who was above them, in both', async () => {
    const { id: leaver } = await world.employee('E003');
    const branches = fork(
      'f',
      'ALL',
      branch('l', [signedBy('left', leaver)]),
      branch('r', [signedBy('right', leaver)]),
    );
    await world.database.transaction((tx) =>
      publishFlow(tx, { ...contractFlow, steps: [branches] }, world.now()),
    );
    await world.type('E004', '/deal new 上海云帆科技有限公司 2万 待签约');
    expect((await leave()).stuck).toEqual([]);
    const open = await world.rows<{ name: string }>(
      `SELECT e.name FROM approval_tasks t JOIN employees e ON e.id = t.assigneeId
       WHERE t.state = 'open' AND t.stepKey IN ('left', 'right')`,
    );
    expect(open.map(({ name }) => name)).toEqual(['李娜', '李娜']);
  });

  test('does not wait for who takes it over from somebody who has left', async () => {
    const waiting = await another();
    expect(await leave()).toMatchObject({ deals: expect.any(Number), stuck: [] });
    expect(world.card('E002', `审批 ${waiting}：合同审批`).buttons).not.toContain('同意');
    expect(world.card('E002', `审批 ${waiting}：合同审批`).text).toContain(
      `李娜 现在负责，而自己的申请不能自己审批：${waiting} 由 王建国 处理`,
    );
    expect(world.card('E001', waiting).buttons).toContain('同意');
  });

  test('goes nowhere, with its customer either, while nobody but the new owner can decide it', async () => {
    await another();
    await change(
      "DELETE FROM employee_roles WHERE role = 'admin'",
      "UPDATE employees SET managerId = NULL WHERE staffNumber = 'E002'",
    );
    const why = /“.+”没有可以审批的人，也没有 李娜 以外的管理员代为处理/;
    expect((await world.type('E003', '/deal owner D-1002 李娜')).text).toMatch(why);
    const [customer] = await world.rows<{ name: string }>(
      'SELECT c.name FROM customers c JOIN deals d ON d.customerId = c.id WHERE d.id = 1002',
    );
    const form = await world.type('E003', `/customer owner ${customer?.name} 李娜`);
    expect((await world.submit('E003', form, { 进行中的商机: 'along' })).text).toMatch(why);
    expect((await world.type('E003', '/deal show D-1002')).text).toContain('负责人 张伟');
  });

  /** More deals of 张伟's than are handed over in one transaction. */
  const sellMany = async (count: number) => {
    const [wei] = await world.rows<{ id: number }>("SELECT id FROM employees WHERE staffNumber = 'E003'");
    await sell(
      world.database,
      Array.from({ length: count }, () => ({ ownerId: wei?.id ?? 0 })),
    );
  };

  test('stays with who has left while nobody but the heir can decide it, and says so, and no other deal does', async () => {
    const waiting = await another();
    await change(
      "DELETE FROM employee_roles WHERE role = 'admin'",
      "UPDATE employees SET managerId = NULL WHERE staffNumber = 'E002'",
    );
    await sellMany(120);
    expect((await leave()).stuck).toEqual([{ person: '张伟', number: 'D-1002' }]);
    await world.press('E002', world.card('E002', waiting), '同意');
    expect((await leave()).stuck).toEqual([]);
    expect((await world.type('E002', '/deal show D-1002')).text).toContain('负责人 李娜');
  });
});
