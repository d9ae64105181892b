import { onceForEach } from '../once-for-each.js';
import { fold } from './fold.js';
import { isMisspelt } from './name.js';

/** What people are called by. */
export interface Called {
  readonly name: string;
  readonly staffNumber: string;
}

/** Whom a name fits; and if nobody, who is called nearly so. */
export interface Fitting<Person> {
  readonly meant: readonly Person[];
  readonly near: readonly Person[];
  /** Only a part of their names was typed: 王, `Emma`. */
  readonly isPart?: boolean;
}

const HAN = /\p{Script=Han}/u;
const BETWEEN_WORDS = /[\s\p{P}]+/u;
/** 王总, 老王, 王芳经理: said for a name, or behind one. */
const COURTESY = /^(?:[小老阿](?=\p{Script=Han}$))|(?:总监|经理|主管|主任|老师|总|工|姐|哥|先生|女士)$/u;
const SHORTEST_PART = 2;
/** When more are equally near, none of them is likely to be meant. */
const MOST_NEAR = 5;

interface Spelt {
  readonly words: readonly string[];
  /** In one word: `wangfang`. */
  readonly bare: string;
  readonly staffNumber: string;
}

const spell = (name: string, staffNumber = ''): Spelt => {
  const words = fold(name).split(BETWEEN_WORDS).filter(Boolean);
  return { words, bare: words.join(''), staffNumber: fold(staffNumber) };
};
const speltOf = onceForEach(({ name, staffNumber }: Called) => spell(name, staffNumber));

type Fits = (person: Spelt, typed: Spelt) => boolean;

const isSame: Fits = (person, { bare }) => person.bare === bare || person.staffNumber === bare;

/** `Clarke Emma` */
const isTurned: Fits = ({ words }, typed) =>
  words.length === typed.words.length && words.every((word) => typed.words.includes(word));

/** 王 and 建国 of 王建国; `Emma`, `emma cl`, but no single letter. */
const isPart: Fits = ({ words, bare }, typed) =>
  HAN.test(typed.bare)
    ? bare.includes(typed.bare)
    : typed.bare.length >= SHORTEST_PART &&
      typed.words.every((part) => words.some((word) => word.startsWith(part)));

/** One other character: 王方 for 王芳. */
const isOtherCharacter = (one: string, other: string): boolean =>
  one.length === other.length &&
  one.length > 1 &&
  [...one].filter((character, at) => character !== other[at]).length === 1;

const isNearly: Fits = ({ words, bare }, typed) => {
  if (HAN.test(bare + typed.bare)) return isOtherCharacter(bare, typed.bare);
  const isWord = (part: string) =>
    words.some((word) => word.length > SHORTEST_PART && isMisspelt(part, word));
  return isMisspelt(typed.bare, bare) || typed.words.every(isWord);
};

/** `to Li Na`, 给王芳; but somebody may be called To. */
const TO = /^(?:to\s+|给\s*)/i;
const withoutCourtesy = (typed: string): string => typed.trim().replace(COURTESY, '');

/** A name that several people have is nobody's more than another's: whoever asked says which. */
export function fitting<Person extends Called>(people: readonly Person[], typed: string): Fitting<Person> {
  const whole = spell(typed);
  if (whole.bare === '') return { meant: [], near: [] };
  const said = typed.trim().replace(TO, '');
  const [name, plain] = [spell(said), spell(withoutCourtesy(said))];
  const those = (fits: Fits, wanted: Spelt) => people.filter((person) => fits(speltOf(person), wanted));
  const first = (...ways: readonly (readonly [Fits, Spelt])[]): readonly Person[] => {
    for (const [fits, wanted] of ways) {
      const found = wanted.bare === '' ? [] : those(fits, wanted);
      if (found.length > 0) return found;
    }
    return [];
  };
  const named = first([isSame, whole], [isSame, name], [isTurned, name], [isSame, plain]);
  const meant = named.length > 0 ? named : first([isPart, name]);
  const near = meant.length > 0 ? [] : first([isPart, plain], [isNearly, name]);
  return { meant, near: near.length > MOST_NEAR ? [] : near, isPart: named.length === 0 };
}

const beginsWith = (text: string, name: string): boolean =>
  text.startsWith(name) && !/^[a-z\d]{2}/.test(`${name.at(-1)}${text.charAt(name.length)}`);

/**
 * Who is named at the beginning of a text, with more behind it or not: @李娜请看一下. Of a part of a name more is needed than
 * elsewhere, as `@all` is not Allen.
 */
export function mentioned<Person extends Called>(
  people: readonly Person[],
  word: string,
  text: string,
): readonly Person[] {
  const begun = people.filter(({ name }) => beginsWith(fold(text), fold(name)));
  const longest = Math.max(0, ...begun.map(({ name }) => name.length));
  if (longest > 0) return begun.filter(({ name }) => name.length === longest);
  const isLong = HAN.test(word) && word.length >= SHORTEST_PART;
  const isWhole = (person: Person) => speltOf(person).words.includes(fold(word));
  return fitting(people, word).meant.filter((person) => isLong || isWhole(person));
}
