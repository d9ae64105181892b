import type { Insert, Statement, Value } from './driver.js';

export type InsertedRow = Readonly<Record<string, Value>>;

export interface MoreOfInsert {
  /** Columns that the database computes, in SQL. */
  readonly computed?: Readonly<Record<string, string>>;
  /** What is done when the row is there already, in SQL. */
  readonly onConflict?: string;
}

/** What a kind of insert is known by, and its text, which is put together once. */
interface Kind {
  readonly columns: readonly string[];
  /** Names and formulas in turn. */
  readonly computed: readonly string[];
  readonly insert: Insert;
  readonly sql: string;
}

/** By table: a table is filled in a few ways only. */
const kindsOf = new Map<string, Kind[]>();

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);

const none: readonly string[] = [];

const formulasIn = ({ computed }: MoreOfInsert): readonly string[] =>
  computed ? Object.entries(computed).flat() : none;

function makeKind(table: string, columns: readonly string[], more: MoreOfInsert): Kind {
  const { computed = {}, onConflict = '' } = more;
  const names = [...Object.keys(computed), ...columns];
  const values = [...Object.values(computed), ...columns.map(() => '?')];
  const into = `INSERT INTO ${table} (${names.join(', ')}) VALUES `;
  const row = `(${values.join(', ')})`;
  const insert = { into, row, onConflict };
  return { columns, computed: formulasIn(more), insert, sql: into + row + onConflict };
}

function kindOf(table: string, row: InsertedRow, more: MoreOfInsert): Kind {
  const { onConflict = '' } = more;
  const columns = Object.keys(row);
  const formulas = formulasIn(more);
  const kinds = kindsOf.get(table) ?? [];
  const known = kinds.find(
    (kind) =>
      kind.insert.onConflict === onConflict &&
      isSame(kind.columns, columns) &&
      isSame(kind.computed, formulas),
  );
  if (known) return known;
  const made = makeKind(table, columns, more);
  kindsOf.set(table, [...kinds, made]);
  return made;
}

/** One row put into a table, as a statement. */
export function insertion(table: string, row: InsertedRow, more: MoreOfInsert = {}): Statement {
  const { sql, insert } = kindOf(table, row, more);
  return { sql, values: Object.values(row), insert };
}
