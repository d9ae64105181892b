import { setTimeout as sleep } from 'node:timers/promises';
import { mastersChange } from '../../models/database/masters.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { within } from '../support/own-time.js';
import { openWorld, type World } from '../support/world.js';

const SLACK_WAITS_MS = 3_000;
const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('whatever comes in', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const count = async (table: string) =>
    Number((await world.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);
  const line = (text: string) => ({ kind: 'command', text }) as const;

  describe('once', () => {
    test('a repeat hears the first answer again, and nothing happens twice', async () => {
      const before = await count('deals');
      const first = await world.ask('E003', line(`/deal new ${yunfan} 2万`), 'event-1');
      const again = await world.ask('E003', line(`/deal new ${yunfan} 2万`), 'event-1');
      expect(again.text).toBe(first.text);
      expect(await count('deals')).toBe(before + 1);
    });

    test('ten deliveries of it at the same instant are one', async () => {
      const before = await count('deals');
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => world.ask('E003', line(`/deal new ${yunfan} 3万`), 'event-10')),
      );
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await count('deals')).toBe(before + 1);
    });

    test('a no is remembered as well, also when it would be a yes by now', async () => {
      const refused = await world.ask('E003', line('/customer show 成都蜀味'), 'event-2');
      await world.type('E003', '/customer new 成都蜀味');
      expect((await world.ask('E003', line('/customer show 成都蜀味'), 'event-2')).text).toBe(refused.text);
    });

    test('a form that was not accepted is', async () => {
      const form = await world.type('E003', '/deal new');
      const wrong = await world.submit('E003', form, { 客户: yunfan, 金额: '很多' });
      expect(wrong.kind).toBe('errors');
      const ask = { kind: 'submit', form: 'deal.new', context: {}, values: { customer: yunfan } } as const;
      const [one, other] = [await world.ask('E003', ask, 'event-3'), await world.ask('E003', ask, 'event-3')];
      expect(other.errors).toEqual(one.errors);
    });
  });

  describe('all at once', () => {
    test('from one person is done in part, until the rest is through; others get their turn', async () => {
      const before = await count('deals');
      const flood = Array.from({ length: 80 }, () => world.ask('E003', line(`/deal new ${yunfan} 4万`)));
      const [todo, ...answers] = await Promise.all([world.ask('E002', line('/todo')), ...flood]);
      const tooMany = answers.filter(({ text }) => text.startsWith('你同时提交的太多了，这一条没有处理'));

      expect(todo.text).toMatch(/^待办/);
      expect(tooMany).toHaveLength(16);
      expect(await count('deals')).toBe(before + 64);
      expect((await world.ask('E003', line('/deal'))).text).toContain('我的商机');
    });
  });

  describe('that nobody can read', () => {
    test.each(['deal.gone', 'constructor', '__proto__', 'toString', ''])(
      'a button called “%s” says that it is old',
      async (name) => {
        const answer = await world.ask('E003', { kind: 'press', do: name, input: {} });
        expect(answer.text).toBe('这个按钮来自旧版本的卡片，已经不能用了。请重新打开，例如“/待办”。');
      },
    );

    test.each(['deal.gone', 'hasOwnProperty'])('so does a form called “%s”', async (form) => {
      const answer = await world.ask('E004', { kind: 'submit', form, values: {}, context: {} });
      expect(answer.text).toBe(
        'This button is from an older version of the card. Open it anew, for example by "/todo".',
      );
    });

    test.each([
      ['deal.show', {}],
      ['deal.show', { id: '1001' }],
      ['deal.show', { id: 1e300 }],
      ['deal.show', { id: [1001] }],
      ['deal.new', { customerId: -1, amountCents: 5 }],
      ['deal.new', { customer: 'x', amountCents: 0.5 }],
      ['deal.new', { customerId: 1, amountCents: Number.MAX_SAFE_INTEGER }],
      ['deal.new', { customerId: 1, amountCents: 5, currency: '12$' }],
      ['deal.new', { customerId: 1, amountCents: 5, expectedClose: '2026-02-31' }],
      ['deal.list', { page: 0 }],
      ['deal.list', { page: 1, search: 'x'.repeat(5000) }],
      ['approval.approve', { id: 1, hash: 7 }],
    ])('%s with %j says to open the card again', async (name, input) => {
      const answer = await world.ask('E003', { kind: 'press', do: name, input });
      expect(answer.text).toMatch(/^这条请求里有读不懂的内容/);
    });

    test('half of an emoji, which cutting a text may leave of one, is no trouble', async () => {
      await world.ask('E003', line('/deal note D-1001 客户很满意\ud83d'));
      expect((await world.ask('E003', line('/deal show D-1001'))).text).toContain('客户很满意\ufffd');
    });

    test('a stage that is not there any more is named, with those that are', async () => {
      const input = { customerId: 1, amountCents: 100, stage: 'bidding' };
      const made = await world.ask('E003', { kind: 'press', do: 'deal.new', input });
      expect(made.text).toBe('没有叫“bidding”的阶段。可选：线索、方案、谈判、待签约、已签约、输单。');
    });

    test('a record that is not there any more is simply not there', async () => {
      for (const [name, id] of [
        ['deal.show', 9e14],
        ['customer.show', 9e14],
        ['approval.show', 9e14],
      ] as const)
        expect((await world.ask('E003', { kind: 'press', do: name, input: { id } })).text).toMatch(
          /^没有找到/,
        );
      const made = await world.ask('E003', {
        kind: 'press',
        do: 'deal.new',
        input: { customerId: 999_999, amountCents: 100 },
      });
      expect(made.text).toMatch(/^没有找到客户/);
    });
  });

  describe('from somebody new', () => {
    test('is known by a verified e-mail, and answered at once', async () => {
      await world.hire('E021', { name: '新同事', email: 'New.Colleague@dealdesk.example' });
      await world.database.transaction((tx) => tx.run("DELETE FROM identities WHERE userId = 'E021'"));
      world.chat.know('chat-21', { email: 'new.colleague@DEALDESK.example', name: 'x' });
      const answers = await Promise.all(
        ['/deal', '/todo', '/deal'].map((text) => world.ask('chat-21', line(text))),
      );
      expect(answers.map(({ text }) => text.split('\n')[0])).toEqual(['我的商机', '待办', '我的商机']);
      expect(await world.rows("SELECT 1 FROM identities WHERE userId = 'chat-21'")).toHaveLength(1);
    });

    test('without a verified e-mail is told what to do', async () => {
      expect((await world.ask('chat-22', line('/todo'))).text).toMatch(
        /^还不认识你：聊天账号没有经过验证的邮箱/,
      );
    });

    test('whose e-mail nobody has is told which', async () => {
      world.chat.know('chat-23', { email: 'who@else.example', name: 'x' });
      expect((await world.ask('chat-23', line('/todo'))).text).toContain(
        '员工名册里没有邮箱“who@else.example”',
      );
      expect(await world.rows("SELECT 1 FROM identities WHERE userId = 'chat-23'")).toEqual([]);
    });

    test('whose e-mail is that of somebody with another account there is not taken for them', async () => {
      world.chat.know('chat-25', { email: 'e001@dealdesk.example', name: 'x' });
      expect((await world.ask('chat-25', line('/todo'))).text).toContain('在这里已经用另一个账号');
      expect(await world.rows("SELECT 1 FROM identities WHERE userId = 'chat-25'")).toEqual([]);
    });

    test('while the platform does not answer is asked to come again', async () => {
      const { busy } = await import('../support/chat.js');
      await world.hire('E024', { name: 'Newcomer', email: 'e024@dealdesk.example', locale: 'en' });
      await world.database.transaction((tx) => tx.run("DELETE FROM identities WHERE userId = 'E024'"));
      world.chat.know('chat-24', { email: 'e024@dealdesk.example', name: 'x' });
      world.chat.refuse('profile', busy());
      const unsure = await world.ask('chat-24', line('/todo'), 'first-try');
      expect(unsure.kind).toBe('words');
      expect((await world.ask('chat-24', line('/todo'), 'first-try')).text).toMatch(/^To do/);
    });

    test('who has left gets nowhere, not even to the answer of before', async () => {
      await world.hire('E022', { name: '老同事' });
      expect((await world.ask('E022', line('/deal'), 'before')).text).toContain('我的商机');
      await world.database.transaction(async (tx) => {
        tx.later("UPDATE employees SET active = 0 WHERE staffNumber = 'E022'");
        mastersChange(tx);
      });
      expect((await world.ask('E022', line('/deal'))).text).toMatch(/^你的员工资料已停用/);
    });
  });

  describe('that goes wrong', () => {
    test('is undone, has a number to tell, and leaves the reason in the log', async () => {
      const ruined = await openWorld(await open());
      await ruined.database.transaction((tx) => tx.run('DROP TABLE console_messages'));
      for (const table of ['contact_sounds', 'contacts'])
        await ruined.database.transaction((tx) => tx.run(`DROP TABLE ${table}`));
      const answer = await ruined.ask('E003', {
        kind: 'press',
        do: 'customer.new',
        input: { name: '半成品公司', contactName: '林', anyway: true },
      });
      const [, id = ''] = /^出错了，什么都没有保存。请把编号 (\w{8}) 告诉管理员。$/.exec(answer.text) ?? [];
      expect(ruined.bugs.splice(0)).toMatchObject([{ id, platform: 'console', msg: 'a request failed' }]);
      expect(await ruined.rows("SELECT 1 FROM customers WHERE name = '半成品公司'")).toEqual([]);
      expect(await ruined.rows(`SELECT 1 FROM inbox WHERE answer LIKE '%${id}%'`)).toEqual([]);
    });
  });

  test('is told to come again when it cannot be done in time, and nothing is half done', async () => {
    const before = await count('deals');
    let release = () => {};
    const held = world.database.transaction(async (tx) => {
      await tx.run("UPDATE sequences SET next = next WHERE name = 'deal'");
      await tx.run('UPDATE customers SET phone = phone WHERE id = 1');
      await tx.run('UPDATE deals SET title = title WHERE id = 1002');
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await sleep(50);
    setTimeout(() => release(), 2_600);
    const answer = await within(SLACK_WAITS_MS, () => world.ask('E003', line('/deal edit D-1002 标题=太慢')));
    await held;
    expect(answer.text).toMatch(/什么都没有保存。请过一会儿再试。$/);
    expect((await world.type('E003', '/deal D-1002')).text).not.toContain('太慢');
    expect(await count('deals')).toBe(before);
  });
});
