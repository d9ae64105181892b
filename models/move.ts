/** Takes all that is kept from one database to another, row by row, and looks at what arrived. */

import { isDeepStrictEqual } from 'node:util';
import type { Value } from './database/driver.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import type { Database } from './database.js';

const BATCH = 500;
const LONGEST_MS = 86_400_000;

/** Without the columns that a database works out itself. */
interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Written differently by each database, though it says the same. */
  readonly json: readonly string[];
}

type Kept = Readonly<Record<string, Value>>;

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  /** Its place in the key; 0 where it is not in it. */
  readonly pk: number;
}

async function tableCalled(tx: Tx, name: string): Promise<Table> {
  const infos = await tx.rows<ColumnInfo>(
    'SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0',
    [name],
  );
  const namesOf = (has: (info: ColumnInfo) => boolean) => infos.filter(has).map((info) => info.name);
  return {
    name,
    columns: namesOf(() => true),
    key: namesOf(({ pk }) => pk > 0),
    json: namesOf(({ type }) => type === 'JSON'),
  };
}

async function listTables(tx: Tx): Promise<Table[]> {
  const names = await tx.column<string>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     AND name <> 'migrations' ORDER BY name`,
  );
  return Promise.all(names.map((name) => tableCalled(tx, name)));
}

/** The next rows in the order of the file. */
const listNext = (tx: Tx, { name, columns }: Table, after: number) =>
  tx.rows<Kept & { readonly place: number }>(
    `SELECT rowid AS place, ${columns.join(', ')} FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    [after, BATCH],
  );

/** Rows may refer to others that come later; those that refer to none there were not in the source either. */
function insertRows(tx: Tx, table: Table, rows: readonly Kept[]) {
  tx.later('SET foreign_key_checks = 0');
  for (const row of rows) tx.insert(table.name, picked(row, table.columns));
  tx.later('SET foreign_key_checks = 1');
}

const picked = (row: Kept, names: readonly string[]): Kept =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

const keyOf = (row: Kept, { key }: Table): string => JSON.stringify(key.map((name) => row[name]));

/** What it says, however it is written. */
const saidBy = (row: Kept, { columns, json }: Table) =>
  columns.map((name) => (json.includes(name) ? JSON.parse(String(row[name] ?? null)) : row[name]));

async function listArrived(tx: Tx, { name, columns, key }: Table, rows: readonly Kept[]): Promise<Kept[]> {
  const one = `(${marks(key)})`;
  return tx.rows<Kept>(
    `SELECT ${columns.join(', ')} FROM ${name} WHERE (${key.join(', ')}) IN (${rows.map(() => one).join(', ')})`,
    rows.flatMap((row) => key.map((part) => row[part] ?? null)),
  );
}

/** @throws Error naming the first row that is not there as it was */
async function compare(tx: Tx, table: Table, rows: readonly Kept[]) {
  const arrived = new Map((await listArrived(tx, table, rows)).map((row) => [keyOf(row, table), row]));
  for (const row of rows) {
    const other = arrived.get(keyOf(row, table));
    if (!other || !isDeepStrictEqual(saidBy(row, table), saidBy(other, table)))
      throw new Error(`${table.name} ${keyOf(row, table)} did not arrive as it was.`);
  }
}

/** @returns how many rows */
async function moveTable(source: Tx, to: Database, table: Table): Promise<number> {
  // What making the tables has put there.
  await to.transaction((tx) => tx.run(`DELETE FROM ${table.name}`));
  let count = 0;
  for (let after = 0; ; ) {
    const rows = await listNext(source, table, after);
    const last = rows.at(-1);
    if (!last) break;
    await to.transaction(async (tx) => insertRows(tx, table, rows));
    await to.read((tx) => compare(tx, table, rows));
    after = last.place;
    count += rows.length;
  }
  const arrived = await to.read((tx) => tx.number(`SELECT COUNT(*) FROM ${table.name}`));
  if (arrived !== count) throw new Error(`${table.name} has ${arrived} rows of ${count}.`);
  return count;
}

interface Moved {
  readonly table: string;
  readonly rows: number;
}

/**
 * Nobody writes into the source meanwhile.
 * @param from SQLite, @param to MySQL, with the same tables and nothing in them that anybody wrote
 * @throws Error naming the first row that is not there as it was
 */
export const moveAll = (from: Database, to: Database): Promise<Moved[]> =>
  from.transaction(async (source) => {
    const moved: Moved[] = [];
    for (const table of await listTables(source))
      moved.push({ table: table.name, rows: await moveTable(source, to, table) });
    return moved;
  }, Date.now() + LONGEST_MS);

/** Is there any table at all? */
export const hasTables = async (database: Database): Promise<boolean> =>
  (await database.read((tx) =>
    tx.number('SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()'),
  )) > 0;
