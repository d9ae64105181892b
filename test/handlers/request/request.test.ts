import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import { shippedFlows } from '../../../handlers/flow/shipped.js';
import type { StepDefinition } from '../../../models/approval-flow.js';
import { insertDepartment, saveDepartmentHead } from '../../../models/department.js';
import { findEmployeeByStaffNumber } from '../../../models/employee.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('a step whose approver is chosen by whoever starts it', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    const expense = shippedFlows.find(({ key }) => key === 'expense');
    const [manager] = expense?.steps ?? [];
    if (!expense || !manager) throw new Error('There is no expense.');
    const check: StepDefinition = {
      key: 'check',
      name: { zh: '复核', en: 'Check' },
      mode: 'ALL',
      assignees: [{ type: 'chosen', by: 'initiator', from: 'legal', most: 1 }],
    };
    await world.database.transaction((tx) =>
      publishFlow(tx, { ...expense, steps: [manager, check] }, new Date()),
    );
  });
  const typed = '/approval new expense 1200 交通 2026-11-20 拜访云帆科技';

  test('is asked for in the form, however much was typed, and only who may be chosen is taken', async () => {
    const form = await world.type('E003', typed);
    expect(form.fields).toMatchObject({ 金额: '1200', 复核由谁审批: '' });
    const send = (name: string) => world.submit('E003', form, { 复核由谁审批: name });
    expect((await send('')).text).toContain('提交时请选择“复核”由谁审批。');
    expect((await send('没有这人')).errors).toEqual({
      复核由谁审批: '没有叫“没有这人”的在职同事，请写通讯录里的姓名或工号。',
    });
    expect((await send('刘洋')).text).toContain('刘洋 不在可选范围（legal）内。');
    expect((await send('陈静')).text).toMatch(/等待 李娜。$/);
    await world.press('E002', world.card('E002', '拜访云帆科技'), '同意');
    const last = await world.press('E005', world.card('E005', '拜访云帆科技'), '同意');
    expect(last.text).toContain('审批通过');
  });

  test('is kept with a draft', async () => {
    const form = await world.type('E003', typed);
    await world.submit('E003', form, { 复核由谁审批: '陈静' }, '存为草稿');
    const list = await world.type('E003', '/approval drafts');
    const [draft = ''] = list.buttons;
    expect((await world.press('E003', list, draft)).fields).toMatchObject({ 复核由谁审批: '陈静' });
  });
});

describeOnEachDatabase('what can be filled in', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test('/approval new lists what may be started, and a press opens the form', async () => {
    const list = await world.type('E003', '/approval new');
    expect(list.text).toMatch(/^可以发起的审批\n折扣审批\n\/审批 发起 折扣审批\n退款审批/);
    for (const name of ['报销', '采购申请', '用印申请', '请假', '公文传阅'])
      expect(list.text).toContain(name);
    expect(list.text).not.toContain('合同审批');

    const form = await world.press('E003', list, '请假');
    expect(Object.keys(form.fields)).toEqual([
      ...['假别', '开始日期', '开始时段', '结束日期', '结束时段', '天数', '工作代理人', '事由'],
    ]);
  });

  test.each([
    ['天数', 'many', '请写一个数字，例如 3 或 0.5。'],
    ['天数', '0', '天数不能小于 0.5。'],
    ['天数', '400', '天数不能大于 366。'],
    ['结束日期', '2026-11-30', '不能早于“开始日期”。'],
    ['开始日期', '哪天', '看不懂这个日期。可以写 2026-12-31、下周五 或 月底。'],
    ['工作代理人', '张三丰', '没有叫“张三丰”的在职同事，请写通讯录里的姓名或工号。'],
    ['工作代理人', '李娜、陈静', '这里只能写一个人。'],
    [
      '天数',
      '0.5',
      '从 2026年12月1日 周二 到 2026年12月3日 周四 有 3 个工作日，天数不能更少。只请半天的，请选上午或下午。',
    ],
    ['天数', '4', '从 2026年12月1日 周二 到 2026年12月3日 周四 一共 3 天，天数不能更多。'],
  ])('says what is wrong with %s “%s”', async (label, value, error) => {
    const form = await world.type('E003', '/approval new leave');
    const good = { 假别: 'annual', 开始日期: '2026-12-01', 结束日期: '2026-12-03', 天数: '3' };
    const refused = await world.submit('E003', form, { ...good, [label]: value });
    expect(refused.errors).toEqual({ [label]: error });
    expect(await world.rows('SELECT id FROM requests')).toEqual([]);
  });

  test.each([
    ['/approval new 报消', '没有叫“报消”的审批。输入“/审批 发起”查看可以发起的审批。'],
    [
      '/approval new contract',
      '“合同审批”在商机走到要审批的阶段时自动发起，例如“/商机 推进 D-1024 待签约”。',
    ],
  ])('%s says what can be typed', async (line, says) => {
    expect((await world.type('E003', line)).text).toBe(says);
  });

  test('more readers than can be asked are refused, and none of them is dropped in silence', async () => {
    const form = await world.type('E003', '/approval new circulation');
    const many = Array.from({ length: 201 }, (_, index) => `E${index}`).join('、');
    const refused = await world.submit('E003', form, { 标题: '通知', 正文: '放假', 传阅对象: many });
    expect(refused.errors).toEqual({ 传阅对象: '最多可以写 200 人。' });
  });
});

