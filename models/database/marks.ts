/** `?, ?, ?`: a gap for each value of a list. */
export const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
