import { shippedFlows } from '../../../handlers/flow/shipped.js';
import { publishFlow } from '../../../models/flow.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type Browser, type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { demoFirm, openWorld, type Seen, type World } from '../../support/world.js';

const SAVE = '存为草稿';
const KEPT = '报销已存为草稿，只有你自己能看到。输入“/审批 草稿”继续填写。';

describeOnEachDatabase('a draft', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  const newExpense = (person = 'E003') => world.type(person, '/approval new expense');
  const drafts = (person = 'E003') => world.type(person, '/approval drafts');
  const reopen = async (title: string, person = 'E003') => world.press(person, await drafts(person), title);
  const rows = () => world.rows<{ title: string }>('SELECT title FROM request_drafts ORDER BY id');
  const good = { 金额: '1200', 类别: 'travel', 发生日期: '2026-11-20', 事由: '打车' };
  const none = async () => {
    expect(await world.rows('SELECT id FROM requests')).toEqual([]);
    expect(await world.rows('SELECT id FROM approvals')).toEqual([]);
    expect(await world.rows('SELECT seq FROM approval_tasks')).toEqual([]);
  };

  test('is kept half filled in, as it was typed, and asks nobody for anything', async () => {
    const form = await newExpense();
    expect(form.buttons).toEqual(['提交', SAVE]);
    const kept = await world.submit('E003', form, { 金额: '一千二左右', 事由: '打车' }, SAVE);
    expect(kept.text).toBe(KEPT);
    await none();
    expect(world.cards('E002')).toEqual([]);

    const list = await drafts();
    expect(list.text).toMatch(/^我的草稿\n打车\n报销/);
    const again = await world.press('E003', list, '打车');
    expect(again.fields).toMatchObject({ 金额: '一千二左右', 类别: '', 事由: '打车' });
    expect(again.buttons).toEqual(['提交', SAVE, '删除草稿']);
  });

  test('is seen by nobody but its owner: not by those above, and not by an administrator', async () => {
    await world.submit('E003', await newExpense(), { 事由: '打车' }, SAVE);
    for (const person of ['E001', 'E002', 'E007']) {
      expect((await drafts(person)).text).toContain('没有草稿');
      const opened = await world.ask(person, { kind: 'press', do: 'request.openDraft', input: { id: 1 } });
      expect(opened.text).toContain('已经提交或删除了');
    }
    expect((await drafts('E004')).text).toContain('You have no drafts.');
  });

  test('is saved again as the same one, submitted, and gone then', async () => {
    const form = await newExpense();
    await world.submit('E003', form, { 事由: '打车' }, SAVE);
    await world.submit('E003', form, { 事由: '打车去机场' }, SAVE);
    await world.submit('E003', await reopen('打车去机场'), { 事由: '打车去云帆' }, SAVE);
    expect(await rows()).toEqual([{ title: '打车去云帆' }]);

    const last = await reopen('打车去云帆');
    const said = await world.submit('E003', last, { ...good, 事由: '打车去云帆' });
    expect(said.text).toBe('已提交报销 R-1，审批 A-1，等待 李娜。');
    expect(await rows()).toEqual([]);
    expect((await world.submit('E003', last, good)).text).toContain('已经提交或删除了');
    expect((await world.submit('E003', last, good, SAVE)).text).toContain('已经提交或删除了');
    expect(await world.rows('SELECT id FROM requests')).toHaveLength(1);
  });

  test('is discarded', async () => {
    await world.submit('E003', await newExpense(), { 事由: '打车' }, SAVE);
    const form = await reopen('打车');
    expect((await world.submit('E003', form, {}, '删除草稿')).text).toBe('草稿已删除。');
    expect(await rows()).toEqual([]);
    expect((await world.submit('E003', form, {}, '删除草稿')).text).toContain('已经提交或删除了');
  });

  test('of nothing is not kept', async () => {
    expect((await world.submit('E003', await newExpense(), {}, SAVE)).text).toBe(
      '还没有填写内容，没有保存草稿。',
    );
    expect(await rows()).toEqual([]);
  });

  test('is what a form becomes that is sent with an error and left', async () => {
    const form = await newExpense();
    const wrong = await world.submit('E003', form, { ...good, 金额: '不少' });
    expect(wrong.errors.金额).toContain('看不懂这个金额');
    expect(await rows()).toEqual([{ title: '打车' }]);
    expect((await reopen('打车')).fields).toMatchObject({ 金额: '不少', 类别: 'travel' });

    const said = await world.submit('E003', wrong, good);
    expect(said.text).toContain('已提交报销 R-1');
    expect(await rows()).toEqual([]);
  });

  test('is not needed where the form is sent once more as it was open, as Slack does it', async () => {
    const form = await newExpense();
    await world.submit('E003', form, { ...good, 金额: '不少' });
    expect((await world.submit('E003', form, good)).text).toContain('已提交报销 R-1');
    expect(await rows()).toEqual([]);
  });

  test('is typed at once, and what is unclear is asked', async () => {
    expect((await world.type('E003', '/approval draft expense 1200 打车')).text).toBe(KEPT);
    await none();
    expect((await reopen('打车')).fields).toMatchObject({ 金额: '1200', 事由: '打车' });
    const unclear = await world.type('E003', '/审批 草稿 报销 1200 颜色=红');
    expect(unclear.kind).toBe('form');
    expect(unclear.buttons).toContain(SAVE);
    expect((await world.type('E003', '/approval draft 报消')).text).toContain('没有叫“报消”的审批');
  });

  test('stands behind a button where one starts something', async () => {
    expect((await world.type('E003', '/approval new')).buttons).not.toContain('我的草稿（1）');
    await world.submit('E003', await newExpense(), { 事由: '打车' }, SAVE);
    const list = await world.press('E003', await world.type('E003', '/approval new'), '我的草稿（1）');
    expect(list.text).toContain('打车');
  });

  test('of a form that is another by now opens in the new one, and says so', async () => {
    await world.submit('E003', await newExpense(), { 事由: '打车', 金额: '12' }, SAVE);
    const expense = shippedFlows.find(({ key }) => key === 'expense');
    if (!expense?.form) throw new Error('There is no expense.');
    const fields = expense.form.fields.filter(({ key }) => key !== 'amount');
    await world.database.transaction((tx) =>
      publishFlow(
        tx,
        { ...expense, form: { fields }, steps: expense.steps.slice(0, 2), keyFields: [] },
        new Date(),
      ),
    );
    const form = await reopen('打车');
    expect(form.text).toContain('“报销”的表单刚刚换了新版本');
    expect(Object.keys(form.fields)).toEqual(['类别', '发生日期', '客户', '事由']);
    expect((await world.submit('E003', form, { 类别: 'meals', 发生日期: '2026-11-20' })).text).toContain(
      'R-1',
    );
  });

  test('keeps what was typed where the request cannot start', async () => {
    const leave = shippedFlows.find(({ key }) => key === 'leave');
    if (!leave) throw new Error('There is no leave.');
    const steps = leave.steps.slice(0, 1).map((step) => ({ ...step, own: 'FORBID' as const }));
    const own = steps.map((step) => ({ ...step, assignees: [{ type: 'field' as const, field: 'deputy' }] }));
    await world.database.transaction((tx) =>
      publishFlow(tx, { ...leave, steps: own as typeof leave.steps }, new Date()),
    );
    const form = await world.type('E003', '/approval new leave');
    const typed = { 假别: 'annual', 开始日期: '2026-12-01', 结束日期: '2026-12-03', 天数: '3' };
    const refused: Seen = await world.submit('E003', form, { ...typed, 工作代理人: '张伟' });
    expect(refused.kind).toBe('errors');
    expect(refused.fields).toMatchObject({ 假别: 'annual', 工作代理人: '张伟' });
    await none();
    expect((await world.submit('E003', refused, {}, SAVE)).text).toContain('已存为草稿');
  });

  describe('in the mini-app', () => {
    let app: Miniapp;
    let zhang: Browser;
    beforeEach(async () => {
      app = await startMiniapp(world);
      zhang = await app.as('E003');
    });
    afterEach(() => app.stop());

    const openForm = async (): Promise<string> => {
      const press = { key: 'a-key-of-sixteen-letters', do: 'request.newForm', input: { flow: 'expense' } };
      const { body } = await zhang.post('/api/v1/press', press);
      expect(body.answer.form.others).toMatchObject([{ form: 'request.draft' }]);
      return `/api/v1/forms/${body.form}`;
    };

    test('is kept by the second button of the form, and by no other name', async () => {
      const path = await openForm();
      const values = { amount: '', kind: '', spentOn: '', customer: '', reason: '打车' };
      const forged = await zhang.post(path, { values, other: 'deal.new' });
      expect(forged.status).toBe(422);
      expect(forged.body.answer.form.form).toBe('request.new');
      const { status, body } = await zhang.post(path, { values, other: 'request.draft' });
      expect(status).toBe(200);
      expect(body.answer.words.text.zh).toContain('已存为草稿');
      expect((await reopen('打车')).fields.事由).toBe('打车');
    });

    test('a form that was sent with an error is corrected and sent again, and is no draft any more', async () => {
      const path = await openForm();
      const values = { amount: '1200', kind: '', spentOn: '2026-11-20', customer: '', reason: '打车' };
      expect((await zhang.post(path, { values })).status).toBe(422);
      expect(await rows()).toEqual([{ title: '打车' }]);
      const sent = await zhang.post(path, { values: { ...values, kind: 'travel' } });
      expect(sent.status).toBe(200);
      expect(await rows()).toEqual([]);
    });
  });
});
