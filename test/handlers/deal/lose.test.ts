import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('losing a deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const newDeal = async () => {
    const made = await world.type('E003', '/deal new 上海云帆科技有限公司 2万');
    return /D-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  test('closes it with its reason', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `/商机 输单 ${number} 价格 太高`)).text).toBe(`${number} 已记为输单。`);
    const card = world.card('E003', number);
    expect(card.text).toContain('输单原因 价格 太高');
    expect(card.text).toContain('张伟：输单：价格 太高');
    expect(card.buttons).toEqual(['重新打开', '写跟进']);
    expect((await world.type('E003', '/deal list')).text).not.toContain(number);
    expect((await world.type('E003', '/deal list 输单')).text).toContain(number);
  });

  test('asks for the reason', async () => {
    const number = await newDeal();
    const form = await world.press('E003', world.card('E003', number), '输单');
    expect(form.text).toContain(`记为输单 ${number} · `);
    expect(form.fields).toEqual({ 原因: '' });
    expect((await world.submit('E003', form)).errors).toEqual({ 原因: '请填写原因。' });
    const long = await world.submit('E003', form, { 原因: '贵'.repeat(501) });
    expect(long.errors).toEqual({ 原因: '原因最多 500 个字，现在有 501 个。' });
    expect((await world.submit('E003', long, { 原因: '贵' })).text).toBe(`${number} 已记为输单。`);
  });

  test.each([
    '/deal lost %s they gave the deal to somebody else this month',
    '输单 %s 本月单子太大',
    '%s lost, the biggest deal of this year',
  ])('%s is a loss and no list, whatever its reason speaks of', async (line) => {
    const number = await newDeal();
    const { text } = await world.type('E003', line.replace('%s', number));
    expect(text).toBe(`${number} 已记为输单。`);
  });

  test('happens once', async () => {
    const number = await newDeal();
    await world.type('E003', `/deal lost ${number} 取消`);
    const over = `${number} 已经是“输单”，不能再修改。要继续跟进，请先重新打开：“/商机 重新打开 ${number}”。`;
    for (const line of [
      'lost %s 又一次',
      'lost %s',
      'won %s',
      'stage %s 谈判',
      'stage %s',
      'edit %s',
      'edit %s 金额=1',
    ])
      expect((await world.type('E003', `/deal ${line.replace('%s', number)}`)).text).toBe(over);
  });

  test('an old card that still has its buttons tells the truth', async () => {
    const number = await newDeal();
    const old = world.card('E003', number);
    await world.type('E003', `/deal lost ${number} 取消`);
    for (const label of ['推进阶段', '编辑', '赢单', '输单'])
      expect((await world.press('E003', old, label)).text).toContain(`${number} 已经是“输单”，不能再修改。`);
  });
});
