import { civil, type Day } from './day.js';

type Parts = Readonly<Record<string, string | undefined>>;
type Rule = readonly [says: RegExp, day: (today: Day, parts: Parts) => Day | undefined];

const firstOf = (days: readonly (Day | undefined)[], today: Day) =>
  days.find((day) => day && !day.isBefore(today));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Looks eight years ahead, as the 29th of February may be that far. */
const nextInYears = (today: Day, month: number, date: number) =>
  firstOf(
    upTo(9).map((years) => civil(today.year() + years, month, date)),
    today,
  );

const inMonth = (today: Day, months: number, date: number) => {
  const month = today.startOf('month').add(months, 'month');
  return civil(month.year(), month.month() + 1, date);
};
const nextInMonths = (today: Day, date: number) =>
  firstOf(
    upTo(4).map((months) => inMonth(today, months, date)),
    today,
  );

/** `本` is this one, `下` the next. An absent word is looked up as `''`. */
const stepsOf: Readonly<Record<string, number>> = {
  ...{ 本: 0, 这: 0, 这个: 0, 当: 0, 今: 0, this: 0 },
  ...{ 下: 1, 下个: 1, 明: 1, next: 1, 下下: 2, 下下个: 2, 后: 2 },
  ...{ 上: -1, 上个: -1, 去: -1, last: -1 },
};
const stepsFor = (which: string | undefined) => (which === undefined ? undefined : stepsOf[which]);

const yearOf = (today: Day, year: string) => {
  const steps = stepsOf[year];
  if (steps !== undefined) return today.year() + steps;
  return Number(year.padStart(4, '20'));
};

// Months, quarters and years

const monthsIn: Readonly<Record<string, number>> = {
  ...{ 月: 1, 月份: 1, m: 1, month: 1, 季: 3, 季度: 3, q: 3, quarter: 3, 年: 12, 年度: 12, y: 12, year: 12 },
};

/** `months` long, `steps` of that length away from the one that holds today. */
function period(today: Day, months: number, steps: number): Day {
  const month = today.startOf('month');
  return month.subtract(month.month() % months, 'month').add(steps * months, 'month');
}

const lastDay = (start: Day, months: number) => start.add(months, 'month').subtract(1, 'day');
const partOf: Readonly<Record<string, (start: Day, months: number) => Day>> = {
  初: (start) => start,
  中: (start, months) => (months === 1 ? start.add(14, 'day') : lastDay(start, months / 2)),
  末: lastDay,
  底: lastDay,
};
const dayInPeriod = (start: Day, months: number, part = '末') => partOf[part]?.(start, months);

function partOfPeriod(today: Day, { which, unit = '', part }: Parts) {
  const months = monthsIn[unit] ?? 1;
  const steps = stepsFor(which);
  const dayAfter = (count: number) => dayInPeriod(period(today, months, count), months, part);
  return steps === undefined ? firstOf(upTo(2).map(dayAfter), today) : dayAfter(steps);
}

function partOfNamedPeriod(today: Day, { year, month, quarter, part }: Parts) {
  const months = quarter ? 3 : 1;
  const first = quarter ? (Number(quarter) - 1) * 3 + 1 : Number(month);
  const dayIn = (start: Day | undefined) => start && dayInPeriod(start, months, part);
  if (year) return dayIn(civil(yearOf(today, year), first, 1));
  return firstOf(
    upTo(2).map((years) => dayIn(civil(today.year() + years, first, 1))),
    today,
  );
}

// Weeks

const weekdays: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 },
  ...{ mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 },
};

/** Weeks start on Monday, in both languages: 下周五 and `next friday` are the Friday of the next calendar week. */
function weekday(today: Day, { which, name = '' }: Parts) {
  const monday = today.subtract((today.day() + 6) % 7, 'day');
  const inWeek = (weeks: number) => monday.add(weeks * 7 + (weekdays[name.slice(0, 3)] ?? 1) - 1, 'day');
  const steps = stepsFor(which);
  return steps === undefined ? firstOf(upTo(2).map(inWeek), today) : inWeek(steps);
}

// Days counted from today

const near = new Map(
  Object.entries({
    ...{ 昨天: -1, 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 },
    ...{ today: 0, tomorrow: 1, tmr: 1, tmrw: 1, 'day after tomorrow': 2, 'the day after tomorrow': 2 },
  }),
);

const counts: Readonly<Record<string, number>> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
};
const lengths: Readonly<Record<string, readonly [count: number, unit: 'day' | 'month']>> = {
  ...{ 天: [1, 'day'], 日: [1, 'day'], day: [1, 'day'], 半个月: [15, 'day'], 半年: [6, 'month'] },
  ...{ 周: [7, 'day'], 星期: [7, 'day'], 礼拜: [7, 'day'], week: [7, 'day'] },
  ...{ 个月: [1, 'month'], month: [1, 'month'], 年: [12, 'month'], year: [12, 'month'] },
};

