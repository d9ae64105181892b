import { DAY_MS } from '../duration.js';
import { readByChrono } from './chrono.js';
import { readByRules } from './date-rules.js';
import { isDateWord } from './date-words.js';
import { type Day, dayIn, isoDayIn, isoOf, yearOf } from './day.js';
import { fold } from './fold.js';
import { readNumerals, SMALL_NUMERALS } from './numerals.js';

const LONGEST = 40;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** 十二月三十一日 → 12月31日. What follows 周 is a name and not a number: 周一号 is no day. */
const NUMERAL = new RegExp(`(?<![周期拜])[\\d${SMALL_NUMERALS}]+(?=个?[年月天日号周星礼季])`, 'g');
const toDigits = (text: string) =>
  text.replace(NUMERAL, (numeral) => String(readNumerals(numeral) ?? numeral));

/** 月底前 and `by friday` are deadlines: that day at the latest. Not 三天前 (ago), nor 10日前, which may be either. */
const DEADLINE =
  /(?<=[底末初号]|月\d{1,2}日|(?:周|星期|礼拜)[一二三四五六日天])之?前$|^(?:(?:by )?(?:eod|cob)(?: on)?|by|on|due|before(?! .*(?:festival|new year|national day|golden week|christmas|xmas))|clos(?:e[sd]?|ing)(?: on| by)?|expected(?: on| by)?|until|till|no later than) /g;

/** `12 月 31 日` and `10 天后` are written with spaces or without. Between numbers a space parts them. */
const UNIT_SPACE = / (?=[年月日号天个周星礼])|(?<=[年月天周期拜]) (?=[\d后以之底末初])/g;

/** `next friday.` */
const STOP = /(?<=[a-z])\.$/;

const plain = (text: string) =>
  toDigits(text.replace(UNIT_SPACE, '')).replace(STOP, '').replace(DEADLINE, '');

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*';
const DATE = '\\d{1,2}(?:st|nd|rd|th)?';

/** How days are written that there may not be. */
const written: readonly RegExp[] = [
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/,
  /^\d{1,2}([-/.])\d{1,2}\1\d{4}$/,
  /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]?|[底末初中])$/,
  /^(?:[下本这当]个?月)?\d{1,2}[日号]$/,
  /^[上下本这]*(?:周|星期|礼拜)[八九十]$/,
  /^(?:0?[1-9]|1[0-2])[-/]3\d$/,
  new RegExp(`^${MONTH} ${DATE},?(?: \\d{4})?$|^${DATE} (?:of )?${MONTH},?(?: \\d{4})?$`),
];
/** A week or a month, in which the day is still to be named. */
const periods: readonly RegExp[] = [
  /^\d{4}[-/.年]\d{1,2}月?$/,
  /^\d{1,2}月份?$/,
  /^[今明后]年(?:\d{1,2}月份?)?$/,
  /^[上下本这]*(?:周|星期|礼拜)[末内]$/,
  /^[上下本这]+个?(?:周|星期|礼拜|月|季度?)$/,
  /^(?:early |mid |late )?(?:this|next) (?:week|weekend|month|quarter|year)$/,
  new RegExp(`^(?:in|by|before|end of) ${MONTH}(?: \\d{4})?$`),
];
/** 12.31 and 31.12: a day in all likelihood, and perhaps an amount. 12.5 is rather a version. */
const LIKELY_DOTTED =
  /^(?:(?:0?[1-9]|1[0-2])\.(?:1[3-9]|2\d|3[01])|(?:1[3-9]|2\d|3[01])\.(?:0?[1-9]|1[0-2]))\.?$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.?$/;

const looksLike =
  (forms: readonly RegExp[]) =>
  (text: string): boolean => {
    if (text.length > LONGEST) return false;
    const bare = plain(fold(text));
    return forms.some((form) => form.test(bare));
  };

/** Written as a day that there is not: `2/30`, `6月31日`, `Feb 30`. For what cannot be read as a day. */
export const isNoSuchDay = looksLike(written);

/** `下个月`, `next week` */
export const isPeriod = looksLike(periods);

export const isLikeDottedDay = (text: string): boolean => LIKELY_DOTTED.test(fold(text));

/** Meant as a day in all likelihood, be there such a day or not. */
export const isLikeDay = looksLike([...written, ...periods]);

const isSensible = (day: Day) => yearOf(day) >= FIRST_YEAR && yearOf(day) <= LAST_YEAR;

/**
 * Reads one day as people type it, in either language, and answers `YYYY-MM-DD` in the person's zone. The whole text
 * must be the date; a day that does not exist, or a year outside 1900–2199, is not one.
 *
 * A day without its year or month is the next such day, today included (周五 on a Friday is today). Weeks start on
 * Monday, so 下周五 and `next friday` are the Friday of the next calendar week and never the one of this week. A period
 * ends on its last day: 月底, 季度末, `end of month`.
 *
 * Our tables come first, as chrono-node reads 下周日 as this Sunday, 下下周一 as next Monday, 一个月后 from the 31st as the 3rd,
 * `last friday` as the coming one, and knows no 月底, 两周后, 12-31 or `eom`.
 */
export function readDate(text: string, now: Date, timeZone: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const folded = fold(text);
  if (!folded.split(' ').every(isDateWord)) return undefined;
  const today = () => dayIn(timeZone, now);
  const date = plain(folded);
  const day = readByRules(date, today) ?? readByChrono(date, today);
  return day !== undefined && isSensible(day) ? isoOf(day) : undefined;
}

/** Where nothing but a day may stand 12.31, 31.12 and 12.5 are days. */
export const readDateField = (text: string, now: Date, timeZone: string): string | undefined =>
  readDate(fold(text).replace(DOTTED, '$1/$2'), now, timeZone);

const YEARLESS =
  /^(?:\d{1,2}月)?\d{1,2}[日号]?$|^\d{1,2}[-/.]\d{1,2}$|^[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?$|^\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?$/;
/** From when on the last such day of a month, and of a year, is the next one. */
const LOOKING_BACK_DAYS = [31, 366];

/** Of what has happened: 11月20日 and 20号 are the last such day, as no year or month is said. */
export function readPastDate(text: string, now: Date, timeZone: string): string | undefined {
  const isOver = (day: string | undefined) => day !== undefined && day <= isoDayIn(timeZone, now);
  const day = readDateField(text, now, timeZone);
  if (day === undefined || isOver(day) || !YEARLESS.test(plain(fold(text)))) return day;
  const earlier = LOOKING_BACK_DAYS.map((days) =>
    readDateField(text, new Date(now.getTime() - days * DAY_MS), timeZone),
  );
  return earlier.find(isOver) ?? day;
}
