/** What users of comparable systems complained about, as far as it is what they saw: each by the name of its complaint. */
import { openConsole } from '../../story/console-player.js';
import { start } from '../../story/running.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { seenCard } from '../../support/seen.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('what people complained about elsewhere', (open, _freshUrl, readyUrl) => {
  let world: World;
  let app: Miniapp;
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world);
  });
  afterAll(() => app.stop());

  /** A contract that waits for E002. @returns its number */
  const ask = async (): Promise<string> => {
    const { text } = await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    return /A-\d+/.exec(text)?.[0] ?? text;
  };
  const cardOf = (person: string, number: string) => world.card(person, new RegExp(`${number}\\b`));
  const messageOf = (person: string, number: string) => {
    const found = world.chat.messagesOf(person).findLast(({ card }) => seenCard(card).line.includes(number));
    if (!found) throw new Error(`${person} has no message about ${number}.`);
    return found;
  };

  test('9: after a restart the approval goes on from where it was approved', async () => {
    const env = { DATABASE_URL: await readyUrl() };
    const before = await start(env);
    const first = await openConsole(before.url);
    await first.firm('E003').types('/deal new 上海云帆科技有限公司 2万 待签约');
    await first.firm('E002').presses('同意');
    await first.firm('E002').sees('已同意 A-1，接下来由 陈静、刘洋 处理。');
    first.close();
    await before.app.stop();

    const after = await start(env);
    const second = await openConsole(after.url);
    for (const person of ['E005', 'E006']) {
      await second.firm(person).types('/approval show A-1');
      await second.firm(person).presses('同意');
    }
    await second.firm('E006').sees('已同意 A-1，审批通过。');
    await second.firm('E003').sees('由 刘洋 最后同意');
    second.close();
    await after.app.stop();
    expect([...before.bugs, ...after.bugs]).toEqual([]);
  });

  test('17: what is opened from the message has its buttons, and they work there', async () => {
    const number = await ask();
    const li = await app.as('E002');
    const { body } = await li.get(`/api/v1/records/approval/${number.slice(2)}`);
    expect(body.view.can).toEqual(expect.arrayContaining(['approval.approve', 'approval.reject']));

    const done = await li.press('approval.approve', { id: body.view.id, hash: body.view.hash });
    expect(done.body.answer.words.text.zh).toContain('已同意');
  });

  test('18: on the road it takes one press in the chat: no browser, no password, no page', async () => {
    const number = await ask();
    const card = cardOf('E002', number);
    expect(card.buttons).toEqual(['查看合同文档', '同意', '拒绝', '评论', '更多']);
    expect((await world.press('E002', card, '同意')).text).toBe(
      `已同意 ${number}，接下来由 陈静、刘洋 处理。`,
    );
    expect((await world.press('E005', cardOf('E005', number), '拒绝')).kind).toBe('form');
  });

  test('19: what was pressed is answered in words, and the buttons make way for what came of them', async () => {
    const number = await ask();
    const answer = await world.press('E002', cardOf('E002', number), '同意');
    expect(answer.text).not.toMatch(/[{}[\]"]/);
    const card = cardOf('E002', number);
    expect(card.buttons).not.toEqual(expect.arrayContaining(['同意']));
    expect(card.buttons).not.toEqual(expect.arrayContaining(['拒绝']));
    expect(card.text).toContain('李娜 已同意');
  });

  test('20: decided on the web, the card in the chat shows it', async () => {
    const number = await ask();
    const id = Number(number.slice(2));
    const li = await app.as('E002');
    const { body } = await li.get(`/api/v1/records/approval/${id}`);
    await li.press('approval.approve', { id, hash: body.view.hash });
    await world.settled();
    expect(cardOf('E002', number).buttons).not.toEqual(expect.arrayContaining(['同意']));
    expect(cardOf('E005', number).text).toContain('李娜 已同意');
  });

  test('20: a card that shows how it was is drawn anew when somebody presses on it', async () => {
    const number = await ask();
    const message = messageOf('E002', number);
    const old = message.card;
    await world.press('E002', seenCard(old), '同意');
    message.card = old;

    const told = await world.press('E002', seenCard(old), '同意');
    expect(told.text).toMatch(/^李娜 已于 .* 同意过了。$/);
    expect(seenCard(message.card).buttons).not.toEqual(expect.arrayContaining(['同意']));
    expect(seenCard(message.card).text).toContain('李娜 已同意');

    message.card = old;
    await world.press('E002', seenCard(old), '拒绝');
    expect(seenCard(message.card).buttons).not.toEqual(expect.arrayContaining(['拒绝']));
  });

  test.each([
    ['E002', '要求补充', /^李娜 已于 .* 同意过了。$/],
    ['E002', '加签', /^李娜 已于 .* 同意过了。$/],
    ['E007', '终止', /^张伟 已于 .* 撤回这项审批。$/],
  ])(
    '20: “更多” of %s that was left open answers “%s” with the truth, not with a form',
    async (who, label, truth) => {
      const number = await ask();
      const more = await world.press(who, await world.type(who, `/approval ${number}`), '更多');
      if (who === 'E002') await world.press('E002', cardOf('E002', number), '同意');
      else await world.type('E003', `/approval withdraw ${number}`);
      const told = await world.press(who, more, label);
      expect(told.kind).toBe('words');
      expect(told.text).toMatch(truth);
    },
  );

  test('20: so is one whose content has changed since', async () => {
    const number = await ask();
    const message = messageOf('E002', number);
    const old = message.card;
    const form = await world.press('E002', await world.press('E002', seenCard(old), '更多'), '退回');
    await world.submit('E002', form, { 原因: '金额再看一下' });
    const shown = await world.type('E003', `/approval show ${number}`);
    await world.submit('E003', await world.press('E003', shown, '重新提交'));
    await world.database.transaction((tx) =>
      tx.run('UPDATE approvals SET contentHash = ? WHERE id = ?', ['0'.repeat(64), Number(number.slice(2))]),
    );
    message.card = old;
    const told = await world.press('E002', seenCard(old), '同意');
    expect(told.text).toContain('卡片已更新，请看过最新内容再处理');
    expect(cardOf('E002', number).text).toContain('第 2 轮');
  });

  test('20: and those that were ticked together, each', async () => {
    const number = await ask();
    const message = messageOf('E002', number);
    const old = message.card;
    const approval = { id: Number(number.slice(2)), hash: 'as it was before' };
    const told = await world.ask('E002', {
      kind: 'press',
      do: 'approval.bulkApprove',
      input: { items: [approval] },
    });
    await world.settled();
    expect(told.text).toContain(number);
    expect(messageOf('E002', number).changes).toBeGreaterThan(0);
    expect(seenCard(old).buttons).toEqual(cardOf('E002', number).buttons);
  });
});
