import { isWorkingDay, previousWorkingDay } from '../../handlers/working-days.js';

/** From the announcement of the State Council for 2026. */
test.each([
  ['2026-09-30', true, 'the Wednesday before National Day'],
  ['2026-10-01', false, 'National Day'],
  ['2026-10-07', false, 'its last day off'],
  ['2026-10-08', true, 'the day after'],
  ['2026-10-10', true, 'a Saturday worked for it'],
  ['2026-10-11', false, 'a Sunday'],
  ['2026-02-14', true, 'a Saturday worked for Spring Festival'],
  ['2026-02-17', false, 'New Year by the moon'],
  ['2026-11-23', true, 'a Monday'],
])('in Shanghai, people work on %s: %s (%s)', (day, works) => {
  expect(isWorkingDay(day, 'Asia/Shanghai')).toBe(works);
});

test('elsewhere the week is Monday to Friday, whatever China celebrates', () => {
  const week = [
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
    '2026-10-08',
    '2026-10-09',
    '2026-10-10',
    '2026-10-11',
  ];
  for (const zone of ['Europe/Berlin', 'Asia/Hong_Kong', 'America/Los_Angeles']) {
    expect(week.filter((day) => isWorkingDay(day, zone))).toEqual(week.slice(0, 5));
  }
});

test.each([
  ['2026-11-24', 'Asia/Shanghai', '2026-11-23'],
  ['2026-11-23', 'Asia/Shanghai', '2026-11-20'],
  ['2026-10-08', 'Asia/Shanghai', '2026-09-30'],
  ['2026-10-12', 'Asia/Shanghai', '2026-10-10'],
  ['2026-10-12', 'Europe/Berlin', '2026-10-09'],
  ['2026-03-02', 'Europe/Berlin', '2026-02-27'],
])('the working day before %s in %s is %s', (day, zone, before) => {
  expect(previousWorkingDay(day, zone)).toBe(before);
});

test('a day that does not exist is a mistake', () => {
  expect(() => isWorkingDay('2026-02-30', 'UTC')).toThrow('There is no day 2026-02-30.');
});
