import { describeOnEachDatabase } from '../../support/databases.js';
import { type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('on a page', (open) => {
  let world: World;
  let app: Miniapp;
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world);
  });
  afterAll(() => app.stop());

  test('two customers that are one are merged by the form of the chat, and taken apart again', async () => {
    const zhang = await app.as('E003');
    const page = async (id: number) => (await zhang.get(`/api/v1/records/customer/${id}`)).body.view;
    const made = await zhang.press('customer.new', { name: '云帆科技', anyway: true });
    const { id } = made.body.answer.view;
    const { perhapsSame, can } = await page(1);
    expect(perhapsSame).toEqual({ id, number: `C-${id}`, name: '云帆科技', merge: { id, into: 1 } });
    expect(can).toContain('customer.merge');
    expect((await page(id)).perhapsSame).toMatchObject({ id: 1, merge: { id, into: 1 } });

    const { body } = await zhang.press('customer.mergeForm', perhapsSame.merge);
    expect(body.answer.form.intro.params.undo.text.zh).toBe('以后可以在 {into} 的页面上撤销。');
    expect(body.answer.form.fields.map(({ name }: { name: string }) => name)).toEqual(['name']);
    const done = await zhang.post(`/api/v1/forms/${body.form}`, { values: { name: 'into' } });
    expect(done.body.answer.view).toMatchObject({ id: 1, parts: [{ id, name: '云帆科技' }] });

    expect(await page(id)).toMatchObject({ id: 1, intro: { params: { was: `C-${id}`, number: 'C-1' } } });
    expect((await zhang.get(`/api/v1/search?text=C-${id}`)).body.customers.rows).toHaveLength(1);
    expect((await zhang.press('customer.unmerge', { id })).body.answer.view).toMatchObject({ id });
    expect(await page(id)).toMatchObject({ id, name: '云帆科技' });
  });

  test('a merge begins with any customer: the other one is looked for, and the form is the same', async () => {
    const zhang = await app.as('E003');
    const look = async (other: string) => {
      const { body } = await zhang.press('customer.mergeWithForm', { id: 2 });
      return zhang.post(`/api/v1/forms/${body.form}`, { values: { other } });
    };
    const { can } = (await zhang.get('/api/v1/records/customer/2')).body.view;
    expect(can).toContain('customer.mergeWith');
    expect(can).not.toContain('customer.merge');

    for (const [other, wrong] of [
      ['', '请填写{field}。'],
      ['青禾', '没有找到别的客户“{typed}”。'],
    ] as const) {
      const { status, body } = await look(other);
      expect(status).toBe(422);
      expect(body.answer.form.fields[0].error.text.zh).toBe(wrong);
    }
    const { body } = await look('郑凯');
    const [button, ...others] = body.answer.view.buttons;
    expect(others).toEqual([]);
    expect(button.label.params.customer).toBe('C-3 深圳星桥物流有限公司');
    const form = (await zhang.press(button.press.do, button.press.input)).body.answer.form;
    expect(form).toMatchObject({ form: 'customer.merge', context: { id: 3, into: 2 } });

    const emma = await app.as('E004');
    expect((await emma.get('/api/v1/records/customer/2')).body.view.can).not.toContain('customer.mergeWith');
    expect((await emma.press('customer.mergeWithForm', { id: 2 })).status).toBe(409);
  });
});
