import mysql from 'mysql2';
import { type Statement, type Value, writtenInstant } from './driver.js';

/** Several statements as one text, for one round trip. */
interface Text {
  readonly sql: string;
  /** Of how many of the statements each result is. */
  readonly counts: readonly number[];
}

const MOST_VALUES = 10_000;
const MOST_TEXTS = 2_000;

const isAlike = (one: Statement, other: Statement): boolean =>
  one.insert !== undefined && one.insert === other.insert;

/**
 * The statements of several transactions as those of one: each one's own order is kept, and inserts that are alike come to
 * stand side by side.
 */
export function merged(lists: readonly (readonly Statement[])[]): Statement[] {
  const groups: Statement[][] = [];
  for (const list of lists) {
    let at = -1;
    for (const statement of list) {
      const from = Math.max(at, 0);
      const found = groups.findIndex(([first], index) => index >= from && first && isAlike(first, statement));
      at = found < 0 ? at + 1 : found;
      if (found < 0) groups.splice(at, 0, [statement]);
      if (found >= 0) groups[found]?.push(statement);
    }
  }
  return groups.flat();
}

/** Inserts into the same columns that follow each other become one of many rows: three cost little more than one. */
function groupsOf(statements: readonly Statement[]): Statement[][] {
  const groups: Statement[][] = [];
  for (const statement of statements) {
    const group = groups.at(-1);
    const fits = group?.[0] && isAlike(group[0], statement);
    const isFull = group && group.length * statement.values.length > MOST_VALUES;
    if (fits && !isFull) group.push(statement);
    if (!fits || isFull) groups.push([statement]);
  }
  return groups;
}

/** What `join` makes, without copying texts that are long and have not been put together yet. */
function chained(texts: readonly string[], between: string): string {
  let chain = texts[0] ?? '';
  for (let at = 1; at < texts.length; at += 1) chain += between + texts[at];
  return chain;
}

function textOf(group: readonly Statement[]): string {
  const [first] = group as [Statement];
  if (group.length === 1 || !first.insert) return bound(first.sql, first.values);
  const { into, row, onConflict } = first.insert;
  const rows = group.map(({ values }) => bound(row, values));
  return into + chained(rows, ', ') + onConflict;
}

/** The values are escaped by mysql2, and can only be the plain kinds of `Value`, so none can become SQL. */
export function asText(statements: readonly Statement[]): Text {
  const groups = groupsOf(statements);
  return { sql: chained(groups.map(textOf), ';'), counts: groups.map(({ length }) => length) };
}

/** The pieces between the marks of each text that was seen. Our texts have a question mark only where a value goes. */
const piecesBySql = new Map<string, readonly string[]>();

function piecesOf(sql: string): readonly string[] {
  const known = piecesBySql.get(sql);
  if (known) return known;
  const pieces = sql.split('?');
  if (piecesBySql.size >= MOST_TEXTS) piecesBySql.clear();
  piecesBySql.set(sql, pieces);
  return pieces;
}

export function bound(sql: string, values: readonly Value[]): string {
  if (values.length === 0) return sql;
  const pieces = piecesOf(sql);
  if (pieces.length !== values.length + 1)
    throw new Error(`There are ${values.length} values for ${pieces.length - 1} marks: ${sql}`);
  let text = pieces[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += escaped(values[at] as Value) + pieces[at + 1];
  return text;
}

/** Between single quotes, a string without these is in SQL what it is. */
const PLAIN = /^[ -&(-[\]-~\u00a0-\uffff]*$/;

/** mysql2 writes an object as `key = value`: what is not one of the plain kinds must not get that far. */
function escaped(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (value === null) return 'NULL';
  if (typeof value === 'string' && PLAIN.test(value)) return `'${value}'`;
  if (value instanceof Date) return `'${writtenInstant(value)}'`;
  if (typeof value === 'object' && !Buffer.isBuffer(value))
    throw new TypeError('Only plain values can be written to the database.');
  return mysql.escape(value);
}
