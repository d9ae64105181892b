import fc from 'fast-check';
import { readDate, readDateField } from '../../../handlers/input/date.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

const SHANGHAI = 'Asia/Shanghai';
const noonOn = (day: string) => new Date(`${day}T12:00:00+08:00`);
/** A Wednesday. */
const WEDNESDAY = '2026-11-25';
const read = (typed: string, today = WEDNESDAY) => readDate(typed, noonOn(today), SHANGHAI);

test.each([
  ...['2026-12-31', '2026/12/31', '2026.12.31', '31.12.2026', '12/31/2026', '31/12/2026', '20261231'],
  ...[
    '12-31',
    '12/31',
    '2026年12月31日',
    '12月31日',
    '12月31号',
    '26年12月31日',
    '今年12月31日',
    '12 月 31 日',
  ],
  ...['十二月三十一日', '二〇二六年十二月三十一日', '２０２６－１２－３１', '１２月３１日', ' 2026-12-31 '],
  ...[
    '31号',
    '三十一号',
    '下个月31号',
    '12月底',
    '12月末',
    '下月底',
    '下个月底',
    '年底',
    '年末',
    '今年底',
    '季度末',
    '季末',
  ],
  ...[
    '2026年底',
    '2026年底前',
    '26年底',
    '二〇二六年年底',
    '本季度末',
    '四季度末',
    '第四季度末',
    '2026年Q4末',
    '年底前',
    '12月31日前',
    '12月31日之前',
  ],
  ...['Dec 31', 'dec. 31', 'December 31st', '31 Dec', '31st of December', 'Dec 31, 2026', '31 December 2026'],
  ...['Thu Dec 31', 'by Dec 31', 'before 12-31', 'end of year', 'the end of the quarter', 'eoq', 'EOY'],
  ...['end of next month', 'end of Q4', 'year end', 'year-end', 'end of december'],
])('on 25 November, %s is 31 December', (typed) => {
  expect(read(typed)).toBe('2026-12-31');
});

test.each([
  // Announced: Spring Festival of 2026 is off from the 15th to the 23rd of February, and worked on the 14th.
  ['春节前', '2026-01-05', '2026-02-14'],
  ['年前', '2026-01-05', '2026-02-14'],
  ['春节后', '2026-01-05', '2026-02-24'],
  ['国庆后', '2026-06-01', '2026-10-08'],
  ['国庆节前', '2026-06-01', '2026-09-30'],
  ['十一之前', '2026-06-01', '2026-09-30'],
  ['五一后', '2026-03-02', '2026-05-06'],
  ['端午前', '2026-03-02', '2026-06-18'],
  ['中秋后', '2026-03-02', '2026-09-28'],
  ['元旦前', WEDNESDAY, '2026-12-31'],
  ['before Christmas', WEDNESDAY, '2026-12-24'],
  ['before the new year', WEDNESDAY, '2026-12-31'],
  ['before spring festival', '2026-01-05', '2026-02-14'],
  ['after National Day', '2026-06-01', '2026-10-08'],
  // Of a year that is not announced yet, by the lunar day and the usual length.
  ['年前', '2040-01-05', '2040-02-10'],
  ['春节后', '2040-01-05', '2040-02-20'],
  ['国庆后', '2040-01-05', '2040-10-08'],
  ['元旦', WEDNESDAY, '2027-01-01'],
  ['明年元旦', '2026-01-01', '2027-01-01'],
  ['春节', '2026-01-05', '2026-02-17'],
  ['国庆节', '2026-06-01', '2026-10-01'],
  ['清明', '2026-01-05', '2026-04-05'],
  ['圣诞节', WEDNESDAY, '2026-12-25'],
  ['明年春节前', '2026-01-05', '2027-02-04'],
  ['christmas', WEDNESDAY, '2026-12-25'],
  ['by xmas', WEDNESDAY, '2026-12-25'],
  ['New Year’s day', WEDNESDAY, '2027-01-01'],
  ['chinese new year', '2026-01-05', '2026-02-17'],
  // Over for this year.
  ['国庆前', '2026-10-08', '2027-09-30'],
])('%s, said on %s, is %s', (typed, today, day) => {
  expect(read(typed, today)).toBe(day);
});

test.each(['Q1', '一季度', '第一季度', '明年Q1', '2027Q1', 'Q1 2027', '2027年第一季度', '27年一季度'])(
  'a quarter ends on its last day, be it called %s',
  (typed) => {
    expect(read(typed)).toBe('2027-03-31');
  },
);

