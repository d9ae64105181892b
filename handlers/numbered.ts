import { all, any, type Condition, isAtLeast, isAtMost } from '../models/database/condition.js';
import { type NumberedKind, readNumber } from './input/id.js';

/** The greatest id that a table takes. */
const GREATEST = 2 ** 31 - 1;

/** 10, 100 to 109, 1000 to 1099 and so on. */
function rangesOf(start: number): readonly (readonly [from: number, to: number])[] {
  const zeros = Array.from({ length: String(GREATEST).length }, (_, count) => 10 ** count);
  return zeros
    .map((size) => [start * size, (start + 1) * size - 1] as const)
    .filter(([from]) => from <= GREATEST);
}

/** The id that somebody looks for: in `D-1024`, or `1024` where the list has deals. */
export function numberSought(kind: NumberedKind, search: string): number | undefined {
  const number = readNumber(search, kind);
  return number?.kind === kind ? number.id : undefined;
}

/** The records whose number is, or begins as, what somebody looks for: D-10, D-100 to D-109 and so on for `D-10`. */
export function whereNumbered(kind: NumberedKind, search: string): readonly Condition[] {
  const number = numberSought(kind, search);
  if (number === undefined) return [];
  return [any(...rangesOf(number).map(([from, to]) => all(isAtLeast('id', from), isAtMost('id', to))))];
}
