import { readMoney } from '../input/amount.js';
import { readDate } from '../input/date.js';
import { isDateWord } from '../input/date-words.js';
import type { Days } from './make.js';

/** A line as it was typed: who, when, who acts, for which flow, below which amount. What is not there is empty. */
export interface TypedAbsence {
  readonly who: string;
  readonly days: Days | undefined;
  readonly proxy: string;
  readonly flow: string;
  readonly below: string;
  /** What looks like days and is none. */
  readonly unclear?: string;
}

type Read = (text: string) => string | undefined;

/** With a space behind the English words: `today` does not begin with `to`. */
const UNTIL = /^(?:(?:until|till|to)\s+|(?:直到|到|至)\s*)(.+)$/i;
const FROM = /^(?:from|从|自)\s*/i;
/** `fri-wed`, `12-01~12-05`, `周五到下周三`; a hyphen may be part of a date, so each is tried. */
const BETWEEN = / to | until | till |[~～—–-]|到|至/gi;
const NUMBER = /^\d*$/;

/** The end as seen from today, or else from the beginning: `wed-mon` on a Thursday. */
const endOf = (text: string, from: string, read: Read): string | undefined => {
  const day = read(text);
  return day !== undefined && day >= from ? day : readDate(text, new Date(`${from}T12:00:00Z`), 'UTC');
};

const between = (text: string, read: Read): Days | undefined => {
  for (const { index, 0: sign } of text.matchAll(BETWEEN)) {
    const [left, right] = [text.slice(0, index).trim(), text.slice(index + sign.length).trim()];
    if (NUMBER.test(left) || NUMBER.test(right)) continue;
    const from = read(left);
    const until = from && endOf(right, from, read);
    if (from && until) return { from, until };
  }
  return undefined;
};

/** Reads one day or several as people type them; without a beginning they begin today. */
export function readDays(text: string, now: Date, timeZone: string): Days | undefined {
  const read: Read = (one) => readDate(one, now, timeZone);
  const typed = text.trim().replace(FROM, '');
  const last = UNTIL.exec(typed)?.[1];
  if (last !== undefined) {
    const [from, until] = [read('today'), read(last)];
    return from && until ? { from, until } : undefined;
  }
  const several = between(typed, read);
  const day = several ? undefined : read(typed);
  return several ?? (day === undefined ? undefined : { from: day, until: day });
}

/** An amount may be written with spaces: `USD 20 000`. */
const MOST_WORDS = 4;
/** Behind the English words comes a space or the amount itself: Underwood is a name. */
const BELOW =
  /(?:^|\s)(?:(?:below|under|less than)(?:[\s:：]+|(?=[\d¥￥$€£]))|(?:低于|小于|不到)[\s:：]*)(?<behind>\S.*)$/i;
const OR_LESS = /^(?<before>.*\S)\s*以[下内](?=\s|$)/;

const lengths = (tokens: readonly string[]): readonly number[] =>
  [...tokens.keys()]
    .map((index) => index + 1)
    .slice(0, MOST_WORDS)
    .reverse();

interface Limited {
  readonly below: string;
  readonly rest: string;
}

/** `below 5万 flow contract`: what cannot be read is given back as it is, to be asked about. */
const limitBehind = (text: string): Limited | undefined => {
  const found = BELOW.exec(text);
  const tokens = found?.groups?.behind?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(0, count).join(' '))) ?? 1;
  return {
    below: tokens.slice(0, length).join(' '),
    rest: `${text.slice(0, found.index)} ${tokens.slice(length).join(' ')}`,
  };
};

/** `李四 5万以下` */
const limitBefore = (text: string): Limited | undefined => {
  const found = OR_LESS.exec(text);
  const tokens = found?.groups?.before?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(-count).join(' '))) ?? 1;
  return {
    below: tokens.slice(-length).join(' '),
    rest: `${tokens.slice(0, -length).join(' ')} ${text.slice(found[0].length)}`,
  };
};

const readLimit = (text: string): Limited =>
  limitBehind(text) ?? limitBefore(text) ?? { below: '', rest: text };

const FLOW = /(?:^|\s)(?:flow|流程)[\s:：]+(.+)$/i;

const CONNECTING = /^(?:from|to|until|till|从|自|到|至|直到|[~～—–-])$/i;
const CONNECTED = /[~～—–]|到|至/;
const MIXED = /\d\D|\D\d|\p{Script=Han}/u;

const isOfDays = (word: string): boolean => word.split(CONNECTED).filter(Boolean).every(isDateWord);

/** `2026-02-30`, `13月5日` or `next week`; not `May` or `1003`, who may be colleagues. */
const looksLikeDays = (words: readonly string[]): boolean => {
  const said = words.filter((word) => !CONNECTING.test(word));
  return (
    said.some((word) => MIXED.test(word)) || (said.length > 1 && said.some((word) => /[a-z]/i.test(word)))
  );
};

interface Parted {
  readonly before: readonly string[];
  readonly days: readonly string[];
  readonly after: readonly string[];
}

/** The first words that look like days, and what is around them. */
const partAtDays = (tokens: readonly string[]): Parted | undefined => {
  for (const start of tokens.keys()) {
    const end = tokens.findIndex((word, at) => at >= start && !CONNECTING.test(word) && !isOfDays(word));
    const days = tokens.slice(start, end < 0 ? undefined : end);
    if (looksLikeDays(days))
      return { before: tokens.slice(0, start), days, after: tokens.slice(start + days.length) };
  }
  return undefined;
};

const withUnclear = (typed: TypedAbsence, tokens: readonly string[]): TypedAbsence => {
  const parted = partAtDays(tokens);
  if (!parted) return typed;
  const who = typed.who || parted.before.join(' ');
  return { ...typed, who, proxy: parted.after.join(' '), unclear: parted.days.join(' ') };
};

/** `@li fri-wed 王五 below 5万 flow contract`: who stands before the days, who acts behind them. */
export function readAbsence(text: string, now: Date, timeZone: string): TypedAbsence {
  const { below, rest } = readLimit(text);
  const flow = FLOW.exec(rest)?.[1]?.trim() ?? '';
  const tokens = rest.replace(FLOW, '').trim().split(/\s+/).filter(Boolean);
  for (let start = 0; start < tokens.length; start += 1)
    for (let end = tokens.length; end > start; end -= 1) {
      const days = readDays(tokens.slice(start, end).join(' '), now, timeZone);
      if (days && partAtDays(tokens.slice(0, start)))
        return withUnclear({ who: '', days: undefined, proxy: '', flow, below }, tokens);
      if (days)
        return withUnclear(
          { who: tokens.slice(0, start).join(' '), days, proxy: tokens.slice(end).join(' '), flow, below },
          tokens.slice(end),
        );
    }
  return withUnclear({ who: '', days: undefined, proxy: tokens.join(' '), flow, below }, tokens);
}
