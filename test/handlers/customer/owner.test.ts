import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('a customer that is handed over', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const names = [
    '成都蜀味餐饮',
    '武汉楚天印务',
    '西安长安软件',
    '长沙湘江电子',
    '青岛海岸机械',
    '厦门鹭岛旅游',
  ];
  const newCustomer = async () => {
    const name = names.pop() ?? '';
    const made = await world.type('E003', `/customer new ${name}`);
    return { name, number: /C-\d+/.exec(made.text)?.[0] ?? made.text };
  };
  const newDeal = async (person: string, { number }: { readonly number: string }) =>
    /D-\d+/.exec((await world.type(person, `/deal new ${number} 2万`)).text)?.[0] ?? '';
  const ownerOf = async (deal: string) =>
    /负责人 (.+)/.exec((await world.type('E001', `/deal ${deal}`)).text)?.[1];

  test('without deals goes at once, and both are told', async () => {
    const { number, name } = await newCustomer();
    expect((await world.type('E002', `/customer owner ${number} Emma Clarke`)).text).toBe(
      `${number} 现在由 Emma Clarke 负责（原负责人：张伟）。`,
    );
    const theirs = world.card('E004', number);
    expect(theirs.text).toBe(`Customer ${number} ${name} is yours now\nBefore: 张伟`);
    expect((await world.press('E004', theirs, 'Open')).text).toContain(
      'handed it over from 张伟 to Emma Clarke',
    );
    expect(world.card('E003', number).text).toBe(
      `客户 ${number} ${name} 现在由 Emma Clarke 负责\n原负责人 张伟`,
    );
    expect((await world.type('E002', `/客户 转交 ${number} E004`)).text).toBe(
      `${number} 已经由 Emma Clarke 负责。`,
    );
  });

  test('with open deals is asked about: they stay unless they are to go along', async () => {
    const customer = await newCustomer();
    const mine = [await newDeal('E003', customer), await newDeal('E003', customer)];
    const theirs = await newDeal('E002', customer);
    const lost = await newDeal('E003', customer);
    await world.type('E003', `/deal lost ${lost} 没有预算`);

    const form = await world.type('E003', `/customer owner ${customer.name} Emma Clarke`);
    expect(form.text).toContain('现在的负责人在这个客户有 2 个进行中的商机。');
    expect(form.fields).toEqual({ 新负责人: 'Emma Clarke', 进行中的商机: 'stay', 备注: '' });
    expect((await world.submit('E003', form)).text).toBe(
      `${customer.number} 现在由 Emma Clarke 负责（原负责人：张伟）。`,
    );
    expect(await ownerOf(mine[0] ?? '')).toBe('张伟');

    await world.type('E002', `/customer owner ${customer.number} 张伟`);
    const again = await world.press('E003', await world.type('E003', `/customer ${customer.number}`), '转交');
    const done = await world.submit('E003', again, {
      新负责人: 'E004',
      进行中的商机: 'along',
      备注: '请尽快拜访',
    });
    expect(done.text).toBe(
      `${customer.number} 现在由 Emma Clarke 负责（原负责人：张伟），连同 2 个进行中的商机。`,
    );
    for (const deal of mine) {
      expect(await ownerOf(deal)).toBe('Emma Clarke');
      expect(world.card('E003', deal).text).toContain('现在由 Emma Clarke 负责');
    }
    expect(await ownerOf(theirs)).toBe('李娜');
    expect(await ownerOf(lost)).toBe('张伟');
    expect(world.card('E004', customer.number).text).toContain(
      'Before: 张伟, with its open deals (2): 请尽快拜访',
    );
    expect((await world.type('E004', `/deal ${mine[0]}`)).text).toContain(
      'handed it over from 张伟 to Emma Clarke: 请尽快拜访',
    );
  });

  test('that nobody understands opens a form with what was typed', async () => {
    const { number } = await newCustomer();
    const form = await world.type('E003', `/customer owner ${number} 艾玛`);
    expect(form.fields).toEqual({ 新负责人: '艾玛', 备注: '' });
    expect(form.errors).toEqual({ 新负责人: '没有叫“艾玛”的在职同事，请写通讯录里的姓名或工号。' });
    expect((await world.type('E003', '/customer owner')).text).toContain(
      '请写明是哪个客户，例如“/客户 转交 C-88”',
    );
    expect((await world.type('E003', '/customer owner C-999 E004')).text).toContain('没有找到客户“C-999”');
  });

  test('is not for legal and finance, who may put it right, nor for a colleague', async () => {
    const { number } = await newCustomer();
    const no = `客户 ${number} 由 张伟 负责，只有 张伟、其上级或管理员可以转交。`;
    for (const person of ['E005', 'E006']) {
      expect((await world.type(person, `/customer ${number}`)).buttons).toEqual(['编辑']);
      expect((await world.type(person, `/customer owner ${number} E004`)).text).toBe(no);
    }
    expect((await world.type('E004', `/customer owner ${number} E004`)).text).toContain(
      'only 张伟, a manager',
    );
  });

  test('by two people at the same instant goes to one colleague, and the other reads to whom', async () => {
    const { number } = await newCustomer();
    const [own, above] = await Promise.all(
      ['E003', 'E002'].map((person) => world.type(person, `/customer owner ${number}`)),
    );
    if (!own || !above) throw new Error('Somebody has no form.');
    const answers = await Promise.all([
      world.submit('E003', own, { 新负责人: 'Emma Clarke' }),
      world.submit('E002', above, { 新负责人: '王建国' }),
    ]);
    const owner = /负责人 (.+)/.exec((await world.type('E001', `/customer ${number}`)).text)?.[1];
    const texts = answers.map(({ text }) => text).join('\n');
    expect(texts).toContain(`${number} 现在由 ${owner} 负责（原负责人：张伟）。`);
    const late = [
      `客户 ${number} 由 ${owner} 负责，只有 ${owner}、其上级或管理员可以转交。`,
      `${number} 刚刚转给了 ${owner}，这次没有转交。请核对后再操作。`,
    ];
    expect(late.some((text) => texts.includes(text))).toBe(true);
  });

  test('that nobody owns is anybody’s to take', async () => {
    const { number } = await newCustomer();
    await world.database.transaction(async (tx) =>
      tx.update('customers', { id: Number(number.slice(2)) }, { ownerId: null }),
    );
    const form = await world.press('E004', await world.type('E004', `/customer ${number}`), 'Hand over');
    expect((await world.submit('E004', form, { 'New owner': 'E004' })).text).toBe(
      `${number} belongs to Emma Clarke now (before: nobody).`,
    );
  });
});
