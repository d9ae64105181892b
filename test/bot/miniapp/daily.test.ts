import { randomUUID } from 'node:crypto';
import type { Incoming } from '../../../bot/platforms/platform.js';
import type { FormView, ListRow, ListView } from '../../../models/views.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hearing } from '../../support/hearing.js';
import { type Browser, type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('a day’s work in the mini-app', (open) => {
  let world: World;
  let app: Miniapp;
  let zhang: Browser;
  let li: Browser;
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world);
    [zhang, li] = await Promise.all([app.as('E003'), app.as('E002')]);
    await hearing(world.database);
    await world.type('E003', `/deal new ${yunfan} 2万 云帆审批 待签约`);
    await world.type('E003', '/deal lost D-1003 价格太高');
  });
  afterAll(() => app.stop());

  const search = async (browser: Browser, text: string) => {
    const { status, body } = await browser.get(`/api/v1/search?${new URLSearchParams({ text })}`);
    expect(status).toBe(200);
    const numbers = ({ rows }: ListView) => rows.map(({ title }) => title.split(' ')[0] ?? '');
    return [...numbers(body.deals), ...numbers(body.customers), ...numbers(body.approvals)];
  };

  describe('a search', () => {
    test.each([
      ['云帆', ['D-1005', 'D-1001', 'C-1', 'A-1']],
      ['northWIND', ['C-4']],
      ['yunfan', ['D-1005', 'D-1001', 'C-1']],
      ['yfkj', ['C-1']],
      ['云凡', ['C-1']],
      ['D-1002', ['D-1002']],
      ['d1002', ['D-1002']],
      ['1002', ['D-1002']],
      ['c-2', ['D-1002', 'C-2']],
      ['D-100', ['D-1005', 'D-1003', 'D-1002', 'D-1001']],
      ['A-1', ['A-1']],
      ['星桥调度', ['D-1003']],
      ['  青禾门店 ', ['D-1002']],
      ['D-1004', []],
      ['没有的东西', []],
      ['%', []],
      ['x'.repeat(5000), []],
    ])('of a seller for “%.20s” finds %j', async (text, found) => {
      expect(await search(zhang, text)).toEqual(found);
    });

    test('of a manager finds what their people have', async () => {
      expect(await search(li, 'D-1004')).toEqual(['D-1004']);
    });

    test('opens each row as a record, and leads to all where there are more', async () => {
      const { body } = await li.get('/api/v1/search?text=D-1002');
      expect(body.deals.rows[0].press).toEqual({ do: 'deal.show', input: { id: 1002 } });
      const { do: name, input } = body.deals.turn;
      const again = await li.press(name, input);
      expect(again.body.answer.view.rows).toEqual(body.deals.rows);
    });

    test('leaves nothing behind, however often somebody types another letter', async () => {
      const inbox = async () => (await world.rows('SELECT eventKey FROM inbox')).length;
      const before = await inbox();
      for (const text of ['云', '云帆', '没有的东西']) await search(zhang, text);
      for (const path of ['todo', 'records/deal/1001', 'records/deal/9999', 'records/approval/9999'])
        await zhang.get(`/api/v1/${path}`);
      expect(await inbox()).toBe(before);
    });

    test('is nobody’s who is not signed in, and is at one address only', async () => {
      expect((await app.open().get('/api/v1/search?text=x')).status).toBe(401);
      expect((await zhang.get('/api/v1/search')).status).toBe(200);
      expect((await zhang.get('/api/v1/search?text=a&text=b')).status).toBe(200);
    });
  });

  describe('a beginning', () => {
    /** As the command opens it in the chat. */
    const formOf = async (line: string): Promise<FormView> => {
      const who = { platform: world.chat.name, workspaceId: '', userId: 'E003' } as const;
      const incoming: Incoming = {
        who,
        key: randomUUID(),
        repeat: false,
        ask: { kind: 'command', text: line },
      };
      const { answer } = await world.handle(incoming);
      if (answer.type !== 'form') throw new Error(`${line} was answered with ${answer.type}.`);
      return answer.form;
    };
    const withoutDraft = ({ context: { draft: _, ...context }, ...form }: FormView) =>
      JSON.parse(JSON.stringify({ ...form, context }));

    test.each([
      ['deal.newForm', '/deal new'],
      ['customer.newForm', '/customer new'],
    ])('%s is the form of %s', async (press, line) => {
      const { body } = await zhang.press(press);
      expect(body.answer.form).toEqual(withoutDraft(await formOf(line)));
      expect(body.form).toMatch(/^[\w-]+$/);
    });

    test('is offered for each published flow, by the form that the command opens, with no line to type', async () => {
      const { body } = await zhang.press('request.list');
      const rows: readonly ListRow[] = body.answer.view.rows;
      expect(rows.length).toBe(body.answer.view.total);
      expect(rows.map(({ title }) => title)).toEqual(expect.arrayContaining(['报销', '请假']));
      for (const { title, details, press } of rows) {
        expect(details).toEqual([]);
        const opened = await zhang.press(press?.do ?? '', press?.input);
        expect(withoutDraft(opened.body.answer.form)).toEqual(
          withoutDraft(await formOf(`/approval new ${title}`)),
        );
      }
    });

    test('of a customer asks about those that are like it, and makes it once', async () => {
      const { form } = (await zhang.press('customer.newForm')).body;
      const asked = await zhang.post(`/api/v1/forms/${form}`, { values: { name: '上海云帆' } });
      const { buttons } = asked.body.answer.view;
      expect(buttons[0].press).toEqual({ do: 'customer.show', input: { id: 1 } });
      const { do: name, input } = buttons.at(-1).press;
      const key = randomUUID();
      const answers = await Promise.all([1, 2, 3].map(() => zhang.press(name, input, key)));
      for (const { body } of answers)
        expect(body.answer.view).toMatchObject({ kind: 'customer', name: '上海云帆' });
      expect(await world.rows("SELECT id FROM customers WHERE name = '上海云帆'")).toHaveLength(1);
    });
  });

  describe('the digest', () => {
    test('is that of the chat, and each number leads to as many records', async () => {
      const { view } = (await li.press('digest.show')).body.answer;
      expect(view).toMatchObject({ kind: 'digest', toDecide: { count: 1 } });
      const numbers = [view.toDecide, view.slipping, view.stuck, view.won, view.lost, ...view.stages];
      expect(numbers.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBeGreaterThan(
        8,
      );
      for (const { count, press } of numbers) {
        const { body } = await li.press(press.do, press.input);
        expect(body.answer.view.total).toBe(count);
      }
    });

    test('says so where there is nothing to say', async () => {
      await world.hire('E030', { name: '新来' });
      const { body } = await (await app.as('E030')).press('digest.show');
      expect(body.answer.words.text.zh).toContain('今天没有需要汇报的内容');
    });
  });
});
