/** 本月, `next quarter`, Q1, 30天内: from which day to which. */
import type { Text } from '../../models/text.js';
import { readDate } from './date.js';
import { lengths } from './date-rules.js';
import { type Day, dayIn, dayNumber, isoOf, monthStart, weekdayOf } from './day.js';
import { fold } from './fold.js';
import { HAN } from './name.js';
import { SMALL_NUMERALS } from './numerals.js';

/** What stays true tomorrow: kept as such, and worked out on the day. */
export const namedPeriods = {
  'this-week': { zh: '本周', en: 'this week' },
  'next-week': { zh: '下周', en: 'next week' },
  'last-week': { zh: '上周', en: 'last week' },
  'this-month': { zh: '本月', en: 'this month' },
  'next-month': { zh: '下月', en: 'next month' },
  'last-month': { zh: '上月', en: 'last month' },
  'this-quarter': { zh: '本季度', en: 'this quarter' },
  'next-quarter': { zh: '下季度', en: 'next quarter' },
  'last-quarter': { zh: '上季度', en: 'last quarter' },
  'this-year': { zh: '今年', en: 'this year' },
  'next-year': { zh: '明年', en: 'next year' },
  'last-year': { zh: '去年', en: 'last year' },
} satisfies Record<string, Text>;
export type NamedPeriod = keyof typeof namedPeriods;

/** Named, or its first and its last day. */
export type Period = NamedPeriod | `${string}/${string}`;

export const isNamed = (period: Period): period is NamedPeriod => Object.hasOwn(namedPeriods, period);

const steps = { last: -1, this: 0, next: 1 };
const months = { month: 1, quarter: 3, year: 12 };
type Steps = keyof typeof steps;
type Unit = 'week' | keyof typeof months;

function daysNamed(period: NamedPeriod, today: Day): readonly [first: Day, last: Day] {
  const [which, unit] = period.split('-') as [Steps, Unit];
  const monday = today - weekdayOf(today) + 7 * steps[which];
  if (unit === 'week') return [monday, monday + 6];
  const begun = new Date(isoOf(today)).getUTCMonth() % months[unit];
  const first = monthStart(today, steps[which] * months[unit] - begun);
  return [first, monthStart(first, months[unit]) - 1];
}

/** `YYYY-MM-DD`, both of it. */
export function daysOf(period: Period, today: Day): readonly [first: string, last: string] {
  if (isNamed(period)) return [isoOf(daysNamed(period, today)[0]), isoOf(daysNamed(period, today)[1])];
  const [first = '', last = ''] = period.split('/');
  return [first, last];
}

