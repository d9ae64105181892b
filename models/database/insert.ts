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

function makeKind(
  table: string,
  columns: readonly string[],
  { computed = {}, onConflict = '' }: MoreOfInsert,
): Kind {
  const names = [...Object.keys(computed), ...columns];
  const into = `INSERT INTO ${table} (${names.join(', ')}) VALUES `;
  const row = `(${[...Object.values(computed), ...columns.map(() => '?')].join(', ')})`;
  return {
    columns,
    computed: Object.entries(computed).flat(),
    insert: { into, row, onConflict },
    sql: into + row + onConflict,
  };
}

const none: readonly string[] = [];

function kindOf(table: string, row: InsertedRow, more: MoreOfInsert): Kind {
  const { computed, onConflict = '' } = more;
  const columns = Object.keys(row);
  const formulas = computed ? Object.entries(computed).flat() : none;
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
