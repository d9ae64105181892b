import { DateSurvey, readDay } from '../../../handlers/import/dates.js';
import { refusalOf } from '../../support/importing.js';

const orderOf = (...texts: string[]) => {
  const survey = new DateSurvey();
  for (const [index, text] of texts.entries()) survey.see(text, index + 2);
  return survey.order();
};

test.each([
  ['2017-03-01', '2017-03-01'],
  ['2017/3/1', '2017-03-01'],
  ['2017.03.01', '2017-03-01'],
  ['2017年3月1日', '2017-03-01'],
  ['20170301', '2017-03-01'],
  ['2017/3/1 0:00', '2017-03-01'],
  ['2017/3/1 上午 8:30:00', '2017-03-01'],
  ['2017-03-01T08:30:00Z', '2017-03-01'],
  ['1.3.2017', '2017-03-01'],
  ['1 Mar 2017', '2017-03-01'],
  ['01-MAR-2017', '2017-03-01'],
  ['March 1, 2017', '2017-03-01'],
])('%s is the same day in every order', (text, day) => {
  for (const order of ['mdy', 'dmy', 'ymd'] as const) expect(readDay(text, order)).toBe(day);
});

test('3/1/2017 is a day in March in America and one in January in Britain', () => {
  expect(readDay('3/1/2017', 'mdy')).toBe('2017-03-01');
  expect(readDay('3/1/2017', 'dmy')).toBe('2017-01-03');
  expect(readDay('3/1/2017', 'ymd')).toBeUndefined();
});

test.each(['', '2/30/2017', '13/13/2017', '3/1/17', '2017', 'soon', 'next friday', '42795'])(
  '%j is no day of a file',
  (text) => {
    expect(readDay(text, 'mdy')).toBeUndefined();
  },
);

test('one day above 12 tells the order of a whole file', () => {
  expect(orderOf('3/1/2017', '', '10/20/2016', '1/2/2017')).toBe('mdy');
  expect(orderOf('3/1/2017', '20-10-2016')).toBe('dmy');
  expect(orderOf('2017-03-01', '3/3/2017', '1.2.2017')).toBe('ymd');
});

test('a file that does not tell is refused, with the option that does', async () => {
  expect(await refusalOf(() => orderOf('2017-01-01', '3/1/2017', '1/2/2017'))).toBe(
    'Nothing tells whether its dates have the month or the day first, for example "3/1/2017" on line 3. Say --dates mdy (month/day/year) or --dates dmy (day/month/year).',
  );
});

test('a file that is written both ways is refused, with both places', async () => {
  expect(await refusalOf(() => orderOf('3/1/2017', '3/20/2017', '20/3/2017'))).toMatch(
    /^Its dates are written in two ways: "3\/20\/2017" on line 3 has the month first, "20\/3\/2017" on line 4 the day\./,
  );
});
