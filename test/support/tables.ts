/** The migrations run once for a run of the tests, and each seed does; every database after that gets a copy of what they made. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, createConnection, format, type RowDataPacket } from 'mysql2/promise';
import { type Database, openDatabase } from '../../models/database.js';

/** Writes what is to stand in the tables from the beginning. Copies of that go by its name. */
export type Seed = (database: Database) => Promise<void>;

/** How tables are kept in a file, and laid out again from it. */
interface Copying {
  /** The end of the file's name. */
  readonly kind: string;
  keep(file: string): Promise<void>;
  layOut(file: string): Promise<void>;
}

type Cell = string | number | null;

const SQLITE = 'sqlite:';

/** @param url of a MySQL database that is empty, or of an SQLite file that is not there yet */
export const makeTables = async (url: string, seed: Seed = tables): Promise<void> => {
  // Outside of a run there is nobody to clear a copy away.
  const folder = process.env.TEST_FOLDER;
  if (!folder) return makeAnew(url, seed);

  const { kind, keep, layOut } = url.startsWith(SQLITE)
    ? copyingSqlite(url.slice(SQLITE.length))
    : await copyingMysql(url);
  const file = join(folder, `${seed.name}-${kind}`);
  if (existsSync(file)) return layOut(file);
  await makeAnew(url, seed);
  // Others may be at the same: what has the file's name is always whole.
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await keep(draft);
  await rename(draft, file);
};

/** Loaded by whoever comes first: all others take the copy. */
const tables: Seed = async (database) => {
  const { migrate } = await import('../../migrations/index.js');
  await migrate(database);
};

const makeAnew = async (url: string, seed: Seed) => {
  if (seed !== tables) await makeTables(url);
  const database = await openDatabase(url);
  await seed(database);
  await database.close();
};

const copyingSqlite = (database: string): Copying => ({
  kind: 'sqlite.db',
  keep: (file) => copyFile(database, file),
  layOut: (file) => copyFile(file, database),
});

const copyingMysql = async (url: string): Promise<Copying> => ({
  // Servers write their tables down differently.
  kind: await onServer(url, async (connection) => `${await versionOf(connection)}.sql`),
  keep: (file) => onServer(url, async (connection) => writeFile(file, await writtenDown(connection))),
  layOut: (file) =>
    onServer(url, async (connection) => void (await connection.query(await readFile(file, 'utf8')))),
});

const onServer = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const options = { multipleStatements: true, dateStrings: true, jsonStrings: true };
  const connection = await createConnection({ uri: url, ...options });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
};

const rowsOf = async (connection: Connection, sql: string): Promise<Cell[][]> => {
  const [rows] = await connection.query<(RowDataPacket & Cell[])[]>({ sql, rowsAsArray: true });
  return rows;
};

const versionOf = async (connection: Connection) => {
  const [[version] = []] = await rowsOf(connection, 'SELECT VERSION()');
  return String(version);
};

/** The others the database works out itself. */
const writtenColumns = `SELECT column_name FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = ? AND extra NOT LIKE '% GENERATED' ORDER BY ordinal_position`;

/** Each refers to others, some of them to those that come later. */
const writtenDown = async (connection: Connection): Promise<string> => {
  const statements = ['SET foreign_key_checks = 0'];
  for (const [table] of await rowsOf(connection, 'SHOW TABLES')) {
    const [[, made] = []] = await rowsOf(connection, format('SHOW CREATE TABLE ??', [table ?? '']));
    const columns = (await rowsOf(connection, format(writtenColumns, [table ?? '']))).flat();
    const rows = await rowsOf(connection, format('SELECT ?? FROM ??', [columns, table ?? '']));
    statements.push(String(made));
    if (rows.length > 0)
      statements.push(format('INSERT INTO ?? (??) VALUES ?', [table ?? '', columns, rows]));
  }
  return statements.join(';\n');
};