function later(today: Day, { count = '1', unit = '' }: Parts) {
  const [length, name] = lengths[unit] ?? [1, 'day'];
  return today.add((counts[count] ?? Number(count)) * length, name);
}

// Days as written

const asWritten = (_: Day, { year, month, date }: Parts) => civil(Number(year), Number(month), Number(date));

/** Month first, as in China and the US; the other way round only where that is no date. */
const monthFirst = (today: Day, { year, month, date }: Parts) =>
  asWritten(today, { year, month, date }) ?? asWritten(today, { year, month: date, date: month });

const dayOfYear = (today: Day, { year, month, date }: Parts) =>
  year
    ? civil(yearOf(today, year), Number(month), Number(date))
    : nextInYears(today, Number(month), Number(date));

const dayOfMonth = (today: Day, { which, date }: Parts) => {
  const months = stepsFor(which);
  return months === undefined ? nextInMonths(today, Number(date)) : inMonth(today, months, Number(date));
};

const YEAR = '(?:(?<year>\\d{4}|\\d\\d|[今本明后去])年)?';
const WEEKDAY =
  '(?<name>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const COUNT = `(?<count>\\d{1,4}|${Object.keys(counts).join('|')})`;
const UNIT = '(?<unit>day|week|month|year)s?';

const digits: readonly Rule[] = [
  [/^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<date>\d{1,2})$/, asWritten],
  [/^(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<date>\d\d)$/, asWritten],
  [/^(?<date>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/, asWritten],
  [/^(?<month>\d{1,2})(?<sign>[-/])(?<date>\d{1,2})\k<sign>(?<year>\d{4})$/, monthFirst],
  [/^(?<month>\d{1,2})[-/](?<date>\d{1,2})$/, dayOfYear],
];

/** The numerals before a unit have become digits. */
const chinese: readonly Rule[] = [
  [new RegExp(`^${YEAR}(?<month>\\d{1,2})月(?<date>\\d{1,2})[日号]?$`), dayOfYear],
  [/^(?:(?<which>本|这个?|当|下个?)月)?(?<date>\d{1,2})[日号]$/, dayOfMonth],
  [/^(?<which>本|这个?|当|下下个?|下个?|上个?)?(?<unit>月|季度?)(?<part>[底末初]|(?<=月)中)$/, partOfPeriod],
  [/^(?<which>今|本|明|后|去)?(?<unit>年度?)(?<part>[底末初中])$/, partOfPeriod],
  [new RegExp(`^${YEAR}(?<month>\\d{1,2})月份?(?<part>[底末初中])$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}(?:第?(?<quarter>[1-4])季度?)(?<part>[底末初])$`), partOfNamedPeriod],
  [new RegExp(`^${YEAR}q(?<quarter>[1-4])(?<part>[底末初])$`), partOfNamedPeriod],
  [/^(?<which>本|这个?|下下个?|下个?|上个?)?(?:周|星期|礼拜)(?<name>[一二三四五六日天1-7])$/, weekday],
  [/^(?<count>\d{1,4})(?:个(?=[星礼]))?(?<unit>天|日|周|星期|礼拜|个月|年)[之以]?后$/, later],
  [/^(?<unit>半个月|半年)[之以]?后$/, later],
];

const english: readonly Rule[] = [
  [new RegExp(`^(?:(?<which>this|next|last) )?${WEEKDAY}$`), weekday],
  [new RegExp(`^in ${COUNT} ${UNIT}$`), later],
  [new RegExp(`^${COUNT} ${UNIT} (?:later|from (?:now|today))$`), later],
  [/^(?:the )?end of (?:the )?(?:(?<which>this|next) )?(?<unit>month|quarter|year)$/, partOfPeriod],
  [/^eo(?<unit>[mqy])$/, partOfPeriod],
  [/^(?<unit>month|quarter|year)[ -]end$/, partOfPeriod],
  [/^(?:the )?end of q(?<quarter>[1-4])$/, partOfNamedPeriod],
];

const HAN = /\p{Script=Han}/u;
const rulesFor = (text: string) => {
  if (HAN.test(text)) return chinese;
  return /[a-z]/.test(text) ? english : digits;
};

/** @param today called only when the text is a date */
export function readByRules(text: string, today: () => Day): Day | undefined {
  const days = near.get(text);
  if (days !== undefined) return today().add(days, 'day');
  for (const [says, day] of rulesFor(text)) {
    const match = says.exec(text);
    if (match) return day(today(), match.groups ?? {});
  }
  return undefined;
}
