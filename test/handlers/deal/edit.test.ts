import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('changing a deal', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    world.now = () => new Date('2026-03-04T02:00:00Z');
  });

  const newDeal = async (rest = '2万', person = 'E003') => {
    const made = await world.type(person, `/deal new ${yunfan} ${rest}`);
    return /D-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  test('opens a form that holds what is there', async () => {
    const form = await world.type('E003', '/deal edit D-1001');
    expect(form.fields).toEqual({
      客户: yunfan,
      金额: '¥190,800.00',
      标题: '云帆协同平台续约',
      预计签约日: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      产品明细: '协同平台 企业版 x 50 @ 3600 +6%',
    });
    expect((await world.press('E003', await world.type('E003', '/deal D-1001'), '编辑')).fields).toEqual(
      form.fields,
    );
    expect((await world.submit('E003', form)).text).toBe('D-1001 没有需要更新的内容。');
  });

  test('shows in which currency it is, and keeps it unless another is typed', async () => {
    const number = await newDeal('USD 20000');
    const form = await world.type('E003', `/deal edit ${number}`);
    expect(form.fields.金额).toBe('USD 20,000.00');
    expect((await world.submit('E003', form, { 标题: 'ERP' })).text).toBe(`${number} 已更新：标题。`);
    expect((await world.submit('E003', form, { 金额: '3万' })).text).toBe(`${number} 已更新：金额。`);
    expect(world.card('E003', number).text).toContain('金额 US$30,000.00');
  });

  test('has all its prices in one currency', async () => {
    const number = await newDeal('USD 20000');
    const form = await world.type('E003', `/deal edit ${number}`);
    const fromList = await world.submit('E003', form, { 产品明细: 'ENT x 3' });
    expect(fromList.errors.产品明细).toMatch(/^第 1 行的单价是 ¥3,600\.00，而商机的金额是 USD。/);
    expect((await world.submit('E003', form, { 产品明细: 'ENT x 3 @ US$500' })).text).toBe(
      `${number} 已更新：金额、产品明细。`,
    );
    expect(world.card('E003', number).text).toContain('金额 US$1,590.00');
  });

  test.each([
    ['{n} 金额改成30万', '金额 ¥300,000.00'],
    ['{n} 金额改为30万左右', '金额 ¥300,000.00'],
    ['{n}金额30万', '金额 ¥300,000.00'],
    ['{n} amount 300k', '金额 ¥300,000.00'],
    ['change the amount of {n} to 300k', '金额 ¥300,000.00'],
    ['{n} 改成30万', '金额 ¥300,000.00'],
    ['/deal edit {n} 金额 30万', '金额 ¥300,000.00'],
    ['把{n}的预计日期改到下周五', '预计签约 2026年3月13日 周五'],
    ['请把{n}的预计签约日改成12.31吧', '预计签约 2026年12月31日 周四'],
    ['{n} close date next friday', '预计签约 2026年3月13日 周五'],
    ['set {n} close date to next friday', '预计签约 2026年3月13日 周五'],
    ['{n} 推迟到月底', '预计签约 2026年3月31日 周二'],
    ['{n} 标题改成ERP三期', 'ERP三期'],
    ['{n} 阶段改成谈判', '●谈判'],
  ])('is done in a sentence: %s', async (said, shown) => {
    const number = await newDeal('2万 线索');
    await world.type('E003', said.replace('{n}', number));
    expect(world.card('E003', number).text).toContain(shown);
  });

  test.each([
    ['{n} 推迟一周', '2026年4月7日 周二'],
    ['把{n}的成交日期往后推一周', '2026年4月7日 周二'],
    ['麻烦把商机 {n} 提前 3 天，谢谢', '2026年3月28日 周六'],
    ['/商机 修改 {n} 日期推迟一个月', '2026年4月30日 周四'],
    ['please push {n} out by 2 weeks', '2026年4月14日 周二'],
    ['postpone {n} by a week', '2026年4月7日 周二'],
  ])('moves by so much the day on which it is expected to close: %s', async (said, day) => {
    const number = await newDeal('2万 2026-03-31');
    expect((await world.type('E003', said.replace('{n}', number))).text).toBe(
      `${number} 已更新：预计签约日。预计签约日是 ${day}。`,
    );
  });

  test('asks for a day where there is none that could move, and about one that is over then', async () => {
    const none = await world.type('E003', `${await newDeal('2万')} 推迟一周`);
    expect(none.errors).toEqual({ 预计签约日: '还没有预计签约日可以推迟或提前，请写一个日期。' });
    const over = await world.type('E003', `${await newDeal('2万 2026-03-10')} 提前两周`);
    expect(over.fields.预计签约日).toBe('2026-02-24');
    expect(over.text).toContain('已经过去了');
  });

  test.each(['不推迟了', '别推迟一周', '客户说要推迟一周', '推迟一周，客户还没定', '推迟两三天'])(
    'does not move for %s',
    async (said) => {
      const number = await newDeal('2万 2026-03-31');
      expect((await world.type('E003', `${number} ${said}`)).text).toContain('预计签约 2026年3月31日 周二');
    },
  );

  test('is done to several fields in a sentence', async () => {
    const number = await newDeal();
    const answer = await world.type('E003', `${number} 金额改成¥3,000.50，日期改到下周五`);
    expect(answer.text).toBe(`${number} 已更新：金额、预计签约日。预计签约日是 2026年3月13日 周五。`);
    expect(world.card('E003', number).text).toContain('金额 ¥3,000.50');
  });

  test.each([
    ['金额改成25-30万', '金额', '“25-30万”不是一个确定的金额，请写一个数，例如 28万。'],
    ['日期改到下个月', '预计签约日', '“下个月”是哪一天？可以写 2026-12-31、下周五 或 月底。'],
    ['金额改成很多', '金额', '看不懂这个金额。可以写 20000、2万 或 ¥3,000.50。'],
  ])('asks in the form about %s', async (said, field, error) => {
    const number = await newDeal();
    const form = await world.type('E003', `${number} ${said}`);
    expect(form.errors).toEqual({ [field]: error });
    expect(
      (await world.submit('E003', form, { [field]: field === '金额' ? '28万' : '月底' })).text,
    ).toContain('已更新');
  });

  test.each(['价格太高', '客户要求分期', '客户是大客户', 'title is wrong', 'price is too high', '改成别的'])(
    'is not heard in %s',
    async (said) => {
      const number = await newDeal();
      const answer = await world.type('E003', `${number} ${said}`);
      expect(answer.text).toContain(`没看懂“${said}”`);
      expect(world.card('E003', number).text).not.toContain('修改了');
    },
  );

  test('a note and a loss are said in a sentence as well', async () => {
    const number = await newDeal();
    expect((await world.type('E003', `${number} 备注 客户要求分期`)).text).toBe(
      `已记在 ${number} 的动态里。`,
    );
    expect((await world.type('E003', `${number} 丢了 价格太高`)).text).toBe(`${number} 已记为输单。`);
  });

  test('said by somebody who may not is refused as the command is', async () => {
    const said = await world.type('E010', 'D-1001 金额改成30万');
    expect(said.text).toBe((await world.type('E010', '/deal edit D-1001 金额=30万')).text);
    expect(said.text).not.toContain('已更新');
  });

  test('is saved at once when it is typed', async () => {
    const number = await newDeal();
    const answer = await world.type('E003', `/deal edit ${number} 金额=3.5万 日期=月底 标题="ERP 二期"`);
    expect(answer.text).toBe(`${number} 已更新：金额、标题、预计签约日。预计签约日是 2026年3月31日 周二。`);
    const card = world.card('E003', number);
    expect(card.text).toContain('金额 ¥35,000.00');
    expect(card.text).toContain('预计签约 2026年3月31日 周二');
    expect(card.text).toContain('张伟：修改了金额、标题、预计签约日');
    expect((await world.type('E004', `/deal set D-1004 close=friday`)).text).toBe(
      'D-1004 is updated: expected close. It is expected to close on 6 Mar 2026.',
    );
  });

  test('says which day was understood, in a way that nobody reads as another', async () => {
    const { text } = await world.type('E004', '/deal edit D-1004 close=4/5');
    expect(text).toBe('D-1004 is updated: expected close. It is expected to close on 5 Apr 2026.');
    await world.type('E004', `/deal new ${yunfan} 20000 4/5`);
    expect(world.cards('E004').at(-1)?.text).toContain('Expected close 5 Apr 2026');
  });

  test('asks about a day that is over, and holds what else was changed', async () => {
    const number = await newDeal();
    const asked = await world.type('E003', `/deal edit ${number} 金额=3万 日期=2025-03-31`);
    expect(asked.kind).toBe('form');
    expect(asked.errors).toEqual({ 预计签约日: expect.stringMatching(/^2025年3月31日 周一 已经过去了/) });
    expect(asked.fields).toMatchObject({ 金额: '3万', 预计签约日: '2025-03-31' });
    expect(world.card('E003', number).text).not.toContain('2025年3月31日');
    expect((await world.submit('E003', asked)).text).toBe(
      `${number} 已更新：金额、预计签约日。预计签约日是 2025年3月31日 周一。`,
    );
    expect(world.card('E003', number).text).toContain('预计签约 2025年3月31日 周一');

    const form = await world.type('E003', `/deal edit ${number}`);
    const other = await world.submit('E003', form, { 预计签约日: '2025-04-30' });
    expect(other.errors).toHaveProperty('预计签约日');
    expect((await world.submit('E003', other, { 预计签约日: '2026-04-30' })).text).toBe(
      `${number} 已更新：预计签约日。预计签约日是 2026年4月30日 周四。`,
    );
  });

  test('does not ask about a day that has passed meanwhile', async () => {
    const number = await newDeal('2万 2026-03-05');
    const { now } = world;
    world.now = () => new Date('2026-03-09T02:00:00Z');
    const form = await world.type('E003', `/deal edit ${number}`);
    expect((await world.submit('E003', form, { 标题: '二期' })).text).toBe(`${number} 已更新：标题。`);
    expect((await world.type('E003', `/deal edit ${number} 标题=三期 日期=2026-03-05`)).text).toBe(
      `${number} 已更新：标题。`,
    );
    world.now = now;
  });

  test('makes the amount of the lines, to the cent', async () => {
    const number = await newDeal();
    const form = await world.type('E003', `/deal edit ${number}`);
    const answer = await world.submit('E003', form, {
      产品明细: 'ENT x 3 -10%\n驻场服务 x 1.5 @ 2,999.99 +6%\n赠品 @ 0',
    });
    expect(answer.text).toBe(`${number} 已更新：金额、产品明细。`);
    const card = world.card('E003', number);
    // 3 × 3,600 × 0.9 = 9,720 and 6 % tax; 1.5 × 2,999.99 = 4,499.99 (rounded half up) and 6 % tax.
    expect(card.text).toContain('¥10,303.20');
    expect(card.text).toContain('¥4,769.99');
    expect(card.text).toContain('金额 ¥15,073.19');
  });

  test('does not lose an amount that differs from its lines without a word', async () => {
    const form = await world.type('E003', '/deal edit D-1001');
    const wrong = await world.submit('E003', form, { 金额: '20万' });
    expect(wrong.errors).toEqual({
      金额: '金额由产品明细合计得出，现在是 ¥190,800.00。请修改明细，或清空明细后再改金额。',
    });
    expect(wrong.fields).toMatchObject({ 金额: '20万', 产品明细: '协同平台 企业版 x 50 @ 3600 +6%' });
    expect((await world.type('E003', '/deal edit D-1001 金额=20万')).errors).toHaveProperty('金额');

    const lines = await world.submit('E003', form, { 产品明细: '协同平台 企业版 x 60 @ 3600 +6%' });
    expect(lines.text).toBe('D-1001 已更新：金额、产品明细。');
    expect(world.card('E003', 'D-1001').text).toContain('金额 ¥228,960.00');
  });

  test.each([
    ['协同平台 x 5 @ 很贵', '第 1 行看不懂：协同平台 x 5 @ 很贵。写法：名称 x 数量 @ 单价 -折扣% +税率%。'],
    [
      '企业版 x 5 @ 3600 -101%',
      '第 1 行看不懂：企业版 x 5 @ 3600 -101%。写法：名称 x 数量 @ 单价 -折扣% +税率%。',
    ],
    [
      '企业版 x 5 @ 3600 +1300%',
      '第 1 行看不懂：企业版 x 5 @ 3600 +1300%。写法：名称 x 数量 @ 单价 -折扣% +税率%。',
    ],
    [
      'a @ 1\nb x 50 @ $3,600',
      '第 2 行的单价是 US$3,600.00，而商机的金额是 CNY。请写 CNY 的单价，或先把商机的金额改成那种币种。',
    ],
    ['a @ 1\nb @ 2\n没有价格', '第 3 行看不懂：没有价格。写法：名称 x 数量 @ 单价 -折扣% +税率%。'],
    ['a @ 1\n'.repeat(101), '产品明细最多 100 行，现在有 101 行。'],
  ])('says what is wrong with a line', async (typed, error) => {
    const number = await newDeal();
    const wrong = await world.submit('E003', await world.type('E003', `/deal edit ${number}`), {
      产品明细: typed,
    });
    expect(wrong.errors).toEqual({ 产品明细: error });
    expect(wrong.fields.产品明细).toBe(typed);
  });

  test('keeps every field that was typed when one is wrong', async () => {
    const number = await newDeal();
    const wrong = await world.submit('E003', await world.type('E003', `/deal edit ${number}`), {
      客户: '查无此人',
      金额: '很多',
      标题: 't'.repeat(201),
    });
    expect(wrong.errors).toEqual({
      客户: '没有叫“查无此人”的客户。请写已有客户的名称或编号，新客户要先新建。',
      金额: '看不懂这个金额。可以写 20000、2万 或 ¥3,000.50。',
      标题: '标题最多 200 个字，现在有 201 个。',
    });
    expect(wrong.fields).toMatchObject({ 客户: '查无此人', 金额: '很多', 标题: 't'.repeat(201) });
  });

  test('does not take a field that was wiped out for one that was left alone', async () => {
    const number = await newDeal();
    const opened = await world.type('E003', `/deal edit ${number}`);
    const refused = await world.submit('E003', opened, { 客户: '', 金额: ' ', 标题: '' });
    expect(refused.errors).toMatchObject({
      客户: '请填写客户。',
      金额: '请填写金额。',
      标题: '请填写标题。',
    });
    expect((await world.type('E003', `/deal edit ${number} 金额=`)).errors).toEqual({ 金额: '请填写金额。' });
  });

  test('asks what is meant by words that are no field', async () => {
    expect((await world.type('E003', '/deal edit D-1002 颜色=红 色')).text).toBe(
      '“颜色=红 色”没看明白。写法：“/商机 修改 D-1002 金额=3万 日期=月底 标题=ERP升级”，或不写内容打开表单。',
    );
    expect((await world.type('E003', '/deal edit')).text).toBe(
      '请写明是哪个商机，例如“/商机 修改 D-1024”。输入“/商机 列表”查看你的商机。',
    );
  });

  test('can move it to another customer, by number of its name in any spelling', async () => {
    const number = await newDeal();
    const form = await world.type('E003', `/deal edit ${number}`);
    expect((await world.submit('E003', form, { 客户: '杭州青禾食品' })).text).toBe(
      `${number} 已更新：客户。`,
    );
    expect(world.card('E003', number).text).toContain('杭州青禾食品股份有限公司');
  });

  test('by two forms that were open at once keeps what each of them changed', async () => {
    const number = await newDeal();
    const [one, other] = [
      await world.type('E003', `/deal edit ${number}`),
      await world.type('E002', `/deal edit ${number}`),
    ];
    await world.submit('E003', one, { 产品明细: 'ENT x 2' });
    await world.submit('E002', other, { 标题: '两张表单' });
    const form = await world.type('E003', `/deal edit ${number}`);
    expect(form.fields).toMatchObject({
      标题: '两张表单',
      金额: '¥7,632.00',
      产品明细: '协同平台 企业版 x 2 @ 3600 +6%',
    });
  });

  test('by two people at once loses nothing', async () => {
    const number = await newDeal();
    await Promise.all([
      world.type('E003', `/deal edit ${number} 金额=3万`),
      world.type('E002', `/deal edit ${number} 标题=两个人`),
    ]);
    const { text } = world.card('E003', number);
    expect(text).toContain('金额 ¥30,000.00');
    expect(text).toContain('两个人');
  });
});
