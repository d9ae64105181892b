import { actions, forms } from '../../handlers/index.js';
import type { Json } from '../../models/view-parts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { demoFirm, openWorld, type World } from '../support/world.js';

/** What people's records are kept in. */
const tables = [
  'customers',
  'contacts',
  'deals',
  'deal_lines',
  'contracts',
  'approvals',
  'approval_tasks',
  'requests',
  'request_drafts',
  'absences',
  'history',
];

/** Something for each field that some form has. */
const values = {
  reason: '不',
  comment: '不',
  note: '不',
  title: '不',
  category: '不',
  stage: 'negotiation',
  way: 'RERUN',
  to: 'initiator',
  who: '张伟',
  proxy: 'Emma Clarke',
  people: 'Emma Clarke',
  owner: 'Emma Clarke',
  from: '今天',
  until: '明天',
};

/** Of the two deals one is being approved; the other one is won, and then is as well. */
const asManager = [
  'absence.off',
  'absence.set',
  'approval.comment',
  'customer.edit',
  'customer.owner',
  'deal.note',
  'deal.owner',
  'deal.wonForm',
];

describeOnEachDatabase('on records of somebody else', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    await world.type('E003', '/deal stage D-1001 待签约');
    await world.type('E003', '/approval new 报销 1200 交通 今天 拜访云帆');
    await world.type('E003', '/approval drafts 报销 800');
    await world.type('E003', '/away 明天到后天 李娜');
  });
  afterEach(() => world.database.close());

  const everything = async () =>
    JSON.stringify(
      await Promise.all(tables.map((table) => world.rows(`SELECT * FROM ${table} ORDER BY 1, 2`))),
    );

  /** Each button and each form there is, with each number that is not theirs, whether or not they were shown it. */
  const tryAll = async (person: string) => {
    const approvals = await world.rows<{ id: number; hash: string }>(
      'SELECT id, contentHash AS hash FROM approvals ORDER BY id',
    );
    const about = [{ id: 1001, hash: '' }, { id: 1002, hash: '' }, ...approvals];
    const changing = new Set<string>();
    let before = await everything();
    const attempt = async (
      name: string,
      whatTo: (one: (typeof about)[number]) => Parameters<World['ask']>[1],
    ) => {
      for (const one of about) await world.ask(person, whatTo(one));
      const after = await everything();
      if (after !== before) changing.add(name);
      before = after;
    };
    for (const name of Object.keys(actions))
      await attempt(name, (one) => {
        const input: { [key: string]: Json } = { ...one, items: [one], amountCents: 1 };
        return { kind: 'press', do: name, input };
      });
    for (const form of Object.keys(forms))
      await attempt(form, (one) => ({ kind: 'submit', form, context: one, values }));
    return [...changing].sort();
  };

  test.each([
    ['a colleague', 'E004', []],
    ['finance, which sees everything,', 'E006', ['approval.comment', 'customer.edit', 'deal.note']],
    ['an administrator', 'E007', [...asManager, 'approval.terminate'].sort()],
    ['the manager’s manager', 'E001', asManager],
  ])('%s changes what is theirs to change and nothing more', async (_who, person, changed) => {
    expect(await tryAll(person)).toEqual(changed);
  });
});
