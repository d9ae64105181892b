/** Days, and halves of them, as people say them of an absence. */
import { readDate } from '../input/date.js';
import { isDateWord } from '../input/date-words.js';
import type { Days } from './make.js';

export interface ReadDays extends Days {
  /** Half a day was said, and not which half. */
  readonly isEitherHalf?: true;
}

type Read = (text: string) => string | undefined;

/** With a space behind the English words: `today` does not begin with `to`. */
const UNTIL = /^(?:(?:until|till|to|through|thru)\s+|(?:直到|到|至)\s*)(.+)$/i;
const FROM = /^(?:from|从|自)\s*/i;
/** `fri-wed`, `12-01~12-05`, `周五到下周三`; a hyphen may be part of a date, so each is tried. */
const BETWEEN = / to | until | till | through | thru |[~～—–-]|(?:起|开始)?(?:一直)?[到至]/gi;
const NUMBER = /^\d*$/;
/** `Dec 1-5`, `12/1-5`: the month is said once. */
const MONTH_AND_DATE = /^(?=.*[a-z/月])(?<month>.*\D)\d{1,2}$/i;
const WEEK = /^(?<which>本|这|下下?)个?(?:周|星期|礼拜)$|^(?:all )?(?<said>this|next) week$/i;
const weekSaid: Readonly<Record<string, string>> = { this: '本', next: '下' };

/** The end as seen from today, or else from the beginning: `wed-mon` on a Thursday. */
const endOf = (text: string, from: string, read: Read): string | undefined => {
  const day = read(text);
  return day !== undefined && day >= from ? day : readDate(text, new Date(`${from}T12:00:00Z`), 'UTC');
};

const MORNING = /(?:上午|早上|(?<=^|\s)morning|(?<=\S)\s+a\.?m\.?)$/i;
const AFTERNOON = /(?:下午|午后|(?<=^|\s)afternoon|(?<=\S)\s+p\.?m\.?)$/i;
const EITHER_HALF = /半天$|^half(?: a)?[ -]day(?: on)?(?=\s|$)|(?<=^|\s)half(?: a)?[ -]day$/i;
/** What is left of `this afternoon` and `in the morning`. */
const ABOUT_TODAY = /^(?:this|in the|the)?$/i;

const withoutHalf = (text: string): string =>
  [MORNING, AFTERNOON, EITHER_HALF].reduce((rest, half) => rest.replace(half, '').trim(), text);

/** A day, or a half of it. */
const dayOf = (text: string, read: Read): string | undefined => {
  const bare = withoutHalf(text);
  return bare !== text && ABOUT_TODAY.test(bare) ? read('today') : read(bare);
};

/** From the first half of a day until the last; of one half alone it is both. */
const halvesOf = (first: string, last: string): Omit<ReadDays, 'from' | 'until'> => ({
  ...(AFTERNOON.test(first) && { fromNoon: true }),
  ...(MORNING.test(last) && { untilNoon: true }),
  ...((EITHER_HALF.test(first) || EITHER_HALF.test(last)) && { isEitherHalf: true as const }),
});

const between = (text: string, read: Read): ReadDays | undefined => {
  for (const { index, 0: sign } of text.matchAll(BETWEEN)) {
    const [left, right] = [text.slice(0, index).trim(), text.slice(index + sign.length).trim()];
    const month = NUMBER.test(right) ? MONTH_AND_DATE.exec(left)?.groups?.month : '';
    if (NUMBER.test(left) || right === '' || month === undefined) continue;
    const from = dayOf(left, read);
    const last = withoutHalf(right);
    const until = from && (last === '' ? from : endOf(`${month}${last}`, from, read));
    if (from && until) return { from, until, ...halvesOf(left, right) };
  }
  return undefined;
};

/** From Monday, or today if that is over, to Sunday. */
function readWeek(text: string, read: Read): Days | undefined {
  const { which, said = '' } = WEEK.exec(text)?.groups ?? {};
  const week = which ?? weekSaid[said.toLowerCase()];
  if (week === undefined) return undefined;
  const [today, monday, until] = [read('今天'), read(`${week}周一`), read(`${week}周日`)];
  if (!today || !monday || !until) return undefined;
  return { from: monday < today ? today : monday, until };
}

/** `from the morning of 1 december 2026 to the 15th of january 2027`: what is longer is prose. */
const LONGEST = 80;

/** Reads one day, half a day or several days as people type them; without a beginning they begin today. */
export function readDays(text: string, now: Date, timeZone: string): ReadDays | undefined {
  if (text.length > LONGEST) return undefined;
  const read: Read = (one) => readDate(one, now, timeZone);
  const typed = text.trim().replace(FROM, '');
  const last = UNTIL.exec(typed)?.[1];
  if (last !== undefined) {
    const [from, until] = [read('today'), dayOf(last, read)];
    return from && until ? { from, until, ...halvesOf('', last) } : undefined;
  }
  const several = readWeek(typed, read) ?? between(typed, read);
  const day = several ? undefined : dayOf(typed, read);
  return several ?? (day === undefined ? undefined : { from: day, until: day, ...halvesOf(typed, typed) });
}

const CONNECTING = /^(?:from|to|until|till|through|thru|从|自|到|至|直到|[~～—–-])$/i;
const CONNECTED = /[~～—–]|到|至/;
const MIXED = /\d\D|\D\d|\p{Script=Han}/u;

/** 下午3点, `2:30pm`: an absence begins and ends with halves of days. */
const CLOCK = /(?:上午|下午|早上|晚上)?\d{1,2}(?:点(?:半|钟|\d+分?)?|[:：]\d\d(?: ?[ap]m)?|[ap]m)$/i;
const isOfDay = (word: string): boolean => {
  const bare = withoutHalf(word.replace(CLOCK, ''));
  return bare === '' || isDateWord(bare);
};
const isOfDays = (word: string): boolean => word.split(CONNECTED).filter(Boolean).every(isOfDay);
export const isPartOfDays = (word: string): boolean => CONNECTING.test(word) || isOfDays(word);

/** `2026-02-30`, `13月5日` or `next week`; not `May` or `1003`, who may be colleagues. */
export const looksLikeDays = (words: readonly string[]): boolean => {
  const said = words.filter((word) => !CONNECTING.test(word));
  return (
    said.some((word) => MIXED.test(word)) || (said.length > 1 && said.some((word) => /[a-z]/i.test(word)))
  );
};
