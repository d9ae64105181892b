import { addMonths, civil, type Day, monthStart, noonOf, weekdayOf, yearOf } from './day.js';
import { byFestival, CHINESE_FESTIVAL, ENGLISH_FESTIVAL } from './festival.js';

type Parts = Readonly<Record<string, string | undefined>>;
type Rule = readonly [says: RegExp, day: (today: Day, parts: Parts) => Day | undefined];

/** The first of some days that is not over yet; some of them may not exist. */
function upcoming(today: Day, tries: number, dayAfter: (steps: number) => Day | undefined): Day | undefined {
  for (let steps = 0; steps < tries; steps += 1) {
    const day = dayAfter(steps);
    if (day !== undefined && day >= today) return day;
  }
  return undefined;
}

/** `本` is this one, `下` the next. */
const stepsOf: Readonly<Record<string, number>> = {
  ...{ 本: 0, 这: 0, 这个: 0, 当: 0, 今: 0, this: 0 },
  ...{ 下: 1, 下个: 1, 明: 1, next: 1, 下下: 2, 下下个: 2, 后: 2 },
  ...{ 上: -1, 上个: -1, 去: -1, last: -1 },
};
const stepsFor = (which: string | undefined) => (which === undefined ? undefined : stepsOf[which]);

/** 明 is next year, 26 is 2026. */
function yearNamed(today: Day, year: string): number {
  const steps = stepsOf[year];
  return steps === undefined ? Number(year.padStart(4, '20')) : yearOf(today) + steps;
}

// Months, quarters and years

const monthsIn: Readonly<Record<string, number>> = {
  ...{ 月: 1, m: 1, month: 1, 季: 3, 季度: 3, q: 3, quarter: 3, 年: 12, 年度: 12, y: 12, year: 12 },
};

const lastDay = (start: Day, months: number) => monthStart(start, months) - 1;
const partOf: Readonly<Record<string, (start: Day, months: number) => Day>> = {
  初: (start) => start,
  中: (start, months) => (months === 1 ? start + 14 : lastDay(start, months / 2)),
  末: lastDay,
  底: lastDay,
  上旬: (start) => start + 9,
  中旬: (start) => start + 19,
  下旬: lastDay,
};
const partSaid: Readonly<Record<string, string>> = {
  ...{ early: '初', start: '初', beginning: '初', mid: '中', middle: '中', late: '末', end: '末' },
};
const dayInPeriod = (start: Day, months: number, part = '末') =>
  partOf[partSaid[part] ?? part]?.(start, months);

