/** Those of the same number are one: the last of them, in the place of the first. */
export const eachOnce = <T extends { readonly id: number }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
