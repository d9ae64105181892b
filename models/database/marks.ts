/** `?, ?, ?`: a gap for each value of a list. In an empty one, which MySQL does not take, there is nothing to be found. */
export const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ') || 'NULL';
