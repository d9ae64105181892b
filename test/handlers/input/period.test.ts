import { daysOf, type Period, readPeriod } from '../../../handlers/input/period.js';

/** A Friday; in New York it is still Thursday. */
const at = { now: new Date('2026-11-27T04:00:00.000Z'), timeZone: 'Asia/Shanghai' };
const today = Date.parse('2026-11-27') / 86_400_000;

const named: readonly (readonly [string, string, string])[] = [
  ['本周', '2026-11-23', '2026-11-29'],
  ['this week', '2026-11-23', '2026-11-29'],
  ['下周到期的', '2026-11-30', '2026-12-06'],
  ['due next week', '2026-11-30', '2026-12-06'],
  ['上周', '2026-11-16', '2026-11-22'],
  ['本月要签的', '2026-11-01', '2026-11-30'],
  ['预计在本月签约', '2026-11-01', '2026-11-30'],
  ['closing this month', '2026-11-01', '2026-11-30'],
  ['下个月', '2026-12-01', '2026-12-31'],
  ['last month', '2026-10-01', '2026-10-31'],
  ['本季度内', '2026-10-01', '2026-12-31'],
  ['next quarter', '2027-01-01', '2027-03-31'],
  ['上季度', '2026-07-01', '2026-09-30'],
  ['今年', '2026-01-01', '2026-12-31'],
  ['去年', '2025-01-01', '2025-12-31'],
  ['next year', '2027-01-01', '2027-12-31'],
];
const ahead: readonly (readonly [string, string, string])[] = [
  ['Q1', '2027-01-01', '2027-03-31'],
  ['2026年Q3', '2026-07-01', '2026-09-30'],
  ['q3 2026', '2026-07-01', '2026-09-30'],
  ['第一季度', '2027-01-01', '2027-03-31'],
  ['明年上半年', '2027-01-01', '2027-06-30'],
  ['12月', '2026-12-01', '2026-12-31'],
  ['三月份', '2027-03-01', '2027-03-31'],
  ['in december', '2026-12-01', '2026-12-31'],
  ['february 2028', '2028-02-01', '2028-02-29'],
  ['2026年', '2026-01-01', '2026-12-31'],
  ['closing in 2026', '2026-01-01', '2026-12-31'],
  ['30天内到期', '2026-11-27', '2026-12-27'],
  ['within 30 days', '2026-11-27', '2026-12-27'],
  ['closing in the next 30 days', '2026-11-27', '2026-12-27'],
  ['下周五前要签的', '2026-11-27', '2026-12-04'],
  ['月底前', '2026-11-27', '2026-11-30'],
  ['by december 15', '2026-11-27', '2026-12-15'],
  ['before next month', '2026-11-27', '2026-11-30'],
  ['by next month', '2026-11-27', '2026-12-31'],
  ['今天到期', '2026-11-27', '2026-11-27'],
  ['closing friday', '2026-11-27', '2026-11-27'],
];

test.each([...named, ...ahead])('%s is from %s to %s', (typed, first, last) => {
  const period = readPeriod(typed, at);
  expect(period && daysOf(period, today)).toEqual([first, last]);
});

test.each(named)('%s is kept by its name, which stays true tomorrow', (typed) => {
  expect(readPeriod(typed, at)).toMatch(/^(?:this|next|last)-/);
});

test.each([
  ['Q1', '2026-01-01', '2026-03-31'],
  ['10月', '2026-10-01', '2026-10-31'],
  ['12月', '2025-12-01', '2025-12-31'],
  ['本季度', '2026-10-01', '2026-12-31'],
  ['最近30天', '2026-10-29', '2026-11-27'],
  ['in the last 2 weeks', '2026-11-14', '2026-11-27'],
])('of what has happened %s is from %s to %s', (typed, first, last) => {
  const period = readPeriod(typed, { ...at, isPast: true });
  expect(period && daysOf(period, today)).toEqual([first, last]);
});

test.each([
  ['10月', '2026-11-01', '2026-10-01', '2026-10-31'],
  ['12月', '2026-01-01', '2025-12-01', '2025-12-31'],
  ['Q3', '2026-10-01', '2026-07-01', '2026-09-30'],
  ['in october', '2026-11-01', '2026-10-01', '2026-10-31'],
  ['下半年', '2026-01-01', '2025-07-01', '2025-12-31'],
  ['2月', '2029-01-15', '2028-02-01', '2028-02-29'],
  ['今年12月', '2026-11-27', '2026-12-01', '2026-12-31'],
  ['in 2025', '2026-11-27', '2025-01-01', '2025-12-31'],
  ['昨天', '2026-11-27', '2026-11-26', '2026-11-26'],
  ['today', '2026-11-27', '2026-11-27', '2026-11-27'],
])('of what has happened %s, asked for on %s, is from %s to %s', (typed, day, first, last) => {
  const now = new Date(`${day}T04:00:00.000Z`);
  expect(readPeriod(typed, { ...at, now, isPast: true })).toBe(`${first}/${last}`);
});

test('is that of the reader’s own day', () => {
  const midnight = { now: new Date('2026-11-30T16:30:00.000Z') };
  expect(readPeriod('today closing', { ...midnight, timeZone: 'Asia/Shanghai' })).toBeUndefined();
  expect(readPeriod('closing today', { ...midnight, timeZone: 'Asia/Shanghai' })).toBe(
    '2026-12-01/2026-12-01',
  );
  expect(readPeriod('closing today', { ...midnight, timeZone: 'Europe/Berlin' })).toBe(
    '2026-11-30/2026-11-30',
  );
});

test.each<readonly [Period, string, string, string]>([
  ['this-month', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['last-month', '2027-01-31', '2026-12-01', '2026-12-31'],
  ['next-quarter', '2026-12-31', '2027-01-01', '2027-03-31'],
  ['this-week', '2027-01-01', '2026-12-28', '2027-01-03'],
])('%s on %s is from %s to %s', (period, day, first, last) => {
  expect(daysOf(period, Date.parse(day) / 86_400_000)).toEqual([first, last]);
});

test.each([
  '明月',
  '今天',
  'may',
  'march',
  'friday',
  '2026',
  '本',
  '周报',
  '前',
  'this',
  'by',
  '30天',
  'yesterday',
])('%s by itself is no period', (typed) => {
  expect(readPeriod(typed, at)).toBeUndefined();
});