describeOnEachDatabase('a request on a simple form', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  test('is started by a typed line, goes to the manager and then to finance, and is kept', async () => {
    const said = await world.type('E003', '/审批 新建 报销 1200 交通 2026-11-20 拜访云帆科技');
    expect(said.text).toBe('已提交报销 R-1，审批 A-1，等待 李娜。');

    const asked = world.card('E002', 'A-1');
    expect(asked.text).toContain('R-1 拜访云帆科技');
    expect(asked.text).toContain(
      '金额 ¥1,200.00\n类别 交通\n发生日期 2026年11月20日 周五\n事由 拜访云帆科技',
    );
    expect(asked.text).not.toContain('总经理 · 未开始');
    await world.press('E002', asked, '同意');
    expect((await world.press('E006', world.card('E006', 'A-1'), '同意')).text).toBe(
      '已同意 A-1，审批通过。',
    );
    expect(world.card('E003', '已通过').line).toMatch(/^审批 A-1 已通过：报销 拜访云帆科技，¥1,200\.00/);

    const shown = await world.type('E003', '/approval R-1');
    expect(shown.line).toBe('报销 R-1：拜访云帆科技，发起人 张伟，✓ 审批 A-1：已通过');
    expect(shown.text).toMatch(/张伟：填写报销 R-1/);
    expect(shown.text).toMatch(/刘洋：报销 R-1 已通过/);
  });

  test('a form that asks for the rest has the choice and the day that were typed in words', async () => {
    const form = await world.type('E003', '/approval new expense 1200 交通 发生日期=2026年11月20日');
    expect(form.fields).toEqual({ 金额: '1200', 类别: 'travel', 发生日期: '2026-11-20', 客户: '', 事由: '' });
  });

  test.each([
    ['USD 1200', 'US$1,200.00'],
    ['1200 USD', 'US$1,200.00'],
    ['$ 1,200', 'US$1,200.00'],
    ['amount=1200 USD', 'US$1,200.00'],
    ['2 万', '¥20,000.00'],
    ['USD 2 万', 'US$20,000.00'],
  ])('%s is one amount, with all of its words', async (typed, shown) => {
    await world.type('E003', `/approval new expense ${typed} 交通 2026-11-20 拜访`);
    expect(world.card('E002', 'A-1').text).toContain(`金额 ${shown}\n`);
    expect(world.card('E002', 'A-1').text).toContain('事由 拜访');
  });

  test.each([
    ['next friday', '2026年12月4日 周五'],
    ['last friday', '2026年11月20日 周五'],
    ['day after tomorrow', '2026年11月27日 周五'],
    ['下周五', '2026年12月4日 周五'],
  ])('%s is one day, with all of its words', async (typed, shown) => {
    world.now = () => new Date('2026-11-25T04:00:00Z');
    await world.type('E003', `/approval new expense 1200 交通 ${typed} 拜访`);
    expect(world.card('E002', 'A-1').text).toContain(`发生日期 ${shown}\n事由 拜访`);
  });

  test.each([
    ['11月20日', '2026年11月20日 周五'],
    ['11-20', '2026年11月20日 周五'],
    ['nov 20', '2026年11月20日 周五'],
    ['20号', '2026年11月20日 周五'],
    ['12月31日', '2025年12月31日 周三'],
    ['今天', '2026年11月25日 周三'],
    ['2026-12-31', '2026年12月31日 周四'],
  ])('that says %s is about the last such day, and not the next', async (typed, shown) => {
    world.now = () => new Date('2026-11-25T04:00:00Z');
    await world.type('E003', `/approval new expense 1200 交通 ${typed} 拜访`);
    expect(world.card('E002', 'A-1').text).toContain(`发生日期 ${shown}`);
  });

  test.each([
    ['JPY 1200', 'JPY 1200', ''],
    ['1200 日元', '1200 日元', ''],
    ['amount=1200 JPY', 'JPY', '1200'],
  ])('%s is asked about: no other currency is taken for it', async (typed, unclear, amount) => {
    const form = await world.type('E003', `/approval new expense ${typed} 交通 2026-11-20 拜访`);
    expect(form.text).toContain(unclear);
    expect(form.fields).toMatchObject({ 金额: amount, 事由: '拜访' });
    expect(await world.rows('SELECT id FROM requests')).toEqual([]);
  });

  test.each([
    ['1200 交通 2/30 拜访', '发生日期', '2/30', '没有“2/30”这一天。可以写 2026-12-31、下周五 或 月底。'],
    [
      '9999999999999 交通 2026-11-20 拜访',
      '金额',
      '9999999999999',
      '这个金额太大了，最多 900,000,000,000（9000亿）。',
    ],
  ])('asks about what cannot be in %s, and takes it for nothing else', async (typed, field, value, error) => {
    const form = await world.type('E003', `/approval new expense ${typed}`);
    expect(form.errors).toEqual({ [field]: error });
    expect(form.fields).toMatchObject({ [field]: value, 类别: 'travel', 事由: '拜访' });
  });

  test('takes days from one to another, and how many they are, as they are typed', async () => {
    const form = await world.type('E003', '/审批 发起 请假 年假 2026-12-01到2026-12-03 3天 回家');
    expect(form.text).toContain('已提交请假 R-1');
    expect(world.card('E002', 'A-1').text).toContain(
      '开始日期 2026年12月1日 周二\n结束日期 2026年12月3日 周四\n天数 3',
    );
  });

  test.each([
    [
      '2026-12-01下午',
      '2026年12月1日 周二\n开始时段 下午\n结束日期 2026年12月1日 周二\n结束时段 下午\n天数 0.5',
    ],
    [
      '2026-12-01 morning',
      '2026年12月1日 周二\n开始时段 上午\n结束日期 2026年12月1日 周二\n结束时段 上午\n天数 0.5',
    ],
    [
      '2026-12-01下午到2026-12-03',
      '2026年12月1日 周二\n开始时段 下午\n结束日期 2026年12月3日 周四\n结束时段 下午\n天数 2.5',
    ],
    [
      '2026-12-01 2026-12-03上午',
      '2026年12月1日 周二\n开始时段 上午\n结束日期 2026年12月3日 周四\n结束时段 上午\n天数 2.5',
    ],
    ['2026-12-01', '2026年12月1日 周二\n结束日期 2026年12月1日 周二\n天数 1'],
    ['2026-12-01 一天', '2026年12月1日 周二\n结束日期 2026年12月1日 周二\n天数 1'],
    ['from 1 Dec 2026 to 3 Dec 2026', '2026年12月1日 周二\n结束日期 2026年12月3日 周四\n天数 3'],
  ])('takes a leave for %s as it was said', async (days, says) => {
    const said = await world.type('E003', `/审批 发起 请假 事假 ${days} 看牙`);
    expect(said.text).toContain('已提交请假 R-1');
    expect(world.card('E002', 'A-1').text).toContain(`开始日期 ${says}`);
    expect(world.card('E002', 'A-1').text).toContain('事由 看牙');
  });

  test('asks which half of a day is meant, and when three days from tomorrow are over', async () => {
    const half = await world.type('E003', '/审批 发起 请假 病假 2026-12-01半天');
    expect(half.errors.天数).toContain('只请半天的，请选上午或下午。');
    expect((await world.submit('E003', half, { 开始时段: 'afternoon' })).text).toContain('已提交请假 R-1');
    const long = await world.type('E003', '/审批 发起 请假 年假 2026-12-01 三天');
    expect(long.fields).toMatchObject({ 开始日期: '2026-12-01', 结束日期: '', 天数: '3' });
  });

  test('a form of before, which asks for no halves, keeps which half it is for', async () => {
    const leave = shippedFlows.find(({ key }) => key === 'leave');
    if (!leave?.form) throw new Error('There is no leave.');
    const fields = leave.form.fields.filter(({ halfOf }) => !halfOf);
    await world.database.transaction((tx) => publishFlow(tx, { ...leave, form: { fields } }, new Date()));
    await world.type('E003', '/审批 发起 请假 事假 2026-12-01下午');
    expect(world.card('E002', 'A-1').text).toContain('天数 0.5');
    expect(world.card('E002', 'A-1').text).toContain('2026-12-01下午');
    const asked = await world.type('E003', '/审批 发起 请假 事假 2026-12-01下午到2026-12-03');
    expect(asked.fields).toMatchObject({ 开始日期: '', 结束日期: '', 天数: '' });
    const two = await world.type('E003', '/审批 发起 请假 事假 2026-12-01 2026-12-02 1');
    expect(two.text).toContain('已提交请假');
  });

  const afternoon = { 开始时段: 'afternoon', 结束时段: 'afternoon' };
  test.each<[string, Readonly<Record<string, string>>]>([
    ['明天下午请假', { 开始日期: '2026-11-27', 结束日期: '2026-11-27', ...afternoon, 事由: '' }],
    ['我明天下午想请假去看牙', { 开始日期: '2026-11-27', ...afternoon, 事由: '去看牙' }],
    ['明天请半天假', { 开始日期: '2026-11-27', 天数: '0.5' }],
    ['下周一请年假一天', { 假别: 'annual', 开始日期: '2026-11-30', 结束日期: '2026-11-30' }],
    ['请三天假 从明天开始', { 开始日期: '2026-11-27', 结束日期: '', 天数: '3', 事由: '' }],
    ['take friday afternoon off', { 开始日期: '2026-11-27', ...afternoon }],
    ['I’m sick today', { 假别: 'sick', 开始日期: '2026-11-26', 结束日期: '2026-11-26' }],
    ['报销打车费56元', { 金额: '56元', 类别: 'travel', 事由: '打车费' }],
    ['帮我报销一下酒店 880 昨天', { 金额: '880', 类别: 'hotel', 发生日期: '2026-11-25', 事由: '酒店' }],
    ['打车56', { 金额: '56', 类别: 'travel' }],
    ['采购 显示器 6000 销售部', { 采购内容: '显示器', 使用部门: '销售部' }],
    ['折扣审批 D-1001 15 大客户', { 商机: 'D-1001', 事由: '大客户' }],
  ])('“%s” opens its form, filled, and sends nothing', async (line, fields) => {
    world.now = () => new Date('2026-11-26T02:00:00Z');
    expect((await world.type('E003', line)).fields).toMatchObject(fields);
    expect(await world.rows('SELECT id FROM requests')).toEqual([]);
  });

  test.each(['明天不请假了', '李娜明天请假吗', '公司请假制度', '云帆的合同里有请假条款', '报销多久到账'])(
    '“%s” opens no form',
    async (line) => {
      expect((await world.type('E003', line)).kind).toBe('card');
    },
  );

  test.each(['取消请假', '不报销了', '我的报销到哪了', 'cancel my leave'])(
    '“%s” lists what was sent, which can be taken back there',
    async (line) => {
      await world.type('E003', '/approval new expense 1200 交通 2026-11-20 拜访云帆');
      expect((await world.type('E003', line)).text).toContain('拜访云帆');
    },
  );

  test('a version that an expense is for is no day', async () => {
    await world.type('E003', '/审批 发起 报销 1200 办公 2026-11-20 软件 版本 12.31');
    expect(world.card('E002', 'A-1').text).toContain('发生日期 2026年11月20日 周五\n事由 软件 版本 12.31');
  });

  test('asks by a form for what a typed line lacks, and for nothing that it has', async () => {
    const form = await world.type('E003', '/approval new expense 1200 打车');
    expect(form.kind).toBe('form');
    expect(form.text).toContain('还差几项');
    expect(form.fields).toEqual({ 金额: '1200', 类别: 'travel', 发生日期: '', 客户: '', 事由: '打车' });
    const wrong = await world.submit('E003', form, {
      类别: 'travel',
      发生日期: '2026-11-20',
      客户: '不知名公司',
    });
    expect(wrong.errors.客户).toContain('没有叫“不知名公司”的客户');
    const said = await world.submit('E003', form, {
      类别: 'travel',
      发生日期: '2026-11-20',
      客户: 'C-1',
    });
    expect(said.text).toContain('已提交报销 R-1');
  });

  test.each([
    ['/审批 新建 报销 打车 56', 'travel', '打车'],
    ['/审批 新建 打车 56', 'travel', '打车'],
    ['/审批 新建 差旅 56 拜访云帆', 'travel', '差旅 拜访云帆'],
    ['/approval new taxi 56', 'travel', 'taxi'],
    ['/approval new expense 56 交通 打车', 'travel', '打车'],
    ['/审批 新建 报销 56 住宿', 'hotel', ''],
    ['/审批 新建 住宿 56', 'hotel', ''],
    ['/approval new hotel 56', 'hotel', ''],
  ])('%s says of which kind it is', async (line, kind, reason) => {
    const form = await world.type('E003', line);
    expect(form.fields).toEqual({ 金额: '56', 类别: kind, 发生日期: '', 客户: '', 事由: reason });
  });

  test('is sent at once with a word for its kind and all the rest', async () => {
    const said = await world.type('E003', '/审批 新建 打车 56 昨天');
    expect(said.text).toContain('已提交报销 R-1');
    expect(world.card('E002', 'A-1').text).toContain('类别 交通');
    expect(world.card('E002', 'A-1').text).toContain('事由 打车');
  });

  test('a word that several forms have is no kind of one of them', async () => {
    expect((await world.type('E003', '/审批 新建 其他 56')).text).toContain('没有叫“其他”的审批');
  });

  test('takes values by name, in either language', async () => {
    const said = await world.type(
      'E004',
      '/approval new leave kind=annual from=2026-12-01 until=2026-12-03 days=3',
    );
    expect(said.text).toBe('You submitted Leave R-1. Approval A-1 waits for 李娜.');
  });

  test('a department is found by its name, and its head is asked', async () => {
    const said = await world.type(
      'E003',
      '/approval new purchase what=显示器 amount=3万 department=法务部 supplier=示例供应商',
    );
    expect(said.text).toBe('已提交采购申请 R-1，审批 A-1，等待 陈静。');
  });

  test('a department of which there are several is asked for, by the one above it', async () => {
    await world.database.transaction(async (tx) => {
      const east = await insertDepartment(tx, '华东', null);
      const sales = await insertDepartment(tx, '销售部', east);
      saveDepartmentHead(tx, sales, (await findEmployeeByStaffNumber(tx, 'E005'))?.id ?? null);
    });
    const line = '/approval new purchase what=显示器 amount=3万 supplier=示例供应商';
    const asked = await world.type('E003', `${line} department=销售部`);
    expect(asked.errors).toEqual({
      使用部门: '有几个部门叫“销售部”，请写明是哪一个：/销售部、华东/销售部。',
    });
    const said = await world.submit('E003', asked, { 使用部门: '华东 / 销售部' });
    expect(said.text).toBe('已提交采购申请 R-1，审批 A-1，等待 陈静。');
    expect(world.card('E005', 'A-1').text).toContain('使用部门 华东/销售部');
    expect((await world.type('E003', `${line} department=/销售部`)).text).toContain('等待 李娜');

    const again = await world.press('E003', await world.type('E003', 'R-1'), '再来一份');
    expect(again.fields).toMatchObject({ 使用部门: '华东/销售部' });
  });

  test('goes to the general manager above the limit, and in another currency', async () => {
    await world.type('E003', '/approval new purchase what=服务器 amount=8万 department=销售部');
    expect(world.card('E002', 'A-1').text).toContain('○ 总经理 · 未开始');
    await world.type('E003', '/approval new purchase what=licence amount="USD 10" department=销售部');
    expect(world.card('E002', 'A-2').text).toContain('○ 总经理 · 未开始');
  });

  test('is changed and sent again after it came back, and who sent it back sees what changed', async () => {
    await world.type('E003', '/approval new expense 1200 交通 2026-11-20 reason=拜访云帆');
    const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
    const back = await world.press('E002', more, '退回');
    await world.submit('E002', back, { 原因: '金额不对' });

    expect((await world.type('E003', '/approval R-1')).buttons).toContain('修改并重新提交');
    const form = await world.press('E003', world.card('E003', '退回'), '重新提交');
    expect(form.fields).toMatchObject({ 金额: '¥1,200.00', 类别: 'travel', 发生日期: '2026-11-20' });
    const wrong = await world.submit('E003', form, { 金额: '不少' });
    expect(wrong.errors.金额).toContain('看不懂这个金额');
    expect((await world.submit('E003', form, { 金额: '980.5' })).text).toBe('已重新提交 A-1，等 李娜 处理。');
    expect(world.card('E002', '第 2 轮').text).toContain('金额：¥1,200.00 → ¥980.50');
    expect((await world.type('E003', '/approval R-1')).text).toContain('张伟：修改了金额');
  });

  const sendBack = async (number: string) => {
    const more = await world.press('E002', world.card('E002', number), '更多');
    await world.submit('E002', await world.press('E002', more, '退回'), { 原因: '请再看看' });
    return world.press('E003', world.card('E003', '退回'), '重新提交');
  };

  const namesake = async (name: string) => {
    const asked = await world.type('E003', `/customer new ${name}`);
    const made = await world.press('E003', asked, '都不是，仍然新建');
    return /C-\d+/.exec(made.text)?.[0] ?? made.text;
  };

  test('stays about the customer that it was about, though another has the same name', async () => {
    const number = await namesake('上海云帆科技有限公司');
    await world.type('E003', `/approval new expense 1200 交通 2026-11-20 customer=${number} reason=拜访`);
    const form = await sendBack('A-1');
    expect(form.fields).toMatchObject({ 客户: number });
    expect((await world.submit('E003', form, {})).text).toBe('已重新提交 A-1，等 李娜 处理。');
    expect((await world.type('E003', '/approval R-1')).text).not.toContain('修改了');
    expect((await world.type('E003', `/customer ${number}`)).text).toContain('R-1');

    const again = await world.press('E003', await world.type('E003', '/approval R-1'), '再来一份');
    expect(again.fields).toMatchObject({ 客户: number });
    const unclear = await world.submit('E003', again, { 客户: '上海云帆科技有限公司' });
    expect(unclear.errors).toEqual({
      客户: `有几个客户叫“上海云帆科技有限公司”，请写编号：C-1、${number}。`,
    });
    expect((await world.submit('E003', again, { 客户: number })).text).toContain('已提交报销 R-2');
  });

  test('is sent again as it was, though a namesake of whom it names has come since', async () => {
    await world.hire('E052', { name: '王伟', manager: 'E001' });
    const leave = 'kind=annual from=2026-12-01 until=2026-12-03 days=3';
    await world.type('E003', `/approval new leave ${leave} deputy=王伟`);
    const form = await sendBack('A-1');
    expect(form.fields).toMatchObject({ 工作代理人: '王伟' });

    await world.hire('E053', { name: '王伟', manager: 'E001' });
    const reopened = await world.press('E003', world.card('E003', '退回'), '重新提交');
    expect(reopened.fields).toMatchObject({ 工作代理人: 'E052' });
    expect((await world.submit('E003', reopened, {})).text).toBe('已重新提交 A-1，等 李娜 处理。');
    const again = await world.press('E003', await world.type('E003', '/approval R-1'), '再来一份');
    expect((await world.submit('E003', again, {})).text).toContain('已提交请假 R-2');
  });

  test('is seen by its owner, those above, those who were asked, and by nobody else', async () => {
    await world.type('E003', '/approval new expense 1200 交通 2026-11-20 reason=拜访云帆');
    for (const person of ['E003', 'E002', 'E001', 'E006'])
      expect((await world.type(person, '/approval R-1')).text).toContain('拜访云帆');
    expect((await world.type('E004', '/approval R-1')).text).toBe('There is no R-1 that you can see.');
  });

  test('about a deal stands on the timeline of the deal', async () => {
    await world.type('E003', '/approval new discount D-1001 15 reason=大客户');
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    await world.press('E006', world.card('E006', 'A-1'), '同意');
    const deal = await world.type('E003', '/deal D-1001');
    expect(deal.text).toMatch(/折扣审批 R-1 已通过/);
    expect((await world.type('E004', '/approval new discount D-1001 15 reason=x')).text).toContain(
      'There is no deal “D-1001” that you can see',
    );
  });

  test('a document is read by each, with a button of its own, and its initiator sees who has and who has not', async () => {
    const said = await world.type(
      'E003',
      '/approval new circulation title=放假通知 content=春节放假七天 readers=陈静、刘洋、张伟',
    );
    expect(said.text).toContain('等待 李娜');
    await world.press('E002', world.card('E002', 'A-1'), '同意');

    const card = world.card('E005', 'A-1');
    expect(card.buttons).toEqual(['我已阅读', '评论', '更多']);
    expect(card.line).toContain('请你阅读');
    expect((await world.press('E005', card, '我已阅读')).text).toBe('已阅读 A-1。');
    expect(world.card('E003', 'A-1').text).toContain('已阅（1）：陈静\n未阅（1）：刘洋');

    const refused = await world.ask('E006', {
      kind: 'press',
      do: 'approval.rejectForm',
      input: { id: 1, hash: '' },
    });
    expect(refused.kind).toBe('words');
    await world.press('E006', world.card('E006', 'A-1'), '我已阅读');
    expect(world.card('E003', '已通过').text).toContain('2 人都已阅读');
    expect((await world.type('E003', '/approval R-1')).text).toContain('刘洋：已阅 A-1');
  });

  test('a flow that a firm has changed stays as it is when the service starts again', async () => {
    const mine = {
      ...contractFlow,
      key: 'expense',
      purpose: 'expense',
      name: { zh: '我们的', en: 'Ours' },
    };
    await world.database.transaction((tx) => publishFlow(tx, mine, new Date()));
    const { seedFlows } = await import('../../../bot/first-flows.js');
    await seedFlows(world.database, new Date());
    expect(await world.rows("SELECT version FROM flows WHERE flowKey = 'expense' ORDER BY version")).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });

  test('a form that was open while its flow was changed is shown anew', async () => {
    const form = await world.type('E003', '/approval new leave');
    const [row] = await world.rows<{ definition: unknown }>(
      "SELECT definition FROM flows WHERE flowKey = 'leave'",
    );
    const old = typeof row?.definition === 'string' ? JSON.parse(row.definition) : row?.definition;
    await world.database.transaction((tx) => publishFlow(tx, { ...old, maxRounds: 2 }, new Date()));
    const shown = await world.submit('E003', form, { 天数: '2' });
    expect(shown.kind).toBe('errors');
    expect(shown.text).toContain('“请假”的表单刚刚换了新版本');
    expect(shown.fields.天数).toBe('2');
  });
});
