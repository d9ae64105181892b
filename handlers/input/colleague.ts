import { onceForEach } from '../once-for-each.js';
import { fold } from './fold.js';
import { HAN, isMisspelt } from './name.js';
import { aloud, initialsOf, type Sound, soundsOf } from './sound.js';

/** What people are called by. */
interface Called {
  readonly name: string;
  readonly staffNumber: string;
}

/** Whom a name fits; and if nobody, who is called nearly so. */
export interface Fitting<Person> {
  readonly meant: readonly Person[];
  readonly near: readonly Person[];
  /** Only a part of their names was typed, or how they sound: 王, `Emma`, `lina`. */
  readonly isPart?: boolean;
  /** Only the first letter of each syllable: `ln`. */
  readonly isInitials?: boolean;
}

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

/** All that a name may be called by when it is said. */
interface Said {
  /** `lina` for 李娜 */
  readonly whole: readonly string[];
  /** `wang` and `jianguo` for 王建国, but no single syllable that is not the first. */
  readonly parts: readonly string[];
  /** `ln` for 李娜 */
  readonly initials: readonly string[];
}

const partsOf = (sound: Sound): readonly string[] => [
  ...sound.map((_, at) => aloud(sound.slice(0, at + 1))),
  ...sound.slice(1).map((_, at) => aloud(sound.slice(at))),
];

const saidOf = (sounds: readonly Sound[]): Said => ({
  whole: sounds.map(aloud),
  parts: sounds.flatMap(partsOf),
  initials: sounds.filter(({ length }) => length >= SHORTEST_PART).map(initialsOf),
});

/** More than work in any firm: where it is too few, all are worked out anew each time. */
const MOST_HEARD = 100_000;
const heard = new Map<string, Said>();

/** Of people's names, by these, as rows are read anew every few seconds. */
function soundOf(name: string): Said {
  const known = heard.get(name);
  if (known) return known;
  if (heard.size >= MOST_HEARD) heard.clear();
  const said = saidOf(soundsOf(name));
  heard.set(name, said);
  return said;
}

/** `Li Na` and `Na Li` */
const typedAs = onceForEach(({ words }: Spelt): ReadonlySet<string> => {
  const turned = [words, words.toReversed()].map((one) => one.join(''));
  return new Set(turned.flatMap(soundsOf).map(aloud));
});

/** A name that is not written in letters; and where characters were typed, of as many at least, as each is a syllable. */
const isSayable: Fits = ({ bare }, typed) =>
  HAN.test(bare) && (typed.bare.length <= bare.length || !HAN.test(typed.bare));

/** One way to say a name, or a part of it, is what was typed. */
const isSaid =
  (way: keyof Said): Fits =>
  (person, typed) => {
    if (!isSayable(person, typed)) return false;
    const wanted = typedAs(typed);
    return soundOf(person.bare)[way].some((said) => wanted.has(said));
  };
const isSaidWhole = isSaid('whole');
const isSaidInPart = isSaid('parts');
const isInitials = isSaid('initials');

/** `to Li Na`, 给王芳; but somebody may be called To. */
const TO = /^(?:to\s+|给\s*)/i;
const withoutCourtesy = (typed: string): string => typed.trim().replace(COURTESY, '');

type Way = readonly [Fits, Spelt];

/** All whom it fits in the first way in which it fits anybody. */
function firstOf<Person extends Called>(people: readonly Person[], ways: readonly Way[]): readonly Person[] {
  for (const [fits, wanted] of ways) {
    const found = wanted.bare === '' ? [] : people.filter((person) => fits(speltOf(person), wanted));
    if (found.length > 0) return found;
  }
  return [];
}

const few = <Person>(near: readonly Person[]): readonly Person[] => (near.length > MOST_NEAR ? [] : near);

/** A name that several people have is nobody's more than another's: whoever asked says which. */
export function fitting<Person extends Called>(people: readonly Person[], typed: string): Fitting<Person> {
  const whole = spell(typed);
  if (whole.bare === '') return { meant: [], near: [] };
  const said = typed.trim().replace(TO, '');
  const [name, plain] = [spell(said), spell(withoutCourtesy(said))];
  const first = (...ways: readonly Way[]) => firstOf(people, ways);
  const named = first([isSame, whole], [isSame, name], [isTurned, name], [isSame, plain]);
  if (named.length > 0) return { meant: named, near: [] };

  // Letters are typed for how a name sounds, but whoever types 王方 may mean another character.
  const inLetters = (...ways: readonly Way[]) => (HAN.test(name.bare) ? [] : ways);
  const meant = first([isPart, name], ...inLetters([isSaidWhole, name], [isSaidInPart, name]));
  if (meant.length > 0) return { meant, near: [], isPart: true };
  const near = first([isPart, plain], [isSaidWhole, name], [isNearly, name], [isSaidInPart, name]);
  const initials = first(...inLetters([isInitials, name]));
  return near.length === 0 && initials.length === 1
    ? { meant: initials, near, isPart: true, isInitials: true }
    : { meant, near: few([...near, ...initials]), isPart: true };
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
  const typed = spell(word);
  const isWhole = (person: Person) =>
    speltOf(person).words.includes(typed.bare) || isSaidWhole(speltOf(person), typed);
  return fitting(people, word).meant.filter((person) => isLong || isWhole(person));
}
