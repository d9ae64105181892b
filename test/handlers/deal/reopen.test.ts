import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a lost deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const newDeal = async (rest = '2万 谈判', person = 'E003') => {
    const made = await world.type(person, `/deal new ${yunfan} ${rest}`);
    return /D-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  const lostDeal = async (rest?: string) => {
    const number = await newDeal(rest);
    await world.type('E003', `/deal lost ${number} 价格太高`);
    return number;
  };

  test('is opened again by a button, in the stage in which it was lost', async () => {
    const number = await lostDeal();
    await world.type('E003', `/deal note ${number} 客户又来电话了`);
    const form = await world.press('E003', world.card('E003', number), '重新打开');
    expect(form.fields).toEqual({ 阶段: 'negotiation' });
    expect((await world.submit('E003', form)).text).toBe(`${number} 已重新打开，现在在“谈判”。`);

    const card = world.card('E003', number);
    expect(card.text).toContain('线索 › 方案 › ●谈判 › 待签约');
    expect(card.text).not.toContain('输单原因 价格太高');
    expect(card.text).toContain('张伟：阶段 输单 → 谈判');
    expect(card.text).toContain('张伟：重新打开，当时的输单原因：价格太高');
    expect(card.buttons).toEqual(['推进阶段', '编辑', '写跟进', '赢单', '输单', '转交']);
    expect((await world.type('E003', '/deal list')).text).toContain(number);
    expect((await world.type('E003', '/deal list 输单')).text).not.toContain(number);
  });

  test.each([
    ['E003', '/deal reopen %s 方案', '%s 已重新打开，现在在“方案”。'],
    ['E003', '/商机 重新打开 %s 线索', '%s 已重新打开，现在在“线索”。'],
    ['E003', '商机 重开 %s proposal', '%s 已重新打开，现在在“方案”。'],
    ['E003', '/deal %s 恢复 谈判', '%s 已重新打开，现在在“谈判”。'],
    ['E002', '/deal reopen %s 方案', '%s 已重新打开，现在在“方案”。'],
  ])('%s opens it by “%s”', async (person, line, answer) => {
    const number = await lostDeal();
    expect((await world.type(person, line.replace('%s', number))).text).toBe(answer.replace('%s', number));
  });

  test('can be lost and opened again as often as it happens, and won at last', async () => {
    const number = await lostDeal();
    await world.type('E003', `/deal reopen ${number} 方案`);
    await world.type('E003', `/deal lost ${number} 没有预算`);
    expect((await world.type('E003', `/deal reopen ${number}`)).fields).toEqual({ 阶段: 'proposal' });
    expect((await world.type('E003', `/deal reopen ${number} 待签约`)).text).toMatch(
      new RegExp(`^${number} 已进入“待签约”，合同第 1 版已生成，审批 A-\\d+ 已提交，等待 李娜。$`),
    );
  });

  test('that lacks what a stage needs is opened in an earlier one', async () => {
    const number = await lostDeal('0 方案');
    const wrong = await world.type('E003', `/deal reopen ${number} 谈判`);
    expect(wrong.errors).toEqual({ 阶段: '“谈判”要先填写金额。请先选更早的阶段，打开后再补充。' });
    expect((await world.submit('E003', wrong, { 阶段: 'proposal' })).text).toContain('已重新打开');
  });

  test('is not opened at an end', async () => {
    const number = await lostDeal();
    for (const stage of ['已签约', '输单'])
      expect((await world.type('E003', `/deal reopen ${number} ${stage}`)).text).toBe(
        `不能重新打开到“${stage}”。可选：线索、方案、谈判、待签约。`,
      );
    expect((await world.type('E003', `/deal ${number}`)).text).toContain('输单原因 价格太高');
  });

  test('is opened once: an old card tells how it is', async () => {
    const number = await lostDeal();
    const old = world.card('E003', number);
    const form = await world.press('E003', old, '重新打开');
    const answers = await Promise.all([
      world.submit('E003', form),
      world.type('E002', `/deal reopen ${number} 谈判`),
    ]);
    const over = `${number} 没有输单，现在在“谈判”。`;
    expect(answers.map(({ text }) => text).filter((text) => text === over)).toHaveLength(1);
    expect((await world.press('E003', old, '重新打开')).text).toBe(over);
  });

  test('is not for who may only look, nor for those who do not see it', async () => {
    const number = await lostDeal();
    expect((await world.type('E005', `/deal reopen ${number} 谈判`)).text).toBe(
      `商机 ${number} 由 张伟 负责，你可以查看，但不能修改。请联系 张伟 或其上级。`,
    );
    expect((await world.type('E005', `/deal ${number}`)).buttons).not.toContain('重新打开');
    expect((await world.type('E004', `/deal reopen ${number} proposal`)).text).toMatch(/^There is no deal/);
  });

  test('that was imported without a reason says so, and begins anew', async () => {
    const number = await lostDeal();
    const id = Number(number.slice(2));
    await world.database.transaction(async (tx) => {
      await tx.run('DELETE FROM history WHERE subjectKind = ? AND subjectId = ?', ['deal', id]);
      await tx.run('UPDATE deals SET closedReason = NULL WHERE id = ?', [id]);
    });
    const form = await world.type('E003', `/deal reopen ${number}`);
    expect(form.fields).toEqual({ 阶段: 'lead' });
    await world.submit('E003', form);
    expect(world.card('E003', number).text).toContain('重新打开，当时的输单原因：没有填写');
  });

  test('is no longer among those that the digest counts as lost, but among the open ones', async () => {
    const digest = async () => (await world.type('E003', '/digest')).text;
    const counted = (text: string, of: string) => Number(new RegExp(`${of}：(\\d+) 个`).exec(text)?.[1] ?? 0);
    const number = await newDeal('1234.56 谈判');
    const before = await digest();
    await world.type('E003', `/deal lost ${number} 价格太高`);
    const lost = await digest();
    expect(counted(lost, '输单')).toBe(counted(before, '输单') + 1);
    expect(counted(lost, '谈判')).toBe(counted(before, '谈判') - 1);
    await world.type('E003', `/deal reopen ${number} 谈判`);
    expect(await digest()).toBe(before);
  });
});

describeOnEachDatabase('a signed deal', (open) => {
  test('is never opened again: its contract is revoked instead', async () => {
    const world = await openWorld(await open());
    const made = await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    const number = /D-\d+/.exec(made.text)?.[0] ?? '';
    const approval = /A-\d+/.exec(made.text)?.[0] ?? '';
    for (const person of ['E002', 'E005', 'E006'])
      await world.press(person, world.card(person, approval), '同意');
    expect((await world.type('E003', `/deal ${number}`)).buttons).not.toContain('重新打开');
    expect((await world.type('E003', `/deal reopen ${number} 谈判`)).text).toBe(
      `${number} 已经是“已签约”，不能再修改。`,
    );
  });
});
