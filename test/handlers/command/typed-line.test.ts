import { typable } from '../../../bot/platforms/slack/typed.js';
import { commands } from '../../../handlers/command/commands.js';
import { withEnglishCommands } from '../../../handlers/command/usage.js';
import { openChat } from '../../support/chat.js';
import { cpuMsOf } from '../../support/cpu.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { toldToType } from '../../support/sources.js';
import { openWorld, type World } from '../../support/world.js';
import { SLOW_MS } from '../input/anyText.js';

describeOnEachDatabase('a typed line', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test.each([
    ['', `a${' '.repeat(100_000)}b`],
    ['/customer merge ', `a${' '.repeat(100_000)}b`],
    ['/away ', `a${' '.repeat(100_000)}b`],
    ['/deal ', '到'.repeat(100_000)],
    ['/todo ', '～'.repeat(100_000)],
  ])('nobody waits because somebody has typed %j before 100 kB', async (command, text) => {
    expect(await cpuMsOf(() => world.type('E003', command + text))).toBeLessThan(SLOW_MS);
  });

  test.each([
    ['/approval new leave b', '～', 8_000],
    ['/approval new leave ', 'A-1', 9_000],
    ['/approval new expense ', 'a ', 16_000],
    ['/settings quiet x', ' ', 16_000],
    ['/away ', '到 ', 200],
  ])(
    'twice as much behind %j keeps others waiting twice as long at most: %j',
    async (command, piece, length) => {
      const msOf = (letters: number) => {
        const line = `${command}${piece.repeat(letters / piece.length)}x`;
        return cpuMsOf(() => world.ask('E003', { kind: 'command', text: line }));
      };
      const [wholes, halves]: [number[], number[]] = [[], []];
      // In turns, as whatever comes first is compiled meanwhile.
      for (let time = 0; time < 5; time += 1) {
        wholes.push(await msOf(length));
        halves.push(await msOf(length / 2));
      }
      expect(Math.min(...wholes) / Math.min(...halves)).toBeLessThan(3);
    },
  );

  test.each(['  foo', '\tfoo', '$&$&', ' ！ '])('%j is no command, and gets the help', async (line) => {
    expect((await world.type('E003', line)).text).toContain('Dealdesk 能做什么');
  });

  test.each([
    'help',
    '/help',
    '帮助',
    '你好',
    '',
    '   ',
    '/unknown command',
    '/',
    '？',
    '/dealnew x',
    '🚀',
    'x'.repeat(5000),
  ])('%.20s that is no command gets the help', async (line) => {
    const help = await world.type('E003', line);
    expect(help.text).toContain('Dealdesk 能做什么');
    for (const { name } of commands) expect(help.text).toContain(`/${name}`);
  });

  test('the help calls each command as the handbook does', async () => {
    const { text } = await world.type('E003', '/help');
    for (const word of ['商机', '客户', '审批', '待办', '外出', '日报', '设置'])
      expect(text).toContain(`/${word} 帮助`);
    expect(text).toContain('设置（/settings）');
  });

  test.each(commands.flatMap(({ name, words }) => words.map((word) => [word, name] as const)))(
    '%s help tells all that %s can do',
    async (word, name) => {
      const command = commands.find((one) => one.name === name);
      for (const help of ['help', '帮助', '?', '？', 'HELP']) {
        const english = await world.type('E004', `/${word} ${help}`);
        const chinese = await world.type('E003', `${word} ${help}`);
        for (const { usage, what } of Object.values(command?.subs ?? {})) {
          expect(english.text).toContain(usage?.en ?? '');
          expect(english.text).toContain(what.en.split('{line}').at(-1));
          expect(chinese.text).toContain(usage?.zh ?? '');
          expect(chinese.text).toContain(what.zh.split('{line}').at(-1));
        }
      }
    },
  );

  test('the help is in the words of its reader', async () => {
    const chinese = await world.type('E003', '/deal help');
    for (const line of [
      '商机（/deal）',
      '/商机 新建 客户 金额 [标题] [日期] [阶段]\n新建商机，例如“/商机 新建 云帆科技 2万 ERP升级 月底”',
      '/商机 推进 D-1024 待签约',
      '/商机 帮助\n这份帮助',
    ])
      expect(chinese.text).toContain(line);
    expect((await world.type('E003', '待办 帮助')).text).toContain('/待办\n我的待办\n/待办 这里\n');
    expect((await world.type('E003', '帮助')).text).toContain(
      '商机（/deal）\n新建、查看和推进商机：输入“/商机 帮助”查看全部',
    );
    const english = await world.type('E004', '/商机 帮助');
    expect(english.text).toContain('/deal new <customer> <amount> [title] [date] [stage]');
    expect(english.text).toContain('e.g. "/deal new Acme 20000 ERP next friday"');
  });

  test.each([
    ...[
      '赢单 D-1002？',
      '丢单 D-1002 了吗',
      '转交 D-1002 李娜？',
      'won D-1002?',
      'D-1002 赢单了吗',
      '/deal lost D-1002 ?',
    ],
    ...['D-1002 进展如何', 'D-1002 到哪一步了', 'what is the status of D-1002?'],
  ])('who asks %s sees the deal, in which nothing has changed', async (line) => {
    const { text } = await world.type('E003', line);
    expect(text).toContain('商机 D-1002 · 杭州青禾食品股份有限公司');
    expect(text).toContain('●方案');
    expect(text).not.toContain('没看懂');
  });

  test.each([
    ['记一下D-1002客户说下周再谈', '已记在 D-1002 的动态里。'],
    ['D-1002 note: 客户要折扣', '已记在 D-1002 的动态里。'],
    ['D-1002 回到线索阶段', '推进阶段 D-1002'],
    ['合并 C-1 和 C-2', '合并客户'],
    ['取消合并 C-1', 'C-1 没有并入别的客户。'],
    ['麻烦建个商机 云帆 三十万', '金额：¥300,000.00'],
    ['please create a new deal for 云帆 20k', '金额：¥20,000.00'],
  ])('%s is done as it is said', async (line, says) => {
    expect((await world.type('E003', line)).text).toContain(says);
  });

  test.each([
    ['E003', '你好，帮我列一下我的商机，谢谢🙏', '我的商机\n共'],
    ['E003', '云帆的单子怎么样了', '我的商机 · 上海云帆科技有限公司'],
    ['E002', '张伟手上有几个商机？', '张伟 的商机\n共'],
    ['E002', '本周要签的有哪些', '我和下属的商机 · 预计本周签约'],
    ['E002', '上个月输了哪些单', '我和下属的商机 · 输单 · 上月'],
    ['E001', '公司最大的10个商机', '全公司的商机 · 金额最大的在前'],
    ['E004', 'whats closing this month?', 'My deals · expected to close this month'],
    ['E003', 'D—1003 谈判中', '推进阶段 D-1003'],
    ['E003', 'D1003进展如何', '商机 D-1003'],
    ['E003', '帮我录个商机 青禾 ８０万 门店系统 下月底', '没有叫“青禾”的客户'],
    ['E003', '找一下郑凯', '深圳星桥物流有限公司'],
    ['E004', 'phone of northwind', 'Northwind Example GmbH'],
    ['E002', '有啥要批的', '等我审批'],
    ['E002', '全批了', '审批要在卡片上点'],
    ['E003', '催一下', '我跟进的审批'],
    ['E004', 'todo pls', 'To do'],
    ['E004', 'my todos', 'To do'],
    ['E004', 'anything waiting for me?', 'To do'],
    ['E004', 'how is my pipeline', 'Digest'],
    ['E001', '把日报改到九点', '日报：工作日 09:00'],
  ])('%s, in a hurry, types %s and is understood', async (person, line, says) => {
    expect((await world.type(person, line)).text).toContain(says);
  });

  test('who is not there and sends to a colleague finds both in the form', async () => {
    const form = await world.type('E003', '我明天下午不在，找李娜');
    expect(form.fields).toMatchObject({ 谁代为审批: '李娜' });
  });

  test.each(['thx!', '👍', '嗯', '哈哈哈', '收到，谢谢', 'ok, thanks'])(
    '%s asks for nothing, and is not reproached',
    async (line) => {
      const { text } = await world.type('E003', line);
      expect(text).toContain('Dealdesk 能做什么');
      expect(text).not.toContain('没看懂');
    },
  );

  test.each(['查一下云帆的电话', '云帆的联系人', '云帆电话多少', '云帆 phone'])(
    'who asks “%s” sees the customer',
    async (line) => {
      expect((await world.type('E003', line)).text).toContain('客户 C-1 · 软件');
    },
  );

  test('a note may end with a question', async () => {
    expect((await world.type('E003', 'D-1002 备注 客户问能不能打折？')).text).toBe(
      '已记在 D-1002 的动态里。',
    );
  });

  test.each(commands.map(({ words }) => words.at(-1) ?? ''))(
    'all that the help of %s shows in Chinese can be typed as it stands',
    async (word) => {
      const help = await world.type('E003', `/${word} 帮助`);
      const shown = help.text.split('\n').filter((line) => line.startsWith('/'));
      const examples = [...help.text.matchAll(/“(\/[^”]+)”/g)].map(([, line = '']) => line);
      expect(shown.length).toBeGreaterThan(1);
      for (const line of [...shown, ...examples]) {
        const { text } = await world.type('E003', line);
        expect(text).not.toMatch(/没看懂|Dealdesk 能做什么/);
      }
    },
  );

  test.each([
    ['/deal　list', '我的商机：共 3 条'],
    ['  /deal   list  ', '我的商机：共 3 条'],
    ['／ＤＥＡＬ ｌｉｓｔ', '我的商机：共 3 条'],
    ['/Deal LIST', '我的商机：共 3 条'],
    ['商机', '我的商机：共 3 条'],
  ])('%s is read as it is meant', async (line, answer) => {
    expect((await world.type('E003', line)).line).toBe(answer);
  });

  test.each([
    ['E003', '/商圈 列表', '没看懂“/商圈 列表”，是不是“/商机 列表”？可以输入：'],
    ['E003', '/报价 列表', '没看懂“/报价 列表”。可以输入：'],
    ['E004', '/dael list', 'What is meant by "/dael list"? Did you mean "/deal list"? You can type:'],
    ['E004', '/aproval new expense', 'Did you mean "/approval new expense"?'],
    ['E004', '/quote list', 'What is meant by "/quote list"? You can type:'],
    ['E003', 'x'.repeat(5000), `没看懂“${'x'.repeat(40)}”。`],
  ])('%s, who typed what is no command, reads that it was not understood', async (person, line, says) => {
    expect((await world.type(person, line)).text).toContain(says);
  });

  test.each([
    ['E003', '/digest yesterday', '没看懂“yesterday”。可以输入：', '/digest'],
    ['E004', '/digest yesterday', 'What is meant by "yesterday"? You can type:', '/digest'],
    ['E003', '/todo xx', '没看懂“xx”。可以输入：', '/待办 这里'],
    ['E004', '/todo show xx', 'What is meant by "xx"? You can type:', '/todo here'],
    ['E003', '/approval mine 李娜', '没看懂“李娜”。可以输入：', '/审批 我的'],
    ['E004', '/away mine next week', 'What is meant by "next week"? You can type:', '/away mine'],
  ])(
    '%s, who typed %s, reads what was not understood, and what may be typed',
    async (who, line, says, usage) => {
      const help = await world.type(who, line);
      expect(help.text).toContain(says);
      expect(help.text).toContain(usage);
    },
  );

  test.each(['/digest', '/digest today', '/日报 今天', '/todo list', '待办 我的'])(
    '%s is understood',
    async (line) => {
      expect((await world.type('E003', line)).text).not.toContain('没看懂');
    },
  );

  test.each([
    ['E003', '/deal nw 云帆 20000', '没看懂“nw 云帆 20000”，是不是“/deal new 云帆 20000”？可以输入：'],
    ['E004', '/deal nw Acme 20000', 'Did you mean "/deal new Acme 20000"?'],
    ['E003', '/审批 发其 报销', '是不是“/审批 发起 报销”？'],
    ['E003', '/customer fnd 云帆', '是不是“/customer find 云帆”？'],
    ['E004', '/todo heer', 'Did you mean "/todo here"?'],
  ])('%s, who mistyped a word of a command in %s, is asked, and nothing is done', async (who, line, says) => {
    const before = await world.rows('SELECT id FROM deals');
    expect((await world.type(who, line)).text).toContain(says);
    expect(await world.rows('SELECT id FROM deals')).toEqual(before);
  });

  test('a name that is nearly a word of the command is a name', async () => {
    await world.type('E003', '/customer new News');
    expect((await world.type('E003', '/customer News')).text).toContain('News');
    await world.type('E003', '/deal new News 20000');
    expect((await world.type('E003', '/deal News')).text).toContain('查找“News”\n共 1 条');
  });

  test('whoever asks for the help is not told that something was not understood', async () => {
    for (const line of ['/help', '帮助', '', '／？'])
      expect((await world.type('E003', line)).text).not.toContain('没看懂');
  });

  test.each(['D-1001', 'd1001', 'Ｄ－1001', '/deal D-1001', '/deal opne D-1001', '/商机 D-1001 进展如何'])(
    '%s shows the deal with that number',
    async (line) => {
      expect((await world.type('E003', line)).text).toContain('商机 D-1001 · 上海云帆');
    },
  );

  test('a number before the word is read as if it came after', async () => {
    expect((await world.type('E003', '/deal D-1002 备注 已电话沟通')).text).toBe('已记在 D-1002 的动态里。');
    expect((await world.type('E003', '商机 D-1002 阶段 谈判')).text).toBe('D-1002 已进入“谈判”。');
    expect((await world.type('E003', 'C-1')).text).toContain('客户 C-1');
  });

  test.each([
    ['E003', '新建商机 云帆 2万', '有相近的客户，是其中之一吗？'],
    ['E003', '我的商机', '我的商机\n共'],
    ['E003', '/查看客户 C-1', '客户 C-1'],
    ['E003', '推进商机 D-1003 谈判', 'D-1003 已进入“谈判”。'],
    ['E003', '发起审批 报销', '发生日期'],
    ['E003', '撤回审批 A-99', '没有找到审批 A-99'],
    ['E003', '结束外出', '没有'],
    ['E003', '帮助 商机', '/商机 新建 客户'],
    ['E004', 'new deal Nobody 20000', 'There is no customer called "Nobody"'],
    ['E004', 'Show customer C-1', 'Customer C-1'],
    ['E003', '查看客户C-1', '客户 C-1'],
    ['E003', '商机列表', '我的商机\n共'],
    ['E003', '/商机新建 云帆 2万', '有相近的客户，是其中之一吗？'],
    ['E003', '客户查看C-1', '客户 C-1'],
    ['E003', '外出结束', '没有'],
    ['E003', '商机D-1001', '商机 D-1001 · 上海云帆'],
    ['E003', '/审批 撤回A-99', '没有找到审批 A-99'],
    ['E003', 'D-1003备注 已电话沟通', '已记在 D-1003 的动态里。'],
    ['E003', '录入商机 云帆 2万', '有相近的客户，是其中之一吗？'],
    ['E004', 'create deal Nobody 20000', 'There is no customer called "Nobody"'],
    ['E004', 'my deals', 'My deals\n'],
    ['E004', 'My approvals', 'Nothing waits for your decision.'],
    ['E004', 'help approval', '/approval new [what] [values]'],
    ['E003', '我的客户', '我的客户\nC-'],
    ['E003', '/客户 我的', '我的客户\nC-'],
    ['E004', 'my customers', 'My customers\nC-4 Northwind'],
    ['E002', 'customers of 张伟', '张伟 的客户\nC-'],
    ['E002', '张伟的客户', '张伟 的客户\nC-'],
    ['E002', 'Emma’s customers', 'Emma Clarke 的客户\nC-4'],
    ['E002', '王建国的客户', '王建国 的客户\n没有找到'],
    ['E002', '查无此人的客户', '没有叫“查无此人”的在职同事'],
    ['E002', '看看张伟的商机', '张伟 的商机\n共'],
    ['E002', '下属的商机', '我和下属的商机\n共'],
    ['E003', '谈判中的商机', '我的商机 · 谈判'],
    ['E003', '我的商机有哪些？', '我的商机\n共'],
    ['E003', '待我审批', '没有等你审批的事项。'],
    ['E003', '有什么要我审批的？', '没有等你审批的事项。'],
    ['E003', '我的草稿', '我的草稿\n'],
    ['E004', 'drafts', 'My drafts\n'],
    ['E003', '我发起的', '我跟进的审批\n'],
    ['E004', 'my requests', 'My requests\n'],
    ['E003', '我提交的审批', '我跟进的审批'],
    ['E003', '外出：结束', '没有'],
    ['E003', '我回来了', '张伟 没有设置外出。'],
    ['E004', 'I’m back!', 'has no absence to end'],
    ['E003', '帮我新建一个商机 云帆 2万', '有相近的客户，是其中之一吗？'],
    ['E003', '新建商机，云帆，2万，月底。', '有相近的客户，是其中之一吗？'],
    ['E003', '/商机新建云帆 2万', '有相近的客户，是其中之一吗？'],
    ['E004', 'Please create a deal for Nobody, 20k, next friday.', 'There is no customer called "Nobody"'],
    ['E002', '团队商机', '我和下属的商机\n共'],
    ['E004', 'all deals', 'My deals\n'],
    ['E004', 'deals in negotiation', 'My deals · Negotiation\n'],
    ['E003', '全部客户', '客户\nC-'],
    ['E003', '云帆', '上海云帆科技有限公司\n客户 C-1'],
    ['E003', '查客户云帆', '上海云帆科技有限公司\n客户 C-1'],
    ['E003', '查一下青禾', '杭州青禾食品股份有限公司\n客户 C-2'],
    ['E003', '备注D-1003客户同意了', '已记在 D-1003 的动态里。'],
    ['E003', '把D-1003推进到方案', 'D-1003 已进入“方案”。'],
    ['E003', 'move D-1003 to negotiation', 'D-1003 已进入“谈判”。'],
    ['E003', '推进 D-1003 方案阶段', 'D-1003 已进入“方案”。'],
    ['E003', '请把 D-1003转给王', '“王”是 王建国（'],
    ['E003', '请把 D-1003转给王建过', '没有叫“王建过”的在职同事，是不是 王建国（E001）？'],
    ['E004', 'what’s the status of D-1004?', 'Deal D-1004'],
    ['E004', 'show me D-1004 please', 'Deal D-1004'],
    ['E004', 'creat deal Nobody 20000', 'Did you mean "/deal create Nobody 20000"?'],
  ])('%s may say %s as one speaks', async (person, line, says) => {
    expect((await world.type(person, line)).text).toContain(says);
  });

  test.each([
    ['E003', '明天请假找李娜代', { 谁代为审批: '李娜' }],
    ['E003', '我周五不在，李娜代我审批', { 谁代为审批: '李娜' }],
    ['E004', 'Li covers for me on friday', { 'Who decides meanwhile': 'Li' }],
  ])('%s may say %s, and finds it in the form', async (person, line, fields) => {
    const form = await world.type(person, line);
    expect(form.fields).toMatchObject(fields);
    expect(Object.values(form.fields)[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await world.rows('SELECT id FROM absences')).toEqual([]);
  });

  test.each(['你好', '谢谢！', 'hi', 'thanks', '怎么用？'])(
    '%s is answered with what there is, and without reproach',
    async (line) => {
      const { text } = await world.type('E003', line);
      expect(text).toContain('Dealdesk 能做什么');
      expect(text).not.toContain('没看懂');
    },
  );

  test.each(['新建 商机会议纪要', '不要新建商机', 'a new deal', '我的日报', '日报三', '日报一周小结'])(
    '%s, which is no word of the command, is not understood',
    async (line) => {
      expect((await world.type('E003', line)).text).toContain('没看懂');
    },
  );

  test.each([
    ['/deal C-1', '客户 C-1'],
    ['/customer D-1001', '商机 D-1001 · 上海云帆'],
    ['/todo D-1001', '商机 D-1001 · 上海云帆'],
    ['/deal A-99', '没有找到审批 A-99'],
  ])('the letter of the number in %s says more than the command before it', async (line, says) => {
    expect((await world.type('E003', line)).text).toContain(says);
  });

  test.each([
    ['E003', 'D-1002 谈判', '推进阶段 D-1002 · 青禾门店系统', { 阶段: 'negotiation' }],
    ['E003', '谈判 D-1002', '推进阶段 D-1002 · 青禾门店系统', { 阶段: 'negotiation' }],
    ['E004', '/deal D-1004 to be signed', 'Move the deal D-1004', { Stage: 'to-sign' }],
  ])('%s, who typed %s, is asked whether it goes there', async (who, line, says, fields) => {
    const form = await world.type(who, line);
    expect(form.text).toContain(says);
    expect(form.fields).toEqual(fields);
  });

  test('new values beside the number of a deal change it', async () => {
    expect((await world.type('E003', 'D-1002 标题=门店系统二期')).text).toBe('D-1002 已更新：标题。');
  });

  test.each([
    ['E003', '/商机 删除 D-1002', '没看懂“删除”。这是 D-1002，要做什么请用下面的按钮'],
    ['E004', '/deal D-1004 delete', 'What is meant by "delete"? This is D-1004: use its buttons'],
  ])('%s, who typed %s, sees the deal and reads what was not understood', async (who, line, says) => {
    const card = await world.type(who, line);
    expect(card.text).toContain(says);
    expect(card.buttons).toContain(who === 'E004' ? 'Edit' : '编辑');
  });

  test.each([
    ['E003', '报销 1200 打车 今天 拜访云帆', { 金额: '1200', 类别: 'travel', 事由: '打车 拜访云帆' }],
    ['E003', '打车 56', { 金额: '56', 类别: 'travel', 事由: '打车' }],
    ['E003', '/审批 打车 56', { 金额: '56', 类别: 'travel' }],
    ['E003', '/审批 报销 1200 打车', { 金额: '1200', 类别: 'travel' }],
    ['E003', '采购 5000 显示器', { 金额: '5000', 采购内容: '显示器' }],
    ['E003', '/请假', { 事由: '' }],
    ['E003', '我要请假', { 事由: '' }],
    ['E004', 'expense 1200 taxi', { Amount: '1200', Kind: 'travel', Reason: 'taxi' }],
  ])(
    '%s, who typed no more than %s, gets its form filled, and nothing is started',
    async (who, line, fields) => {
      const form = await world.type(who, line);
      expect(form.kind).toBe('form');
      expect(form.fields).toMatchObject(fields);
      expect(await world.rows('SELECT id FROM requests')).toEqual([]);
    },
  );

  test('a number says which command is meant', async () => {
    expect((await world.type('E003', '备注 D-1002 已发合同')).text).toBe('已记在 D-1002 的动态里。');
    expect((await world.type('E003', 'D-1002 阶段 方案')).text).toBe('D-1002 已进入“方案”。');
    expect((await world.type('E003', '看看 D-1002 怎么样了')).text).toContain('商机 D-1002');
    expect((await world.type('E003', '合同 到 D-1002')).text).toContain('没看懂“合同 到”。这是 D-1002');
  });

  test('a decision that is typed shows the card on which it is made', async () => {
    await world.type('E003', '/deal stage D-1001 待签约');
    const shown = await world.type('E002', '/approval approve A-1');
    expect(shown.buttons).toContain('同意');
    for (const line of ['同意 A-1', 'approve a1', '审批同意 A-1 没问题', 'A-1 同意']) {
      const card = await world.type('E002', line);
      expect(card.text).toMatch(/^还没有做任何处理：请点下面的按钮。\n/);
      expect(card.buttons).toContain('同意');
    }
    expect((await world.type('E002', 'A-1')).text).not.toContain('还没有做任何处理');
    expect((await world.type('E002', '/approval approve A-99')).text).toContain('没有找到审批 A-99');
  });

  test.each(['同意', '同意，没问题', '/拒绝 价格太高', '通过！', '全部同意', '同意所有'])(
    '%s decides nothing, and is answered with where that is done',
    async (line) => {
      const answer = await world.type('E002', line);
      expect(answer.text).toBe('审批要在卡片上点“同意”或“拒绝”\n等你审批的有 1 项。');
      expect((await world.press('E002', answer, '等我审批')).text).toContain('A-1');
      expect((await world.type('E002', 'A-1')).buttons).toContain('同意');
    },
  );

  test.each([
    ['E003', '同意', '没有等你审批的事项。'],
    ['E004', 'Approve', 'Nothing waits for your decision.'],
    ['E003', '同意书模板', '没看懂“同意书模板”'],
  ])('%s, for whom nothing waits, types %s and reads that', async (who, line, says) => {
    expect((await world.type(who, line)).text).toContain(says);
  });
});

