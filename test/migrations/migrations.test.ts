import type { QueryOptions, Sequelize } from 'sequelize';
import { migrate, migrateDown } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';

const readsOnly = /^\s*(select|show|pragma)\b/i;

/** A database whose tables are changed by a process that is killed behind a change of which that is to be so. */
function killedBehind(
  database: Database,
  isLast: (change: string) => boolean,
): Parameters<typeof migrate>[0] {
  const killing = (sequelize: Sequelize): Sequelize => {
    const query = async (sql: string | { query: string; values: unknown[] }, options?: QueryOptions) => {
      const answer = await sequelize.query(sql, options);
      const text = typeof sql === 'string' ? sql : sql.query;
      if (readsOnly.test(text) || !isLast(JSON.stringify([text, options?.bind]))) return answer;
      throw new Error('killed');
    };
    const killed = Object.create(sequelize, { query: { value: query } });
    const schema = Object.create(sequelize.getQueryInterface(), { sequelize: { value: killed } });
    return Object.defineProperty(killed, 'getQueryInterface', { value: () => schema });
  };
  return {
    read: (work) => database.read(work),
    exclusively: (name, run) => database.exclusively(name, run),
    sequelize: async () => killing(await database.sequelize()),
  };
}

/** By processes that are killed, each of them behind its first change. */
const killedAtEachChange = (database: Database) => {
  const done = new Set<string>();
  return killedBehind(database, (change) => done.size < done.add(change).size);
};

const killedAfter = (database: Database, changes: number) => {
  let left = changes;
  return killedBehind(database, () => --left === 0);
};

/** Again and again, by processes that are killed. @returns how many were */
async function untilDone(change: () => Promise<unknown>): Promise<number> {
  const isKilled = (error: unknown) => {
    if (!String(error).includes('killed')) throw error;
    return true;
  };
  let kills = 0;
  while (await change().then(() => false, isKilled)) kills += 1;
  return kills;
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
    expect(await untilDone(() => migrate(killed))).toBeGreaterThan(100);
    expect(await shapeOf(other)).toEqual(await shape());
    expect(await other.read((tx) => tx.rows('SELECT name, next FROM sequences ORDER BY name'))).toEqual(
      await database.read((tx) => tx.rows('SELECT name, next FROM sequences ORDER BY name')),
    );

    expect(await untilDone(() => migrateDown(killed, '0001-foundation'))).toBeGreaterThan(100);
    const straight = await openDatabase(await freshUrl());
    await migrate(straight);
    await migrateDown(straight, '0001-foundation');
    expect(await shapeOf(other)).toEqual(await shapeOf(straight));
    await Promise.all([other.close(), straight.close()]);
  });

  test('half of which are undone are those of no version, until that is gone on with', async () => {
    const tables = await openDatabase(await freshUrl());
    const names = await migrate(tables);
    await expect(migrateDown(killedAfter(tables, 3), '0026-own-settings')).rejects.toThrow('killed');

    const others = [() => migrate(tables), () => migrateDown(tables, '0027-findable-contacts')];
    for (const change of others)
      await expect(change()).rejects.toThrow(
        /Stop all instances and run once more, .* npm run migrate -- down-to 0026-own-settings$/,
      );
    expect(await migrateDown(tables, '0026-own-settings')).toContain('0027-findable-contacts');
    expect(await migrate(tables)).toEqual(names.slice(names.indexOf('0026-own-settings') + 1));
    await tables.close();
  });

  test('of which none is made are none to undo', async () => {
    const empty = await openDatabase(await freshUrl());
    expect(await migrateDown(empty, '0026-own-settings')).toEqual([]);
    await empty.close();
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
