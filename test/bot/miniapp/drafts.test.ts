import { describeOnEachDatabase } from '../../support/databases.js';
import { type Browser, type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('drafts in the mini-app', (open) => {
  let world: World;
  let app: Miniapp;
  let zhang: Browser;
  let presses = 0;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => new Date('2026-06-01T09:30:00Z');
    app = await startMiniapp(world);
    zhang = await app.as('E003');
    await world.type('E003', '/approval drafts expense 1200 travel 打车');
  });
  afterEach(() => app.stop());

  const press = (as: Browser, what: string, id: number) => {
    presses += 1;
    const key = `a-key-of-sixteen-letters-${presses}`;
    return as.post('/api/v1/press', { key, do: what, input: { id } });
  };
  const todo = async (as: Browser) => (await as.get('/api/v1/todo')).body.view;
  const rows = () => world.rows<{ title: string }>('SELECT title FROM request_drafts ORDER BY id');

  test('are among the to-dos of their owner: what, when it was saved, and at last from when on it is removed', async () => {
    const { drafts, draftCount } = await todo(zhang);
    expect(draftCount).toBe(1);
    expect(drafts).toMatchObject([
      {
        title: '打车',
        details: [{ zh: '报销' }, { params: { at: { at: '2026-06-01T09:30:00.000Z' } } }],
        press: { do: 'request.openDraft', input: { id: 1 } },
        discard: { do: 'request.discardDraft', input: { id: 1 } },
      },
    ]);
    world.now = () => new Date('2026-08-25T09:30:00Z');
    const [late] = (await todo(zhang)).drafts;
    expect(late.details[2].text.en).toBe('will be removed from {day} on');
    expect(late.details[2].params).toEqual({ day: { day: '2026-08-30' } });
  });

  test('are among those of nobody else, neither above nor an administrator', async () => {
    for (const person of ['E001', 'E002', 'E007'])
      expect(await todo(await app.as(person))).toMatchObject({ drafts: [], draftCount: 0 });
  });

  test('the first five are shown there, and all are counted', async () => {
    for (const what of ['二', '三', '四', '五', '六'])
      await world.type('E003', `/approval drafts expense 1 ${what}`);
    const { drafts, draftCount } = await todo(zhang);
    expect(drafts).toHaveLength(5);
    expect(draftCount).toBe(6);
  });

  test('open as a form that holds what was kept, a new one each time', async () => {
    const [one, other] = [await zhang.get('/api/v1/drafts/1'), await zhang.get('/api/v1/drafts/1')];
    expect(one.status).toBe(200);
    expect(one.body.answer.form.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'amount', value: '1200' }),
        expect.objectContaining({ name: 'reason', value: '打车' }),
      ]),
    );
    expect(one.body.form).not.toBe(other.body.form);
    const values = { amount: '1300', kind: 'travel', spentOn: '2026-05-30', customer: '', reason: '打车' };
    const sent = await zhang.post(`/api/v1/forms/${one.body.form}`, { values });
    expect(sent.body.answer.words.text.zh).toContain('已提交');
    expect(await rows()).toEqual([]);
    expect((await zhang.post(`/api/v1/forms/${other.body.form}`, { values })).status).toBe(409);
  });

  test('that are not there and those of others are the same 404', async () => {
    const wang = await app.as('E001');
    const [foreign, missing] = [await wang.get('/api/v1/drafts/1'), await wang.get('/api/v1/drafts/999')];
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(foreign.body).toEqual(missing.body);
    expect(foreign.body.error.text.zh).toContain('已经提交或删除了');
    for (const id of ['0', '-1', '1e3', 'x', '9'.repeat(40)])
      expect((await wang.get(`/api/v1/drafts/${id}`)).status).toBe(404);
    expect((await app.open().get('/api/v1/drafts/1')).status).toBe(401);
  });

  test('are discarded by their owner alone, once', async () => {
    const wang = await app.as('E001');
    const [foreign, missing] = [
      await press(wang, 'request.discardDraft', 1),
      await press(wang, 'request.discardDraft', 999),
    ];
    expect([foreign.status, missing.status]).toEqual([409, 409]);
    expect(foreign.body).toEqual(missing.body);
    expect(await rows()).toEqual([{ title: '打车' }]);

    const { body } = await press(zhang, 'request.discardDraft', 1);
    expect(body.answer.words.text).toEqual({ zh: '草稿已删除。', en: 'The draft is discarded.' });
    expect(await rows()).toEqual([]);
    expect((await press(zhang, 'request.discardDraft', 1)).status).toBe(409);
  });

  test('of nothing are refused, and the form stays open', async () => {
    const { body } = await zhang.post('/api/v1/press', {
      key: 'a-key-of-sixteen-letters',
      do: 'request.newForm',
      input: { flow: 'expense' },
    });
    const path = `/api/v1/forms/${body.form}`;
    const empty = { amount: '', kind: '', spentOn: '', customer: '', reason: '' };
    const refused = await zhang.post(path, { values: empty, other: 'request.draft' });
    expect(refused.status).toBe(409);
    expect(refused.body.error.text.zh).toBe('还没有填写内容，没有保存草稿。');
    const kept = await zhang.post(path, { values: { ...empty, reason: '午饭' }, other: 'request.draft' });
    expect(kept.body.answer.words).toMatchObject({
      text: { zh: '{flow}已存为草稿，只有你自己能看到。' },
      params: { draft: 2 },
    });
  });
});
