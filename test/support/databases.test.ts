import type { Database } from '../../models/database.js';
import { describeOnEachDatabase } from './databases.js';

describeOnEachDatabase('a fresh database', (open, freshUrl) => {
  let ours: Database;
  beforeAll(async () => {
    ours = await open();
  });

  const settings = (database: Database) => database.read((tx) => tx.rows('SELECT name FROM settings'));

  test('has its tables', async () => {
    expect(await settings(ours)).toEqual([]);
  });

  test('does not see what is written into another one', async () => {
    const theirs = await open();
    await theirs.transaction(async (tx) => tx.insert('settings', { name: 'colour', value: '"red"' }));
    expect(await settings(theirs)).toEqual([{ name: 'colour' }]);
    expect(await settings(ours)).toEqual([]);
  });

  test('may be closed by the test itself', async () => {
    const theirs = await open();
    await theirs.close();
    await expect(settings(theirs)).rejects.toThrow();
  });

  test('has an address of its own', async () => {
    expect(await freshUrl()).not.toBe(await freshUrl());
  });
});
