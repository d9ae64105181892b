import { readPlace } from '../../../handlers/input/zone.js';

test.each([
  ['上海', 'Asia/Shanghai'],
  ['北京', 'Asia/Shanghai'],
  ['Berlin', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['los_angeles', 'America/Los_Angeles'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['utc', 'UTC'],
])('“%s” is %s', (typed, zone) => {
  expect(readPlace(typed)).toBe(zone);
});

test.each(['', 'Atlantis', '+08:00', '8', '__proto__', 'constructor'])('“%s” is nowhere', (typed) => {
  expect(readPlace(typed)).toBeUndefined();
});
