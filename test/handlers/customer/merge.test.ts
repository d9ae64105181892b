import { getCustomer } from '../../../models/customer.js';
import { listOwnedCustomerIds } from '../../../models/handover.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importing } from '../../support/importing.js';
import { openJobs } from '../../support/jobs.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('a customer that is there twice', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const names =
    '甲乙 丙丁 戊己 庚辛 壬癸 子丑 寅卯 辰巳 午未 申酉 戌亥 天地 玄黄 宇宙 洪荒 日月 盈昃 列张 寒来 暑往 秋收 冬藏 闰余 成岁'.split(
      ' ',
    );
  /** Each test has its own. */
  const nameOf = () => names.pop() ?? '';

  const create = async (line: string, person = 'E003') => {
    const asked = await world.type(person, `/customer new ${line}`);
    const done = asked.line.startsWith('已新建')
      ? asked
      : await world.press(person, asked, '都不是，仍然新建');
    return /C-\d+/.exec(done.line)?.[0] ?? done.text;
  };
  const newDeal = async (customer: string, rest = '2万', person = 'E003') =>
    /D-\d+/.exec((await world.type(person, `/deal new ${customer} ${rest}`)).text)?.[0] ?? '';
  const pair = async (more = '') => {
    const name = nameOf();
    const into = await create(`上海${name}电子有限公司${more}`);
    const from = await create(`${name}电子`);
    return { name, into, from, intoName: `上海${name}电子有限公司`, fromName: `${name}电子` };
  };
  const merge = async (from: string, into: string, typed = {}) =>
    world.submit('E003', await world.type('E003', `/客户 合并 ${from} 到 ${into}`), typed);

  const contactOf = async (number: string) =>
    (await world.database.read((tx) => getCustomer(tx, Number(number.slice(2))))).contact?.name;

  test('becomes one, with what was chosen, its deals and its contacts', async () => {
    const name = nameOf();
    const into = await create(`上海${name}电子有限公司 税号=91310000DEMO00011A 电话=021-1111 联系人=林晓`);
    const from = await create(`${name}电子 电话=021-2222 类别=电子 联系人=何敏`);
    const deals = [await newDeal(from), await newDeal(from), await newDeal(into)];

    const form = await world.type('E003', `/客户 合并 ${from} 到 ${into}`);
    expect(form.text).toContain(`合并客户 ${from} ${name}电子 → ${into} 上海${name}电子有限公司`);
    expect(form.text).toContain(
      `并入 ${into} 的有：商机 2 个，联系人 1 位。以后可以用“/客户 撤销合并 ${from}”撤销。`,
    );
    expect(form.fields).toEqual({ 客户名称: 'into', 电话: 'into', 联系人: 'into' });

    const done = await world.submit('E003', form, { 电话: 'from', 联系人: 'from' });
    expect(done.line).toBe(`已把 ${from} ${name}电子 并入 ${into} 上海${name}电子有限公司。`);
    for (const fact of [`已并入 ${from} ${name}电子`, '商机（3）', '91310000DEMO00011A', '林晓', ...deals])
      expect(done.text).toContain(fact);
    expect(done.text.indexOf('何敏')).toBeLessThan(done.text.indexOf('林晓'));
    expect(done.text).toContain(`张伟：把 ${from} ${name}电子 并入 ${into}`);
    expect((await world.type('E003', `/customer edit ${into}`)).fields).toMatchObject({
      ...{ 客户名称: `上海${name}电子有限公司`, 类别: '电子', 电话: '021-2222', 联系人: '何敏' },
    });
    expect(world.card('E003', deals[0] ?? '').text).toContain(`${into} 上海${name}电子有限公司`);
  });

  test('is found by its old number and its old name, in one sentence', async () => {
    const { from, into, fromName, intoName } = await pair();
    const old = await world.type('E003', `/customer ${from}`);
    await merge(fromName, intoName);

    for (const typed of [`/customer ${from}`, `/客户 查看 ${from} 怎么样`])
      expect((await world.type('E003', typed)).text).toContain(`${from} 现在是 ${into} ${intoName}。`);
    expect((await world.type('E004', `/customer show ${fromName}`)).text).toContain(
      `${fromName} is now ${into}`,
    );
    expect((await world.press('E003', old, '编辑')).text).toBe(`${from} 现在是 ${into} ${intoName}。`);
    expect((await world.type('E003', `/customer edit ${from}`)).text).toContain(`${from} 现在是 ${into}`);
    const deal = await world.type('E003', `/deal new ${from} 3万`);
    expect(deal.text).toContain(intoName);
    for (const search of [fromName, from, intoName])
      expect((await world.type('E003', `/customer find ${search}`)).text).toContain(
        `查找“${search}”，只有这一个。\n${intoName}\n客户 ${into}`,
      );
    const asked = await world.type('E003', `/customer new ${fromName}`);
    expect(asked.buttons).toEqual([`打开 ${into} ${intoName}`, '都不是，仍然新建']);
  });

  test('is not made once more under the old name without a word', async () => {
    const into = await create(`${nameOf()}物业`);
    const name = `${nameOf()}餐饮`;
    await merge(await create(name), into);
    expect((await world.type('E003', `/customer new ${name}`)).buttons[0]).toContain(`打开 ${into}`);
  });

  test('leaves alone what runs and what was drawn', async () => {
    const { from, into, fromName, intoName } = await pair();
    const deal = await newDeal(from, '2万 月底');
    await world.type('E003', `/deal stage ${deal} 待签约`);
    const form = await world.type('E003', `/客户 合并 ${from} ${into}`);
    expect(form.text).toContain('正在进行的审批（1 个）照常进行，内容不变。已生成的合同（1 份）保持原样。');
    const approval = 'SELECT facts, contentHash FROM approvals ORDER BY id DESC LIMIT 1';
    const contract = 'SELECT content FROM contracts ORDER BY id DESC LIMIT 1';
    const before = [await world.rows(approval), await world.rows(contract)];
    const card = world.card('E002', fromName);
    await world.submit('E003', form);

    expect([await world.rows(approval), await world.rows(contract)]).toEqual(before);
    expect(card.text).toContain(`客户 ${fromName}`);
    await world.press('E002', card, '同意');
    expect(world.card('E002', fromName).text).toContain('等 陈静、刘洋 处理');
    expect((await world.type('E003', `/deal ${deal}`)).text).toContain(intoName);
  });

  test('goes to no heir of somebody who leaves: its whole does', async () => {
    const { from, into } = await pair();
    await merge(from, into);
    const { id } = await world.employee('E003');
    const held = await world.database.read((tx) => listOwnedCustomerIds(tx, id, 1_000));
    expect(held).toContain(Number(into.slice(2)));
    expect(held).not.toContain(Number(from.slice(2)));
  });

  test('is found by an import of either number, which makes no second one', async () => {
    const { database } = world;
    const name = nameOf();
    const file = (more: string) =>
      `客户名称,客户编号,电话\n上海${name}电子有限公司,M-1,021-1\n${name}电子,M-2,021-2\n${more}`;
    await importing(database, 'people', '姓名,工号\n张伟,E003\n');
    await importing(database, 'customers', file(''));
    await world.submit(
      'E003',
      await world.type('E003', `/customer merge ${name}电子 into 上海${name}电子有限公司`),
    );

    const again = await importing(database, 'customers', file(''));
    expect(again.tally.counts.created).toBe(0);
    const deals = await importing(
      database,
      'deals',
      `商机名称,客户名称,负责人,金额,阶段,商机编号\n甲,M-2,张伟,1,线索,X-1\n`,
    );
    expect(deals.tally.counts.created).toBe(1);
    const found = await world.type('E003', `/customer ${name}电子`);
    expect(found.text).toContain('商机（1）');
    expect(found.text).toContain('现在是');
  });

  test('is two again when that is undone, but for what has changed since', async () => {
    const { from, into, fromName, intoName } = await pair(' 税号=91310000DEMO00021A 电话=021-1');
    await world.type('E003', `/customer edit ${from} 电话=021-2`).then((form) => world.submit('E003', form));
    const [stays, back] = [await newDeal(from), await newDeal(from)];
    const other = await create(`${nameOf()}印务`);
    await merge(from, into, { 客户名称: 'from', 电话: 'from' });
    const later = await newDeal(into);
    await world.type('E003', `/deal edit ${stays} 客户=${other}`);
    await world.submit('E003', await world.type('E003', `/customer edit ${into}`), { 电话: '021-3' });

    const undone = await world.press('E003', await world.type('E003', `/customer ${into}`), '撤销合并');
    expect(undone.line).toBe(
      `已撤销合并：${from} ${fromName} 与 ${into} ${intoName} 分开，1 个商机一起回来。另有 1 个此后转到了别处，没有动。`,
    );
    expect(undone.text).toContain(back);
    expect(undone.text).toContain('撤销合并：');
    const whole = await world.type('E003', `/customer ${into}`);
    expect(whole.text).toContain(intoName);
    expect(whole.text).toContain(later);
    expect(whole.text).not.toContain(back);
    expect(whole.text).toContain('撤销合并：');
    expect(whole.text).toContain(`把 ${from} ${fromName} 并入 ${into} ${intoName}`);
    expect((await world.type('E003', `/customer edit ${into}`)).fields).toMatchObject({ 电话: '021-3' });
    expect((await world.type('E003', `/客户 撤销合并 ${from}`)).text).toBe(`${from} 没有并入别的客户。`);
  });

  test('may be a part of what becomes a part of another: the last merge is undone first', async () => {
    const { from, into } = await pair();
    const last = await create(`${nameOf()}集团`);
    const deal = await newDeal(from);
    await merge(from, into);
    await merge(into, last);
    expect((await world.type('E003', `/customer ${from}`)).text).toContain(`${from} 现在是 ${last}`);
    expect((await world.type('E003', `/deal ${deal}`)).text).toContain(last);
    expect((await world.type('E003', `/customer unmerge ${from}`)).text).toBe(
      `${from} 先并入了 ${into}，${into} 又并入了 ${last}。请先用“/客户 撤销合并 ${into}”撤销后一次。`,
    );
    await world.type('E003', `/customer unmerge ${into}`);
    expect((await world.type('E003', `/customer ${from}`)).text).toContain(`${from} 现在是 ${into}`);
    expect((await world.type('E003', `/customer unmerge ${from}`)).text).toContain(deal);
  });

  test('is named in contracts with whom was chosen, also where that person is known already', async () => {
    const into = await create(`${nameOf()}甲 联系人=林晓`);
    const [one, other] = [
      await create(`${nameOf()}乙 联系人=何敏`),
      await create(`${nameOf()}丙 联系人=何敏`),
    ];
    await merge(one, into);
    expect(await contactOf(into)).toBe('林晓');
    await merge(other, into, { 联系人: 'from' });
    expect(await contactOf(into)).toBe('何敏');
    const { text } = await world.type('E003', `/customer ${into}`);
    expect(text.match(/何敏/g)).toHaveLength(1);
  });

  test('is named with nobody who has gone back to another', async () => {
    const into = await create(`${nameOf()}丁 联系人=林晓`);
    const [one, other] = [
      await create(`${nameOf()}戊 联系人=何敏`),
      await create(`${nameOf()}己 联系人=孙二`),
    ];
    await merge(one, into, { 联系人: 'from' });
    await merge(other, into, { 联系人: 'from' });
    await world.type('E003', `/customer unmerge ${one}`);
    expect(await contactOf(into)).toBe('孙二');
    await world.type('E003', `/customer unmerge ${other}`);
    expect(await contactOf(into)).toBe('林晓');
    expect(await contactOf(one)).toBe('何敏');
  });

  test('goes one way only, when it is merged both ways at once', async () => {
    const { from, into } = await pair();
    const other = await create(`${nameOf()}集团`);
    const forms = [];
    for (const [one, two] of [
      [from, into],
      [into, from],
      [into, other],
    ])
      forms.push(await world.type('E003', `/customer merge ${one} into ${two}`));
    const answers = await Promise.all(forms.map((form) => world.submit('E003', form)));
    const done = answers.filter(({ line }) => line.startsWith('已把'));
    const refused = answers.filter(({ line }) => / 现在是 |刚刚有改动/.test(line));
    expect([done.length >= 1, done.length + refused.length]).toEqual([true, 3]);
    const rows = await world.rows(
      'SELECT 1 FROM customers a JOIN customers b ON b.id = a.mergedIntoId WHERE b.mergedIntoId IS NOT NULL',
    );
    expect(rows).toEqual([]);
  });

  test('is merged by whoever may change both', async () => {
    const { from, into } = await pair();
    expect((await world.type('E004', `/customer merge ${from} into ${into}`)).text).toContain(
      'belongs to 张伟',
    );
    expect((await world.type('E003', `/customer merge ${from} into C-4`)).text).toContain(
      '由 Emma Clarke 负责',
    );
    expect((await world.type('E002', `/customer merge ${from} into C-4`)).kind).toBe('form');
    const byLegal = await world.type('E005', `/customer merge ${from} into C-4`);
    expect(byLegal.fields).not.toHaveProperty('负责人');
  });

  test('tells its owner, and asks whose it is from now on', async () => {
    const { from, into, intoName } = await pair();
    await world.type('E002', `/customer owner ${from} Emma Clarke`);
    const form = await world.type('E002', `/customer merge ${from} into ${into}`);
    expect(form.fields).toMatchObject({ 负责人: 'into' });
    const done = await world.submit('E002', form, { 负责人: 'from' });
    expect(done.text).toContain('负责人 Emma Clarke');
    expect(world.card('E004', `${from} is now`).text).toBe(`${from} is now ${into} ${intoName}.`);
    expect(world.card('E004', 'is yours now').text).toBe(
      `Customer ${into} ${intoName} is yours now\nBefore: 张伟`,
    );
    expect(world.card('E003', into).text).toBe(
      `客户 ${into} ${intoName} 现在由 Emma Clarke 负责\n原负责人 张伟`,
    );
    await world.type('E002', `/customer unmerge ${from}`);
    expect(world.card('E003', into).text).toBe(`客户 ${into} ${intoName} 现在由你负责\n原负责人 Emma Clarke`);
  });

  test('is not merged by what was chosen before somebody changed it', async () => {
    const { from, into } = await pair();
    const form = await world.type('E003', `/customer merge ${from} into ${into}`);
    await world.submit('E003', await world.type('E003', `/customer edit ${from}`), { 电话: '021-9' });
    expect((await world.submit('E003', form)).text).toContain('刚刚有改动，这次没有合并');
  });

  test('is pointed out on the card of the one that has nearly its name', async () => {
    const { from, into, fromName } = await pair();
    const card = await world.type('E003', `/customer ${into}`);
    expect(card.text).toContain(`疑似重复 ${from} ${fromName}`);
    const form = await world.press('E003', card, '合并疑似重复');
    expect(form.text).toContain(`${from} ${fromName} → ${into}`);
    expect((await world.type('E006', `/customer ${into}`)).buttons).toContain('合并疑似重复');
    expect((await world.type('E004', `/customer ${into}`)).buttons).not.toContain('Merge these two');
  });

  test('takes back as well, when undone, a deal that came along a moment later', async () => {
    const { from, into } = await pair();
    const deals = [await newDeal(from), await newDeal(from), await newDeal(into)];
    const [, late = ''] = deals;
    await merge(from, into);
    const [part, whole] = [from, into].map((number) => Number(number.slice(2)));
    const customers = async () =>
      (
        await world.rows<{ customerId: number }>(
          `SELECT customerId FROM deals WHERE id IN (${deals.map((deal) => deal.slice(2)).join()}) ORDER BY id`,
        )
      ).map(({ customerId }) => customerId);
    await world.database.transaction(async (tx) => {
      tx.update('deals', { id: Number(late.slice(2)) }, { customerId: part ?? 0 });
      const [merged, without] = [`,${late.slice(2)}]`, ']'];
      tx.later("UPDATE history SET detail = REPLACE(detail, ?, ?) WHERE action = 'customer.merged'", [
        merged,
        without,
      ]);
    });

    await openJobs(world.database).at('2026-06-15T09:14:00Z', '2026-06-15T09:15:00Z');
    expect(await customers()).toEqual([whole, whole, whole]);
    expect((await world.type('E003', `/customer unmerge ${from}`)).text).toContain(`${late} `);
    expect(await customers()).toEqual([part, part, whole]);
  });

  test.each([
    ['/customer merge', '请写明哪个客户并入哪个，例如“/客户 合并 C-88 到 C-12”。'],
    ['/customer merge C-1', '请写明哪个客户并入哪个，例如“/客户 合并 C-88 到 C-12”。'],
    ['/customer merge C-1 into C-1', '两个都是 C-1，没有需要合并的。'],
    ['/customer unmerge', '请写明要分出哪个客户，例如“/客户 撤销合并 C-88”。'],
    ['/customer unmerge C-1', 'C-1 没有并入别的客户。'],
  ])('%s says what is missing', async (line, says) => {
    expect((await world.type('E003', line)).text).toBe(says);
  });
});
