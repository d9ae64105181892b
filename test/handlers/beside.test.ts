import { isBeside } from '../../models/answer.js';
import type { Json } from '../../models/view-parts.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openWorld, type World } from '../support/world.js';

type Input = { readonly [key: string]: Json };

describeOnEachDatabase('what somebody has opened', (open) => {
  let world: World;
  let presses = 0;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
  });

  const isOpenedBeside = async (name: string, input: Input): Promise<boolean> => {
    presses += 1;
    const who = { platform: 'console', workspaceId: '', userId: 'E002' } as const;
    const ask = { kind: 'press', do: name, input } as const;
    return isBeside((await world.handle({ who, key: `${presses}`, repeat: false, ask })).answer);
  };

  test.each<[string, string, Input]>([
    ['a deal of a list', 'deal.show', { id: 1001 }],
    ['a customer of a search', 'customer.show', { id: 1 }],
    ['an approval of the to-dos', 'approval.show', { id: 1 }],
    ['the deals behind a number of the digest', 'deal.list', { team: true, stage: 'negotiation' }],
    ['the approvals behind another', 'approval.mine', {}],
  ])('stands beside where it was opened: %s', async (_what, name, input) => {
    expect(await isOpenedBeside(name, input)).toBe(true);
  });

  test.each<[string, string, Input]>([
    ['the next page of a list', 'deal.list', { team: true, page: 2 }],
    ['another page of the approvals', 'approval.mine', { page: 1 }],
    ['what more can be done with an approval', 'approval.more', { id: 1 }],
  ])('takes its place: %s', async (_what, name, input) => {
    expect(await isOpenedBeside(name, input)).toBe(false);
  });
});
