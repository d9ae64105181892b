import { customersSought } from '../../handlers/customer/sought.js';
import { normaliseName } from '../../handlers/input/name.js';
import { getCustomer, insertCustomer, saveCustomer } from '../../models/customer.js';
import type { Database } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openJobs } from '../support/jobs.js';

const now = new Date('2026-06-15T09:00:00.000Z');
const empty = {
  category: null,
  taxNumber: null,
  address: null,
  phone: null,
  ownerId: null,
  externalId: null,
};
const called = (name: string) => ({ name, normalisedName: normaliseName(name) });

describeOnEachDatabase('how customers sound that were imported', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const insert = (names: readonly string[]): Promise<number[]> =>
    database.transaction((tx) =>
      Promise.all(
        names.map((name) =>
          insertCustomer(tx, { ...empty, ...called(name), createdAt: now, updatedAt: now }),
        ),
      ),
    );
  const found = (search: string) => database.read((tx) => customersSought(tx, search));

  test('is known within a minute, and as they are called now', async () => {
    const jobs = openJobs(database);
    const others = Array.from({ length: 250 }, (_, index) => `Example ${index}`);
    const [id = 0] = await insert(['上海云帆科技有限公司', ...others]);
    expect(await found('yunfan')).toEqual([]);

    await jobs.at('2026-06-15T09:00:30Z', '2026-06-15T09:01:00Z');
    expect(await found('yunfan')).toEqual([id]);

    await database.transaction(async (tx) =>
      saveCustomer(tx, { ...(await getCustomer(tx, id)), ...called('上海青禾食品') }, now),
    );
    await jobs.at('2026-06-15T09:02:00Z', '2026-06-15T09:03:00Z');
    expect(await found('yunfan')).toEqual([]);
    expect(await found('qinghe')).toEqual([id]);
    expect(Object.values(await jobs.outcomes('names'))).toEqual(['names: 251', 'names: 1', 'names: 0']);
  });
});
