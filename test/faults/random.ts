import { createHash } from 'node:crypto';

/** Chance that can be repeated: the same words give the same sequence. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** Small letters only: nothing that could be read as a date, an amount or a number. */
  letters(count: number): string;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz';

const seedOf = (words: string): number => createHash('sha256').update(words).digest().readUInt32LE(0);

/** mulberry32: one 32-bit state, good enough to scatter faults. */
export const randomOf = (...words: readonly (string | number)[]): Random => {
  let state = seedOf(words.join(':'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    shuffle: (list) =>
      list
        .map((item) => [next(), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
    letters: (count) => Array.from({ length: count }, () => pick([...LETTERS])).join(''),
  };
};
