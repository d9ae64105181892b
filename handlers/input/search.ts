import { type Word, wordText } from './line.js';

/** Undefined when the text is not such a thing. `at` is the place of its first word. */
export type Read<Value> = (text: string, at: number) => Value | undefined;

type IsPart = (word: string) => boolean;

/** A kind of thing to look for in a line. */
interface Kind<Value> {
  readonly read: Read<Value>;
  /** Of how many words it is at most. */
  readonly longest: number;
  /** False for most words: whether a word can be a part of such a thing. */
  readonly isPart?: IsPart | undefined;
  readonly pick?: (found: readonly Found<Value>[]) => Picked<Value>;
}

/** Some neighbouring words of a line that mean something. `to` is the place after the last of them. */
export interface Found<Value> {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly value: Value;
}

export interface Picked<Value> {
  readonly chosen?: Found<Value>;
  readonly unclear: readonly Found<Value>[];
}

/** What may stand several times in a line. */
interface Like {
  readonly longest: number;
  readonly isPart?: IsPart;
  readonly looks: (text: string, at: number) => boolean;
}

/** One value, or the words that could be two things, or nothing. */
export interface Choice<Value> {
  readonly value?: Value;
  readonly unclear: readonly string[];
}

export const isEmpty = ({ value, unclear }: Choice<unknown>) => value === undefined && unclear.length === 0;

const only = <Value>(found: readonly Found<Value>[]): Picked<Value> =>
  found.length > 1 ? { unclear: found } : { chosen: found[0], unclear: [] };

/** A longer line is prose: only its beginning is searched. */
export const SEARCHED_WORDS = 40;
const COMMA = '[\\s,;，、；]';
const ENDS_WITH_COMMA = new RegExp(`${COMMA}$`);
/** The look behind keeps it linear on a line of nothing but commas. */
const TRAILING_COMMA = new RegExp(`(?<!${COMMA})${COMMA}+$`);
const withoutComma = (text: string) =>
  ENDS_WITH_COMMA.test(text.slice(-1)) ? text.replace(TRAILING_COMMA, '') : text;

export interface Text {
  readonly text: string;
  readonly quoted: boolean;
}

/** The words of a line, some of them taken because they have been understood. Quoted words mean only themselves. */
export class Line {
  private readonly words: readonly Word[];
  private readonly taken = new Set<number>();
  /** For each word what was answered: a line is searched for the same parts several times. */
  private readonly answers = new Map<IsPart, boolean[]>();

  constructor(words: readonly Word[]) {
    this.words = words;
  }

  /** Takes the words that can be read as such a thing, the longest run of them at each place. */
  choose<Value>(kind: Kind<Value>): Choice<Value> {
    const { chosen, unclear } = (kind.pick ?? only)(this.search(kind));
    this.take([...(chosen ? [chosen] : []), ...unclear]);
    return { value: chosen?.value, unclear: unclear.map(({ text }) => text) };
  }

  /** Takes all that looks like something, and says which. */
  takeLike({ longest, isPart, looks }: Like): string[] {
    const found = this.search({ longest, isPart, read: (text, at) => looks(text, at) || undefined });
    this.take(found);
    return found.map(({ text }) => text);
  }

  /** What has not been taken, as typed. Taken words and quotes part it. */
  texts(): Text[] {
    const texts: (Text & { end: number })[] = [];
    for (const [at, word] of this.words.entries()) {
      if (this.taken.has(at)) continue;
      const last = texts.at(-1);
      const before = last?.end === at && this.isFree(at - 1) && this.isFree(at) ? texts.pop() : undefined;
      const text = before ? `${before.text} ${word.text}` : wordText(word);
      texts.push({ text, quoted: word.quoted, end: at + 1 });
    }
    return texts.map(({ text, quoted }) => ({ text: quoted ? text : withoutComma(text), quoted }));
  }

  private isFree(at: number): boolean {
    return this.words[at]?.quoted === false && !this.taken.has(at);
  }

  private take(found: readonly Found<unknown>[]) {
    for (const { from, to } of found) for (let at = from; at < to; at += 1) this.taken.add(at);
  }

  private search<Value>(kind: Kind<Value>): Found<Value>[] {
    const all: Found<Value>[] = [];
    for (let at = 0; at < Math.min(this.words.length, SEARCHED_WORDS); at += 1) {
      const found = this.readAt(at, kind);
      if (found) all.push(found);
      if (found) at = found.to - 1;
    }
    return all;
  }

  private readAt<Value>(at: number, { longest, isPart, read }: Kind<Value>): Found<Value> | undefined {
    let to = at;
    while (to < at + longest && this.isFree(to) && this.canBePart(to, isPart)) to += 1;
    for (; to > at; to -= 1) {
      const text = withoutComma(this.textOf(at, to));
      const value = read(text, at);
      if (value !== undefined) return { from: at, to, text, value };
    }
    return undefined;
  }

  private canBePart(at: number, isPart: IsPart | undefined): boolean {
    if (!isPart) return true;
    const answers = this.answers.get(isPart) ?? [];
    this.answers.set(isPart, answers);
    answers[at] ??= isPart(this.words[at]?.text ?? '');
    return answers[at];
  }

  private textOf(from: number, to: number): string {
    const alone = to === from + 1 ? this.words[from] : undefined;
    return alone ? wordText(alone) : this.words.slice(from, to).map(wordText).join(' ');
  }
}

/** What somebody gave by its name must be such a thing. */
export function chooseNamed<Value>(text: string, read: (text: string) => Value | undefined): Choice<Value> {
  const value = read(text);
  return { value, unclear: value === undefined ? [text] : [] };
}
