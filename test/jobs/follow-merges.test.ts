import { insertCustomer } from '../../models/customer.js';
import { setMergedInto } from '../../models/customer-merge.js';
import type { Database } from '../../models/database.js';
import { getDeal } from '../../models/deal.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openJobs } from '../support/jobs.js';
import { hire, sell } from '../support/staff.js';

const now = new Date('2026-06-15T09:00:00.000Z');
const empty = {
  category: null,
  taxNumber: null,
  address: null,
  phone: null,
  ownerId: null,
  externalId: null,
};

describeOnEachDatabase('a deal that was made while its customer became a part of another', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const create = (name: string): Promise<number> =>
    database.transaction((tx) =>
      insertCustomer(tx, { ...empty, name, normalisedName: name, createdAt: now, updatedAt: now }),
    );
  const customerOf = async (deal: number | undefined) =>
    (await database.read((tx) => getDeal(tx, deal ?? 0))).customerId;

  test('follows it within a quarter of an hour, and no other deal does', async () => {
    const ownerId = (await hire(database, { name: 'Wei' })).id;
    const [part, whole, another] = [await create('part'), await create('whole'), await create('another')];
    await database.transaction(async (tx) => setMergedInto(tx, part, whole, now));
    const [late, other, third] = await sell(
      database,
      [part, another, whole].map((customerId) => ({ ownerId, customerId })),
    );

    const jobs = openJobs(database);
    await jobs.at('2026-06-15T09:14:00Z', '2026-06-15T09:15:00Z');
    expect([await customerOf(late), await customerOf(other), await customerOf(third)]).toEqual([
      whole,
      another,
      whole,
    ]);
    expect(Object.values(await jobs.outcomes('merges'))).toContain('deals: 1');
  });
});
