import type { Tx } from '../../models/database/tx.js';
import type { Locale, Saying, Text } from '../../models/text.js';
import type { Fact } from '../../models/view-parts.js';
import type { DateOrder } from './dates.js';
import type { Problem } from './words.js';

export const kinds = ['people', 'customers', 'products', 'deals'] as const;
export type Kind = (typeof kinds)[number];

/** What a column of a file may mean. */
export interface Field {
  readonly label: Text;
  /** What people call it at the head of a column, in either language. */
  readonly headings: readonly string[];
  readonly type?: 'day' | 'money' | 'currency';
  /** In characters, as the database keeps it. */
  readonly max?: number;
  readonly required?: true;
}
export type Fields = Readonly<Record<string, Field>>;

/** Text by field, trimmed; a field that the file does not have is missing, a blank one is empty. */
export type Values = Readonly<Record<string, string>>;

export interface Row {
  /** Where it begins in the file. */
  readonly line: number;
  /** As in the file. */
  readonly cells: readonly string[];
  readonly values: Values;
  /** How many cells too many it has: its values may stand in the wrong columns. */
  readonly surplus: number;
}

export const outcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** What is to happen because of a row. */
export interface Decision {
  readonly row: Row;
  readonly outcome: Outcome;
  /** Why it failed or was skipped. */
  readonly problems: readonly Problem[];
  /** What was understood differently from what is written, or filled in. */
  readonly notes: readonly Saying[];
  /** The row as understood. */
  readonly facts: () => readonly Fact[];
  readonly write?: (tx: Tx) => Promise<void>;
}

/** What rows need and the file has no row for: a department, a manager. */
export interface Extra {
  readonly extra: 'department' | 'manager';
  readonly name: string;
  readonly write: (tx: Tx) => Promise<void>;
}

export type Planned = Decision | Extra;

export const isExtra = (planned: Planned): planned is Extra => 'extra' in planned;

/** What holds for the whole file. */
export interface Rules {
  /** For each history row. */
  readonly fileName: string;
  readonly dates: DateOrder;
  readonly now: Date;
  /** Of people whose row does not say. */
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Decides about some rows within a transaction, reading only; the writes are in the decisions. */
export type Step = (tx: Tx) => Promise<readonly Planned[]>;

type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** How one kind of record is imported. */
export interface Importer {
  readonly fields: Fields;
  /** What tells a record from the others of the file; the first is its own, the others it goes by as well. */
  readonly keysOf: (values: Values) => readonly string[];
  readonly steps: (rows: AsyncIterable<Row>, read: Read, rules: Rules) => AsyncIterable<Step>;
}

const BATCH_ROWS = 500;

export async function* inBatches<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === BATCH_ROWS) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