test.each(['三年前', '两年后的今天', '年', '十一', '一季', '四季'])(
  '%s is not taken for a festival or a quarter',
  (typed) => {
    expect(read(typed)).toBeUndefined();
  },
);

test.each<[string, string | undefined]>([
  ['下个月10号', '2026-12-10'],
  ['下个月10', '2026-12-10'],
  ['12月上旬', '2026-12-10'],
  ['十二月中旬', '2026-12-20'],
  ['下旬', undefined],
  ['下月下旬', '2026-12-31'],
  ['两周内', '2026-12-09'],
  ['半个月内', '2026-12-10'],
  ['年内', '2026-12-31'],
  ['月内', '2026-11-30'],
  ['上半年', '2027-06-30'],
  ['明年下半年', '2027-12-31'],
  ['mid-Dec', '2026-12-15'],
  ['early January', '2027-01-01'],
  ['end of Jan', '2027-01-31'],
  ['start of next month', '2026-12-01'],
  ['EOW', '2026-11-27'],
  ['end of next week', '2026-12-04'],
  ['friday week', '2026-12-04'],
  ['a week from friday', '2026-12-04'],
  ['on the 15th', '2026-12-15'],
  ['10th of next month', '2026-12-10'],
  ['H1', '2027-06-30'],
  ['second half of 2027', '2027-12-31'],
  ['closing friday', '2026-11-27'],
  ['31/12', '2026-12-31'],
  ['in a couple of weeks', '2026-12-09'],
  ['in a fortnight', '2026-12-09'],
  ['no later than friday', '2026-11-27'],
  ['before the end of the year', '2026-12-31'],
  ['until friday', '2026-11-27'],
  ['24/7', undefined],
])('on 25 November, %s is %s', (typed, day) => {
  expect(read(typed)).toBe(day);
});

test.each<[string, string | undefined]>([
  ['12.31', '2026-12-31'],
  ['31.12', '2026-12-31'],
  ['１.15', '2027-01-15'],
  ['13.13', undefined],
])('where nothing but a day may stand, %s is %s', (typed, day) => {
  expect(readDateField(typed, noonOn(WEDNESDAY), SHANGHAI)).toBe(day);
});

test('a full stop behind a day does no harm', () => {
  expect(read('next friday.')).toBe('2026-12-04');
});

test.each([
  ['昨天', '2026-11-24'],
  ['前天', '2026-11-23'],
  ['今天', '2026-11-25'],
  ['明天', '2026-11-26'],
  ['后天', '2026-11-27'],
  ['大后天', '2026-11-28'],
  ['10天后', '2026-12-05'],
  ['十天后', '2026-12-05'],
  ['10 天之后', '2026-12-05'],
  ['三天内', '2026-11-28'],
  ['三天前', '2026-11-22'],
  ['一周后', '2026-12-02'],
  ['两周后', '2026-12-09'],
  ['两个星期后', '2026-12-09'],
  ['3个月后', '2027-02-25'],
  ['三个月以后', '2027-02-25'],
  ['半个月后', '2026-12-10'],
  ['半年后', '2027-05-25'],
  ['两年后', '2028-11-25'],
  ['today', '2026-11-25'],
  ['Tomorrow', '2026-11-26'],
  ['day after tomorrow', '2026-11-27'],
  ['in 3 days', '2026-11-28'],
  ['in two weeks', '2026-12-09'],
  ['in a month', '2026-12-25'],
  ['a week from now', '2026-12-02'],
  ['3 months later', '2027-02-25'],
  ['yesterday', '2026-11-24'],
  ['3 days ago', '2026-11-22'],
  ['within 3 days', '2026-11-28'],
])('counted from 25 November, %s is %s', (typed, day) => {
  expect(read(typed)).toBe(day);
});

test.each([
  ['月底', '2026-11-30'],
  ['这个月底', '2026-11-30'],
  ['月底前', '2026-11-30'],
  ['月初', '2026-12-01'],
  ['下月初', '2026-12-01'],
  ['月中', '2026-12-15'],
  ['下个月15号', '2026-12-15'],
  ['下下个月底', '2027-01-31'],
  ['下季度末', '2027-03-31'],
  ['下个季度末', '2027-03-31'],
  ['一季度末', '2027-03-31'],
  ['年初', '2027-01-01'],
  ['年中', '2027-06-30'],
  ['明年底', '2027-12-31'],
  ['明年3月底', '2027-03-31'],
  ['2028年2月底', '2028-02-29'],
  ['end of month', '2026-11-30'],
  ['end of the month', '2026-11-30'],
  ['eom', '2026-11-30'],
  ['month end', '2026-11-30'],
  ['end of Q1', '2027-03-31'],
  ['end of next quarter', '2027-03-31'],
  ['end of next year', '2027-12-31'],
])('a period has a last day: on 25 November, %s is %s', (typed, day) => {
  expect(read(typed)).toBe(day);
});

