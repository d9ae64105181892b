import { isNearDuplicate, similarity } from '../input/name.js';

/** What a name in a file refers to: one thing, or none for sure. */
export type Match<T> = Sure<T> | Unsure<T>;

interface Sure<T> {
  readonly sure: true;
  readonly found: T;
  /** Spelled as it is known. */
  readonly exact: boolean;
}

export interface Unsure<T> {
  readonly sure: false;
  /** Those between which the name does not decide. */
  readonly several: readonly T[];
  /** Those with a name like it. */
  readonly near: readonly T[];
}

export const nothing: Unsure<never> = { sure: false, several: [], near: [] };

const NOISE = /[\p{P}\p{Z}\p{C}]+/gu;

/** One spelling for names that differ in case, width, spaces and punctuation: `GTXPro` and `GTX Pro`. */
export const spelling = (name: string): string => {
  const folded = name.normalize('NFKC').toLowerCase().trim();
  return folded.replace(NOISE, '') || folded;
};

const MOST_NEAR = 5;
/** A column of something else would ask for another name in each row; a typing error needs no thousand tries. */
export const MOST_SEARCHES = 1_000;

/** The only one, or all between which the name does not decide. */
export const matchOf = <T>(found: readonly T[], isExact: (one: T) => boolean): Match<T> => {
  const exact = found.filter(isExact);
  const [first, ...others] = exact.length > 0 ? exact : found;
  if (first === undefined) return nothing;
  return others.length > 0
    ? { sure: false, several: [first, ...others], near: [] }
    : { sure: true, found: first, exact: exact.length > 0 };
};

/** Things by their names and numbers. */
export class Directory<T> {
  readonly #byNumber = new Map<string, T>();
  readonly #bySpelling = new Map<string, T[]>();
  readonly #names: { readonly name: string; readonly item: T }[] = [];
  readonly #nearOf = new Map<string, readonly T[]>();
  #searches = 0;

  /** @param numbers what is unique and never guessed at: a code, a staff number, an e-mail address in lower case */
  add(item: T, name: string, numbers: readonly (string | null | undefined)[] = []) {
    this.number(item, numbers);
    this.#nearOf.clear();
    this.#names.push({ name, item });
    const key = spelling(name);
    this.#bySpelling.set(key, [...(this.#bySpelling.get(key) ?? []), item]);
  }

  number(item: T, numbers: readonly (string | null | undefined)[]) {
    for (const number of numbers) if (number) this.#byNumber.set(number, item);
  }

  numbered(number: string): T | undefined {
    return this.#byNumber.get(number);
  }

  named(name: string): readonly T[] {
    return this.#bySpelling.get(spelling(name)) ?? [];
  }

  /** By number, then by name in any spelling. What is only near is told, not taken. */
  find(text: string, nameOf: (item: T) => string): Match<T> {
    const numbered = this.numbered(text) ?? this.numbered(text.toLowerCase());
    if (numbered !== undefined) return { sure: true, found: numbered, exact: true };
    const match = matchOf(this.named(text), (one) => nameOf(one) === text);
    return match === nothing ? { ...nothing, near: this.near(text) } : match;
  }

  /** As `find`, but takes what is near if it is the only one. */
  findOrNear(text: string, nameOf: (item: T) => string): Match<T> {
    const match = this.find(text, nameOf);
    return match.sure || match.several.length > 0 ? match : matchOf(match.near, () => false);
  }

  /** The likeliest first. */
  near(text: string): readonly T[] {
    const known = this.#nearOf.get(text);
    if (known) return known;
    this.#searches += 1;
    if (this.#searches > MOST_SEARCHES) return [];
    const near = this.#names
      .filter(({ name }) => isNearDuplicate(name, text))
      .sort((a, b) => similarity(b.name, text) - similarity(a.name, text))
      .slice(0, MOST_NEAR)
      .map(({ item }) => item);
    this.#nearOf.set(text, near);
    return near;
  }
}
