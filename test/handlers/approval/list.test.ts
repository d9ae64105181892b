import { shippedFlows } from '../../../handlers/flow/shipped.js';
import type { FlowDefinition } from '../../../models/approval-flow.js';
import { publishFlow } from '../../../models/flow.js';
import type { Json } from '../../../models/view-parts.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const yunfan = '上海云帆科技有限公司';

describeOnEachDatabase('the list of approvals', (open) => {
  let world: World;
  /** Zhang's contract is A-1, Emma's expense A-2, of which Sun gets a copy; A-3 is Zhang's, and withdrawn. */
  beforeAll(async () => {
    world = await openWorld(await open());
    const sun = await world.hire('E021', { name: '孙悦', manager: 'E001' });
    const expense = shippedFlows.find(({ key }) => key === 'expense');
    if (!expense) throw new Error('There is no expense.');
    const to = [{ type: 'person', employeeId: sun.id } as const];
    const copied: FlowDefinition = { ...expense, copies: [{ at: 'submit', to }] };
    await world.database.transaction((tx) => publishFlow(tx, copied, new Date()));
    await world.type('E003', `/deal new ${yunfan} 2万 云帆续约 待签约`);
    await world.type('E004', '/approval new expense 1200 travel 2026-11-20 taxi to Northwind');
    await world.type('E003', '/approval new expense 80 travel 2026-11-20 打车');
    await world.type('E003', '/approval withdraw A-3');
  });

  const list = (person: string, input: Record<string, Json>) =>
    world.ask(person, { kind: 'press', do: 'approval.list', input });
  const numbers = async (person: string, input: Record<string, Json> = {}) =>
    (await list(person, input)).buttons.flatMap((label) => label.match(/A-\d+/) ?? []);

  test.each(['E001', 'E002', 'E003', 'E004', 'E005', 'E006', 'E007'])(
    'has for %s what they may open, and nothing else',
    async (person) => {
      const shown = async (number: string) =>
        (await world.type(person, `/approval ${number}`)).line.startsWith(`审批 ${number}`) ||
        (await world.type(person, `/approval ${number}`)).line.startsWith(`Approval ${number}`);
      const all = ['A-3', 'A-2', 'A-1'];
      const open: string[] = [];
      for (const number of all) if (await shown(number)) open.push(number);
      expect(await numbers(person)).toEqual(open);
    },
  );

  test('says of each what it is about, its flow, who sent it, how it stands and since when', async () => {
    expect((await list('E003', {})).text).toMatch(
      /^审批\nA-3 打车\n报销 · 张伟 · 已撤回 · \d{4}-.*\nA-1 云帆续约\n合同审批 · 张伟 · 审批中 · .*\n共 2 条$/,
    );
  });

  test.each([
    ['E003', '续约', ['A-1']],
    ['E002', 'NORTHWIND', ['A-2']],
    ['E002', 'emma', ['A-2']],
    ['E002', '张伟', ['A-3', 'A-1']],
    ['E002', 'a-1', ['A-1']],
    ['E002', 'Ａ－１', ['A-1']],
    ['E002', 'R-2', ['A-3']],
    ['E004', '续约', []],
    ['E004', 'A-1', []],
    ['E003', 'taxi', []],
    ['E002', '%', []],
    ['E002', 'A-99', []],
    ['E002', 'C-1', []],
    ['E002', '1', ['A-1']],
  ])('%s finds by “%s” %j', async (person, search, found) => {
    expect(await numbers(person, { search })).toEqual(found);
  });

  test('finds the approvals of a deal by its number', async () => {
    const [deal] = await world.rows<{ id: number }>("SELECT id FROM deals WHERE title = '云帆续约'");
    expect(await numbers('E003', { search: `D-${deal?.id}` })).toEqual(['A-1']);
    expect(await numbers('E004', { search: `D-${deal?.id}` })).toEqual([]);
  });

  test('whoever got a copy finds it by its number', async () => {
    expect(await numbers('E021', { search: 'A-2' })).toEqual(['A-2']);
    expect(await numbers('E021', { search: 'A-1' })).toEqual([]);
  });

  test('of my own has those that are over, too', async () => {
    expect(await numbers('E003', { of: 'sent' })).toEqual(['A-3', 'A-1']);
    expect((await list('E005', { of: 'sent' })).text).toContain('你还没有发起过审批');
  });

  test('of those decided by me has what I decided, and nobody else’s', async () => {
    expect((await list('E002', { of: 'decided' })).text).toContain('你还没有处理过审批');
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    expect(await numbers('E002', { of: 'decided' })).toEqual(['A-1']);
    for (const person of ['E001', 'E003', 'E005'])
      expect(await numbers(person, { of: 'decided' })).toEqual([]);
  });
});