/** Monday 23 November to Sunday 29 November 2026, then the Monday after. */
const week = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
];

describe('weeks start on Monday, in both languages', () => {
  test.each([
    '下周五',
    '下星期五',
    '下个礼拜五',
    'next friday',
    'next Fri',
    'by next friday',
    'friday next week',
  ])('on every day of the week, %s is the Friday of the next one', (typed) => {
    expect(week.map((today) => read(typed, today))).toEqual(week.map(() => '2026-12-04'));
  });

  test.each(['这周五', '本周五', '这个星期五', 'this friday'])(
    '%s is the Friday of this week, even on Sunday',
    (typed) => {
      expect(week.map((today) => read(typed, today))).toEqual(week.map(() => '2026-11-27'));
    },
  );

  test.each(['上周五', 'last friday'])('%s is the Friday of the week before', (typed) => {
    expect(week.map((today) => read(typed, today))).toEqual(week.map(() => '2026-11-20'));
  });

  test.each([
    '周五',
    '星期五',
    '礼拜五',
    'friday',
    'on Friday',
    'Fri',
    '周五前',
    'by friday',
    'by EOD friday',
    'COB Fri',
  ])('%s alone is the coming one, today included', (typed) => {
    const days = week.map((today) => read(typed, today));
    expect(days.slice(0, 5)).toEqual(Array(5).fill('2026-11-27'));
    expect(days.slice(5)).toEqual(['2026-12-04', '2026-12-04']);
  });

  test.each([
    ['星期三', '2026-11-25'],
    ['wednesday', '2026-11-25'],
    ['周一', '2026-11-30'],
    ['礼拜天', '2026-11-29'],
    ['周日', '2026-11-29'],
    ['下礼拜天', '2026-12-06'],
    ['next sunday', '2026-12-06'],
    ['下周日', '2026-12-06'],
    ['下下周一', '2026-12-07'],
    ['周3', '2026-11-25'],
    ['tues', '2026-12-01'],
    ['thurs', '2026-11-26'],
  ])('on a Wednesday, %s is %s', (typed, day) => {
    expect(read(typed)).toBe(day);
  });
});

test.each([
  ['12-31', '2026-12-31', '2026-12-31'],
  ['11-24', WEDNESDAY, '2027-11-24'],
  ['11-25', WEDNESDAY, '2026-11-25'],
  ['Nov 24', WEDNESDAY, '2027-11-24'],
  ['Nov 25', WEDNESDAY, '2026-11-25'],
  ['2月29日', WEDNESDAY, '2028-02-29'],
  ['2-29', '2096-03-01', '2104-02-29'],
  ['月底', '2026-11-30', '2026-11-30'],
  ['月初', '2026-12-01', '2026-12-01'],
  ['31号', '2027-01-31', '2027-01-31'],
  ['31号', '2027-02-01', '2027-03-31'],
  ['30号', '2027-01-31', '2027-03-30'],
  ['一个月后', '2027-01-31', '2027-02-28'],
  ['in a month', '2028-01-31', '2028-02-29'],
  ['一年后', '2028-02-29', '2029-02-28'],
  ['季度末', '2026-12-31', '2026-12-31'],
  ['12月底', '2026-12-31', '2026-12-31'],
  ['end of month', '2028-02-10', '2028-02-29'],
])('the next %s seen from %s is %s', (typed, today, day) => {
  expect(read(typed, today)).toBe(day);
});

test.each([
  ...[
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2027-02-29',
    '31.04.2026',
    '13/32/2026',
    '13-01',
    '2-30',
  ],
  ...[
    '2月30日',
    '2026年2月30日',
    '二月三十日',
    '13月1日',
    '32号',
    '0号',
    '下个月32号',
    'Feb 30',
    '31 Nov',
    'Nov 31 2026',
  ],
  ...[
    '5季度末',
    '13月底',
    'end of q5',
    '周八',
    '星期零',
    '20261301',
    '2026-12/31',
    '1899-12-31',
    '2200-01-01',
    '9999年后',
  ],
  ...['Monday Dec 4', 'in 9999 years'],
])('%s is no day', (typed) => {
  expect(read(typed)).toBeUndefined();
});

