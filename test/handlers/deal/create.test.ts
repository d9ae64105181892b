import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

/** A Wednesday morning in Shanghai. */
const wednesday = new Date('2026-03-04T02:00:00Z');

const yunfan = '上海云帆科技有限公司';
const northwind = 'Northwind Example GmbH';

describeOnEachDatabase('a new deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    world.now = () => wednesday;
  });

  const dealCount = async () =>
    Number((await world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM deals'))[0]?.n);
  const customerCount = async () =>
    Number((await world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM customers'))[0]?.n);

  test('is there as soon as it is typed, and stands as a card in the conversation', async () => {
    const answer = await world.type('E003', `/deal new ${yunfan} 2万 ERP 升级 2026-12-31`);
    expect(answer.text).toBe('已创建商机 D-1005：ERP 升级（¥20,000.00，线索）。');
    const card = world.card('E003', 'D-1005');
    expect(card.text).toContain(`商机 D-1005 · ${yunfan}`);
    expect(card.text).toContain('●线索 › 方案 › 谈判 › 待签约');
    expect(card.text).toContain('预计签约 2026年12月31日 周四');
    expect(card.text).toMatch(/张伟：新建商机，金额 ¥20,000.00/);
    expect(card.buttons).toEqual(['推进阶段', '编辑', '写跟进', '赢单', '输单', '转交']);
  });

  test.each([
    ['/deal new', 'E004', /^Created D-\d+: Northwind Example GmbH \(CNY 20,000\.00, Lead\)\.$/],
    ['/deal add', 'E004', /^Created D-\d+/],
    ['deal new', 'E004', /^Created D-\d+/],
    ['/商机 新建', 'E003', /^已创建商机 D-\d+：Northwind Example GmbH（¥20,000\.00，线索）。$/],
    ['商机 新增', 'E003', /^已创建商机/],
    ['／商机　创建', 'E003', /^已创建商机/],
    ['/DEAL NEW', 'E003', /^已创建商机/],
  ])('%s is understood', async (words, person, answer) => {
    expect((await world.type(person, `${words} "${northwind}" 20000`)).text).toMatch(answer);
  });

  test.each([
    ['20000', '¥20,000.00'],
    ['20,000', '¥20,000.00'],
    ['2万', '¥20,000.00'],
    ['两万', '¥20,000.00'],
    ['1.2m', '¥1,200,000.00'],
    ['¥3,000.50', '¥3,000.50'],
    ['￥3,000.50', '¥3,000.50'],
    ['0.01', '¥0.01'],
    ['$500', 'US$500.00'],
  ])('the amount %s is %s', async (typed, shown) => {
    expect((await world.type('E003', `/deal new ${yunfan} ${typed}`)).text).toContain(shown);
  });

  test.each([
    ['2026-12-31', '2026年12月31日 周四'],
    ['next friday', '2026年3月13日 周五'],
    ['下周五', '2026年3月13日 周五'],
    ['月底', '2026年3月31日 周二'],
    ['明天', '2026年3月5日 周四'],
  ])('the day %s is %s', async (typed, shown) => {
    await world.type('E003', `/deal new ${yunfan} 2万 ${typed}`);
    expect(world.cards('E003').at(-1)?.text).toContain(`预计签约 ${shown}`);
  });

  test('may be anywhere on its way, by the name of the stage in either language', async () => {
    expect((await world.type('E003', `/deal new ${yunfan} 2万 谈判`)).text).toContain('谈判');
    expect((await world.type('E004', `/deal new ${yunfan} 2万 proposal`)).text).toContain('Proposal');
  });

  describe('that is not clear', () => {
    test('opens a form to fill in when nothing was typed', async () => {
      const form = await world.type('E003', '/deal new');
      expect(form.kind).toBe('form');
      expect(form.fields).toEqual({ 客户: '', 金额: '', 标题: '', 预计签约日: '', 阶段: 'lead' });
      expect(form.text).not.toContain('还差');
    });

    test('opens a form that holds what was understood', async () => {
      const form = await world.type('E003', `/deal new ${yunfan} 下周五 谈判`);
      expect(form.kind).toBe('form');
      expect(form.text).toContain('还差一点信息，请补充。');
      expect(form.fields).toMatchObject({
        客户: yunfan,
        金额: '',
        预计签约日: '2026-03-13',
        阶段: 'negotiation',
      });
    });

    test('keeps the currency that was typed, for the deal and for who approves it', async () => {
      const form = await world.type('E003', '/deal new USD 20000 待签约');
      expect(form.fields).toMatchObject({ 客户: '', 金额: 'USD 20,000.00' });
      const made = await world.submit('E003', form, { 客户: yunfan });
      expect(made.text).toContain('US$20,000.00');
      expect(world.cards('E002').at(-1)?.text).toContain('总经理');

      const unclear = await world.type('E004', `/deal new ${yunfan} US$20,000 31/02/2026`);
      expect(unclear.fields).toMatchObject({ Amount: 'USD 20,000.00' });
      const without = await world.type('E004', `/deal new ${yunfan} currency=EUR`);
      expect(without.fields).toMatchObject({ Amount: 'EUR' });
    });

    test('keeps the currency when its stage asks for an amount', async () => {
      const form = await world.type('E003', `/deal new ${yunfan} USD 0 谈判`);
      expect(form.errors).toEqual({ 金额: '进入“谈判”前要先填写金额。' });
      expect(form.fields).toMatchObject({ 金额: 'USD 0.00' });
    });

    test('says which words were not clear', async () => {
      const form = await world.type('E004', `/deal new ${yunfan} 20000 30000`);
      expect(form.kind).toBe('form');
      expect(form.errors).toEqual({ Amount: 'There are several: 20000, 30000. Keep one of them.' });
      expect(form.fields).toMatchObject({ Customer: yunfan, Amount: '' });
      const stray = await world.type('E003', `/deal new ${yunfan} 2万 颜色=红`);
      expect(stray.text).toContain('这些内容没看明白：颜色=红。请在表单里确认。');
    });

    test.each([
      ['2万 2/30', '预计签约日', '没有“2/30”这一天。可以写 2026-12-31、下周五 或 月底。'],
      ['2万 6月31日', '预计签约日', '没有“6月31日”这一天。可以写 2026-12-31、下周五 或 月底。'],
      ['2万 下个月', '预计签约日', '“下个月”是哪一天？可以写 2026-12-31、下周五 或 月底。'],
      ['25-30万', '金额', '“25-30万”不是一个确定的金额，请写一个数，例如 28万。'],
      ['2万 2026-02-30', '预计签约日', '没有“2026-02-30”这一天。可以写 2026-12-31、下周五 或 月底。'],
      ['9999999999999', '金额', '这个金额太大了，最多 900,000,000,000（9000亿）。'],
      ['1e30', '金额', '这个金额太大了，最多 900,000,000,000（9000亿）。'],
      ['99999999999万', '金额', '这个金额太大了，最多 900,000,000,000（9000亿）。'],
      ['10%', '金额', '“10%”是百分比，这里要写金额，例如 20000 或 2万。'],
    ])('says what is wrong with %s, in the field where it can be put right', async (typed, field, error) => {
      const before = await dealCount();
      const form = await world.type('E003', `/deal new ${yunfan} ${typed} ERP升级 谈判`);
      expect(form.kind).toBe('form');
      expect(form.errors).toEqual({ [field]: error });
      expect(form.fields).toMatchObject({
        客户: yunfan,
        [field]: typed.split(' ').at(-1),
        标题: 'ERP升级',
        阶段: 'negotiation',
      });
      expect(await dealCount()).toBe(before);
      const made = await world.submit('E003', form, { [field]: field === '金额' ? '3万' : '2026-03-31' });
      expect(made.text).toMatch(/^已创建商机 D-\d+：ERP升级（¥\d0,000\.00，谈判）。$/);
    });

    test('says it where it was sent by the form as well', async () => {
      const form = await world.type('E004', `/deal new ${yunfan}`);
      const wrong = await world.submit('E004', form, { Amount: '1e30', 'Expected close': '31 June' });
      expect(wrong.errors).toEqual({
        Amount: 'This is too large: an amount is at most 900,000,000,000.',
        'Expected close': 'There is no day "31 June". Write 2026-12-31, next friday or end of month.',
      });
    });

    test.each([
      ['20000 negotation', { Stage: '"negotation" was taken for this. Please check it.' }],
      [
        '20000 proposal negotiation',
        { Stage: 'There are several: proposal, negotiation. Keep one of them.' },
      ],
      [
        '20000 friday 2026-12-31',
        { 'Expected close': 'There are several: friday, 2026-12-31. Keep one of them.' },
      ],
      [
        '20000 stage=dreaming',
        {
          Stage: 'There is no stage called "dreaming". There are: Lead, Proposal, Negotiation, To be signed.',
        },
      ],
      ['phase 2', { Amount: '"2" was taken for this. Please check it.' }],
      [
        'JPY 20000',
        { Amount: expect.stringMatching(/^The currency of "JPY 20000" is not known or not taken/) },
      ],
    ])('asks about %s', async (typed, errors) => {
      const form = await world.type('E004', `/deal new "${northwind}" ${typed}`);
      expect(form.errors).toEqual(errors);
    });

    test('keeps what was typed until it is right', async () => {
      const before = await dealCount();
      const form = await world.type('E003', `/deal new ${yunfan}`);
      const wrong = await world.submit('E003', form, { 金额: '很多', 标题: '**ERP** <b>', 阶段: 'proposal' });
      expect(wrong.kind).toBe('errors');
      expect(wrong.errors).toEqual({ 金额: '看不懂这个金额。可以写 20000、2万 或 ¥3,000.50。' });
      expect(wrong.fields).toMatchObject({
        客户: yunfan,
        金额: '很多',
        标题: '**ERP** <b>',
        阶段: 'proposal',
      });
      expect(await dealCount()).toBe(before);

      const right = await world.submit('E003', wrong, { 金额: '3万' });
      expect(right.text).toMatch(/^已创建商机 D-\d+：\*\*ERP\*\* <b>（¥30,000\.00，方案）。$/);
    });

    test.each([
      ['E003', `/deal new ${yunfan} 0 e`, /^已创建商机 D-\d+：e（¥0\.00，线索）。$/],
      ['E003', `/deal new ${northwind} 0 e`, /^已创建商机 D-\d+：e（¥0\.00，线索）。$/],
      ['E004', `/deal new ${northwind} 0 e`, /^Created D-\d+: e \(CNY 0\.00, Lead\)\.$/],
    ])('%s may not know the amount yet, however many words the customer has: %s', async (who, line, says) => {
      expect((await world.type(who, line)).text).toMatch(says);
    });

    test('asks for the amount where its stage needs one, and keeps the rest', async () => {
      const before = await dealCount();
      const wrong = await world.submit('E003', await world.type('E003', `/deal new ${yunfan}`), {
        金额: '0',
        阶段: 'negotiation',
      });
      expect(wrong.kind).toBe('errors');
      expect(wrong.errors).toEqual({ 金额: '进入“谈判”前要先填写金额。' });
      expect(wrong.fields).toMatchObject({ 客户: yunfan, 金额: '0', 阶段: 'negotiation' });
      expect(await dealCount()).toBe(before);
    });

    test('does not begin at its end', async () => {
      const before = await dealCount();
      const chinese = await world.type('E003', `/deal new ${yunfan} 2万 已签约`);
      expect(chinese.text).toContain('新商机不能直接是“已签约”');
      const english = await world.type('E004', `/deal new ${yunfan} 2万 lost`);
      expect(english.text).toBe(
        'A new deal cannot begin as Lost. It may begin in: Lead, Proposal, Negotiation, To be signed.',
      );
      expect(await dealCount()).toBe(before);
    });
  });

  describe('that would close on a day that is over', () => {
    test('is asked about in the form, which holds the rest, and made when the day is put right', async () => {
      const before = await dealCount();
      const form = await world.type('E003', `/deal new ${yunfan} 2万 ERP 2025-12-31 谈判`);
      expect(form.kind).toBe('form');
      expect(form.errors).toEqual({
        预计签约日: '2025年12月31日 周三 已经过去了，请核对年份和月份。如果没有写错，再提交一次即可。',
      });
      expect(form.fields).toEqual({
        客户: yunfan,
        金额: '20000',
        标题: 'ERP',
        预计签约日: '2025-12-31',
        阶段: 'negotiation',
      });
      expect(await dealCount()).toBe(before);
      const made = await world.submit('E003', form, { 预计签约日: '2026-12-31' });
      expect(made.text).toMatch(/^已创建商机 D-\d+：ERP（¥20,000\.00，谈判）。$/);
    });

    test('is taken when it is sent once more, and another such day is asked about as well', async () => {
      const asked = await world.type('E004', `/deal new ${yunfan} 20000 2026-03-03`);
      expect(asked.errors).toEqual({
        'Expected close':
          '3 Mar 2026 is over. Check the year and the month; if it is right, send the form once more.',
      });
      const again = await world.submit('E004', asked, { 'Expected close': '2026-03-02' });
      expect(again.errors['Expected close']).toMatch(/^2 Mar 2026 is over/);
      expect((await world.submit('E004', again)).text).toMatch(/^Created D-/);
      expect(world.cards('E004').at(-1)?.text).toContain('Expected close 2 Mar 2026');
    });

    test('is asked about with all else that is not clear, and in a form that was empty', async () => {
      const typed = await world.type('E003', `/deal new ${yunfan} 去年底`);
      expect(typed.text).toContain('还差一点信息，请补充。');
      expect(typed.errors).toHaveProperty('预计签约日');
      const filled = await world.submit('E003', await world.type('E003', '/deal new'), {
        客户: yunfan,
        金额: '1万',
        预计签约日: '2025-03-31',
      });
      expect(filled.errors).toHaveProperty('预计签约日');
      expect(filled.fields).toMatchObject({ 客户: yunfan, 金额: '1万', 预计签约日: '2025-03-31' });
    });

    test('may close today, wherever the person is', async () => {
      // In Shanghai the fourth has begun, where it is still the third in UTC.
      world.now = () => new Date('2026-03-03T17:00:00Z');
      expect((await world.type('E003', `/deal new ${yunfan} 2万 2026-03-04`)).text).toMatch(/^已创建商机/);
      expect((await world.type('E003', `/deal new ${yunfan} 2万 2026-03-03`)).errors).toHaveProperty(
        '预计签约日',
      );
      world.now = () => wednesday;
    });
  });

  describe('with somebody new', () => {
    test('shows the customers with a name like it before a second one is made', async () => {
      const before = await customerCount();
      const asked = await world.type('E003', '/deal new 上海云帆 2万 试用 月底 谈判');
      expect(asked.text).toBe(
        [
          '没有叫“上海云帆”的客户',
          '标题：试用',
          '金额：¥20,000.00',
          '预计签约日：2026年3月31日 周二',
          '阶段：谈判',
          '有相近的客户，是其中之一吗？',
        ].join('\n'),
      );
      expect(asked.buttons).toEqual([`用 C-1 ${yunfan}`, '新建客户并创建商机']);
      expect(await customerCount()).toBe(before);

      const answer = await world.press('E003', asked, '用 C-1');
      expect(answer.text).toMatch(/^已创建商机 D-\d+：试用（¥20,000\.00，谈判）。$/);
      expect(world.cards('E003').at(-1)?.text).toContain(yunfan);
      expect(await customerCount()).toBe(before);
    });

    test('makes both on a word', async () => {
      const asked = await world.type('E004', '/deal new "Initech Ltd" 5000');
      expect(asked.text).toBe(
        'There is no customer called "Initech Ltd"\nAmount: CNY 5,000.00\nCreate this customer?',
      );
      expect((await world.press('E004', asked, 'Create the customer and the deal')).text).toMatch(
        /^Created D-/,
      );
      expect((await world.type('E004', '/customer show Initech')).text).toContain('Initech Ltd');
    });

    test('the question makes room for its answer, so that nobody answers it twice', async () => {
      const asked = await world.type('E003', '/deal new 上海云帆 2万');
      const answer = await world.press('E003', asked, '用 C-1');
      expect(answer.kind).toBe('card');
      expect(answer.buttons).toEqual([]);
    });

    test('asks which one is meant where several are called so', async () => {
      const another = await world.type('E003', `/customer new ${yunfan}`);
      const made = await world.press('E003', another, '都不是，仍然新建');
      const number = /C-\d+/.exec(made.text)?.[0] ?? '';
      const before = await customerCount();

      const asked = await world.type('E003', `/deal new ${yunfan} USD 2万 试用`);
      expect(asked.text).toBe(`有几个客户叫“${yunfan}”\n标题：试用\n金额：US$20,000.00\n是哪一个？`);
      expect(asked.buttons).toEqual([`用 C-1 ${yunfan}`, `用 ${number} ${yunfan}`]);
      const answer = await world.press('E003', asked, `用 ${number}`);
      expect(answer.text).toMatch(/^已创建商机 D-\d+：试用（US\$20,000\.00，线索）。$/);
      const [, deal = ''] = /(D-\d+)/.exec(answer.text) ?? [];
      expect((await world.type('E003', `/customer ${number}`)).text).toContain(deal);
      expect(await customerCount()).toBe(before);

      const form = await world.type('E003', `/deal edit ${deal}`);
      expect((await world.submit('E003', form, { 客户: '上海云帆科技' })).errors).toEqual({
        客户: `有几个客户叫“上海云帆科技”，请写编号：C-1、${number}。`,
      });
      expect((await world.submit('E003', form, { 客户: 'C-1' })).text).toBe(`${deal} 已更新：客户。`);
      const both = await world.type('E003', `/customer show ${yunfan}`);
      expect(both.text).toContain(`C-1 ${yunfan}`);
      expect(both.text).toContain(`${number} ${yunfan}`);
    });

    test('pressing twice makes one customer', async () => {
      const asked = await world.type('E004', '/deal new "Vandelay Industries" 5000');
      const before = await customerCount();
      await world.press('E004', asked, 'Create the customer and the deal');
      await world.press('E004', asked, 'Create the customer and the deal');
      expect(await customerCount()).toBe(before + 1);
    });

    test.each([
      ['spaces', '"  The   Big  Firm  "', 'The Big Firm'],
      ['an apostrophe', `"O'Neil's & Sons"`, "O'Neil's & Sons"],
      ['quotes in it', '「北京“小米粒”餐饮」', '北京“小米粒”餐饮'],
      ['emoji', '"🚀 火箭 👩‍🚀 公司"', '🚀 火箭 👩‍🚀 公司'],
      ['markup', '"<script>alert(1)</script> *bold* {{DATE(1)}}"', '<script>alert(1)</script> *bold*'],
      ['SQL', `"Robert'); DROP TABLE deals;-- %_"`, `Robert'); DROP TABLE deals;-- %_`],
      ['gaps', '"{number} {title}"', '{number} {title}'],
      ['rare characters', '"𠮷野家𬭚"', '𠮷野家𬭚'],
    ])('takes a name with %s', async (_what, typed, shown) => {
      const asked = await world.type('E003', `/deal new ${typed} 2万 阶段=线索 标题=名称`);
      const made = asked.kind === 'card' ? await world.press('E003', asked, '新建客户并创建商机') : asked;
      expect(made.text).toMatch(/^已创建商机/);
      expect(world.cards('E003').at(-1)?.text).toContain(shown);
    });

    test('does not take one emoji or rare character for another', async () => {
      const first = await world.type('E003', '/deal new "🍎 Bar" 2万');
      await world.press('E003', first, '新建客户并创建商机');
      const second = await world.type('E003', '/deal new "🍣 Bar" 2万');
      expect(second.kind).toBe('card');
      expect(second.buttons).toContain('新建客户并创建商机');
    });

    test('has no customer without a name', async () => {
      const form = await world.type('E003', '/deal new "  " 2万');
      expect(form.kind).toBe('form');
      expect(form.fields).toMatchObject({ 客户: '', 金额: '20000' });
    });

    test('says so when a name is too long, and holds its beginning', async () => {
      const form = await world.type('E003', `/deal new ${'长'.repeat(5000)} 2万`);
      expect(form.errors).toEqual({ 客户: '客户最多 500 个字，现在有 5,000 个。' });
      expect(form.fields).toMatchObject({ 客户: '长'.repeat(500), 金额: '20000' });

      const title = await world.type('E004', `/deal new ${yunfan} 20000 标题="${'t'.repeat(5000)}"`);
      expect(title.errors).toEqual({ Title: 'Title takes at most 200 characters; this has 5,000.' });
    });

    test.each([
      ['a word of 70,000 letters', 'x'.repeat(70_000)],
      ['an amount of 70,000 letters', `${yunfan} 金额=${'贵'.repeat(70_000)}`],
      ['200,000 letters', '很 长 '.repeat(50_000)],
      ['a hundred thousand quotes', '"'.repeat(100_000)],
    ])('%s gets an answer', async (_what, text) => {
      const answer = await world.type('E003', `/deal new ${text}`);
      expect(answer.kind).toMatch(/form|errors|card/);
      expect(answer.text.length).toBeLessThan(3000);
    });
  });
});
