import { migrate } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { describeOnEachDatabase } from './databases.js';
import type { Seed } from './tables.js';
import { demoFirm } from './world.js';

type Row = Readonly<Record<string, unknown>>;

/** Its tables in its own words, and what stands in them from the beginning. */
const described = (database: Database) =>
  database.read(async (tx) => {
    const names = await tx.rows<{ name: string }>(
      tx.dialect === 'sqlite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY name',
    );
    const tables: Row[] = [];
    for (const { name } of names) {
      const made =
        tx.dialect === 'sqlite'
          ? await tx.rows<Row>('SELECT sql FROM sqlite_master WHERE tbl_name = ? ORDER BY name', [name])
          : await tx.rows<Row>(`SHOW CREATE TABLE ${name}`);
      tables.push({ name, made, rows: await tx.rows<Row>(`SELECT * FROM ${name} ORDER BY 1`) });
    }
    return tables;
  });

describeOnEachDatabase('a fresh database', (open, freshUrl) => {
  let ours: Database;
  beforeAll(async () => {
    ours = await open();
  });

  const settings = (database: Database) => database.read((tx) => tx.rows('SELECT name FROM settings'));

  test('has its tables', async () => {
    expect(await settings(ours)).toEqual([]);
  });

  test('has them as the migrations make them', async () => {
    const url = await freshUrl();
    const made = await openDatabase(url);
    await migrate(made);
    const copied = await open();
    expect(await described(copied)).toEqual(await described(made));
    expect((await described(copied)).length).toBeGreaterThan(30);
    await made.close();
  });

  test('does not see what is written into another one', async () => {
    const theirs = await open();
    await theirs.transaction(async (tx) => tx.insert('settings', { name: 'colour', value: '"red"' }));
    expect(await settings(theirs)).toEqual([{ name: 'colour' }]);
    expect(await settings(ours)).toEqual([]);
  });

  test('with a seed is a copy of the one that was seeded first, down to the last column', async () => {
    const firm: Seed = (database) => demoFirm(database);
    const [seeded, copy] = [await open(firm), await open(firm)];
    expect(await described(copy)).toEqual(await described(seeded));
    expect(await copy.read((tx) => tx.column('SELECT COUNT(*) FROM employees'))).toEqual([7]);
  });

  describe('that a test opened', () => {
    let theirs: Database;

    test('is its own', async () => {
      theirs = await open();
      expect(await settings(theirs)).toEqual([]);
    });

    test('is closed before the next one, and what is there for all of them is not', async () => {
      await expect(settings(theirs)).rejects.toThrow();
      expect(await settings(ours)).toEqual([]);
    });
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
