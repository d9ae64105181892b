import { createRequire } from 'node:module';
import type * as Pinyin from 'pinyin-pro';
import { HAN } from './name.js';

const load = createRequire(import.meta.url);

/** Its dictionary takes a tenth of a second and 30 MB: it is loaded when the first Chinese name is said, not when the service starts. */
const syllablesOf = (text: string, more?: { readonly surname: 'head' }): Sound =>
  (load('pinyin-pro') as typeof Pinyin).pinyin(text, { toneType: 'none', type: 'array', ...more });

/** A name as it is said. Each letter and each figure in it is said alone. */
export type Sound = readonly string[];

/** Longer names are told apart by how they begin. */
const LONGEST = 60;

const PLAIN = /^[a-uw-z\d]*$/;

/** yún and yun are one, and so are lü, lv and lu. */
const plain = (said: string): string =>
  PLAIN.test(said) ? said : said.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('v', 'u');

const readings: readonly ((name: string) => Sound)[] = [
  /** 单 and 曾 before a name are others than in a word. */
  (name) => syllablesOf(name, { surname: 'head' }),
  /** 重庆, 银行 */
  (name) => syllablesOf(name),
  /** Each character as if it stood alone: another one beside it may change how it is read. */
  (name) => syllablesOf([...name].join(' ')).filter((syllable) => syllable !== ' '),
];

export const aloud = (sound: Sound): string => sound.join('');

/** `shyf` of 上海云帆 */
export const initialsOf = (sound: Sound): string => sound.map((syllable) => [...syllable][0]).join('');

export const differing = (sounds: readonly Sound[]): readonly Sound[] => [
  ...new Map(sounds.map((sound) => [aloud(sound), sound])).values(),
];

/** All ways in which a name may be said: homophones have one in common. What is typed in letters is said as it stands. */
export function soundsOf(name: string): readonly Sound[] {
  const said = [...name].slice(0, LONGEST).join('');
  if (!HAN.test(said)) return [[...plain(said)]];
  return differing(readings.map((read) => read(said).map(plain)));
}
