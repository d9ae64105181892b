import fc from 'fast-check';
import { instantOf, isTimeZone, wallTime } from '../../handlers/wall-clock.js';

const zones = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

test.each([
  ['2026-11-23T08:30', 'Asia/Shanghai', '2026-11-23T00:30:00.000Z'],
  ['2026-11-23T08:30', 'Europe/Berlin', '2026-11-23T07:30:00.000Z'],
  ['2026-07-23T08:30', 'Europe/Berlin', '2026-07-23T06:30:00.000Z'],
  ['2026-07-23T08:30', 'America/New_York', '2026-07-23T12:30:00.000Z'],
  ['2026-07-23T00:00', 'Pacific/Kiritimati', '2026-07-22T10:00:00.000Z'],
])('it is %s in %s at %s', (wall, zone, instant) => {
  expect(instantOf(wall, zone).toISOString()).toBe(instant);
});

test.each([
  ['the day before', '2026-03-28T08:30', '2026-03-28T07:30:00.000Z'],
  ['the day itself', '2026-03-29T08:30', '2026-03-29T06:30:00.000Z'],
  ['the last minute before the jump', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
  ['a time that is left out', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['the first minute after it', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
])('when summer time begins in Berlin: %s', (_, wall, instant) => {
  expect(instantOf(wall, 'Europe/Berlin').toISOString()).toBe(instant);
});

test.each([
  ['before it', '2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
  ['a time that comes twice is the first of the two', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['after it', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ['that morning', '2026-10-25T08:30', '2026-10-25T07:30:00.000Z'],
])('when summer time ends in Berlin: %s', (_, wall, instant) => {
  expect(instantOf(wall, 'Europe/Berlin').toISOString()).toBe(instant);
});

test('any minute that a clock shows is found again, the first time that it is shown', () => {
  const minutes = fc.integer({ min: Date.UTC(2015, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const at = new Date(minute * 60_000);
      const found = instantOf(wallTime(at, zone), zone);
      expect(wallTime(found, zone)).toBe(wallTime(at, zone));
      expect(found.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(at.getTime() - found.getTime()).toBeLessThanOrEqual(60 * 60_000);
    }),
    { numRuns: 2_000 },
  );
});

test('a zone that nobody knows is told from one that is known', () => {
  expect(zones.map(isTimeZone)).toEqual(zones.map(() => true));
  expect(['', 'Mars/Olympus', "'; --"].map(isTimeZone)).toEqual([false, false, false]);
});
