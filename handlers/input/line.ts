import { onceForEach } from '../once-for-each.js';
import { fold } from './fold.js';

/** A word as typed. `prefix` is what touches the opening quote: `customer=` in `customer="Acme Corp"`. */
export interface Word {
  readonly text: string;
  readonly prefix: string;
  readonly quoted: boolean;
}

interface Cut {
  readonly word: Word;
  readonly end: number;
}

/** Zero-width spaces come along when a word is copied from a web page. */
const GAP = /[\s\u200b\u2060]*/y;
const PLAIN = /[^\s\u200b\u2060]+/y;
const OPENING = /((?:[^\s"“”„＂「『]{1,40}[=＝:：])?)(["“”„＂「『'‘])/y;

/** Input methods mix the double quotes, so any closes any. A single quote closes at a word's edge only: O'Neil. */
const double = /["“”„＂]/g;
const single = /['’](?=[\s\u200b\u2060,，;；]|$)/g;
const closings: Readonly<Record<string, RegExp>> = {
  ...{ '"': double, '“': double, '”': double, '„': double, '＂': double },
  ...{ "'": single, '‘': single, '「': /」/g, '『': /』/g },
};

function matchFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const endOf = (pattern: RegExp, text: string, at: number) =>
  at + (matchFrom(pattern, text, at)?.[0].length ?? 0);

/** `unpaired` remembers what has no partner ahead: to look again each time would cost the square of the length. */
function quotedAt(text: string, at: number, unpaired: Set<RegExp>): Cut | undefined {
  const [opening = '', prefix = '', quote = ''] = matchFrom(OPENING, text, at) ?? [];
  const closing = closings[quote];
  if (!closing || unpaired.has(closing)) return undefined;
  const start = at + opening.length;
  const end = matchFrom(closing, text, start)?.index;
  if (end !== undefined)
    return { word: { text: text.slice(start, end), prefix, quoted: true }, end: end + 1 };
  unpaired.add(closing);
  return undefined;
}

function plainAt(text: string, at: number): Cut {
  const end = endOf(PLAIN, text, at);
  return { word: { text: text.slice(at, end), prefix: '', quoted: false }, end };
}

/** Cuts a line into words. Quotes keep words together; a quote without its partner is a letter like any other. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  const unpaired = new Set<RegExp>();
  for (let at = endOf(GAP, text, 0); at < text.length; ) {
    const { word, end } = quotedAt(text, at, unpaired) ?? plainAt(text, at);
    if (word.prefix || word.text) words.push(word);
    at = endOf(GAP, text, end);
  }
  return words;
}

export const wordText = (word: Word) => word.prefix + word.text;

/** For each field the names people use for it; the field's own name always works. */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

type Fields = ReadonlyMap<string, string>;

const fieldsOf = onceForEach(
  (names: FieldNames): Fields =>
    new Map(
      Object.entries(names).flatMap(([field, aliases]) =>
        [field, ...aliases].map((name) => [fold(name), field] as const),
      ),
    ),
);

const PAIR = /^(\p{L}[\p{L}\p{N}_-]{0,39})([=＝:：])(.*)$/su;
const isEquals = (sign: string | undefined) => sign === '=' || sign === '＝';

interface Pair {
  /** Missing when nobody knows the name. */
  readonly field?: string;
  readonly value: string;
  /** How many words it takes: one in `amount=2万`, two in `客户： 上海云帆`, three in `amount = 2万`. */
  readonly words: number;
}

/** Most words have none. */
const SIGN = /[=＝:：]/;

function pairStart({ text, prefix, quoted }: Word): RegExpExecArray | null {
  const typed = quoted ? prefix : text;
  return SIGN.test(typed) ? PAIR.exec(typed) : null;
}

function pairAt(words: readonly Word[], at: number, fields: Fields): Pair | undefined {
  const [word, next, afterNext] = [words[at], words[at + 1], words[at + 2]];
  if (!word) return undefined;
  const spaced = isEquals(next?.text) && fields.get(fold(word.text));
  if (spaced) return { field: spaced, value: afterNext?.text ?? '', words: 3 };

  const [, name = '', sign, rest = ''] = pairStart(word) ?? [];
  const field = fields.get(fold(name));
  if (field === undefined) return isEquals(sign) ? { value: rest, words: 1 } : undefined;
  if (word.quoted || rest) return { field, value: word.quoted ? word.text : rest, words: 1 };
  if (!next || pairStart(next)) return { field, value: '', words: 1 };
  return { field, value: wordText(next), words: 2 };
}

/**
 * Takes `name=value` and `name:value` out of a line. With `=` and a name nobody knows it is reported in `unknown`, as
 * it was typed, and so is what names a field once more; with a colon it is text, as in `https://…` or `10:30`.
 */
export function readNamed(words: readonly Word[], names: FieldNames) {
  const fields = fieldsOf(names);
  const rest: Word[] = [];
  const named: Record<string, string> = {};
  const unknown: string[] = [];
  for (let at = 0; at < words.length; ) {
    const pair = pairAt(words, at, fields);
    const typed = words.slice(at, at + (pair?.words ?? 1));
    const isNew = pair?.field !== undefined && named[pair.field] === undefined;
    if (!pair) rest.push(...typed);
    if (pair && !isNew) unknown.push(typed.map(wordText).join(' '));
    if (isNew) named[pair.field] = pair.value;
    at += typed.length;
  }
  return { words: rest, named, unknown };
}

/** The words of a line and the named values in it: `/deal new Acme amount=2万 阶段：谈判`. */
export function readLine(text: string, names: FieldNames) {
  const { words, ...rest } = readNamed(readWords(text), names);
  return { words: words.map(wordText), ...rest };
}
