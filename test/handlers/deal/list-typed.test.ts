import { describeOnEachDatabase } from '../../support/databases.js';
import { hearing } from '../../support/hearing.js';
import { openWorld, type World } from '../../support/world.js';

/** What 李娜 reads, whose people are 张伟 and Emma. */
const inChinese: readonly (readonly [string, string])[] = [
  ['大于50万的商机', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['50万以上', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['百万以上', '我和下属的商机 · 金额不低于 ¥1,000,000.00（只看 CNY）'],
  ['50到100万', '我和下属的商机 · 金额 ¥500,000.00 至 ¥1,000,000.00（只看 CNY）'],
  ['50w-100w', '我和下属的商机 · 金额 ¥500,000.00 至 ¥1,000,000.00（只看 CNY）'],
  ['50 万以上', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['有没有大于50万的商机？', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['大于50万的商机有几个', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['金额超过 50 万的商机有哪些？', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
  ['20-50万的商机', '我和下属的商机 · 金额 ¥200,000.00 至 ¥500,000.00（只看 CNY）'],
  ['商机 大于20万小于50万', '我和下属的商机 · 金额 ¥200,000.00 至 ¥500,000.00（只看 CNY）'],
  ['20万以上50万以下的商机', '我和下属的商机 · 金额 ¥200,000.00 至 ¥500,000.00（只看 CNY）'],
  ['不到20万的商机', '我和下属的商机 · 金额不超过 ¥200,000.00（只看 CNY）'],
  ['50万美元以上的商机', '我和下属的商机 · 金额不低于 US$500,000.00（只看 USD）'],
  ['/商机 列表 大于10万', '我的商机 · 金额不低于 ¥100,000.00（只看 CNY）'],
  ['我的大于10万的商机', '我的商机 · 金额不低于 ¥100,000.00（只看 CNY）'],
  ['谈判中大于20万', '我和下属的商机 · 谈判 · 金额不低于 ¥200,000.00（只看 CNY）'],
  ['谈判阶段的商机', '我和下属的商机 · 谈判'],
  ['张伟谈判中的商机', '张伟 的商机 · 谈判'],
  ['本月要签的商机', '我和下属的商机 · 预计本月签约'],
  ['帮我看看本月要签的商机有哪些', '我和下属的商机 · 预计本月签约'],
  ['下周到期的商机', '我和下属的商机 · 预计下周签约'],
  ['我本季度要签的商机', '我的商机 · 预计本季度签约'],
  ['李娜本月赢单', '李娜 的商机 · 赢单 · 本月'],
  ['张伟今年赢单多少？', '张伟 的商机 · 赢单 · 今年'],
  ['本季度丢单', '我和下属的商机 · 输单 · 本季度'],
  ['上月成交的商机', '我和下属的商机 · 赢单 · 上月'],
  ['本月签下的商机', '我和下属的商机 · 赢单 · 本月'],
  ['赢单商机', '我和下属的商机 · 赢单'],
  ['去年已结束的商机', '我和下属的商机 · 已结束 · 去年'],
  ['已签约的商机', '我和下属的商机 · 已签约'],
  ['进行中的商机', '我和下属的商机'],
  ['查看商机', '我和下属的商机'],
  ['停滞的商机', '我和下属的商机 · 没有进展'],
  ['团队停滞的商机', '我和下属的商机 · 没有进展'],
  ['很久没跟进的商机', '我和下属的商机 · 没有进展'],
  ['逾期的商机', '我和下属的商机 · 已过预计签约日'],
  ['/商机 列表 团队 逾期', '我和下属的商机 · 已过预计签约日'],
  ['最大的商机', '我和下属的商机 · 金额最大的在前'],
  ['最大的5个商机', '我和下属的商机 · 金额最大的在前'],
  ['快到期的商机', '我和下属的商机 · 最早到期的在前'],
  ['云帆的商机', '我和下属的商机 · 上海云帆科技有限公司'],
  ['云帆商机', '我和下属的商机 · 上海云帆科技有限公司'],
  ['云帆大于10万的商机', '我和下属的商机 · 上海云帆科技有限公司 · 金额不低于 ¥100,000.00（只看 CNY）'],
  ['/商机 列表 云帆', '我的商机 · 查找“云帆”'],
  ['/商机 列表 ERP 本月', '我的商机 · 预计本月签约 · 查找“ERP”'],
  ['/商机 列表 解决方案', '我的商机 · 查找“解决方案”'],
  ['下下周要签的商机', '我和下属的商机 · 查找“下下周要签”'],
  ['本月赢了多少单', '我和下属的商机 · 赢单 · 本月'],
  ['云帆本月赢了多少', '我和下属的商机 · 上海云帆科技有限公司 · 赢单 · 本月'],
  ['几何科技大于10万的商机', '我和下属的商机 · 金额不低于 ¥100,000.00（只看 CNY） · 查找“几何科技”'],
  ['有多少商机', '我和下属的商机'],
  ['谈判中心的商机', '我和下属的商机 · 查找“谈判中心”'],
  ['本月的商机 "本月刊"', '我和下属的商机 · 预计本月签约 · 查找“本月刊”'],
  ['本月下月的商机', '这里写了几个：本月、下月。请只留一个。'],
  ['商机 50万', '金额 50万 以上，还是以下？'],
];

/** What Emma reads, who has nobody below her. */
const inEnglish: readonly (readonly [string, string])[] = [
  ['deals above 500k', 'My deals · at least CNY 500,000.00 (only those in CNY)'],
  ['/deal list at least USD 1m', 'My deals · at least USD 1,000,000.00 (only those in USD)'],
  ['deals between 100k and 300k', 'My deals · CNY 100,000.00 to CNY 300,000.00 (only those in CNY)'],
  ['over 1m', 'My deals · at least CNY 1,000,000.00 (only those in CNY)'],
  ['between 200k and 500k', 'My deals · CNY 200,000.00 to CNY 500,000.00 (only those in CNY)'],
  ['500k+ deals', 'My deals · at least CNY 500,000.00 (only those in CNY)'],
  ['deals in negotiation above 200k', 'My deals · Negotiation · at least CNY 200,000.00 (only those in CNY)'],
  ['deals closing this month', 'My deals · expected to close this month'],
  ['which deals close next month?', 'My deals · expected to close next month'],
  ['show me my deals due next week please', 'My deals · expected to close next week'],
  ['won this quarter', 'My deals · won · this quarter'],
  ['deals won this quarter', 'My deals · won · this quarter'],
  ['/deal won this quarter', 'My deals · won · this quarter'],
  ['how many deals did we win this quarter', 'My deals · won · this quarter'],
  ['won deals', 'My deals · won'],
  ['lost deals this month', 'My deals · lost · this month'],
  ['Li Na won this month', 'Deals of 李娜 · won · this month'],
  ['张伟 won this month', 'Deals of 张伟 · won · this month'],
  ['deals closed last year', 'My deals · closed · last year'],
  ['open deals', 'My deals'],
  ['show deals above 20k', 'My deals · at least CNY 20,000.00 (only those in CNY)'],
  ['stuck deals', 'My deals · without progress'],
  ['my overdue deals', 'My deals · past their expected close'],
  ['late deals', 'My deals · past their expected close'],
  ['biggest deals', 'My deals · the biggest first'],
  ['top 5 deals', 'My deals · the biggest first'],
  ['deals closing soon', 'My deals · the soonest to close first'],
  ['deals of Northwind', 'My deals · Northwind Example GmbH'],
  ['Northwind deals', 'My deals · Northwind Example GmbH'],
  ['Emma’s deals above 20k', 'Deals of Emma Clarke · at least CNY 20,000.00 (only those in CNY)'],
  ['deals by Emma', 'Deals of Emma Clarke'],
  ['/deal list Bank of China', 'My deals · with "Bank of China"'],
  ['deals 50k', '50k and more, or less?'],
  [
    '/deal won Northwind',
    'Say which deal, for example "/deal won D-1024". Type "/deal list" to see your deals.',
  ],
  ['/deal won', 'Say which deal, for example "/deal won D-1024". Type "/deal list" to see your deals.'],
];

describeOnEachDatabase('a list of deals', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const firstLine = async (person: string, line: string) =>
    (await world.type(person, line)).text.split('\n')[0];

  test.each(inChinese)('%s: %s', async (line, title) => {
    expect(await firstLine('E002', line)).toBe(title);
  });

  test.each(inEnglish)('%s: %s', async (line, title) => {
    expect(await firstLine('E004', line)).toBe(title);
  });

  test.each([
    '云帆赢了',
    'we lost Northwind',
    '赢单',
    'won',
    '停滞',
    '50万',
    '10以上',
    'over 9',
    'the biggest',
    '本月',
  ])('%s asks for none', async (line) => {
    expect((await world.type('E003', line)).text).not.toContain('的商机 ·');
  });

  test.each([
    'thanks, deals look good this month',
    'the deals were nice last week, thank you',
    'deals look good',
    'my deals look good this month',
    'open deals are nice this month',
    'last month deals were bad, this month better',
    '这个月商机不错，谢谢',
    '上周的商机很好，谢谢大家',
    '我的商机 不错',
    '商机 很多',
    '恭喜李娜本月赢单',
    'thanks for the deals',
    'no deal',
    'closing the books this month',
  ])('%s only speaks of deals: who says so reads what can be typed', async (line) => {
    expect((await world.type('E002', line)).text).toMatch(
      /Dealdesk 能做什么|没看懂|没有和“.*”相关的商机。可以输入：/,
    );
  });

  test('who looks for some without the slash, and there are none, reads that, and what else can be typed', async () => {
    const answer = await world.type('E003', '商机 质量管理');
    expect(answer.text).toContain('没有和“质量管理”相关的商机。可以输入：');
    expect(answer.text).toContain('/商机 新建');
    expect((await world.type('E004', 'deals warehouse')).text).toContain(
      'There is no deal like "warehouse".',
    );
  });

  test.each([
    ['thanks, show me my deals', '我的商机'],
    ['你好，帮我看看本月要签的商机，谢谢！', '我和下属的商机 · 预计本月签约'],
    ['deals above 500k please, thanks', '我和下属的商机 · 金额不低于 ¥500,000.00（只看 CNY）'],
    ['查下周要签的商机', '我和下属的商机 · 预计下周签约'],
    ['早，查商机', '我的商机'],
    ['所有人的商机', '我和下属的商机'],
    ['门店系统的单子有哪些', '我和下属的商机 · 查找“门店系统”'],
  ])('%s asks for some, whatever is said politely around it', async (line, title) => {
    expect(await firstLine('E002', line)).toBe(title);
  });

  test('no amount is above one that is above it: the list says so', async () => {
    for (const line of ['大于50万小于20万', '/商机 列表 大于50万小于20万'])
      expect((await world.type('E002', line)).text).toContain(
        '没有金额能既不低于 ¥500,000.00 又不超过 ¥200,000.00，请改其中一个。',
      );
    expect((await world.type('E004', 'deals above 500k and below 200k')).text).toContain(
      'No amount is at least CNY 500,000.00 and at most CNY 200,000.00: change one of them.',
    );
  });

  test('days that have no name are said as they are', async () => {
    const DAY = '\\d{4}年\\d+月\\d+日 周.';
    expect(await firstLine('E002', '最近90天赢单的商机')).toMatch(
      new RegExp(`^我和下属的商机 · 赢单 · ${DAY} 至 ${DAY}$`),
    );
    expect(await firstLine('E002', '30天内到期的商机')).toMatch(
      new RegExp(`^我和下属的商机 · 预计 ${DAY} 至 ${DAY} 签约$`),
    );
    expect(await firstLine('E004', 'deals due today')).toMatch(
      /^My deals · expected to close on \d+ \w+ \d{4}$/,
    );
  });

  test('words that were not understood are looked for', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 30万 "ERP 二期" 月底');
    const seen = await world.type('E003', '大于20万的商机 ERP');
    expect(seen.text).toMatch(/^我的商机 · 金额不低于 .*（只看 CNY） · 查找“ERP”\n/);
  });

  test('what is a part of a customer’s name stays in it', async () => {
    await world.type('E003', '/customer new 本月光科技有限公司');
    await world.type('E003', '/customer new Team Open Ltd');
    expect(await firstLine('E003', '本月光科技的商机')).toBe('我的商机 · 本月光科技有限公司');
    expect(await firstLine('E003', '/商机 列表 本月光科技')).toBe('我的商机 · 查找“本月光科技”');
    expect(await firstLine('E003', 'deals of Team Open')).toBe('我的商机 · Team Open Ltd');
    await world.type('E003', '/customer new 本月光传媒有限公司');
    expect(await firstLine('E003', '本月光的商机')).toBe('我的商机 · 查找“本月光”');
  });

  test('a customer that is called as its contact is one', async () => {
    await world.type('E003', '/customer new 钱小满 联系人=钱小满');
    await hearing(world.database);
    for (const name of ['钱小满', 'qianxiaoman'])
      expect(await firstLine('E003', `${name} deals`)).toBe('我的商机 · 钱小满');
  });

  test('who names an amount alone is asked, and chooses', async () => {
    const question = await world.type('E002', '商机 团队 50万');
    expect(question.buttons).toEqual(['50万 以上', '50万 以下', '查找“50万”']);
    const more = await world.press('E002', question, '50万 以上');
    expect(more.text).toMatch(
      /^我和下属的商机 · 金额不低于 ¥500,000\.00（只看 CNY）\n共 1 条，合计 ¥763,200\.00\n/,
    );
    expect((await world.press('E002', question, '查找“50万”')).text).toContain('查找“50万”');
  });

  test('an empty list says what to do, also that amounts of other currencies are not compared', async () => {
    expect((await world.type('E004', 'deals above USD 5m')).text).toContain(
      'Only amounts in USD are compared; for another currency write it, as in "above USD 500k".',
    );
    expect((await world.type('E004', '张伟 won this month')).text).toContain('or none that you can see');
  });
});
