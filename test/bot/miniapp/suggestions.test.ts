import { describeOnEachDatabase } from '../../support/databases.js';
import { type Browser, type Miniapp, startMiniapp } from '../../support/miniapp.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('/api/v1/suggestions', (open) => {
  let world: World;
  let app: Miniapp;
  let zhang: Browser;
  beforeAll(async () => {
    world = await openWorld(await open());
    app = await startMiniapp(world);
    zhang = await app.as('E003');
  });
  afterAll(() => app.stop());

  const suggestions = (path: string, browser = zhang) => browser.get(`/api/v1/suggestions/${path}`);

  test('offers what fits in a field, and remembers nothing of it', async () => {
    const before = await world.rows('SELECT eventKey FROM inbox');
    const { status, body } = await suggestions(`customer?text=${encodeURIComponent('云帆')}`);
    expect(status).toBe(200);
    expect(body).toEqual([
      { name: '上海云帆科技有限公司', details: ['C-1', '软件'], value: '上海云帆科技有限公司' },
    ]);
    expect((await suggestions('colleague?text=Emma')).body).toEqual([
      { name: 'Emma Clarke', details: ['销售部', 'E004'], value: 'Emma Clarke' },
    ]);
    expect(await world.rows('SELECT eventKey FROM inbox')).toEqual(before);
  });

  test('has nothing for a field of another kind', async () => {
    for (const kind of ['deal', 'constructor'])
      expect((await suggestions(`${kind}?text=a`)).status).toBe(404);
  });

  test('is not for who is not signed in', async () => {
    expect((await suggestions('customer?text=a', app.open())).status).toBe(401);
  });

  test('refuses what no field holds', async () => {
    expect((await suggestions('customer')).status).toBe(409);
    expect((await suggestions(`colleague?text=${'x'.repeat(2001)}`)).status).toBe(409);
  });

  /** What each of a form's fields offers. */
  const offers = async (action: string, input = {}): Promise<Record<string, string>> => {
    const { body } = await zhang.press(action, input);
    const fields: { name: string; suggests?: string }[] = body.answer.form.fields;
    return Object.fromEntries(fields.flatMap(({ name, suggests }) => (suggests ? [[name, suggests]] : [])));
  };

  test.each([
    ['deal.newForm', {}, { customer: 'customer' }],
    ['deal.editForm', { id: 1001 }, { customer: 'customer' }],
    ['deal.ownerForm', { id: 1001 }, { owner: 'colleague' }],
    ['customer.ownerForm', { id: 1 }, { owner: 'colleague' }],
    ['customer.mergeWithForm', { id: 1 }, { other: 'customer' }],
    ['customer.newForm', {}, {}],
    ['absence.form', {}, { proxy: 'colleague', who: 'colleague' }],
    ['request.newForm', { flow: 'leave' }, { deputy: 'colleague' }],
    ['request.newForm', { flow: 'expense' }, { customer: 'customer' }],
  ])('are for the fields of %s of %j that mean somebody', async (action, input, fields) => {
    expect(await offers(action, input)).toEqual(fields);
  });
});
