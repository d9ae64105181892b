import { giveCustomer } from '../../../models/handover.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a customer', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  describe('new', () => {
    test('is made by its legal name, and shown with what can be done next', async () => {
      const made = await world.type('E003', '/customer new 成都蜀味餐饮有限公司');
      expect(made.line).toBe('已新建客户 C-5 成都蜀味餐饮有限公司。');
      expect(made.text).toMatch(
        /^已新建客户 C-5 成都蜀味餐饮有限公司。\n成都蜀味餐饮有限公司\n客户 C-5\n负责人 张伟\n[\s\S]*张伟：新建客户$/,
      );
      expect((await world.press('E003', made, '编辑')).fields).toMatchObject({
        客户名称: '成都蜀味餐饮有限公司',
      });
      expect((await world.type('E004', '/customer add "Acme Trading Ltd"')).line).toMatch(
        /^Created customer C-\d+ Acme Trading Ltd\.$/,
      );
      expect((await world.type('E003', '/客户 新建 「武汉楚天印务」')).text).toContain('武汉楚天印务。');
    });

    test('is made with what is named beside its name', async () => {
      const made = await world.type('E003', '/客户 新建 南京紫金 电话=025-1 联系人=周敏');
      expect(made.line).toMatch(/^已新建客户 C-\d+ 南京紫金。$/);
      expect(made.text).toContain('周敏');
      expect((await world.type('E003', '/客户 新建 名称=南京紫金 电话：025-1')).text).toContain(
        '“南京紫金”已经有了',
      );
    });

    test('asks about what is wrong with what is named', async () => {
      const form = await world.type('E003', '/客户 新建 无锡太湖 联系人邮箱=不知道');
      expect(Object.keys(form.errors)).toEqual(['联系人', '联系人邮箱']);
      expect(form.fields).toMatchObject({ 客户名称: '无锡太湖', 联系人邮箱: '不知道' });
    });

    test('is made by a form with all that contracts need', async () => {
      const form = await world.type('E003', '/customer new');
      expect(form.fields).toEqual({
        客户名称: '',
        税号: '',
        类别: '',
        地址: '',
        电话: '',
        联系人: '',
        联系人电话: '',
        联系人邮箱: '',
      });
      const wrong = await world.submit('E003', form, {
        客户名称: ' ',
        税号: '九位数',
        联系人邮箱: 'lin at example',
        地址: '长'.repeat(501),
      });
      expect(wrong.errors).toEqual({
        客户名称: '请填写客户名称。',
        税号: '税号只能是 6 到 30 位字母、数字或连字符。',
        联系人邮箱: '邮箱格式不对，例如 zhang@example.com。',
        地址: '地址最多 500 个字，现在有 501 个。',
        联系人: '请填写联系人。',
      });
      expect(wrong.fields).toMatchObject({ 税号: '九位数', 联系人邮箱: 'lin at example' });

      const done = await world.submit('E003', wrong, {
        客户名称: '西安长安软件有限公司',
        税号: '91610000DEMO00009A',
        地址: '西安市示例路 9 号',
        联系人: '何 静',
        联系人邮箱: 'he@example.com',
      });
      expect(done.line).toMatch(/^已新建客户 C-\d+ 西安长安软件有限公司。$/);
      expect(done.text).toContain('何 静\nhe@example.com');
      const card = await world.type('E003', '/customer 西安长安软件');
      for (const fact of [
        '税号 91610000DEMO00009A',
        '地址 西安市示例路 9 号',
        '负责人 张伟',
        '何 静\nhe@example.com',
      ])
        expect(card.text).toContain(fact);
    });

    test.each([
      ['E003', `已有同名的客户\n“${yunfan}”已经有了：C-1。`],
      ['E004', `There is a customer of this name\n"${yunfan}" is there already: C-1.`],
    ])('%s reads plainly that there is one of exactly this name', async (who, says) => {
      expect((await world.type(who, `/customer new ${yunfan}`)).text).toContain(says);
    });

    test.each(['上海云帆科技', '上海云帆', '云帆科技（上海）有限公司', '云帆'])(
      'called %s is first compared with what is there',
      async (name) => {
        const asked = await world.type('E003', `/customer new ${name}`);
        expect(asked.text).toBe(`已有相近的客户\n“${name}”可能就是下面的客户，请确认，以免重复建档。`);
        expect(asked.buttons).toEqual([`打开 C-1 ${yunfan}`, '都不是，仍然新建']);
        expect((await world.press('E003', asked, '打开 C-1')).text).toContain('税号 91310000DEMO00001X');
      },
    );

    test('is not called by the number of another without a word', async () => {
      const asked = await world.type('E003', '/customer new C-1');
      expect(asked.text).toContain('“C-1”可能就是下面的客户');
      expect(asked.buttons).toEqual([`打开 C-1 ${yunfan}`, '都不是，仍然新建']);
    });

    test('is made all the same on a word, with everything that was typed', async () => {
      const form = await world.type('E004', '/customer new');
      const asked = await world.submit('E004', form, {
        Name: 'Northwind Example Ltd',
        'Tax number': 'GB123456789',
        Contact: 'Ann',
      });
      expect(asked.buttons).toEqual(['Open C-4 Northwind Example GmbH', 'None of these, create it']);
      const done = await world.press('E004', asked, 'None of these, create it');
      expect(done.line).toMatch(/^Created customer C-\d+ Northwind Example Ltd\.$/);
      const number = /C-\d+/.exec(done.text)?.[0];
      const card = await world.type('E004', `/customer ${number}`);
      expect(card.text).toContain('Tax number GB123456789');
      expect(card.text).toContain('Ann');
    });

    test.each([
      ['  The   Small  Firm ', 'The Small Firm'],
      ["O'Hara & Sons", "O'Hara & Sons"],
      ['“好运来”饺子馆', '“好运来”饺子馆'],
      ['🚀🚀🚀', '🚀🚀🚀'],
      ['<b>Bold</b> {name}', '<b>Bold</b> {name}'],
    ])('may be called %s', async (typed, shown) => {
      expect((await world.type('E003', `/customer new ${typed}`)).text).toMatch(/^已新建客户/);
      expect((await world.type('E003', `/customer find ${shown}`)).text).toContain(shown);
    });

    test('may not have a name without end', async () => {
      const form = await world.type('E003', `/customer new ${'长'.repeat(5000)}`);
      expect(form.errors).toEqual({ 客户名称: '客户名称最多 500 个字，现在有 5,000 个。' });
      expect(form.fields.客户名称).toBe('长'.repeat(500));
    });
  });

  describe('seen', () => {
    test.each([
      '/customer show C-1',
      '/customer c1',
      '/customer 1',
      '/customer 上海云帆科技',
      '/客户 查看 C-1',
      '/客户 查看 C-1 怎么样',
    ])('by %s, with all that is known', async (line) => {
      const card = await world.type('E003', line);
      expect(card.line).toBe(`客户 C-1：${yunfan}，进行中商机 ¥190,800.00`);
      for (const fact of [
        '客户 C-1 · 软件',
        '林晓',
        '商机（1）',
        'D-1001 云帆协同平台续约\n谈判 · ¥190,800.00',
      ])
        expect(card.text).toContain(fact);
    });

    test('by a part of its name is the one that has it, and says what was looked for', async () => {
      for (const line of ['/customer 青禾', '/客户 查找 青禾'])
        expect((await world.type('E003', line)).text).toMatch(
          /^查找“青禾”，只有这一个。\n杭州青禾食品股份有限公司\n客户 C-2 /,
        );
    });

    test('by a part of the names of several is a list of them', async () => {
      expect((await world.type('E003', '/customer 有限公司')).text).toMatch(/C-3[\s\S]*C-2/);
    });

    test('by everybody, with the deals that each may see', async () => {
      const emma = await world.type('E004', '/customer C-1');
      expect(emma.text).not.toContain('D-1001');
      expect(emma.text).not.toContain('190,800');
      expect((await world.type('E005', '/customer C-1')).text).toContain('D-1001');
      expect((await world.type('E002', '/customer C-1')).text).toContain('D-1001');
    });

    test('says what to do when there is none', async () => {
      const answer = '没有找到客户“查无此人”。输入“/客户 查找 名称”查找，或“/客户 新建 名称”新建。';
      expect((await world.type('E003', '/customer 查无此人')).text).toBe(answer);
      expect((await world.type('E003', '/customer show C-999')).text).toContain('没有找到客户“C-999”');
      expect((await world.type('E003', `/customer ${'长'.repeat(5000)}`)).text.length).toBeLessThan(500);
      expect((await world.type('E003', '/customer show')).text).toContain('请写明是哪个客户');
    });

    test('with what was done to which of its deals', async () => {
      await world.type('E003', '/customer new 长沙湘味食品');
      await world.type('E003', '/deal new 长沙湘味食品 2万 门店系统');
      const deal = world.card('E003', '长沙湘味食品').line.match(/D-\d+/)?.[0];
      const customer = await world.type('E003', '/customer 长沙湘味食品');
      expect(customer.text).toContain(`张伟：${deal} 新建商机，金额 ¥20,000.00`);
      expect(customer.text).toMatch(/张伟：新建客户$/m);
    });

    test('opens its deals', async () => {
      const deal = await world.press('E003', await world.type('E003', '/customer C-1'), 'D-1001');
      expect(deal.line).toContain('商机 D-1001');
    });
  });

  describe('found', () => {
    test.each([
      ['/customer find 云帆', 'C-1'],
      ['/customer search 食品', 'C-2'],
      ['/客户 查找 物流', 'C-3'],
      ['/customer find NORTHWIND', 'C-4'],
      ['/customer find c-4', 'C-4'],
      ['/customer find northwind example', 'C-4'],
    ])('by %s', async (line, number) => {
      expect((await world.type('E003', line)).text).toContain(number);
    });

    test('lists all without a word, a page at a time', async () => {
      const first = await world.type('E003', '/customer');
      expect(first.text).toMatch(/第 1 页，共 2 页/);
      const second = await world.press('E003', first, '下一页');
      expect(second.text).toContain(yunfan);
    });

    test('takes signs as they are', async () => {
      expect((await world.type('E003', '/customer find %')).text).toContain('没有找到');
      expect((await world.type('E003', '/customer find _')).text).toContain('没有找到');
    });
  });

  describe('changed', () => {
    test('by a form that holds what is there', async () => {
      const form = await world.press('E003', await world.type('E003', '/customer C-1'), '编辑');
      expect(form.fields).toMatchObject({
        客户名称: yunfan,
        税号: '91310000DEMO00001X',
        类别: '软件',
        联系人: '林晓',
      });
      expect((await world.submit('E003', form)).text).toBe('C-1 没有需要更新的内容。');
      const done = await world.submit('E003', form, {
        电话: '021-5555 0000',
        联系人电话: '139 0000 0000',
        类别: '',
      });
      expect(done.text).toBe(`C-1 ${yunfan} 已更新：类别、电话、联系人。`);
      const card = await world.type('E003', '/customer C-1');
      expect(card.text).toContain('139 0000 0000');
      expect(card.text).toContain('张伟：修改了类别、电话、联系人');
    });

    test.each([
      ['新建客户 北京示例科技有限公司 电话 010-12345678', '北京示例科技有限公司', '电话 010-12345678'],
      ['新建客户天津样例有限公司电话022-12345678', '天津样例有限公司', '电话 022-12345678'],
      [
        '添加客户 重庆样例有限公司 电话 023-1234567 地址 渝中区示例路1号',
        '重庆样例有限公司',
        '地址 渝中区示例路1号',
      ],
      ['新建客户 Sample Phone Systems Ltd', 'Sample Phone Systems Ltd', '负责人 张伟'],
    ])('%s has the name %s when it is made so', async (line, name, known) => {
      const made = await world.type('E003', line);
      expect(made.line).toMatch(new RegExp(`^已新建客户 C-\\d+ ${name}。$`));
      expect(made.text).toContain(known);
    });

    test.each([
      ['C-1 电话改成13800000000', '电话', '电话 13800000000'],
      ['把C-1的电话改成 021-5555 0100', '电话', '电话 021-5555 0100'],
      ['C-1 phone 555-0100', '电话', '电话 555-0100'],
      ['change C-1 phone to 555-0101', '电话', '电话 555-0101'],
      ['/客户 修改 C-1 电话改成13800000002', '电话', '电话 13800000002'],
      ['C-1 地址改成上海市静安区示例路1号', '地址', '地址 上海市静安区示例路1号'],
      ['C-1 address to 5 Sample Road, Hamburg', '地址', '地址 5 Sample Road, Hamburg'],
      ['C-1 行业改成物流，电话改成13800000003', '类别、电话', '电话 13800000003'],
      ['C-1 邮箱 lin@yunfan.example', '联系人', 'lin@yunfan.example'],
    ])('is done in a sentence: %s', async (said, fields, shown) => {
      expect((await world.type('E003', said)).text).toBe(`C-1 ${yunfan} 已更新：${fields}。`);
      expect((await world.type('E003', 'C-1')).text).toContain(shown);
    });

    test('asks whose the phone is that stands beside the new name of a contact', async () => {
      const form = await world.type('E003', 'C-1 联系人改成王敏');
      expect(form.fields).toMatchObject({ 联系人: '王敏', 联系人电话: '139 0000 0000' });
      expect((await world.type('E003', 'C-1')).text).toContain('林晓');
    });

    test.each([
      '电话多少',
      '电话是多少',
      '电话没人接',
      '地址在哪',
      '客户投诉了',
      '改成13800000000',
      'phone is wrong',
    ])('is not heard in C-1 %s', async (said) => {
      const before = (await world.type('E003', 'C-1')).text;
      expect((await world.type('E003', `C-1 ${said}`)).text).toBe(before);
    });

    test('said by somebody who may not is refused as the form is', async () => {
      expect((await world.type('E004', 'C-2 电话改成13800000000')).text).toBe(
        (await world.type('E004', '/customer edit C-2')).text,
      );
    });

    test('by a form that holds what was typed behind its number, and says what was not understood', async () => {
      const form = await world.type('E003', '/客户 修改 C-2 电话=0571-5555 颜色=红 备用');
      expect(form.text).toContain('这些内容没看明白：颜色=红、备用。请在表单里确认。');
      expect(form.fields).toMatchObject({ 客户名称: '杭州青禾食品股份有限公司', 电话: '0571-5555' });
      expect((await world.submit('E003', form)).text).toBe('C-2 杭州青禾食品股份有限公司 已更新：电话。');
      const named = await world.type('E004', '/customer edit Acme Trading Phone="+49 40 1"');
      expect(named.fields).toMatchObject({ Name: 'Acme Trading Ltd', Phone: '+49 40 1' });
    });

    test('keeps what was typed when it is wrong', async () => {
      const form = await world.type('E004', '/customer edit C-4');
      const wrong = await world.submit('E004', form, { Name: '', 'Tax number': '!' });
      expect(wrong.errors).toEqual({
        Name: 'Fill in: Name.',
        'Tax number': 'A tax number has 6 to 30 letters, digits or hyphens.',
      });
      expect(wrong.fields).toMatchObject({ Name: '', 'Tax number': '!' });
    });

    test('does not lose a contact’s phone when its name is left out', async () => {
      const form = await world.type('E004', '/customer edit C-4');
      const wrong = await world.submit('E004', form, { Contact: '', 'Contact phone': '+49 40 000' });
      expect(wrong.errors).toEqual({ Contact: 'Fill in: Contact.' });
    });

    test('by two people at once loses nothing', async () => {
      const [one, other] = await Promise.all([
        world.type('E003', '/customer edit C-3'),
        world.type('E002', '/customer edit C-3'),
      ]);
      await world.submit('E003', one, { 电话: '0755-1111' });
      await world.submit('E002', other, { 类别: '货运' });
      const card = await world.type('E003', '/customer edit C-3');
      expect(card.fields).toMatchObject({ 电话: '0755-1111', 类别: '货运' });
    });
  });

  describe('is changed by', () => {
    const yes = { buttons: ['编辑'], typed: '修改客户' };
    const no = { buttons: [], typed: /^客户 C-2 由 张伟 负责，你可以查看，但不能修改。请联系 张伟 或其上级/ };
    test.each([
      ['its owner', 'E003', yes],
      ['the owner’s manager', 'E002', yes],
      ['the manager’s manager', 'E001', yes],
      ['an administrator', 'E007', yes],
      ['legal', 'E005', yes],
      ['finance', 'E006', yes],
      ['not a colleague', 'E009', no],
    ])('%s', async (_who, person, { buttons, typed }) => {
      if (person === 'E009') await world.hire('E009', { name: '许安', manager: 'E002' });
      const card = await world.type(person, '/customer C-2');
      expect(card.buttons.filter((label) => label === '编辑')).toEqual(buttons);
      expect((await world.type(person, '/customer edit 杭州青禾食品')).text).toMatch(typed);
    });

    test('nobody who has lost it since: not by an old card, nor by a form that was open', async () => {
      const card = await world.type('E003', '/customer C-2');
      const form = await world.press('E003', card, '编辑');
      const { id } = await world.employee('E004');
      await world.database.transaction(async (tx) => giveCustomer(tx, 2, id, new Date()));

      const refusal = /^客户 C-2 由 Emma Clarke 负责/;
      expect((await world.press('E003', card, '编辑')).text).toMatch(refusal);
      expect((await world.submit('E003', form, { 税号: '91330000DEMO99999Y' })).text).toMatch(refusal);
      expect((await world.type('E004', '/customer C-2')).text).toContain('Tax number 91330000DEMO00002Y');
    });

    test('anybody, as long as nobody owns it', async () => {
      await world.database.transaction(async (tx) => tx.update('customers', { id: 3 }, { ownerId: null }));
      const form = await world.press('E004', await world.type('E004', '/customer C-3'), 'Edit');
      expect((await world.submit('E004', form, { Phone: '0755-2222' })).text).toContain('is updated: phone');
    });
  });
});
