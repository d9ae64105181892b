import type { Value } from './driver.js';
import { marks } from './marks.js';

/** Which rows of a table are meant, in SQL with a mark for each value. Columns are ours, values may be anybody's. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const compared =
  (operator: string) =>
  (column: string, value: Value): Condition => ({ sql: `${column} ${operator} ?`, values: [value] });

export const is = compared('=');
export const isBefore = compared('<');
export const isAtMost = compared('<=');
export const isAtLeast = compared('>=');

export const isEmpty = (column: string): Condition => ({ sql: `${column} IS NULL`, values: [] });

export const isFilled = (column: string): Condition => ({ sql: `${column} IS NOT NULL`, values: [] });

export const isOneOf = (column: string, values: readonly Value[]): Condition => ({
  sql: `${column} IN (${marks(values)})`,
  values,
});

/**
 * The column holds this text somewhere, in capitals or not. Not LIKE, whose `%` and `_` each database escapes in its own
 * way.
 */
export const holds = (column: string, text: string): Condition => ({
  sql: `INSTR(LOWER(${column}), ?) > 0`,
  values: [text.toLowerCase()],
});

const joined = (word: string, conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
  values: conditions.flatMap(({ values }) => values),
});

export const all = (...conditions: readonly Condition[]): Condition => joined('AND', conditions);

export const any = (...conditions: readonly Condition[]): Condition => joined('OR', conditions);

export const everything: Condition = { sql: 'TRUE', values: [] };
