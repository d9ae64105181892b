import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('one’s own settings', (open) => {
  let world: World;
  let me: string;
  let people = 0;
  beforeAll(async () => {
    world = await openWorld(await open());
  });
  beforeEach(async () => {
    people += 1;
    me = `E2${String(people).padStart(2, '0')}`;
    await world.hire(me, {});
  });

  test('are shown with what goes for whom has set nothing', async () => {
    const card = await world.type(me, '/设置');
    expect(card.text).toBe(
      [
        '我的设置',
        '语言（language）：中文',
        '时区：Asia/Shanghai',
        '日报：工作日按公司的时间 08:30',
        '免打扰：没有',
      ].join('\n'),
    );
    expect((await world.type('E004', 'my settings')).text).toContain(
      'Digest: on working days, at the firm’s time, 08:30',
    );
  });

  test('are changed in a form, and only what was changed there is one’s own', async () => {
    const form = await world.press(me, await world.type(me, '/settings'), '修改设置');
    expect(form.fields).toEqual({
      '语言（language）': 'zh-CN',
      时区: 'Asia/Shanghai',
      日报: '',
      免打扰: '',
      休息日全天免打扰: 'no',
    });
    const answer = await world.submit(me, form, {
      时区: '柏林',
      日报: '九点半',
      免打扰: '20点到8点',
      休息日全天免打扰: 'yes',
    });
    expect(answer.text).toBe(
      '已保存。语言（language）：中文；时区：Europe/Berlin；日报：工作日 09:30；免打扰：每天 20:00 到 08:00，休息日全天。',
    );
    const person = await world.employee(me);
    expect(person).toMatchObject({ ownLocale: false, ownTimeZone: true });

    const again = await world.press(me, await world.type(me, '/settings'), '修改设置');
    expect(again.fields).toMatchObject({ 日报: '09:30', 免打扰: '20:00-08:00' });
    const emptied = await world.submit(me, again, { 日报: '', 免打扰: '', 休息日全天免打扰: 'no' });
    expect(emptied.text).toContain('日报：工作日按公司的时间 08:30；免打扰：没有。');
    expect((await world.submit(me, again, {})).text).toBe('没有改动，和原来一样。');
  });

  test('are typed, too, and the answer is in the language that was chosen just now', async () => {
    expect((await world.type('E003', '/settings language en')).text).toBe(
      'Saved. Language: English; Time zone: Asia/Shanghai; Digest: on working days, at the firm’s time, 08:30; Quiet hours: none.',
    );
    await world.type('E003', '/deal note D-1001 called');
    expect(world.card('E003', 'D-1001').text).toContain('Amount');
    expect((await world.type('E003', '/设置 语言 中文')).text).toContain('已保存。语言（language）：中文');
  });

  test.each([
    ['/settings digest off', '日报：关'],
    ['/设置 日报 9:00', '日报：工作日 09:00'],
    ['设置日报 晚上6点', '日报：工作日 18:00'],
    ['/settings digest on', '日报：工作日按公司的时间'],
    ['/设置 免打扰 20点到8点', '免打扰：每天 20:00 到 08:00。'],
    ['/设置 免打扰 20:00-08:00和周末', '免打扰：每天 20:00 到 08:00，休息日全天。'],
    ['/settings quiet weekends', '免打扰：休息日全天。'],
    ['/settings quiet 22:00-07:00 and days off', '免打扰：每天 22:00 到 07:00，休息日全天。'],
    ['/settings quiet off', '免打扰：没有。'],
    ['关闭日报', '日报：关'],
    ['日报改成9点', '日报：工作日 09:00'],
    ['免打扰 20:00到8:00', '免打扰：每天 20:00 到 08:00'],
    ['时区 柏林', '时区：Europe/Berlin'],
    ['说中文', '语言（language）：中文'],
    ['/settings zone new york', '时区：America/New_York'],
  ])('“%s” is understood', async (line, says) => {
    expect((await world.type(me, line)).text).toContain(says);
  });

  test.each([
    ['/settings language klingon', '语言（language）', '没有“klingon”这种语言，可以选中文或英文。'],
    ['/settings zone 火星', '时区', '没找到“火星”。请写城市或时区名，例如 上海、Europe/Berlin。'],
    ['/settings digest sometimes', '日报', '看不懂时间“sometimes”。请写几点，例如 9:00，或“关”。'],
    ['/settings quiet 8-8', '免打扰', '看不懂时段“8-8”。请写从几点到几点，例如 20:00-08:00，或“关”。'],
  ])('“%s” opens the form, which says at its field what is wrong', async (line, field, sentence) => {
    const form = await world.type(me, line);
    expect(form.errors).toEqual({ [field]: sentence });
    const saved = await world.submit(me, form, {
      时区: '上海',
      日报: '9:00',
      免打扰: '22-6',
      '语言（language）': 'zh-CN',
    });
    expect(saved.text).toContain('日报：工作日 09:00；免打扰：每天 22:00 到 06:00。');
  });

  test('open their form where nothing is typed behind a word, and their help elsewhere', async () => {
    expect((await world.type('E004', '/settings quiet')).fields).toMatchObject({ 'Quiet hours': '' });
    expect((await world.type('E004', '/settings colour')).text).toContain('/settings language english');
    expect((await world.type(me, '设置外出 明天 李娜')).text).toContain('由 李娜 代为审批');
    expect((await world.type(me, '设置 外出')).text).not.toContain('我的设置');
  });

  test('stay with whoever set them, and are written down', async () => {
    await world.type(me, '/settings digest off');
    expect(await world.employee('E004')).toMatchObject({ digestTime: null });
    const [row] = await world.rows<{ action: string }>(
      "SELECT action FROM history WHERE subjectKind = 'employee' ORDER BY id DESC LIMIT 1",
    );
    expect(row?.action).toBe('employee.set');
  });
});
