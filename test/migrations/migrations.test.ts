import { migrate, migrateDown } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';

describeOnEachDatabase('the migrations', (_open, freshUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await freshUrl());
  });
  afterAll(() => database.close());

  /** Tables with their columns and indexes. */
  const shape = async () => {
    const schema = (await database.sequelize()).getQueryInterface();
    const names = (await schema.showAllTables()).map(String).sort();
    const tables = names.map(async (name) => {
      const columns = Object.keys(await schema.describeTable(name)).sort();
      const indexes = (await schema.showIndex(name)) as { name: string }[];
      return [name, { columns, indexes: indexes.map((index) => index.name).sort() }] as const;
    });
    return Object.fromEntries(await Promise.all(tables));
  };

  test('can each be undone, and done again, with the same tables in the end', async () => {
    const names = await migrate(database);
    const made = await shape();
    for (const name of names.slice(1).reverse()) expect(await migrateDown(database, name)).toEqual([name]);
    expect(await migrate(database)).toEqual(names.slice(1));
    expect(await shape()).toEqual(made);
  });

  test('leave nothing behind when all are undone', async () => {
    await migrateDown(database, 0);
    expect(Object.keys(await shape())).toEqual(['migrations']);
  });
});