test.each([
  ...[
    '',
    ' ',
    '5',
    '2026',
    '20000',
    '2万',
    '5G',
    '3D',
    '2w',
    '3d',
    '12.31',
    '1/2/3',
    '2026-12',
    '2026年',
    '12月',
  ],
  ...[
    'may',
    'march',
    'May 2027',
    'noon',
    '5pm',
    'now',
    'second',

    'next week',
    'next month',
    '下周',
    '下个月',
    '天',
  ],
  ...[
    'friday - sunday',
    '周五到周日',
    'friday monday',
    '3 days',
    'in some days',
    'in days',
    'constructor',
    'in constructor days',
  ],
  ...[
    'Acme friday',
    'friday Acme',
    '周五上海',
    'Friday Corp',
    'Sunrise',
    'Monday.com',
    'Dec 31 20000',
    'ERP 2026-12-31',
  ],
  ...[
    '上海云帆',
    '日月集团',
    '明天系',
    '今日头条',
    '周一围',
    '2 三天后',
    '2万三天内',
    '2三天后',
    '1 2月3日',
    '月底促销',
    '年底大促',
    '10日前',
  ],
])('%p is not one whole date', (typed) => {
  expect(read(typed)).toBeUndefined();
});

describe('the day is that of the person', () => {
  const newYear = new Date('2026-12-31T16:30:00Z');

  test.each([
    ['Asia/Shanghai', '2027-01-01'],
    ['Europe/Berlin', '2026-12-31'],
    ['America/Los_Angeles', '2026-12-31'],
    ['Pacific/Kiritimati', '2027-01-01'],
    ['UTC', '2026-12-31'],
  ])('at half past midnight in Shanghai, today in %s is %s', (timeZone, today) => {
    expect(readDate('今天', newYear, timeZone)).toBe(today);
    expect(readDate('today', newYear, timeZone)).toBe(today);
    expect(readDate('Jan 5', newYear, timeZone)).toBe('2027-01-05');
  });

  test('no clock change moves a day', () => {
    const hours = Array.from({ length: 72 }, (_, hour) => new Date(Date.UTC(2026, 2, 7, hour)));
    for (const now of hours) {
      const today = readDate('today', now, 'America/New_York') ?? '';
      const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
      expect(readDate('tomorrow', now, 'America/New_York')).toBe(tomorrow);
      expect(readDate('within 1 day', now, 'America/New_York')).toBe(tomorrow);
    }
  });
});

const anyDay = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('every day that we show can be typed back in, on any day and in any zone', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC');
  const english = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
  fc.assert(
    fc.property(anyDay, anyDay, zones, (day, today, timeZone) => {
      const [year, month, date] = day.split('-').map(Number);
      const compact = day < '2100' ? [day.replaceAll('-', '')] : [];
      const typed = [day, day.replaceAll('-', '/'), `${year}年${month}月${date}日`, ...compact];
      const inEnglish = english.format(new Date(day));
      const now = new Date(`${today}T05:00:00Z`);
      for (const text of [...typed, `${date}.${month}.${year}`, inEnglish]) {
        expect([text, readDate(text, now, timeZone)]).toEqual([text, day]);
      }
    }),
  );
});

test('a day without its year is the same day, not past, and less than a year away', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (day, today) => {
      const [, month, date] = day.split('-').map(Number);
      fc.pre(today < '2190' && !(month === 2 && date === 29));
      const next = readDate(`${month}-${date}`, new Date(`${today}T12:00:00Z`), 'UTC') ?? '';
      expect(next.slice(5)).toBe(day.slice(5));
      expect(next >= today).toBe(true);
      expect(Date.parse(next) - Date.parse(today)).toBeLessThan(366 * 86_400_000);
      expect(readDate(`${month}月${date}日`, new Date(`${today}T12:00:00Z`), 'UTC')).toBe(next);
    }),
  );
});

test('no text makes it throw, and what it reads is a day that exists', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const day = read(text);
      if (day !== undefined) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    }),
    { numRuns: 1_000 },
  );
});

test.each(longTexts)('100 kB is no date, at once', async (text) => {
  expect(read(text)).toBeUndefined();
  expect(await cpuMsOf(() => read(text))).toBeLessThan(SLOW_MS);
});