describeOnEachDatabase('whoever types what words tell them to type', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const inGaps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    E003: { number: 'D-1001', approval: 'A-1', gate: '待签约', flow: '报销', name: '云帆' },
    E004: { number: 'D-1001', approval: 'A-1', gate: 'to be signed', flow: 'expense', name: 'Acme' },
  };
  const filled = (line: string, person: string) =>
    line.replace(/\{(\w+)\}/g, (gap, name: string) => inGaps[person]?.[name] ?? gap);
  const lines = (['zh', 'en'] as const).flatMap((language) =>
    toldToType(language).map((line) => [language === 'zh' ? 'E003' : 'E004', line] as const),
  );

  test.each(lines)(
    '%s is understood in %s, with or without the words that Slack knows',
    async (person, line) => {
      const typed = filled(line, person);
      for (const each of new Set([typed, withEnglishCommands(typed)]))
        expect((await world.type(person, each)).text).not.toMatch(
          /没看懂|没看明白|What is meant|Dealdesk 能做什么|\{/,
        );
    },
  );
});

describeOnEachDatabase('in Slack', (open) => {
  const openSlack = () => ({ ...openChat({ name: 'slack' }), typable });

  test('the help shows the commands that have a slash there, with Chinese words behind them', async () => {
    const world = await openWorld(await open(), openSlack());
    await world.hire('U1', { name: '赵敏', locale: 'zh-CN' });
    const { text } = await world.type('U1', '/deal 帮助');
    expect(text).toContain('/deal 新建 客户 金额');
    expect(text).toContain('例如“/deal 新建 云帆科技');
    expect(text).not.toContain('/商机');
  });

  test('whatever else names a command names the one that has a slash there, and leaves what people wrote alone', async () => {
    const world = await openWorld(await open(), openSlack());
    await world.hire('U1', { name: '赵敏', locale: 'zh-CN' });
    const { text } = await world.type('U1', '/approval 发起');
    expect(text).toContain('/approval 发起 报销');
    expect(text).not.toContain('/审批');
    expect((await world.type('U1', '/approval 发其 报销')).text).toContain('是不是“/approval 发起 报销”？');
    expect((await world.type('U1', '/deal edit')).text).toBe(
      '请写明是哪个商机，例如“/deal 修改 D-1024”。输入“/deal 列表”查看你的商机。',
    );
    expect((await world.type('U1', '/customer show 供应商 /客户')).text).toContain(
      '没有找到客户“供应商 /客户”',
    );
  });
});
