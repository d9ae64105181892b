import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flowCommand } from '../../../bot/cli/flow.js';
import type { Locale } from '../../../models/text.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('npm run flow', (open) => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await openWorld(await open());
    folder = await mkdtemp(join(tmpdir(), 'dealdesk-flow-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = async (line: readonly string[], locale: Locale = 'zh-CN') => {
    const reader = { locale, timeZone: 'Asia/Shanghai', link: (path: string) => path };
    const now = new Date('2026-11-20T02:00:00Z');
    const { lines, exitCode } = await flowCommand(line, {
      database: world.database,
      reader,
      now,
      workingFolder: folder,
    });
    return { text: lines.join('\n'), exitCode };
  };
  const said = async (...line: readonly string[]) => (await run(line)).text;

  /** The exported file of a flow with something in it changed. */
  const changed = async (key: string, change: (text: string) => string, file = `${key}.json`) => {
    await rm(join(folder, file), { force: true });
    await run(['export', key, file]);
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), change(text));
    return file;
  };

  test('list says which flows there are', async () => {
    expect(await said('list')).toContain('contract  第 1 版  合同审批（由商机阶段发起）');
    expect((await run(['list'], 'en')).text).toContain('leave  version 1  Leave (started by a form)');
  });

  test('before the service has ever been started, they are those that it begins with', async () => {
    const database = await open();
    const reader = { locale: 'en', timeZone: 'Asia/Shanghai', link: (path: string) => path } as const;
    const { lines } = await flowCommand(['list'], {
      database,
      reader,
      now: new Date(),
      workingFolder: folder,
    });
    expect(lines).toContain('leave  version 1  Leave (started by a form)');
  });

  test('show tells a flow in words', async () => {
    const text = await said('show', 'purchase');
    expect(text).toContain('步骤“使用部门负责人”');
    expect(text).toContain('谁来处理：“使用部门”的负责人');
    expect(text).toContain('条件：金额的币种不是CNY 或 金额大于¥50,000.00');
  });

  test('an exported flow that is imported again publishes nothing', async () => {
    expect(await said('export', 'contract')).toBe('已写入 contract.json。');
    expect(await said('import', 'contract.json')).toMatch(/^“合同审批”和现在的第 1 版一样，没有发布。/);
    expect(await said('compare', 'contract', 'contract.json')).toBe('两个版本一样。');
  });

  test('a file is taken as an editor on Windows saves it', async () => {
    const file = await changed('contract', (text) => `\uFEFF${text}`, 'marked.json');
    expect(await said('compare', 'contract', file)).toBe('两个版本一样。');
  });

  test('what somebody is changing in a file is not written over by another export', async () => {
    await changed('contract', (text) => text.replaceAll('50000000', '90000000'), 'mine.json');
    expect(await run(['export', 'contract', 'mine.json'])).toEqual({
      text: 'mine.json 已经有了，内容不一样，没有覆盖。请在后面写另一个文件名，或先把它移走。',
      exitCode: 1,
    });
    expect(await readFile(join(folder, 'mine.json'), 'utf8')).toContain('90000000');
  });

  test('a changed flow is compared, checked and published; what runs stays on its own version', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 80万 续约 待签约');
    const file = await changed('contract', (text) => text.replaceAll('50000000', '90000000'), 'higher.json');

    expect(await said('compare', 'contract', file)).toBe(
      '步骤“总经理”的条件：由“币种不是CNY 或 金额大于¥500,000.00”改为“币种不是CNY 或 金额大于¥900,000.00”',
    );
    expect(await said('check', file)).toMatch(/^没有发现错误，可以发布。/);
    expect(await said('import', file)).toMatch(/^已发布“合同审批”第 2 版。正在进行的审批仍按原来的版本走。/);
    expect(await said('import', file)).toMatch(/^“合同审批”和现在的第 2 版一样，没有发布。/);
    expect(await said('compare', 'contract@1', 'contract@2')).toContain('¥900,000.00');

    await world.type('E003', '/deal new 上海云帆科技有限公司 80万 新约 待签约');
    expect(world.card('E002', 'A-1').text).toContain('○ 总经理 · 未开始');
    expect(world.card('E002', 'A-2').text).toContain('– 总经理 · 无需审批');
  });

  test('a flow that is wrong is not published, and all that is wrong is said', async () => {
    const file = await changed('expense', (text) =>
      text.replace('"role": "finance"', '"role": "finanse"').replaceAll('"amountCents"', '"amont"'),
    );
    const { text, exitCode } = await run(['import', file]);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^没有发布。\n必须修改：\n/);
    expect(text).toContain('步骤“财务”：没有在职同事担任角色“finanse”');
    expect(text).toContain('步骤“总经理”：用到了字段“amont”，但没有这个字段');
    expect(text).toContain('整个流程：用到了字段“amont”');
    expect((await run(['check', file])).exitCode).toBe(1);
    expect(await world.rows("SELECT version FROM flows WHERE flowKey = 'expense'")).toHaveLength(1);
  });

  test('people are written by their staff numbers, and those whom nobody knows are named', async () => {
    const asked = (number: string) => (text: string) =>
      text.replace(
        '"type": "manager",\n          "level": 1',
        `"type": "person", "staffNumber": "${number}"`,
      );
    const file = await changed('seal', asked('E005'));
    expect(await said('compare', 'seal', file)).toContain(
      '步骤“直属上级”的谁来处理：由“发起人的直属上级”改为“陈静 (E005)”',
    );
    expect(await said('import', file)).toMatch(/^已发布“用印申请”第 2 版/);
    await run(['export', 'seal', 'again.json']);
    expect(await readFile(join(folder, 'again.json'), 'utf8')).toContain('"staffNumber": "E005"');

    const wrong = await changed('leave', asked('E999'));
    expect(await said('import', wrong)).toContain('指定的人（E999）不存在或已离职');
  });

  test('what happens after some time is told, with the person by the staff number', async () => {
    const file = await changed('refund', (text) => {
      const flow = JSON.parse(text);
      const timeout = [{ after: { workingDays: 2 }, action: 'reassign', to: 'E007' }];
      return JSON.stringify({ ...flow, steps: [{ ...flow.steps[0], timeout }, ...flow.steps.slice(1)] });
    });
    expect(await said('compare', 'refund', file)).toBe(
      '步骤“直属上级”的超时：由“没有”改为“2 个工作日后转给上级（周宁 (E007)）”',
    );
    expect(await said('import', file)).toMatch(/^已发布“退款审批”第 2 版/);
    await run(['export', 'refund', 'refund-again.json']);
    expect(await readFile(join(folder, 'refund-again.json'), 'utf8')).toContain('"to": "E007"');
  });

  test('a step that takes a signature says so: compared, shown, and in a dry run', async () => {
    const file = await changed('seal', (text) => {
      const flow = JSON.parse(text);
      return JSON.stringify({
        ...flow,
        steps: [{ ...flow.steps[0], signature: true }, ...flow.steps.slice(1)],
      });
    });
    expect(await said('compare', 'seal', file)).toContain('的必须签名：由“否”改为“是”');
    expect(await said('import', file)).toMatch(/^已发布“用印申请”第 \d 版/);
    expect(await said('show', 'seal')).toContain('必须签名：是');
    expect(await said('dry-run', 'seal', '--as', 'E003', '--set', 'seal=finance')).toContain(
      '同意时要写自己的姓名（签名）',
    );
    await run(['export', 'seal', 'signed.json']);
    expect(await readFile(join(folder, 'signed.json'), 'utf8')).toContain('"signature": true');
    expect(await said('import', 'signed.json')).toContain('没有发布');
  });

  test('what a step may do with fields is compared, shown, tried and exported, also of a field called “to”', async () => {
    const file = await changed('circulation', (text) => {
      const flow = JSON.parse(text);
      const to = { key: 'to', label: { zh: '发往', en: 'Sent to' }, type: 'text' };
      const fields = { to: 'hidden', content: 'edit', title: 'read' };
      return JSON.stringify({
        ...flow,
        form: { fields: [...flow.form.fields, to] },
        steps: [{ ...flow.steps[0], fields }, ...flow.steps.slice(1)],
      });
    });
    const told = '“正文”可修改、“发往”隐藏';
    expect(await said('compare', 'circulation', file)).toContain(
      `步骤“直属上级”的字段权限：由“没有”改为“${told}”`,
    );
    expect(await said('import', file)).toMatch(/^已发布“公文传阅”第 2 版/);
    expect(await said('show', 'circulation')).toContain(`字段权限：${told}`);
    expect(await said('dry-run', 'circulation', '--as', 'E003')).toContain(`字段权限：${told}`);
    await run(['export', 'circulation', 'permissions.json']);
    expect(await said('import', 'permissions.json')).toContain('没有发布');
    expect(await said('compare', 'circulation', 'permissions.json')).toBe('两个版本一样。');
  });

  test('a clock that pauses for information is told, checked, tried and taken along', async () => {
    const file = await changed('discount', (text) => {
      const flow = JSON.parse(text);
      const timeout = [{ after: { workingHours: 4 }, action: 'remind' }];
      const first = { ...flow.steps[0], timeout, pausesForInfo: true };
      return JSON.stringify({ ...flow, steps: [first, ...flow.steps.slice(1)] });
    });
    expect(await said('compare', 'discount', file)).toBe(
      '步骤“直属上级”的超时：由“没有”改为“4 个工作小时后提醒”\n步骤“直属上级”的等补充时暂停计时：由“否”改为“是”',
    );
    expect(await said('dry-run', file, '--as', 'E003', '--set', 'percent=5')).toContain(
      '● 直属上级：李娜\n    没有按时处理：4 个工作小时后提醒；等发起人补充时暂停计时',
    );
    expect(await said('import', file)).toMatch(/^已发布“折扣审批”第 2 版/);
    await run(['export', 'discount', 'discount-again.json']);
    expect(await readFile(join(folder, 'discount-again.json'), 'utf8')).toContain('"pausesForInfo": true');
  });

  test('that whoever takes a leave is away by it is told, tried and taken along', async () => {
    const file = await changed('leave', (text) => {
      const { absence: _, ...flow } = JSON.parse(text);
      return JSON.stringify(flow);
    });
    expect(await said('compare', file, 'leave')).toBe(
      '整个流程的通过后外出：由“没有”改为“从“开始日期”到“结束日期”，由“工作代理人”代为审批”',
    );
    const sets = ['from=2026-12-01', 'until=2026-12-03', 'days=3', 'kind=annual', 'deputy=E007'];
    expect(
      await said('dry-run', 'leave', '--as', 'E003', ...sets.flatMap((set) => ['--set', set])),
    ).toContain('通过后：张伟 外出，从“开始日期”到“结束日期”，由“工作代理人”代为审批');
  });

  test('a field is added to a form, and the form that people see has it', async () => {
    const file = await changed('leave', (text) => {
      const flow = JSON.parse(text);
      const phone = { key: 'phone', label: { zh: '联系电话', en: 'Phone' }, type: 'text', required: true };
      return JSON.stringify({ ...flow, form: { fields: [...flow.form.fields, phone] } });
    });
    expect(await said('compare', 'leave', file)).toBe('新增表单字段“联系电话”');
    await run(['import', file]);
    expect((await world.type('E003', '/approval new leave')).fields).toHaveProperty('联系电话');
  });

  test('a dry run tells the path, why, and who would sign', async () => {
    const small = await said(
      'dry-run',
      'expense',
      '--as',
      'E003',
      '--set',
      'amount=3万',
      '--set',
      'kind=交通',
    );
    expect(small).toBe(
      [
        '报销，由 张伟 发起',
        '按这些内容试算：金额 ¥30,000.00、金额的币种 CNY、类别 交通、发起人的职位 客户经理',
        '● 直属上级：李娜',
        '● 财务：刘洋',
        '● 总经理：王建国',
        '    因为要求“金额的币种不是CNY 或 金额大于¥10,000.00”，现在金额的币种 CNY、金额 ¥30,000.00',
      ].join('\n'),
    );
    const cents = await said('dry-run', 'expense', '--as', 'E003', '--set', 'amountCents=100');
    expect(cents).toContain('– 总经理：不需要');
  });

  test('a dry run tells which branches are taken', async () => {
    const text = await said('dry-run', 'seal@1', '--as', 'E003', '--set', 'seal=财务章');
    expect(text).toContain(
      '    ✓ 走“财务章”\n        因为要求“印章是财务章”，现在印章 财务章\n        ● 财务：刘洋',
    );
    expect(text).toContain('    – 不走“其他印章”');
  });

  test('a dry run with a record that there is', async () => {
    const text = await said('dry-run', 'contract@1', '--as', 'E003', '--record', 'D-1001');
    expect(text).toContain('● 法务与财务会签：陈静、刘洋（会签：都要同意）');
  });

  test('a dry run says where it cannot go on', async () => {
    const text = await said('dry-run', 'expense', '--as', 'E003', '--set', 'kind=meals');
    expect(text).toContain('✗ 总经理：走不下去。审批流程要根据“currency”判断');
  });

  test.each([
    [['dry-run', 'expense'], '请写明由谁发起，例如“--as E003”（工号）。'],
    [['dry-run', 'expense', '--as', 'E999'], '没有工号为“E999”的在职同事。'],
    [
      ['dry-run', 'expense', '--as', 'E003', '--set', 'amont=1'],
      '没有“amont”这一项。可以写：number, title, amount, currency,',
    ],
    [
      ['dry-run', 'expense', '--as', 'E003', '--set', 'amount=lots'],
      '“amount”的值“lots”不对：看不懂这个金额',
    ],
    [['check', 'nothing.json'], '读不到文件 nothing.json'],
    [['export', 'nothing'], '没有流程“nothing”'],
    [['frobnicate'], '用法：'],
    [['compare', 'contract'], '用法：'],
  ])('%j is answered in words', async (line, says) => {
    const { text, exitCode } = await run(line);
    expect(text).toContain(says);
    expect(exitCode).toBeGreaterThan(0);
  });

  test('a file that is no JSON is said to be none', async () => {
    await writeFile(join(folder, 'broken.json'), '{"key": ');
    const { text, exitCode } = await run(['import', 'broken.json']);
    expect(text).toContain('这不是一个 JSON 文件');
    expect(exitCode).toBe(1);
  });
});
