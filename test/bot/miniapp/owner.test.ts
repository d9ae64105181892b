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

  test('a deal is handed over by the form of the chat, and then its page says whose it is', async () => {
    const zhang = await app.as('E003');
    expect((await zhang.get('/api/v1/records/deal/1001')).body.view.can).toContain('deal.owner');
    const { body } = await zhang.press('deal.ownerForm', { id: 1001 });
    expect(body.answer.form.fields.map(({ name }: { name: string }) => name)).toEqual(['owner', 'note']);

    const send = (owner: string) => zhang.post(`/api/v1/forms/${body.form}`, { values: { owner } });
    expect((await send('艾玛')).status).toBe(422);
    expect((await send('Emma Clarke')).body.answer.words.params).toMatchObject({
      number: 'D-1001',
      to: 'Emma Clarke',
    });
    const { status, body: page } = await zhang.get('/api/v1/records/deal/1001');
    expect(status).toBe(200);
    expect(page.view).toMatchObject({ kind: 'notice', title: { params: { owner: 'Emma Clarke' } } });
  });

  test('a customer is handed over with its open deals', async () => {
    const zhang = await app.as('E003');
    expect((await zhang.get('/api/v1/records/customer/2')).body.view.can).toContain('customer.owner');
    const { body } = await zhang.press('customer.ownerForm', { id: 2 });
    const values = { owner: 'E004', deals: 'along' };
    const done = await zhang.post(`/api/v1/forms/${body.form}`, { values });
    expect(done.body.answer.words.params).toMatchObject({
      to: 'Emma Clarke',
      along: { params: { count: 1 } },
    });
    expect((await zhang.get('/api/v1/records/customer/2')).body.view).toMatchObject({
      owner: { name: 'Emma Clarke' },
      dealCount: 0,
    });
  });
});
