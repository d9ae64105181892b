import type { Value } from '../../models/database/driver.js';
import type { Tx } from '../../models/database/tx.js';
import { changeRow, type ImportedTable } from '../../models/import.js';
import { type Param, saying, type Text } from '../../models/text.js';
import type { Fact, Json } from '../../models/view-parts.js';
import { joined } from '../fields.js';
import { type HistoryAction, record } from '../history.js';
import { systemContext } from '../system.js';
import type { Context } from '../useCase.js';
import type { Cells } from './cells.js';
import type { Decision, Row, Rules } from './row.js';
import { marks, notes, problem, troubles } from './words.js';

type Subject = 'employee' | 'customer' | 'product' | 'deal';

const tables: Record<Subject, ImportedTable> = {
  employee: 'employees',
  customer: 'customers',
  product: 'products',
  deal: 'deals',
};

const edited: Record<Subject, HistoryAction> = {
  employee: 'record.imported',
  customer: 'customer.edited',
  product: 'record.imported',
  deal: 'deal.edited',
};

const same = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** What the file says differently from what is there. A blank cell says nothing. */
export function changesOf<T extends object>(there: T, wanted: Partial<T>): Partial<T> {
  const changed = Object.entries(wanted).filter(
    ([column, value]) => value !== null && value !== undefined && !same(there[column as keyof T], value),
  );
  return Object.fromEntries(changed) as Partial<T>;
}

const isEmpty = (changes: object) => Object.keys(changes).length === 0;

/** Instants become text. */
const jsonOf = (row: object) => JSON.parse(JSON.stringify(row)) as Readonly<Record<string, Json>>;

/** In the name of nobody: an import is run by whoever holds the server. */
export const importContext = (tx: Tx, { now }: Rules): Context => ({
  ...systemContext(tx, now),
  surface: 'import',
});

/** From where a record came, and what its row had in other words. */
const originOf = ({ cells: { row, asWritten }, rules: { fileName } }: Draft) => ({
  ...{ file: fileName, line: row.line },
  ...(isEmpty(asWritten) ? {} : { asWritten }),
});

/** A row as it was understood, before it is compared with what is there. */
export interface Draft {
  readonly cells: Cells<string>;
  readonly rules: Rules;
  readonly subject: Subject;
  readonly facts: () => readonly Fact[];
  /** For the timeline of a new record. */
  readonly mark?: Text | undefined;
}

const decision = ({ cells, facts }: Draft) => ({
  row: cells.row,
  problems: cells.problems,
  notes: cells.notes,
  facts,
});

export const toFail = (draft: Draft): Decision => ({ ...decision(draft), outcome: 'failed', notes: [] });

/** @param insert answers the id of the new record */
export const toCreate = (draft: Draft, insert: (tx: Tx) => Promise<number>): Decision => ({
  ...decision(draft),
  outcome: 'created',
  write: async (tx) => {
    const { rules, subject, mark = marks.nothing } = draft;
    const id = await insert(tx);
    record(importContext(tx, rules), { kind: subject, id }, 'record.imported', {
      params: { note: mark },
      after: originOf(draft),
    });
  },
});

/** What belongs to a record and is kept in another table: the lines of a deal, the roles of a person. */
export interface Part {
  readonly label: Text;
  readonly write: (tx: Tx) => unknown;
}

interface Difference<T extends { readonly id: number }> {
  readonly there: T;
  /** Asked again when it is written, as by then new records have their ids. */
  readonly changes: () => Partial<T>;
  readonly parts?: readonly Part[];
  readonly labels: Readonly<Partial<Record<keyof T, Text>>>;
  /** Goes along with any change. */
  readonly stamp?: Readonly<Record<string, Value>>;
}

const labelsOf = <T extends { readonly id: number }>(
  { labels, parts = [] }: Difference<T>,
  changes: Partial<T>,
): Text[] => {
  const columns = Object.keys(changes).flatMap((column) => labels[column as keyof T] ?? []);
  return [...new Set([...columns, ...parts.map(({ label }) => label)])];
};

const writeChange = async <T extends { readonly id: number }>(
  tx: Tx,
  draft: Draft,
  difference: Difference<T>,
) => {
  const { rules, subject } = draft;
  const { there, stamp, parts = [] } = difference;
  const changes = difference.changes();
  const columns = { ...(changes as Record<string, Value>), ...stamp };
  if (!isEmpty(columns)) changeRow(tx, tables[subject], there.id, columns);
  for (const part of parts) await part.write(tx);
  const before = Object.keys(changes).map((column) => [column, there[column as keyof T]]);
  record(importContext(tx, rules), { kind: subject, id: there.id }, edited[subject], {
    params: { fields: joined(labelsOf(difference, changes)), note: marks.nothing },
    before: jsonOf(Object.fromEntries(before)),
    after: { ...originOf(draft), ...jsonOf(changes) },
  });
};

/** Nothing to do when the file says what is there already. */
export function toChange<T extends { readonly id: number }>(
  draft: Draft,
  difference: Difference<T>,
): Decision {
  if (isEmpty(difference.changes()) && !difference.parts?.length)
    return { ...decision(draft), outcome: 'unchanged' };
  return {
    ...decision(draft),
    outcome: 'updated',
    write: (tx) => writeChange(tx, draft, difference),
  };
}

/** What people changed in Dealdesk is worth more than an old file. */
export const toKeep = (draft: Draft, record: string): Decision => ({
  ...decision(draft),
  outcome: 'skipped',
  problems: [problem(troubles.kept, { record })],
  notes: [],
});

export const toSkip = (row: Row, line: number): Decision => ({
  row,
  outcome: 'skipped',
  problems: [problem(troubles.repeats, { line })],
  notes: [],
  facts: () => [],
});

/** A sum needs no correction. */
export const toLeaveOut = (row: Row): Decision => ({
  row,
  outcome: 'skipped',
  problems: [],
  notes: [saying(notes.sum)],
  facts: () => [],
});

/** The facts that have a value. */
export const factsOf = (facts: readonly (readonly [Text, Param | null | undefined])[]): Fact[] =>
  facts.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ label, value }],
  );