const whichOf: Readonly<Record<string, Steps>> = {
  ...{ 本: 'this', 这: 'this', 这个: 'this', 当: 'this', 今: 'this', this: 'this', current: 'this' },
  ...{ 下: 'next', 下个: 'next', 明: 'next', next: 'next' },
  ...{ 上: 'last', 上个: 'last', 去: 'last', last: 'last', previous: 'last' },
};
const unitOf: Readonly<Record<string, Unit>> = {
  ...{ 周: 'week', 星期: 'week', 礼拜: 'week', 月: 'month', 季: 'quarter', 季度: 'quarter' },
  ...{ 年: 'year', 年度: 'year', week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
};
const WHICH = '本|这个?|当|下个?|上个?';
/** 下下周 is not the next one. */
const WHICH_WITHIN = '本|这个?|当|(?<!下)下个?|(?<!上)上个?';
const NAMED = new RegExp(
  `^(?:(${WHICH}|今(?=年)|明(?=年)|去(?=年))(周|星期|礼拜|月|季度?|年度?)|(this|current|next|last|previous) (week|month|quarter|year))$`,
);

function readNamed(text: string): NamedPeriod | undefined {
  const [, which, unit, englishWhich = '', englishUnit = ''] = NAMED.exec(text) ?? [];
  const step = whichOf[which ?? englishWhich];
  return step && (`${step}-${unitOf[unit ?? englishUnit] ?? 'week'}` as const);
}

const YEAR = '(?:(?:\\d{4}|[今明后去本])年)?';
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*';
/** How a length of so many months is said, and its last day. */
const terms: readonly (readonly [months: number, says: RegExp, last: string])[] = [
  [3, new RegExp(`^(?:${YEAR}(?:第?[一二三四1-4]季度?|q[1-4])|q[1-4] \\d{4}|\\d{4} ?q[1-4])$`), '$&'],
  [6, new RegExp(`^(?:${YEAR}[上下]半年|h[12](?: \\d{4})?)$`), '$&'],
  [1, new RegExp(`^(${YEAR}[\\d${SMALL_NUMERALS}]{1,3}月)份?$`), '$1底'],
  [1, new RegExp(`^${MONTH}(?: \\d{4})?$`), 'end of $&'],
  [12, /^(\d{4})(?:年度?)?$/, '$1年底'],
];
/** `May` and `March` are names as well, and 2026 is many things. */
const ALONE = new RegExp(`^(?:${MONTH}|\\d{4})$`);
const SAYS_YEAR = /\d{4}|[今明后去本]年/;

const BACK = /^(?:最近|过去|近|last |past )([1-9]\d{0,2}) ?(天|周|个月|day|week|month)s?$/;

/** 最近30天 ends today. */
function readBack(text: string, today: Day): Period | undefined {
  const [, count, unit = ''] = BACK.exec(text) ?? [];
  const before = lengths[unit]?.(today, -Number(count));
  return before === undefined ? undefined : `${isoOf(before + 1)}/${isoOf(today)}`;
}

interface When {
  readonly now: Date;
  readonly timeZone: string;
  /** Of what has happened: Q1 is the last one. */
  readonly isPast?: boolean;
}

/** Of the last day of a month: 28 February and 29 February are a year apart. */
const yearBefore = (day: Day): Day => monthStart(day, -11) - 1;

function readTerm(text: string, { now, timeZone, isPast }: When): Period | undefined {
  const [count, says, last = ''] = terms.find(([, one]) => one.test(text)) ?? [];
  if (!count || !says) return undefined;
  const said = readDate(text.replace(says, last), now, timeZone);
  if (said === undefined) return undefined;
  const coming = dayNumber(said);
  const isFuture = monthStart(coming, 1 - count) > dayIn(timeZone, now);
  const end = isPast && isFuture && !SAYS_YEAR.test(text) ? yearBefore(coming) : coming;
  return `${isoOf(monthStart(end, 1 - count))}/${isoOf(end)}`;
}

const CLOSING =
  '(?:预计|计划|应该?|[要会能可将待需]|即将|快要?|准备)+(?:签(?:约|单|合同|下来?)?|到期|成交|截止)|签约|到期|截止';
const HAN_UNTIL = '之?前|[之以]?内|里';
const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天]';
const HAN_WHEN = [
  `(?:${WHICH_WITHIN})${WEEKDAY}`,
  `${WEEKDAY}(?=之?前)`,
  `(?:${WHICH})?[月年][底末]`,
  `(?:${WHICH_WITHIN})(?:周|星期|礼拜|月|季度?|年度?)`,
  '[今明去]年(?![第\\dQq上下])',
  `${YEAR}(?:第?[一二三四1-4]季度|[Qq][1-4]|[上下]半年|\\d{1,2}月(?:\\d{1,2}[日号])?)`,
  '\\d{4}年',
  '\\d{1,3}(?:天|周|个月)(?=[之以]?内)',
  '(?:最近|过去|近)\\d{1,3}(?:天|周|个月)',
  '[昨今明后]天',
].join('|');
const HAN_WITHIN = '(?:(?:预计|计划|[要会能将])?在|预计|计划)?';
/** As Chinese writes it, in one word: 下周五前要签的 */
export const HAN_PERIOD = `${HAN_WITHIN}(?:${HAN_WHEN})(?:份|${HAN_UNTIL})?(?:${CLOSING})?的?`;

const HAN_PARTS = new RegExp(`^${HAN_WITHIN}(?<when>.+?)(?<until>${HAN_UNTIL})?(?<closing>${CLOSING})?的?$`);
const ENGLISH_PARTS =
  /^(?:(?<closing>clos(?:e|es|ing)|due|expir(?:es|ing)|expected(?: to close)?|to (?:close|sign|be signed)) )?(?:(?<until>by|before|until|till|within|in(?= (?:the )?(?:next )?\d+ )) |(?<within>in|during|on|for|of) )?(?:the )?(?:next (?=\d))?(?<when>.+)$/;

/** That something happened on a day is said without a word beside it: 昨天赢单. */
const DAY_OVER = /^(?:[昨今]天|yesterday|today)$/;

const LONGEST = 60;

/** The last day that is meant by 月底前, 30天内 and `before next month`. */
function readEnd(when: string, until: string, period: Period | undefined, at: When): string | undefined {
  if (!period) {
    const said = /^(?:with)?in$/.test(until) ? `in ${when}` : when;
    return readDate(said, at.now, at.timeZone) ?? readDate(when + until, at.now, at.timeZone);
  }
  const [first, last] = daysOf(period, dayIn(at.timeZone, at.now));
  return /前$|^before$/.test(until) ? isoOf(dayNumber(first) - 1) : last;
}

/** @param text all of it, with what is done in it: 本月要签的, `closing next week` */
export function readPeriod(text: string, at: When): Period | undefined {
  if (text.length > LONGEST) return undefined;
  const typed = fold(text);
  const parts = (HAN.test(typed) ? HAN_PARTS : ENGLISH_PARTS).exec(typed)?.groups ?? {};
  const { when = '', until = '', closing, within } = parts;
  const isTerm = !ALONE.test(when) || closing || until || within;
  const today = dayIn(at.timeZone, at.now);
  const period = readNamed(when) ?? readBack(when, today) ?? (isTerm ? readTerm(when, at) : undefined);
  if (period && /^$|[内里]$|in$/.test(until)) return period;
  if (!until && !closing && !(at.isPast && DAY_OVER.test(when))) return undefined;
  const end = readEnd(when, until, period, at);
  const first = until ? isoOf(today) : end;
  return end && first && first <= end && !(until && at.isPast) ? `${first}/${end}` : undefined;
}
