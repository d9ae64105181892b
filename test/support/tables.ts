/** The migrations run once for a run of the tests; every database after that gets a copy of the tables that they make. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, createConnection, format, type RowDataPacket } from 'mysql2/promise';
import { openDatabase } from '../../models/database.js';

/** How tables are kept in a file, and laid out again from it. */
interface Copying {
  /** Of the file. */
  readonly name: string;
  keep(file: string): Promise<void>;
  layOut(file: string): Promise<void>;
}

type Cell = string | number | null;

const SQLITE = 'sqlite:';

/** @param url of a MySQL database that is empty, or of an SQLite file that is not there yet */
export const makeTables = async (url: string): Promise<void> => {
  // Outside of a run there is nobody to clear a copy away.
  const folder = process.env.TEST_FOLDER;
  if (!folder) return migrateAt(url);

  const { name, keep, layOut } = url.startsWith(SQLITE)
    ? copyingSqlite(url.slice(SQLITE.length))
    : await copyingMysql(url);
  const file = join(folder, name);
  if (existsSync(file)) return layOut(file);
  await migrateAt(url);
  // Others may be at the same: what has the file's name is always whole.
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await keep(draft);
  await rename(draft, file);
};

const migrateAt = async (url: string) => {
  // Loaded by whoever comes first: all others take the copy.
  const { migrate } = await import('../../migrations/index.js');
  const database = await openDatabase(url);
  await migrate(database);
  await database.close();
};

const copyingSqlite = (database: string): Copying => ({
  name: 'tables.db',
  keep: (file) => copyFile(database, file),
  layOut: (file) => copyFile(file, database),
});

const copyingMysql = async (url: string): Promise<Copying> => ({
  // Servers write their tables down differently.
  name: await onServer(url, async (connection) => `tables-${await versionOf(connection)}.sql`),
  keep: (file) => onServer(url, async (connection) => writeFile(file, await writtenDown(connection))),
  layOut: (file) =>
    onServer(url, async (connection) => void (await connection.query(await readFile(file, 'utf8')))),
});

const onServer = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await createConnection({ uri: url, multipleStatements: true, dateStrings: true });
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

/** Each refers to others, some of them to those that come later. */
const writtenDown = async (connection: Connection): Promise<string> => {
  const statements = ['SET foreign_key_checks = 0'];
  for (const [table] of await rowsOf(connection, 'SHOW TABLES')) {
    const [[, made] = []] = await rowsOf(connection, format('SHOW CREATE TABLE ??', [table ?? '']));
    const rows = await rowsOf(connection, format('SELECT * FROM ??', [table]));
    statements.push(String(made));
    if (rows.length > 0) statements.push(format('INSERT INTO ?? VALUES ?', [table ?? '', rows]));
  }
  return statements.join(';\n');
};
