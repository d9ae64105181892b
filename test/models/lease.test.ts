import type { Database } from '../../models/database.js';
import { endLease, findLease, holdLease, saveLeaseWord } from '../../models/lease.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { until } from '../support/until.js';

const LONG_MS = 60_000;

describeOnEachDatabase('what one instance does for all', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const hold = (name: string, owner: string, lifeMs = LONG_MS) =>
    database.transaction((tx) => holdLease(tx, name, owner, lifeMs));
  const find = (name: string) => database.read((tx) => findLease(tx, name));

  test('is taken by one of all who want it, who keeps it for longer', async () => {
    const owners = Array.from({ length: 8 }, (_, n) => `owner ${n}`);
    const taken = await Promise.all(owners.map((owner) => hold('a', owner)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const winner = owners[taken.indexOf(true)] ?? '';
    expect(await hold('a', winner)).toBe(true);
    expect(await hold('a', 'late')).toBe(false);
    expect(await find('a')).toEqual({ owner: winner, says: '' });
  });

  test('goes to another one when its owner was not heard of for so long', async () => {
    await hold('b', 'one', 50);
    await until(async () => (await find('b')) === undefined);
    expect(await hold('b', 'other')).toBe(true);
    expect(await hold('b', 'one')).toBe(false);
  });

  test('goes to another one at once when its owner lets go of it, and nobody else can', async () => {
    await hold('c', 'one');
    await database.transaction(async (tx) => endLease(tx, 'c', 'other'));
    expect(await hold('c', 'other')).toBe(false);
    await database.transaction(async (tx) => endLease(tx, 'c', 'one'));
    expect(await hold('c', 'other')).toBe(true);
  });

  test('says what its owner says of it, and nothing of the one before', async () => {
    const say = (owner: string, says: string) =>
      database.transaction(async (tx) => saveLeaseWord(tx, 'd', owner, says));
    await hold('d', 'one');
    await say('one', 'ready');
    await say('other', 'nonsense');
    await hold('d', 'one');
    expect(await find('d')).toEqual({ owner: 'one', says: 'ready' });
    await database.transaction(async (tx) => endLease(tx, 'd', 'one'));
    await hold('d', 'other');
    expect(await find('d')).toEqual({ owner: 'other', says: '' });
  });
});
