import { describeOnEachDatabase } from '../support/databases.js';
import { endStateOf, playDeal } from './deal.js';
import { onEachPlatform } from './on-each-platform.js';

const ends: unknown[] = [];

describeOnEachDatabase('a deal from the first word to the signature', (_open, _freshUrl, readyUrl) =>
  onEachPlatform(readyUrl, async (firm, database) => {
    await playDeal(firm, database);
    ends.push(await endStateOf(database));
  }),
);

test('ends the same everywhere', () => {
  expect(ends.length).toBeGreaterThanOrEqual(4);
  for (const end of ends) expect(end).toEqual(ends[0]);
  expect(ends[0]).toMatchObject({
    approvals: [{ id: 1, state: 'approved', runningKey: null, isOpen: 0 }],
    contracts: [{ dealId: 1005, version: 1, hasFile: 1 }],
  });
});
