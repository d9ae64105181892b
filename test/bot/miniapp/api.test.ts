import { randomUUID } from 'node:crypto';
import type { Incoming } from '../../../bot/platforms/platform.js';
import type { Answer } from '../../../models/answer.js';
import { mastersChange } from '../../../models/database/masters.js';
import type { FormView } from '../../../models/views.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Browser, type Miniapp, type Reply, sentence, startMiniapp } from '../../support/miniapp.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('/api/v1', (open) => {
  let world: World;
  let app: Miniapp;
  let zhang: Browser;
  let li: Browser;
  let emma: Browser;
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world);
    [zhang, li, emma] = await Promise.all([app.as('E003'), app.as('E002'), app.as('E004')]);
  });
  afterAll(() => app.stop());

  const own = () => ({ 'content-type': 'application/json', 'x-dealdesk-app': '1', origin: app.url });
  const words = ({ body }: Reply): string => body.answer.words.text.zh;

  /** Something that is answered with a form in the chat, as the platforms hand it in. */
  const askInChat = async (person: string, text: string): Promise<{ token: string; form: FormView }> => {
    const incoming: Incoming = {
      who: { platform: world.chat.name, workspaceId: '', userId: person },
      key: `event-${randomUUID()}`,
      repeat: false,
      ask: { kind: 'command', text },
    };
    const { answer } = await world.handle(incoming);
    if (answer.type !== 'form') throw new Error(`${text} was answered with ${answer.type}.`);
    return { token: app.linkTo(incoming).split('/').at(-1) ?? '', form: answer.form };
  };

  describe('shows', () => {
    test('me, in my language and zone', async () => {
      const { body } = await emma.get('/api/v1/me');
      expect(body).toMatchObject({ name: 'Emma Clarke', position: 'Account manager', locale: 'en' });
      expect(Date.parse(body.endsAt)).toBeGreaterThan(Date.now());
    });

    test('what happened to a deal long ago, of which its card shows the last', async () => {
      for (const nth of ['第一', '第二', '第三', '第四', '第五', '第六'])
        await world.type('E003', `/deal note D-1002 ${nth}次拜访`);
      expect(world.card('E003', 'D-1002').text).not.toContain('第一次拜访');
      for (const record of ['deal/1002', 'customer/2']) {
        const { timeline } = (await zhang.get(`/api/v1/records/${record}`)).body.view;
        expect(JSON.stringify(timeline)).toContain('第一次拜访');
      }
    });

    test('a record as the card shows it', async () => {
      const { status, body } = await zhang.get('/api/v1/records/deal/1001');
      expect(status).toBe(200);
      expect(body.view).toMatchObject({
        kind: 'deal',
        number: 'D-1001',
        can: expect.arrayContaining(['deal.edit']),
      });
      expect((await zhang.get('/api/v1/records/customer/1')).body.view).toMatchObject({
        kind: 'customer',
        name: yunfan,
      });
    });

    test('my to-dos', async () => {
      const { body } = await zhang.get('/api/v1/todo');
      expect(body.view).toMatchObject({ kind: 'todo', dealCount: expect.any(Number) });
    });

    test.each(['/api/v1/records/deal/9999', '/api/v1/records/approval/77', '/api/v1/records/customer/9999'])(
      '%s, which is not there, as a 404 in both languages',
      async (path) => {
        const { status, body } = await zhang.get(path);
        expect(status).toBe(404);
        expect(body.error.text.zh).toContain('没有找到');
        expect(body.error.text.en).toMatch(/^There is no .* Check the number/);
        expect(`${body.error.text.zh}${body.error.text.en}`).not.toMatch(/输入|Type |"\//);
      },
    );

    test("nobody's record to whom it is not theirs, in the same words as if there were none", async () => {
      const hidden = await zhang.get('/api/v1/records/deal/1004');
      const missing = await zhang.get('/api/v1/records/deal/9999');
      expect(hidden.status).toBe(404);
      expect(hidden.body.error.text).toEqual(missing.body.error.text);
      expect((await li.get('/api/v1/records/deal/1004')).status).toBe(200);
    });

    test.each([
      'records/deal/0',
      'records/deal/-1',
      'records/deal/1e3',
      'records/deal/1001.5',
      `records/deal/${'9'.repeat(40)}`,
      'records/constructor/1',
      'records/digest/20260101',
      'nothing',
      '',
    ])('nothing at /api/v1/%s', async (path) => {
      const answer = await zhang.get(`/api/v1/${path}`);
      expect(answer.status).toBe(404);
      expect(sentence(answer)).toBe('没有这个地址。');
    });

    test.each([
      ['deal.list', {}],
      ['deal.list', { team: true, search: '没有的' }],
      ['customer.list', { search: '没有的' }],
      ['request.drafts', {}],
      ['approval.mine', {}],
      ['approval.sent', {}],
      ['approval.list', { of: 'sent' }],
      ['approval.list', { of: 'decided' }],
      ['approval.list', { search: '没有的' }],
    ])('an empty %s of %j without a word to type, as a page takes none', async (list, input) => {
      const { body } = await (await app.as('E007')).press(list, input);
      expect(body.answer.view.rows).toEqual([]);
      expect(JSON.stringify(body.answer.view.empty.text)).not.toMatch(/\/[a-z]/);
    });

    test.each(['me', 'todo', 'records/deal/1001', 'forms/x'])(
      'nothing of %s to who is not signed in',
      async (path) => {
        const answer = await app.open().get(`/api/v1/${path}`);
        expect(answer.status).toBe(401);
        expect(answer.body.error.text).toEqual({
          zh: '登录已过期，请重新登录。',
          en: 'You are not signed in any more. Please sign in again.',
        });
      },
    );

    test('nothing that a browser or a proxy would keep', async () => {
      const { headers } = await zhang.get('/api/v1/me');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    test('who left gets nowhere, although the cookie is good', async () => {
      await world.hire('E090', { name: '孙离' });
      const browser = await app.as('E090');
      const { token } = await askInChat('E090', '/deal new');
      expect((await browser.get('/api/v1/me')).status).toBe(200);
      expect((await browser.get(`/api/v1/forms/${token}`)).status).toBe(200);
      await world.database.transaction(async (tx) => {
        tx.later("UPDATE employees SET active = 0 WHERE staffNumber = 'E090'");
        mastersChange(tx);
      });
      expect((await browser.get('/api/v1/me')).status).toBe(403);
      const answer = await browser.get('/api/v1/todo');
      expect(answer.status).toBe(404);
      expect(sentence(answer)).toContain('已停用');
      const form = await browser.get(`/api/v1/forms/${token}`);
      expect(form.status).toBe(403);
      expect(sentence(form)).toContain('已停用');
    });

    test('who was never here is found by what the platform says of them, or told what to do', async () => {
      await world.hire('E091', { name: '新人' });
      await world.database.transaction((tx) => tx.run("DELETE FROM identities WHERE userId = 'E091'"));
      const stranger = await app.as('E091');
      const unknown = await stranger.get('/api/v1/me');
      expect(unknown.status).toBe(403);
      expect(sentence(unknown)).toMatch(/^还不认识你/);

      world.chat.know('E091', { email: 'e091@dealdesk.example', name: '新人' });
      const [me, todo] = await Promise.all([stranger.get('/api/v1/me'), stranger.get('/api/v1/todo')]);
      expect(me.body).toMatchObject({ name: '新人' });
      expect(todo.status).toBe(200);
    });
  });

  describe('takes a press', () => {
    test('that does the same as on the card, and the history says where', async () => {
      const { form } = (await zhang.press('deal.noteForm', { id: 1001 })).body;
      const answer = await zhang.post(`/api/v1/forms/${form}`, { values: { note: '客户要看样品' } });
      expect(answer.status).toBe(200);
      const [row] = await world.rows<{ surface: string; action: string }>(
        'SELECT surface, action FROM history ORDER BY id DESC LIMIT 1',
      );
      expect(row).toEqual({ surface: 'miniapp', action: 'deal.noted' });
    });

    test('on a customer by those who may change it: others see no button, and are refused', async () => {
      const seen = await emma.get('/api/v1/records/customer/1');
      expect(seen.body.view).toMatchObject({ owner: { name: '张伟' }, can: [] });
      const refused = await emma.press('customer.editForm', { id: 1 });
      expect(refused.status).toBe(409);
      expect(sentence(refused)).toMatch(/^客户 \{number\} 由 \{owner\} 负责，你可以查看，但不能修改/);
      const mine = await zhang.get('/api/v1/records/customer/1');
      expect(mine.body.view.can).toEqual(['customer.edit', 'customer.mergeWith', 'customer.owner']);
    });

    test('through a whole approval, each of whom sees it on their card', async () => {
      const opened = await zhang.press('deal.stageForm', { id: 1001 });
      const moved = await zhang.post(`/api/v1/forms/${opened.body.form}`, { values: { stage: 'signing' } });
      expect(words(moved)).toContain('审批 {approval} 已提交');
      await world.settled();
      const { body } = await li.get('/api/v1/todo');
      const { approvalId: id } = body.view.tasks[0];
      const { view, links } = (await li.get(`/api/v1/records/approval/${id}`)).body;
      expect(view.can).toEqual(expect.arrayContaining(['approval.approve', 'approval.reject']));
      expect(links[view.document.path]).toMatch(/^https:\/\/dealdesk\.example\/files\/contracts\//);

      const key = randomUUID();
      const approved = await li.press('approval.approve', { id, hash: view.hash }, key);
      expect(words(approved)).toContain('已同意');
      const again = await li.press('approval.approve', { id, hash: view.hash }, key);
      expect(again.body).toEqual(approved.body);
      await world.settled();
      expect(world.card('E002', '已同意').text).toContain('李娜');

      const late = await li.press('approval.approve', { id, hash: view.hash });
      expect(late.status).toBe(409);
      expect(late.body.error.text.en.length).toBeGreaterThan(10);
    });

    test('and what stands in its way is said without commands, which nobody can type there', async () => {
      await world.type('E003', `/deal new ${yunfan} 0 缺金额`);
      const [deal] = await world.rows<{ id: number }>("SELECT id FROM deals WHERE title = '缺金额'");
      const id = Number(deal?.id);
      const opened = await zhang.press('deal.stageForm', { id });
      const stopped = await zhang.post(`/api/v1/forms/${opened.body.form}`, {
        values: { stage: 'negotiation' },
      });
      expect(sentence(stopped)).toContain('请点“编辑”补充');

      await world.type('E003', `/deal edit D-${id} amount=20000`);
      const edit = (await zhang.press('deal.editForm', { id })).body.form;
      await world.type('E003', `/deal won D-${id}`);
      const running = await zhang.post(`/api/v1/forms/${edit}`, { values: { title: '新标题' } });
      expect(running.body.error.params.advice.text.zh).toContain('请先在审批页撤回');
    });

    test('once, however often it is sent at the same instant', async () => {
      const key = randomUUID();
      const input = { customer: yunfan, amountCents: 1_000_00, currency: 'CNY', title: '同时' };
      const answers = await Promise.all(Array.from({ length: 8 }, () => zhang.press('deal.new', input, key)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await world.rows("SELECT id FROM deals WHERE title = '同时'")).toHaveLength(1);
    });

    test('for nobody else: the same key of another person is another press', async () => {
      const key = randomUUID();
      const mine = await zhang.press('deal.show', { id: 1001 }, key);
      const hers = await emma.press('deal.show', { id: 1004 }, key);
      expect(mine.body.answer.view.number).toBe('D-1001');
      expect(hers.body.answer.view.number).toBe('D-1004');
    });

    test.each([
      ['no JSON', '{"key":', 400, '请求内容不是有效的 JSON。请刷新页面再试。'],
      ['nothing', {}, 400, '请求里的“{field}”读不懂。请刷新页面再试。'],
      ['a key like a path', { key: '../../../../etc/passwd', do: 'todo.home', input: {} }, 400, '请求里的'],
      ['input that is no object', { key: randomUUID(), do: 'todo.home', input: 'x' }, 400, '请求里的'],
      [
        'a button that there is not',
        { key: randomUUID(), do: 'constructor', input: {} },
        409,
        '这个按钮来自旧版本',
      ],
      [
        'an id that is none',
        { key: randomUUID(), do: 'deal.show', input: { id: 'x' } },
        409,
        '这条请求里有读不懂的内容',
      ],
      [
        'far too much',
        { key: randomUUID(), do: 'todo.home', input: { a: 'x'.repeat(300_000) } },
        413,
        '内容太长了',
      ],
    ])('but not of %s', async (_what, body, status, zh) => {
      const answer = await zhang.post('/api/v1/press', body);
      expect(answer.status).toBe(status);
      expect(sentence(answer)).toContain(zh.slice(0, 5));
      expect(answer.body.error.text.en).toMatch(/^[A-Z]/);
    });

    test.each([
      ['another site', () => ({ ...own(), origin: 'https://evil.example' })],
      ['a sandboxed frame', () => ({ ...own(), origin: 'null' })],
      ['this host by another port', () => ({ ...own(), origin: 'http://127.0.0.1:1' })],
      ['a form', () => ({ origin: app.url, 'content-type': 'application/x-www-form-urlencoded' })],
      ['a form that says it is JSON', () => ({ origin: app.url, 'content-type': 'text/plain' })],
      ['who does not say where from', () => ({ 'content-type': 'application/json', 'x-dealdesk-app': '1' })],
      [
        'another site that keeps quiet about it',
        () => ({
          'content-type': 'application/json',
          'x-dealdesk-app': '1',
          'sec-fetch-site': 'cross-site',
        }),
      ],
    ])('not from %s, although the cookie comes along', async (_who, headers) => {
      const before = await world.rows('SELECT id FROM history');
      for (const path of ['/api/v1/press', '/api/v1/sign-out', '/api/v1/forms/x']) {
        const answer = await zhang.post(
          path,
          { key: randomUUID(), do: 'deal.show', input: { id: 1001 } },
          headers(),
        );
        expect(answer.status).toBe(403);
        expect(sentence(answer)).toMatch(/^这个请求不是从本页面发出的/);
      }
      expect(await world.rows('SELECT id FROM history')).toHaveLength(before.length);
      expect((await zhang.get('/api/v1/me')).status).toBe(200);
    });

    test.each(['/API/v1/press', '/api/V1/press', '/api/v1/PRESS', '/api/v1/press/'])(
      'nor is it from another site that writes the address as %s',
      async (path) => {
        const before = await world.rows('SELECT id FROM deals');
        const body = { key: randomUUID(), do: 'deal.new', input: { customerId: 1, amountCents: 100 } };
        const { status } = await zhang.post(path, body, { ...own(), origin: 'https://evil.example' });
        expect([403, 404]).toContain(status);
        expect(await world.rows('SELECT id FROM deals')).toHaveLength(before.length);
      },
    );

    test('from a browser that says by Sec-Fetch-Site that it is our page', async () => {
      const headers = {
        'content-type': 'application/json',
        'x-dealdesk-app': '1',
        'sec-fetch-site': 'same-origin',
      };
      const body = { key: randomUUID(), do: 'deal.show', input: { id: 1001 } };
      expect((await zhang.post('/api/v1/press', body, headers)).status).toBe(200);
    });

    test('only as JSON', async () => {
      const answer = await zhang.post('/api/v1/press', '{}', { ...own(), 'content-type': 'text/plain' });
      expect(answer.status).toBe(415);
    });
  });

  describe('has a form', () => {
    const send = (browser: Browser, token: string, values: Record<string, string>) =>
      browser.post(`/api/v1/forms/${token}`, { values });

    test('that was asked for in the chat, filled with what was understood', async () => {
      const { token, form } = await askInChat('E003', `/deal new ${yunfan}`);
      const { status, body } = await zhang.get(`/api/v1/forms/${token}`);
      expect(status).toBe(200);
      expect(body.form).toEqual(JSON.parse(JSON.stringify(form)));
      expect(body.form.fields.find(({ name }: { name: string }) => name === 'customer').value).toBe(yunfan);
    });

    test('that says what is wrong, keeps what was typed, and is accepted once', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      const wrong = await send(zhang, token, { customer: yunfan, amount: '很多', title: '表单页' });
      expect(wrong.status).toBe(422);
      const fields: FormView['fields'] = wrong.body.answer.form.fields;
      expect(fields.find(({ name }) => name === 'amount')).toMatchObject({
        value: '很多',
        error: { text: {} },
      });
      expect(fields.find(({ name }) => name === 'title')?.value).toBe('表单页');

      const values = { customer: yunfan, amount: '2万', title: '表单页' };
      const right = await send(zhang, token, values);
      expect(words(right)).toMatch(/^已创建商机/);
      expect((await send(zhang, token, values)).body).toEqual(right.body);
      expect((await send(zhang, token, { ...values, title: '另一个' })).body).toEqual(right.body);
      expect((await zhang.get(`/api/v1/forms/${token}`)).body.done.answer).toEqual(right.body.answer);
      const made = await world.rows("SELECT id FROM deals WHERE title IN ('表单页', '另一个')");
      expect(made).toHaveLength(1);
    });

    test('that ten taps at the same instant send once', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      const values = { customer: yunfan, amount: '3万', title: '连点' };
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(zhang, token, values)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await world.rows("SELECT id FROM deals WHERE title = '连点'")).toHaveLength(1);
    });

    test('that nobody else can open or send, not even their manager', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      for (const other of [li, emma]) {
        const opened = await other.get(`/api/v1/forms/${token}`);
        expect(opened.status).toBe(403);
        expect(sentence(opened)).toBe('这个表单是发给别人的，只有收到它的人能打开。');
        expect((await send(other, token, { customer: yunfan, amount: '1万' })).status).toBe(403);
      }
    });

    test('that the same person opens with another account', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      await world.database.transaction((tx) =>
        tx.run(
          `INSERT INTO identities (platform, workspaceId, userId, employeeId, lastUsedAt)
           SELECT 'console', '', 'E003-other', id, '2026-01-01 00:00:00' FROM employees WHERE staffNumber = 'E003'`,
        ),
      );
      const other = await app.as('E003-other');
      expect((await other.get(`/api/v1/forms/${token}`)).status).toBe(200);
    });

    test('that a refusal does not close: what is wrong elsewhere can be put right', async () => {
      const { token } = await askInChat('E003', '/deal edit D-1002');
      await world.database.transaction((tx) =>
        tx.run("UPDATE deals SET closedAt = '2026-01-01 00:00:00', stage = 'lost' WHERE id = 1002"),
      );
      const { body } = await zhang.get(`/api/v1/forms/${token}`);
      const values = Object.fromEntries(
        (body.form as FormView).fields.map(({ name, value = '' }) => [name, value]),
      );
      const refused = await send(zhang, token, { ...values, title: '改名' });
      expect(refused.status).toBe(409);
      await world.database.transaction((tx) =>
        tx.run("UPDATE deals SET closedAt = NULL, stage = 'lead' WHERE id = 1002"),
      );
      expect((await send(zhang, token, { ...values, title: '改名' })).status).toBe(200);
    });

    test('that a question back does not close: the customer that was mistyped can be put right', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      const values = { customer: '云帆', amount: '2万', title: '写错了客户' };
      const asked = await send(zhang, token, values);
      expect(asked.body.answer.view.title.params.name).toBe('云帆');
      expect((await zhang.get(`/api/v1/forms/${token}`)).body.form).toBeDefined();
      const right = { ...values, customer: yunfan, amount: '3万' };
      expect(words(await send(zhang, token, right))).toMatch(/^已创建商机/);
      expect(await world.rows("SELECT amountCents FROM deals WHERE title = '写错了客户'")).toEqual([
        { amountCents: 30_000_00 },
      ]);
    });

    test('after seven days no more, and none where there was none', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      await world.database.transaction((tx) => tx.run("DELETE FROM inbox WHERE eventKey LIKE 'event-%'"));
      const shown = await zhang.press('deal.show', { id: 1001 });
      expect((shown.body.answer as Answer).type).toBe('view');
      for (const bad of [token, 'made-up', token.slice(0, -3)]) {
        const answer = await zhang.get(`/api/v1/forms/${bad}`);
        expect(answer.status).toBe(404);
        expect(sentence(answer)).toMatch(/^打不开这个表单/);
      }
    });

    test('whose values are what it has fields for, whatever is sent', async () => {
      const { token } = await askInChat('E003', `/deal new ${yunfan}`);
      const values = { customer: yunfan, amount: '1万', title: '多余', id: '1', ownerId: '1', stage: '' };
      expect((await send(zhang, token, values)).status).toBe(200);
      const bad = await zhang.post(`/api/v1/forms/${token}`, { values: { customer: 7 } });
      expect(bad.status).toBe(400);
      expect(bad.body.error.params).toEqual({ field: 'values.customer' });
    });
  });
});
