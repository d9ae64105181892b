import { listCustomersCalled } from '../../models/customer.js';
import { lookUpBy, lookUpByKeys } from '../../models/database/by-key.js';
import type { ByKey } from '../../models/database/driver.js';
import type { Tx } from '../../models/database/tx.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf, readingsOf } from '../support/plan.js';

const MANY = 5_000;
const names = Array.from({ length: 64 }, (_, at) => `firm ${at * 7}`);

/** How customers are looked up by their names. */
async function kindOfLookUp(): Promise<ByKey> {
  const kinds: ByKey[] = [];
  const watched = {
    lookUpBy: async (kind: ByKey) => {
      kinds.push(kind);
      return [];
    },
  } as unknown as Tx;
  await listCustomersCalled(watched, 'firm 1');
  return kinds[0] as ByKey;
}

describeOnEachDatabase('customers whom many look up at once', (open) => {
  test('are found by the index of their names, one and sixty-four of them alike', async () => {
    const database = await open();
    const at = new Date('2026-11-27T08:00:00Z');
    await database.transaction(async (tx) => {
      for (let n = 0; n < MANY; n += 1)
        tx.insert('customers', {
          id: n + 1,
          ...{ name: `Firm ${n}`, normalisedName: `firm ${n}` },
          ...{ createdAt: at, updatedAt: at },
        });
    });
    const kind = await kindOfLookUp();
    const asking = names.map((name) => lookUpBy(kind, name));
    for (const { sql, values } of [asking[0], lookUpByKeys(kind, asking)].flatMap((one) => one ?? [])) {
      const readings = readingsOf(await planOf(database, sql, values), 'c');
      expect(readings.join()).toContain('customers_normalised_name');
    }
    const found = await Promise.all(
      names.map((name) => database.read((tx) => listCustomersCalled(tx, name))),
    );
    expect(found.map((rows) => rows.map(({ name }) => name.toLowerCase()))).toEqual(
      names.map((name) => [name]),
    );
  });
});