function partOfPeriod(today: Day, { which, unit = '', part }: Parts) {
  const months = monthsIn[unit] ?? 1;
  const monthsBegun = noonOf(today).getUTCMonth() % months;
  const dayAfter = (steps: number) =>
    dayInPeriod(monthStart(today, steps * months - monthsBegun), months, part);
  const steps = stepsFor(which);
  return steps === undefined ? upcoming(today, 2, dayAfter) : dayAfter(steps);
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthNumber = (month = ''): number => Number(month) || monthNames.indexOf(month.slice(0, 3)) + 1;

const halves: Readonly<Record<string, number>> = { 上: 1, 下: 7, first: 1, second: 7, 1: 1, 2: 7 };

function periodNamed({ month, quarter, half }: Parts) {
  if (half) return { months: 6, first: halves[half] ?? 1 };
  return quarter ? { months: 3, first: Number(quarter) * 3 - 2 } : { months: 1, first: monthNumber(month) };
}

function partOfNamedPeriod(today: Day, { year, part, ...named }: Parts) {
  const { months, first } = periodNamed(named);
  const dayIn = (inYear: number) => {
    const start = civil(inYear, first, 1);
    return start === undefined ? undefined : dayInPeriod(start, months, part);
  };
  return year ? dayIn(yearNamed(today, year)) : upcoming(today, 2, (steps) => dayIn(yearOf(today) + steps));
}

function partOfYear(today: Day, { year = '', part }: Parts) {
  const start = civil(yearNamed(today, year), 1, 1);
  return start === undefined ? undefined : dayInPeriod(start, 12, part);
}

// Weeks

const weekdays: Readonly<Record<string, number>> = {
  ...{ 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6, 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6 },
  ...{ mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 },
};

/** Weeks start on Monday, in both languages: 下周五 and `next friday` are the Friday of the next calendar week. */
function weekday(today: Day, { which, name = '' }: Parts) {
  const monday = today - weekdayOf(today);
  const inWeek = (weeks: number) => monday + weeks * 7 + (weekdays[name.slice(0, 3)] ?? 0);
  const steps = stepsFor(which);
  return steps === undefined ? upcoming(today, 2, inWeek) : inWeek(steps);
}

// Days counted from today

const near = new Map(
  Object.entries({
    ...{ 昨天: -1, 昨日: -1, 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 },
    ...{
      eod: 0,
      cob: 0,
      today: 0,
      tomorrow: 1,
      tmr: 1,
      tmrw: 1,
      'day after tomorrow': 2,
      'the day after tomorrow': 2,
    },
  }),
);

const counts: Readonly<Record<string, number>> = {
  ...{ 'a couple of': 2, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5 },
  ...{ six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
};
const days = (length: number) => (today: Day, count: number) => today + count * length;
const months = (length: number) => (today: Day, count: number) => addMonths(today, count * length);
/** From one day to another, or back where the count is below nothing. */
export const lengths: Readonly<Record<string, (today: Day, count: number) => Day>> = {
  ...{
    天: days(1),
    日: days(1),
    day: days(1),
    周: days(7),
    星期: days(7),
    礼拜: days(7),
    week: days(7),
    fortnight: days(14),
  },
  ...{ 个月: months(1), month: months(1), 年: months(12), year: months(12) },
  ...{ 个季度: months(3), quarter: months(3) },
  ...{ 半个月: days(15), 半年: months(6) },
};

const weekAfter = (today: Day, parts: Parts) => (weekday(today, parts) ?? today) + 7;

const endOfWeek = (today: Day, parts: Parts) => weekday(today, { ...parts, name: 'fri' });

const festival = (today: Day, parts: Parts) =>
  byFestival(today, parts, parts.year ? [yearNamed(today, parts.year)] : undefined);

export const countOf = (count = '1'): number => counts[count] ?? Number(count);
const later = (today: Day, { count, unit = '' }: Parts) => lengths[unit]?.(today, countOf(count));

// Days as written

const asWritten = (_: Day, { year, month, date }: Parts) => civil(Number(year), Number(month), Number(date));

/** Month first, as in China and the US; the other way round only where that is no date. */
const monthFirst = (today: Day, { year, month, date }: Parts) =>
  asWritten(today, { year, month, date }) ?? asWritten(today, { year, month: date, date: month });

/** Looks eight years ahead, as the 29th of February may be that far. */
function dayOfYear(today: Day, { year, month, date }: Parts) {
  const dayIn = (inYear: number) => civil(inYear, Number(month), Number(date));
  return year ? dayIn(yearNamed(today, year)) : upcoming(today, 9, (steps) => dayIn(yearOf(today) + steps));
}

function dayOfMonth(today: Day, { which, date }: Parts) {
  const dayAfter = (steps: number) => {
    const day = monthStart(today, steps) + Number(date) - 1;
    return day >= monthStart(today, steps) && day < monthStart(today, steps + 1) ? day : undefined;
  };
  const steps = stepsFor(which);
  return steps === undefined ? upcoming(today, 4, dayAfter) : dayAfter(steps);
}

const YEAR = '(?:(?<year>\\d{4}|\\d\\d|[今本明后去])年)?';
const WEEKDAY =
  '(?<name>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const PART = '(?:the )?(?<part>early|mid|late|(?:beginning|start|middle|end)(?= of ))(?: of)?[ -](?:the )?';
export const COUNT = `(?<count>\\d{1,4}|${Object.keys(counts).join('|')})`;
const UNIT = '(?<unit>day|week|fortnight|month|year)s?';

const digits: readonly Rule[] = [
  [/^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<date>\d{1,2})$/, asWritten],
  [/^(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<date>\d\d)$/, asWritten],
  [/^(?<date>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/, asWritten],
  [/^(?<month>\d{1,2})(?<sign>[-/])(?<date>\d{1,2})\k<sign>(?<year>\d{4})$/, monthFirst],
  [/^(?<month>0?[1-9]|1[0-2])[-/](?<date>\d{1,2})$/, dayOfYear],
  // All day, and no day.
  [/^(?!24\/7$)(?<date>1[3-9]|2\d|3[01])\/(?<month>0?[1-9]|1[0-2])$/, dayOfYear],
];

/** The numerals before a unit have become digits. */
const chinese: readonly Rule[] = [
  [new RegExp(`^${YEAR}(?<month>\\d{1,2})月(?<date>\\d{1,2})[日号]?$`), dayOfYear],
  [/^(?:(?<which>本|这个?|当|下个?)月)?(?<date>\d{1,2})[日号]$/, dayOfMonth],
  [/^(?<which>下个?)月(?<date>\d{1,2})$/, dayOfMonth],
  [
    /^(?<which>本|这个?|当|下下个?|下个?|上个?)?(?<unit>月|季度?)(?<part>[底末初]|(?<=月)(?:中|[上中下]旬))$/,
    partOfPeriod,
  ],
  [/^(?<which>今|本|明|后|去)?(?<unit>年度?)(?<part>[底末初中])$/, partOfPeriod],
  [/^(?<which>本|这个?|今|当)?(?<unit>月|季度?|年)[之以]?内$/, partOfPeriod],
  [/^(?<year>\d{4}|\d\d)年[年度]?(?<part>[底末初中])$/, partOfYear],
  [new RegExp(`^${YEAR}(?<month>\\d{1,2})月份?(?<part>[底末初中]|[上中下]旬)$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}(?:第?(?<quarter>[1-4])季度?)(?<part>[底末初])$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}第?(?<quarter>[1-4])季度$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}q(?<quarter>[1-4])(?<part>[底末初])?$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}(?<half>[上下])半年$`), partOfNamedPeriod],
  [CHINESE_FESTIVAL, festival],
  [/^(?<which>本|这个?|下下个?|下个?|上个?)?(?:周|星期|礼拜)(?<name>[一二三四五六日天1-7])$/, weekday],
  [/^(?<count>\d{1,4})(?:个(?=[星礼]))?(?<unit>天|日|周|星期|礼拜|个月|年)[之以]?[后内]$/, later],
  [/^(?<unit>半个月|半年)[之以]?[后内]$/, later],
];

const english: readonly Rule[] = [
  [new RegExp(`^(?:(?<which>this|next|last) )?${WEEKDAY}$`), weekday],
  [new RegExp(`^in ${COUNT} ${UNIT}$`), later],
  [new RegExp(`^${COUNT} ${UNIT} (?:later|from (?:now|today))$`), later],
  [new RegExp(`^${WEEKDAY} week$`), weekAfter],
  [new RegExp(`^a week from ${WEEKDAY}$`), weekAfter],
  [/^(?:the )?end of (?:the )?(?:(?<which>this|next) )?week$|^eow$/, endOfWeek],
  [new RegExp(`^${PART}(?:(?<which>this|next) )?(?<unit>month|quarter|year)$`), partOfPeriod],
  [new RegExp(`^${PART}${MONTH}(?:,? (?<year>\\d{4}))?$`), partOfNamedPeriod],
  [/^(?:the )?(?<date>\d{1,2})(?:st|nd|rd|th) of (?:the|(?<which>this|next)) month$/, dayOfMonth],
  [/^the (?<date>\d{1,2})(?:st|nd|rd|th)$/, dayOfMonth],
  [/^eo(?<unit>[mqy])$/, partOfPeriod],
  [/^(?<unit>month|quarter|year)[ -]end$/, partOfPeriod],
  [/^(?:(?:the )?end of )?q(?<quarter>[1-4])(?: (?<year>\d{4}))?$/, partOfNamedPeriod],
  [/^(?<year>\d{4}) ?q(?<quarter>[1-4])$/, partOfNamedPeriod],
  [/^h(?<half>[12])(?: (?<year>\d{4}))?$/, partOfNamedPeriod],
  [/^(?:the )?(?<half>first|second) half of (?:the year|(?<year>\d{4}))$/, partOfNamedPeriod],
  [ENGLISH_FESTIVAL, festival],
];

const rulesFor = (text: string) => {
  if (/[\u4e00-\u9fff]/.test(text)) return chinese;
  return /[a-z]/.test(text) ? english : digits;
};

/** @param today called only when the text is a date */
export function readByRules(text: string, today: () => Day): Day | undefined {
  const distance = near.get(text);
  if (distance !== undefined) return today() + distance;
  for (const [says, day] of rulesFor(text)) {
    const match = says.exec(text);
    if (match) return day(today(), match.groups ?? {});
  }
  return undefined;
}
