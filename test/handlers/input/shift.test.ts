import { readShift } from '../../../handlers/input/shift.js';

test.each([
  ['推迟一周', '2026-12-17'],
  ['再推两周', '2026-12-24'],
  ['往后延3天', '2026-12-13'],
  ['往后推 2 个星期', '2026-12-24'],
  ['延期半个月', '2026-12-25'],
  ['顺延一个月', '2027-01-10'],
  ['延后一个季度', '2027-03-10'],
  ['晚一周签', '2026-12-17'],
  ['提前三天', '2026-12-07'],
  ['往前提一周', '2026-12-03'],
  ['早两天', '2026-12-08'],
  ['postpone by a week', '2026-12-17'],
  ['push it back two weeks', '2026-12-24'],
  ['push out by 3 days', '2026-12-13'],
  ['Delay 1 month', '2027-01-10'],
  ['a week later', '2026-12-17'],
  ['+ 1 week', '2026-12-17'],
  ['bring forward by a week', '2026-12-03'],
  ['2 days earlier', '2026-12-08'],
])('%s of the 10th of December is %s', (said, day) => {
  expect(readShift(said, '2026-12-10')).toBe(day);
});

test.each([
  ...['推迟', '不推迟一周', '推迟两三天', '推迟一周开会', '推进一周', '一周后', '客户要推迟一周', ''],
  ...['in two weeks', 'by friday', 'push', 'push 3 seats', 'not postpone by a week', 'a week'],
])('“%s” moves nothing', (said) => {
  expect(readShift(said, '2026-12-10')).toBeUndefined();
});
