import { mastersChange } from '../../../models/database/masters.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a deal that is handed over', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const newDeal = async (rest = '2万 谈判') => {
    const made = await world.type('E003', `/deal new ${yunfan} ${rest}`);
    return /D-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  const isEmmas = (number: string) => `${number} 现在由 Emma Clarke 负责（原负责人：张伟）。`;

  test.each([
    ['its owner', 'E003', '/deal owner %s Emma Clarke'],
    ['its owner, in Chinese', 'E003', '/商机 转交 %s E004'],
    ['its owner, without a slash', 'E003', '商机 转移 %s Emma Clarke'],
    ['its owner, the number first', 'E003', '%s 转交 Emma Clarke'],
    ['its owner, softly', 'E003', '%s 转给Emma Clarke吧'],
    ['its owner, to somebody', 'E003', '%s assign to Emma Clarke'],
    ['the manager', 'E002', '/deal assign %s Emma Clarke'],
    ['the manager’s manager', 'E001', '/deal transfer %s @E004'],
    ['an administrator', 'E007', '/商机 负责人 %s Emma Clarke'],
  ])('by %s is that colleague’s', async (_who, person, line) => {
    const number = await newDeal();
    expect((await world.type(person, line.replace('%s', number))).text).toBe(isEmmas(number));
    const theirs = world.card('E004', `Deal ${number}`);
    expect(theirs.text).toContain('Owner Emma Clarke');
    expect(theirs.text).toContain('handed it over from 张伟 to Emma Clarke');
    expect(theirs.buttons).toContain('Hand over');
    expect(world.card('E003', number).text).toBe(
      `商机 ${number} 现在由 Emma Clarke 负责\n你不再有查看权限，这里不再更新。`,
    );
  });

  test('by the button goes to whom the form names, with a word for them', async () => {
    const number = await newDeal();
    const form = await world.press('E003', world.card('E003', number), '转交');
    expect(form.text).toContain(`转交商机 ${number}`);
    expect(form.fields).toEqual({ 新负责人: '', 备注: '' });
    expect((await world.submit('E003', form)).errors).toEqual({ 新负责人: '请写明是谁。' });
    const done = await world.submit('E003', form, { 新负责人: 'Emma Clarke', 备注: ' 客户搬到伦敦了 ' });
    expect(done.text).toBe(isEmmas(number));
    expect(world.card('E004', number).text).toContain(
      '张伟: handed it over from 张伟 to Emma Clarke: 客户搬到伦敦了',
    );
  });

  test('to nobody in particular opens a form that holds what was typed, and says what is wrong', async () => {
    const number = await newDeal();
    for (const person of ['E021', 'E022'])
      await world.hire(person, { name: '王芳', manager: 'E002', locale: 'zh-CN' });
    const which = await world.type('E003', `/deal owner ${number} 王芳`);
    expect(which.fields).toEqual({ 新负责人: '王芳', 备注: '' });
    expect(which.errors).toEqual({ 新负责人: '有几位同事叫“王芳”，请写工号：E021, E022。' });
    expect((await world.submit('E003', which, { 新负责人: '王芳、李娜' })).errors).toEqual({
      新负责人: '这里只能写一个人。',
    });
    expect((await world.submit('E003', which, { 新负责人: 'E022' })).text).toContain('现在由 王芳 负责');
    expect((await world.type('E003', `/deal owner ${await newDeal()}`)).fields).toEqual({
      新负责人: '',
      备注: '',
    });
  });

  test.each(['Emma', 'Emma。', '给Emma'])(
    'to a part of a name, “%s”, asks whether it is they before it goes there',
    async (typed) => {
      const number = await newDeal();
      const asked = await world.type('E003', `/deal owner ${number} ${typed}`);
      expect(asked.errors.新负责人).toMatch(
        new RegExp(`^“${typed}”是 Emma Clarke（.+，E004）吗？没错就再提交一次。$`),
      );
      expect(asked.fields.新负责人).toBe('Emma Clarke');
      expect(world.card('E003', number).text).toContain('负责人 张伟');
      expect((await world.submit('E003', asked)).text).toBe(isEmmas(number));
    },
  );

  test('to a part of a name in the form asks there', async () => {
    const number = await newDeal();
    const form = await world.press('E003', world.card('E003', number), '转交');
    const asked = await world.submit('E003', form, { 新负责人: 'Emma', 备注: '在伦敦' });
    expect(asked.fields).toEqual({ 新负责人: 'Emma Clarke', 备注: '在伦敦' });
    expect((await world.submit('E003', asked)).text).toContain('现在由 Emma Clarke 负责');
  });

  test.each(['clarke emma', 'EMMA  CLARKE', 'e004', 'Emma Clarke。', '@Emma Clarke'])(
    'to “%s” goes to the only one who can be meant',
    async (typed) => {
      const number = await newDeal();
      expect((await world.type('E003', `/deal owner ${number} ${typed}`)).text).toBe(isEmmas(number));
    },
  );

  test('to a name that fits several, or is nearly somebody’s, goes to nobody before it is clear who is meant', async () => {
    const number = await newDeal();
    await world.hire('E024', { name: '孙小明' });
    await world.hire('E025', { name: '孙小芳' });
    const errors = async (person: string, typed: string) =>
      (await world.type(person, `/deal owner ${number} ${typed}`)).errors;
    expect(await errors('E003', '孙')).toEqual({
      新负责人: '“孙”可能是 孙小明（E024）、孙小芳（E025），请写全名或工号。',
    });
    expect(await errors('E003', 'Ema Clarke')).toEqual({
      新负责人: '没有叫“Ema Clarke”的在职同事，是不是 Emma Clarke（E004）？请写全名或工号。',
    });
    expect(await errors('E003', '孙总')).toEqual({
      新负责人: '没有叫“孙总”的在职同事，是不是 孙小明（E024）、孙小芳（E025）？请写全名或工号。',
    });
    expect(world.card('E003', number).text).toContain('负责人 张伟');
  });

  test('never goes to somebody who has left', async () => {
    const number = await newDeal();
    await world.hire('E023', { name: '孙离' });
    const form = await world.type('E003', `/deal owner ${number}`);
    await world.database.transaction(async (tx) => {
      tx.later("UPDATE employees SET active = 0 WHERE staffNumber = 'E023'");
      mastersChange(tx);
    });
    expect((await world.submit('E003', form, { 新负责人: '孙离' })).errors).toEqual({
      新负责人: '没有叫“孙离”的在职同事，请写通讯录里的姓名或工号。',
    });
    expect(world.card('E003', number).text).toContain('负责人 张伟');
  });

  test('by a manager is news to both, and a manager may take it over', async () => {
    const number = await newDeal();
    const before = world.cards('E003').length;
    expect((await world.type('E002', `/deal owner ${number} 李娜`)).text).toBe(
      `${number} 现在由 李娜 负责（原负责人：张伟）。`,
    );
    expect(world.cards('E003').length).toBe(before + 1);
    expect(world.card('E003', number).text).toContain('现在由 李娜 负责');
    expect(world.card('E002', `商机 ${number}`).text).toContain('李娜：负责人 张伟 → 李娜');
  });

  test('once more, to the same colleague, is so already', async () => {
    const number = await newDeal();
    await world.type('E002', `/deal owner ${number} E004`);
    expect((await world.type('E002', `/deal owner ${number} E004`)).text).toBe(
      `${number} 已经由 Emma Clarke 负责。`,
    );
    const mine = `商机 ${number} 现在由 Emma Clarke 负责`;
    expect((await world.type('E003', `/deal owner ${number} E004`)).text).toBe(`${mine}，你不再有查看权限。`);
    expect((await world.type('E003', `/deal ${number}`)).line).toContain(mine);
  });

  test('by two people at the same instant goes to one colleague, and the other reads to whom', async () => {
    const number = await newDeal();
    const [own, above] = await Promise.all(
      ['E003', 'E002'].map((person) => world.type(person, `/deal owner ${number}`)),
    );
    if (!own || !above) throw new Error('Somebody has no form.');
    const answers = await Promise.all([
      world.submit('E003', own, { 新负责人: 'Emma Clarke' }),
      world.submit('E002', above, { 新负责人: '王建国' }),
    ]);
    const [row] = await world.rows<{ name: string }>(
      `SELECT e.name FROM deals d JOIN employees e ON e.id = d.ownerId WHERE d.id = ${number.slice(2)}`,
    );
    const done = `${number} 现在由 ${row?.name} 负责（原负责人：张伟）。`;
    const late = [
      `商机 ${number} 现在由 ${row?.name} 负责，你不再有查看权限。`,
      `${number} 刚刚转给了 ${row?.name}，这次没有转交。请核对后再操作。`,
    ];
    const texts = answers.map(({ text }) => text);
    expect(texts.filter((text) => text === done)).toHaveLength(1);
    expect(texts.filter((text) => late.includes(text))).toHaveLength(1);
  });

  test('is open: who has won it is not changed, and a lost one is opened again first', async () => {
    const lost = await newDeal();
    await world.type('E003', `/deal lost ${lost} 价格太高`);
    expect((await world.type('E003', `/deal owner ${lost} E004`)).text).toContain('请先重新打开');
    const won = await world.type('E003', `/deal new ${yunfan} 2万 待签约`);
    const [number = '', approval = ''] = /(D-\d+).*(A-\d+)/.exec(won.text)?.slice(1) ?? [];
    for (const person of ['E002', 'E005', 'E006'])
      await world.press(person, world.card(person, approval), '同意');
    expect((await world.type('E003', `/deal owner ${number} E004`)).text).toBe(
      `${number} 已经是“已签约”，不能再修改。`,
    );
    for (const closed of [lost, number])
      expect((await world.type('E003', `/deal ${closed}`)).buttons).not.toContain('转交');
  });

  test('is theirs to hand over: not of those who may only look, nor of those who do not see it', async () => {
    const number = await newDeal();
    expect((await world.type('E005', `/deal owner ${number} 陈静`)).text).toContain('你可以查看，但不能修改');
    expect((await world.type('E005', `/deal ${number}`)).buttons).not.toContain('转交');
    expect((await world.type('E004', `/deal owner ${number} E004`)).text).toMatch(/^There is no deal/);
    expect((await world.type('E004', `/deal ${number}`)).text).toMatch(/^There is no deal/);
  });
});
