import type { QueryInterface } from 'sequelize';
import { migrate, migrateDown } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';

const changes = new Set<PropertyKey>(['createTable', 'addColumn', 'addIndex', 'removeIndex', 'bulkInsert']);

type Change = (...given: unknown[]) => Promise<unknown>;

/** A database whose tables are changed by processes that are killed, each of them behind its first change. */
function killedAtEachChange(database: Database): Parameters<typeof migrate>[0] {
  const done = new Set<string>();
  const killing = (schema: QueryInterface): QueryInterface =>
    new Proxy(schema, {
      get(target, name) {
        const method: Change = Reflect.get(target, name);
        if (!changes.has(name)) return method;
        return async (...given: unknown[]) => {
          const change = JSON.stringify([name, ...given.slice(0, name === 'createTable' ? 1 : 2)]);
          await method.apply(target, given);
          if (done.has(change)) return;
          done.add(change);
          throw new Error('killed');
        };
      },
    });
  return {
    read: (work) => database.read(work),
    exclusively: (name, run) => database.exclusively(name, run),
    sequelize: async () => {
      const sequelize = await database.sequelize();
      const schema = killing(sequelize.getQueryInterface());
      return Object.create(sequelize, { getQueryInterface: { value: () => schema } });
    },
  };
}

/** Those that the database works out as well, which Sequelize does not see on SQLite. */
const columnsOf = {
  mysql: `SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = ?`,
  sqlite: 'SELECT name FROM pragma_table_xinfo(?)',
};

/** Foreign keys with which no index begins. MySQL makes one for each. */
const unindexedKeys = `SELECT t.name || '.' || k."from" AS name FROM sqlite_master t, pragma_foreign_key_list(t.name) k
  WHERE t.type = 'table'
    AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = k."from" AND c.pk = 1)
    AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
      WHERE c.seqno = 0 AND c.name = k."from")
  ORDER BY 1`;

/** Of these nobody asks which rows have them, but for lists by other indexes. */
const onlyReadWithTheirRow = [
  'absences.proxyId',
  'absences.setById',
  'approval_tasks.decidedById',
  'approvals.flowId',
  'channel_follows.followedById',
  'deal_lines.productId',
  'deals.ownerId',
  'history.actorId',
  'history.onBehalfOfId',
  'requests.flowId',
];

describeOnEachDatabase('the migrations', (_open, freshUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await freshUrl());
  });
  afterAll(() => database.close());

  /** Tables with their columns and indexes. */
  const shapeOf = async (database: Database) => {
    const schema = (await database.sequelize()).getQueryInterface();
    const names = (await schema.showAllTables()).map(String).sort();
    const tables = names.map(async (name) => {
      const columns = (await database.read((tx) => tx.column(columnsOf[tx.dialect], [name]))).sort();
      const indexes = (await schema.showIndex(name)) as { name: string }[];
      return [name, { columns, indexes: indexes.map((index) => index.name).sort() }] as const;
    });
    return Object.fromEntries(await Promise.all(tables));
  };
  const shape = () => shapeOf(database);

  test('can each be undone, and done again, with the same tables in the end', async () => {
    const names = await migrate(database);
    const made = await shape();
    for (const [at, before] of [...names.slice(0, -1).entries()].reverse())
      expect(await migrateDown(database, before)).toEqual([names[at + 1]]);
    expect(await migrate(database)).toEqual(names.slice(1));
    expect(await shape()).toEqual(made);
  });

  test('leave no table that is read through for want of an index of whose its rows are', async () => {
    if (database.dialect === 'mysql') return;
    expect(await database.read((tx) => tx.column(unindexedKeys))).toEqual(onlyReadWithTheirRow);
  });

  test('are gone on with by the next process, whichever change the last one was killed behind', async () => {
    const other = await openDatabase(await freshUrl());
    const killed = killedAtEachChange(other);
    const isKilled = (error: unknown) => {
      if (!String(error).includes('killed')) throw error;
      return true;
    };
    let kills = 0;
    while (await migrate(killed).then(() => false, isKilled)) kills += 1;
    expect(kills).toBeGreaterThan(40);
    expect(await shapeOf(other)).toEqual(await shape());
    expect(await other.read((tx) => tx.rows('SELECT name, next FROM sequences ORDER BY name'))).toEqual(
      await database.read((tx) => tx.rows('SELECT name, next FROM sequences ORDER BY name')),
    );
    await other.close();
  });

  test('of a newer version are left alone by an older one, which says how to go back', async () => {
    const tables = await openDatabase(await freshUrl());
    await migrate(tables);
    await tables.transaction(async (tx) => tx.insert('migrations', { name: '9999-of-tomorrow' }));

    for (const change of [() => migrate(tables), () => migrateDown(tables, 0)]) {
      await expect(change()).rejects.toThrow(
        /\(9999-of-tomorrow\), which this one does not know\. .* npm run migrate -- down-to 00\d\d-/,
      );
    }
    expect(await tables.read((tx) => tx.number('SELECT next FROM sequences WHERE name = ?', ['deal']))).toBe(
      1001,
    );
    await tables.close();
  });

  test('that come while an older one waits for its turn are left alone by it as well', async () => {
    const tables = await openDatabase(await freshUrl());
    const older = {
      read: tables.read.bind(tables),
      sequelize: () => tables.sequelize(),
      exclusively: async <T>(name: string, run: () => Promise<T>) => {
        await migrate(tables);
        await tables.transaction(async (tx) => tx.insert('migrations', { name: '9999-of-tomorrow' }));
        return tables.exclusively(name, run);
      },
    };
    await expect(migrate(older)).rejects.toThrow('9999-of-tomorrow');
    await tables.close();
  });

  test('are not undone by a name that there is not', async () => {
    await expect(migrateDown(database, '0003')).rejects.toThrow('There is no step 0003; there are: 0001-');
    expect(await migrate(database)).toEqual([]);
  });

  test('leave nothing behind when all are undone', async () => {
    await migrateDown(database, 0);
    expect(Object.keys(await shape())).toEqual(['migrations']);
  });
});
