import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('the customer of a deal', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  const names = () => world.rows<{ name: string }>('SELECT name FROM customers ORDER BY id');
  const customerOf = async (deal: string) =>
    (await world.rows<{ customerId: number }>(`SELECT customerId FROM deals WHERE id = ${deal}`))[0]
      ?.customerId;

  test.each([
    ['E003', '/deal new C-1 5万 编号', /^已创建商机 D-(\d+)：编号（¥50,000\.00/],
    ['E003', '/deal new c1 5万 编号', /^已创建商机 D-(\d+)：编号/],
    ['E004', '/deal new customer=C-1 50000 numbered', /^Created D-(\d+): numbered \(CNY 50,000\.00/],
  ])('%s may name by its number: %s', async (who, line, says) => {
    const { text } = await world.type(who, line);
    expect(text).toMatch(says);
    expect(await customerOf(says.exec(text)?.[1] ?? '')).toBe(1);
  });

  test.each([
    ['E003', '没有找到客户“C-9999”'],
    ['E004', 'There is no customer "C-9999"'],
  ])('is not called by a number that nobody has: %s is told so', async (who, says) => {
    const before = await names();
    const refused = await world.type(who, '/deal new C-9999 50000 x');
    expect(refused).toMatchObject({ kind: 'words', text: expect.stringContaining(says) });
    expect(await names()).toEqual(before);
  });

  test('may be named by its number in a form that changes the deal', async () => {
    await world.type('E003', '/deal edit D-1001 客户=C-2');
    expect(await customerOf('1001')).toBe(2);
  });

  describe('when two have the same name', () => {
    /** @returns the number of the second */
    const another = async () => {
      const asked = await world.type('E003', `/customer new ${yunfan}`);
      const { text } = await world.press('E003', asked, '都不是，仍然新建');
      return /C-\d+/.exec(text)?.[0] ?? text;
    };

    test.each([
      [
        'E003',
        `有几个客户叫“${yunfan}”\n标题：试用\n金额：¥50,000.00\n是哪一个？`,
        '用',
        /^已创建商机 D-(\d+)：试用/,
      ],
      [
        'E004',
        `Several customers are called "${yunfan}"\nTitle: 试用\nAmount: CNY 50,000.00\nWhich one is it?`,
        'Use',
        /^Created D-(\d+): 试用/,
      ],
    ])('%s is asked which', async (who, says, use, made) => {
      const second = await another();
      const asked = await world.type(who, `/deal new ${yunfan} 5万 试用`);
      expect(asked.text).toContain(says);
      expect(asked.buttons).toEqual([`${use} C-1 ${yunfan}`, `${use} ${second} ${yunfan}`]);

      const { text } = await world.press(who, asked, `${use} ${second}`);
      expect(`C-${await customerOf(made.exec(text)?.[1] ?? '')}`).toBe(second);
    });

    test('the one that is written so is meant, where another differs in what firms are called by law', async () => {
      await world.press('E003', await world.type('E003', '/customer new 上海云帆科技'), '都不是，仍然新建');
      expect((await world.type('E003', `/deal new ${yunfan} 5万 试用`)).text).toMatch(/^已创建商机/);
    });

    test('whoever looks it up, or changes it, sees both', async () => {
      const second = await another();
      for (const line of [`/customer show ${yunfan}`, `/customer edit ${yunfan}`]) {
        const list = await world.type('E003', line);
        expect(list.text).toContain(`C-1 ${yunfan}`);
        expect(list.text).toContain(`${second} ${yunfan}`);
      }
    });

    test.each([
      ['E003', '有几个客户叫', '请写编号：C-1'],
      ['E004', 'Several customers are called', 'write the number, C-1'],
    ])('%s has to write its number in a request and in a deal', async (who, says, number) => {
      const second = await another();
      const line = `/approval new expense 300 travel 2026-11-20 reason=taxi customer=`;
      const form = await world.type(who, `${line}${yunfan}`);
      expect(JSON.stringify(form.errors)).toContain(says);
      expect(JSON.stringify(form.errors)).toContain(number);
      expect((await world.type(who, `${line}${second}`)).text).toContain('R-1');

      const deal =
        who === 'E003' ? 'D-1001' : (await world.type(who, '/deal new C-4 1')).text.match(/D-\d+/)?.[0];
      expect(
        JSON.stringify((await world.type(who, `/deal edit ${deal} customer=${yunfan}`)).errors),
      ).toContain(says);
    });

    test('a request that came back still names the one that was meant', async () => {
      const second = await another();
      await world.type('E003', `/approval new expense 300 travel 2026-11-20 reason=taxi customer=${second}`);
      const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
      await world.submit('E002', await world.press('E002', more, '退回'), { 原因: '金额不对' });
      const form = await world.press('E003', world.card('E003', '退回'), '重新提交');
      expect(form.fields.客户).toBe(second);
      expect((await world.submit('E003', form, { 金额: '280' })).text).toContain('已重新提交');
    });
  });
});
