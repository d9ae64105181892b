import { dueAfter, lengthMs, passedMs, usualWorkingTime, workingDayMs } from '../../handlers/working-time.js';

const SHANGHAI = 'Asia/Shanghai';
const MINUTE_MS = 60_000;

/** A year counted with a pencil: from the notice of the General Office of the State Council for 2026, minute by minute. */
const NOTICE = {
  off: [
    ['01-01', '01-03'],
    ['02-15', '02-23'],
    ['04-04', '04-06'],
    ['05-01', '05-05'],
    ['06-19', '06-21'],
    ['09-25', '09-27'],
    ['10-01', '10-07'],
  ],
  worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
} as const;

/** Minutes since the year began in Shanghai, eight hours before it does in Greenwich. */
const YEAR_STARTS_MS = Date.UTC(2025, 11, 31, 16);
const DAYS = 365;
const OPENS = [
  [9 * 60, 12 * 60],
  [13 * 60, 18 * 60],
] as const;

const nameOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(5, 10);
const isSunOrSat = (day: number): boolean => [2, 3].includes(day % 7);

const works = (day: number): boolean => {
  const name = nameOf(day);
  if (NOTICE.worked.some((one) => one === name)) return true;
  return !isSunOrSat(day) && !NOTICE.off.some(([from, to]) => name >= from && name <= to);
};

const workedMinutes: number[] = [];
for (let day = 0; day < DAYS; day += 1)
  if (works(day))
    for (const [from, to] of OPENS)
      for (let minute = from; minute < to; minute += 1) workedMinutes.push(day * 24 * 60 + minute);

/** The end of the n-th worked minute from this one on, in this year. */
const countedDue = (start: number, minutes: number): number | undefined => {
  let low = 0;
  let high = workedMinutes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((workedMinutes[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const last = workedMinutes[low + minutes - 1];
  return last === undefined ? undefined : last + 1;
};

const at = (minute: number): Date => new Date(YEAR_STARTS_MS + minute * MINUTE_MS);
const minuteOf = (date: Date): number => (date.getTime() - YEAR_STARTS_MS) / MINUTE_MS;

test('the year counted by hand has 248 working days of eight hours, as the calendars on the wall say', () => {
  expect(workedMinutes.length / 60 / 8).toBe(248);
  expect(nameOf(0)).toBe('01-01');
  expect(new Date(Date.UTC(2026, 0, 1)).getUTCDay()).toBe(4);
});

test.each([
  ['half an hour', { workingHours: 0.5 }, 30],
  ['four working hours', { workingHours: 4 }, 240],
  ['a working day', { workingDays: 1 }, 480],
  ['three working days', { workingDays: 3 }, 1440],
  ['twenty working days', { workingDays: 20 }, 9600],
] as const)('every 157 minutes of 2026, %s end where the table says', (_what, span, minutes) => {
  let compared = 0;
  for (let start = 0; start < DAYS * 24 * 60; start += 157) {
    const expected = countedDue(start, minutes);
    if (expected === undefined) continue;
    const { at: due } = dueAfter(at(start), span, SHANGHAI, usualWorkingTime);
    if (minuteOf(due) !== expected)
      throw new Error(
        `From ${at(start).toISOString()}: ${due.toISOString()}, not ${at(expected).toISOString()}`,
      );
    compared += 1;
  }
  expect(compared).toBeGreaterThan(3_000);
});

const days = (from: string, span: Parameters<typeof dueAfter>[1], time = usualWorkingTime, zone = SHANGHAI) =>
  dueAfter(new Date(from), span, zone, time);

test('natural time runs through nights and holidays', () => {
  expect(days('2026-09-30T10:00:00Z', { hours: 48 })).toEqual({
    at: new Date('2026-10-02T10:00:00Z'),
    days: [],
  });
});

test('each day says what it gave, and why it gave nothing', () => {
  const due = days('2026-09-30T08:00:00Z', { workingHours: 4 });
  expect(due.at).toEqual(new Date('2026-10-08T03:00:00Z'));
  expect(due.days.map(({ day, kind, ms }) => [day.slice(5), kind, ms / 3_600_000])).toEqual([
    ['09-30', 'workday', 2],
    ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((day) => [day, 'holiday', 0]),
    ['10-08', 'workday', 2],
  ]);
  expect(days('2026-10-09T09:00:00Z', { workingHours: 2 }).days.map(({ kind }) => kind)).toEqual([
    'workday',
    'made-up',
  ]);
});

test('the firm has its own days off and its own days worked', () => {
  const ours = { ...usualWorkingTime, daysOff: ['2026-11-26'], daysWorked: ['2026-11-28'] };
  const due = days('2026-11-25T09:00:00Z', { workingDays: 2 }, ours);
  expect(due.days.map(({ kind }) => kind)).toEqual(['workday', 'day-off-ours', 'workday', 'worked-ours']);
  expect(due.at).toEqual(new Date('2026-11-28T09:00:00Z'));
});

test('hours that change by the season are counted as they were worked', () => {
  const berlin = days('2026-03-27T16:30:00Z', { workingHours: 1 }, usualWorkingTime, 'Europe/Berlin');
  expect(berlin.at).toEqual(new Date('2026-03-30T07:30:00Z'));
});

test('a firm may work in three stretches, and a day is as long as they are', () => {
  const periods = [
    { from: '08:30', to: '11:30' },
    { from: '13:00', to: '17:00' },
    { from: '19:00', to: '20:30' },
  ];
  const shifts = { ...usualWorkingTime, periods };
  expect(workingDayMs(shifts)).toBe(8.5 * 3_600_000);
  expect(days('2026-11-23T08:30:00Z', { workingHours: 1 }, shifts).at).toEqual(
    new Date('2026-11-23T11:30:00Z'),
  );
});

test('a firm that never works is told so, and no time is made up', () => {
  expect(() =>
    days('2026-11-23T08:30:00Z', { workingHours: 1 }, { ...usualWorkingTime, periods: [] }),
  ).toThrow('workingTime');
});

test.each([{ workingDays: 2.5 }, { workingHours: 7 }, { hours: 30 }])(
  'all through 2026, %j that are cut in two anywhere end when they would have ended',
  (span) => {
    for (let start = 0; start < 300 * 24 * 60; start += 1_787) {
      const from = at(start);
      const whole = dueAfter(from, span, SHANGHAI, usualWorkingTime).at;
      expect(passedMs(from, whole, span, SHANGHAI, usualWorkingTime)).toBe(lengthMs(span, usualWorkingTime));
      for (const share of [0, 0.13, 0.5, 0.99]) {
        const cut = new Date(from.getTime() + Math.floor(share * (whole.getTime() - from.getTime())));
        const already = passedMs(from, cut, span, SHANGHAI, usualWorkingTime);
        expect(dueAfter(cut, span, SHANGHAI, usualWorkingTime, already).at).toEqual(whole);
      }
    }
  },
);

test('what has passed already, and more, is over at once', () => {
  const from = new Date('2026-11-28T02:00:00Z');
  const due = dueAfter(from, { workingHours: 2 }, SHANGHAI, usualWorkingTime, 3 * 3_600_000);
  expect(due).toEqual({ at: from, days: [] });
});
