import type { ByKey, Row, Statement, Value } from './driver.js';
import { marks } from './marks.js';

type Key = string | number;

/** What a column is called in the answer: `id` of `c.id`. */
const nameOf = (column: string): string => column.slice(column.indexOf('.') + 1);

/** @param kind both its columns are among what is selected */
export const byKey = (kind: Omit<ByKey, 'sql'>): ByKey => ({
  ...kind,
  sql: `${kind.select} WHERE ${kind.column} = ? ORDER BY ${kind.order} LIMIT ${kind.most}`,
});

export const lookUpBy = (kind: ByKey, key: Key): Statement => ({ sql: kind.sql, values: [key], byKey: kind });

const distinctKeys = (questions: readonly Statement[]): Value[] => [
  ...new Set(questions.flatMap(({ values }) => values)),
];

/**
 * For all of their keys at once. Without an order, for which MariaDB might read a whole table from its beginning; with a
 * row more than there may be, so that it is seen when there are more.
 */
export function lookUpByKeys({ select, column, most }: ByKey, questions: readonly Statement[]): Statement {
  const keys = distinctKeys(questions);
  return {
    sql: `${select} WHERE ${column} IN (${marks(keys)}) LIMIT ${keys.length * most + 1}`,
    values: keys,
  };
}

const inOrder = (rows: readonly Row[], name: string): Row[] =>
  [...rows].sort((one, other) => Number(one[name]) - Number(other[name]));

/**
 * The rows of each question. Undefined where that is not certain: when there are too many, or the database takes for a
 * key what is written differently.
 */
export function rowsByKey(
  { column, order, most }: ByKey,
  questions: readonly Statement[],
  rows: readonly Row[],
): readonly (readonly Row[] | undefined)[] {
  const found = new Map<unknown, Row[]>(distinctKeys(questions).map((key) => [key, []]));
  for (const row of rows) found.get(row[nameOf(column)])?.push(row);
  const known = [...found.values()].flat().length;
  if (known < rows.length || rows.length > found.size * most) return questions.map(() => undefined);
  return questions.map(({ values: [key] }) => inOrder(found.get(key) ?? [], nameOf(order)).slice(0, most));
}
