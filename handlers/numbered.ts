import { type Condition, is } from '../models/database/condition.js';
import { type NumberedKind, readNumber } from './input/id.js';

/** The record whose number somebody looks for: `D-1024`, or `1024` where the list has deals. */
export function whereNumbered(kind: NumberedKind, search: string, column = 'id'): readonly Condition[] {
  const number = readNumber(search, kind);
  return number?.kind === kind ? [is(column, number.id)] : [];
}
