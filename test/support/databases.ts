import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { type Database, openDatabase } from '../../models/database.js';
import { makeTables, type Seed } from './tables.js';

/** A database of its own each time, migrated; empty without a seed. */
type Open = (seed?: Seed) => Promise<Database>;
/** The address of a database of its own each time, not migrated, for a process or a second connection. */
type FreshUrl = () => Promise<string>;

/** The same with its tables, for a process that is not about making them. */
type ReadyUrl = () => Promise<string>;

type Tests = (open: Open, freshUrl: FreshUrl, readyUrl: ReadyUrl) => void;

interface Store {
  url(): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Runs the block once on SQLite and once on MariaDB. Without a server the second is skipped; `legs-reporter.js` says
 * so. What a test opened is closed at its end, what was opened before the tests at the end of the block.
 */
export const describeOnEachDatabase = (name: string, tests: Tests) => {
  describe(`${name} on SQLite`, () => runOn(sqliteStore(), tests));

  describeOnMariaDb(name, tests);
};

/** For what only a database that several processes write into at once can show. */
export const describeOnMariaDb = (name: string, tests: Tests) => {
  const server = process.env.TEST_MYSQL_URL;
  const describeIfThere = server ? describe : describe.skip;
  describeIfThere(`${name} on MariaDB`, () => runOn(mysqlStore(server ?? ''), tests));
};

const runOn = (store: Store, tests: Tests) => {
  const opened: Database[] = [];
  /** By the test that runs now: hundreds that stay open would keep on looking for cards to show. */
  const openedByTest: Database[] = [];
  let isTesting = false;

  const readyUrl = async (seed?: Seed) => {
    const url = await store.url();
    await makeTables(url, seed);
    return url;
  };

  const open = async (seed?: Seed) => {
    const database = closingOnce(await openDatabase(await readyUrl(seed)));
    (isTesting ? openedByTest : opened).push(database);
    return database;
  };

  // Hooks run in the order of their writing: whatever the tests have started has ended before its database goes.
  beforeEach(() => {
    isTesting = true;
  });
  tests(open, () => store.url(), readyUrl);
  afterEach(() => {
    isTesting = false;
    return closeAll(openedByTest.splice(0));
  });
  afterAll(() => closeAll(opened).finally(() => store.remove()));
};

const closeAll = async (databases: readonly Database[]) => {
  const closed = await Promise.allSettled(databases.map((database) => database.close()));
  for (const one of closed) if (one.status === 'rejected') throw one.reason;
};

export interface SqliteFile {
  readonly url: string;
  remove(): Promise<void>;
}

/** With its tables, for tests that are not about the kind of database. */
export const readySqlite = async (): Promise<SqliteFile> => {
  const { url: makeUrl, remove } = sqliteStore();
  const url = await makeUrl();
  await makeTables(url);
  return { url, remove };
};

/** A test about an ending may close the database itself. */
const closingOnce = (database: Database) => {
  const close = database.close.bind(database);
  let closing: Promise<void> | undefined;
  database.close = () => {
    closing ??= close();
    return closing;
  };
  return database;
};

const freshName = () => `dealdesk_test_${randomBytes(6).toString('hex')}`;

const sqliteStore = (): Store => {
  const folders: string[] = [];
  return {
    url: async () => {
      const folder = await mkdtemp(join(process.env.TEST_FOLDER ?? tmpdir(), 'sqlite-'));
      folders.push(folder);
      return `sqlite:${join(folder, 'dealdesk.db')}`;
    },
    remove: async () => {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
};

const mysqlStore = (server: string): Store => {
  const names: string[] = [];
  return {
    url: async () => {
      const name = freshName();
      await onServer(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      names.push(name);
      return new URL(`/${name}`, server).href;
    },
    remove: async () => {
      for (const name of names) await onServer(server, `DROP DATABASE ${name}`);
    },
  };
};

const onServer = async (server: string, sql: string) => {
  const connection = await createConnection(server);
  await connection.query(sql);
  await connection.end();
};
