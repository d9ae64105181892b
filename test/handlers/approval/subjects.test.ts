import { defaultPipeline } from '../../../handlers/deal/pipeline.js';
import { saveSetting } from '../../../models/setting.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('what an approval says it was about', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => new Date('2026-11-23T02:00:00Z');
  });

  const page = (person: string) => world.type(person, '/approval A-1');
  const linkOn = async (person: string) =>
    /contracts\/\d+/.exec(JSON.stringify((await page(person)).card))?.[0];
  const asked = async () => {
    const { text } = await world.type('E003', `/deal new ${yunfan} 2万 平台 待签约`);
    return /D-\d+/.exec(text)?.[0] ?? text;
  };
  /** 李娜 does not take it as it is. */
  const refused = async (button: string, reason: string) => {
    const card = world.card('E002', 'A-1');
    const on = button === '拒绝' ? card : await world.press('E002', card, '更多');
    await world.submit('E002', await world.press('E002', on, button), { [reason]: '太低' });
  };

  test('is what was rejected, after the deal, its lines and its customer have become something else', async () => {
    const deal = await asked();
    await refused('拒绝', '拒绝原因');
    const [before, link] = [(await page('E002')).text, await linkOn('E002')];
    expect(before).toContain(`${deal} 平台`);
    expect(before).toContain(`客户 ${yunfan}\n金额 ¥20,000.00`);

    await world.type('E003', `/deal edit ${deal} 金额=99万 标题=别的 日期=2030-01-15`);
    await world.database.transaction((tx) => tx.run("UPDATE customers SET name = '改名后的公司'"));
    await world.type('E003', `/deal stage ${deal} 待签约`);
    for (const person of ['E002', 'E003', 'E007']) {
      expect((await page(person)).text).toContain(`客户 ${yunfan}\n金额 ¥20,000.00`);
      expect(await linkOn(person)).toBe(link);
    }
    expect((await page('E002')).text).toBe(before);
    expect(world.card('E002', 'A-2').text).toContain('客户 改名后的公司\n金额 ¥990,000.00');
  });

  test('is what was sent back, until the deal that is changed meanwhile is submitted again', async () => {
    const deal = await asked();
    await refused('退回', '原因');
    await world.type('E003', `/deal edit ${deal} 金额=3万 标题=别的`);
    for (const person of ['E002', 'E003']) expect((await page(person)).text).toContain(`${deal} 平台`);
    expect(world.card('E002', 'A-1').text).toContain('金额 ¥20,000.00');

    await world.submit('E003', await world.press('E003', world.card('E003', '退回'), '重新提交'));
    const again = world.card('E002', 'A-1').text;
    expect(again).toContain(`${deal} 别的`);
    expect(again).toContain('金额 ¥30,000.00');
  });

  test('is to be read, and decided, where it was submitted again without what its flow decides by', async () => {
    await asked();
    await world.rows("UPDATE approvals SET facts = '{}'");
    const shown = await page('E002');
    expect(shown.text).toContain('等你处理');
    expect(shown.buttons).toContain('拒绝');
  });

  test('counts one line in English as well as several', async () => {
    await world.type('E004', '/deal stage D-1004 to be signed');
    expect((await page('E004')).text).toMatch(/^Lines 1$/m);
  });

  test('has how the customer stands as long as it is decided, and no figure that goes on changing afterwards', async () => {
    await asked();
    await world.type('E003', `/deal new ${yunfan} 700万 另一单`);
    expect((await page('E002')).text).toContain('客户在谈金额 ¥7,190,800.00');
    await refused('拒绝', '拒绝原因');
    expect((await page('E002')).text).not.toContain('客户在谈金额');
  });

  test('counts what its customer has bought by the stage that the firm calls won, whatever its key', async () => {
    const pipeline = JSON.stringify(defaultPipeline).replaceAll('"signed"', '"closed-won"');
    await world.database.transaction(async (tx) => {
      await saveSetting(tx, 'pipeline', JSON.parse(pipeline));
      tx.later("UPDATE deals SET stage = 'closed-won' WHERE stage = 'signed'");
    });
    await asked();
    expect((await page('E002')).text).toContain('客户历史成交 ¥0.00');
    for (const person of ['E002', 'E005', 'E006'])
      await world.press(person, world.card(person, 'A-1'), '同意');
    await asked();
    expect(world.card('E002', 'A-2').text).toContain('客户历史成交 ¥20,000.00');
  });

  test('is what was filled in when a request was approved, whatever becomes of the request', async () => {
    await world.type('E003', '/approval new expense 1200 交通 2026-11-20 拜访云帆');
    for (const person of ['E002', 'E006']) await world.press(person, world.card(person, 'A-1'), '同意');
    const before = (await page('E006')).text;
    expect(before).toContain('金额 ¥1,200.00');
    await world.database.transaction((tx) =>
      tx.run(`UPDATE requests SET title = '别的', content = '{"amountCents":1,"currency":"CNY"}'`),
    );
    expect((await page('E006')).text).toBe(before);
  });
});
