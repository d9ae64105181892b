import fc from 'fast-check';
import type { CatchUp } from '../../jobs/job.js';
import { keyOf, slotOf, slotsDue } from '../../jobs/slots.js';

const BERLIN = 'Europe/Berlin';
const MINUTE_MS = 60_000;

const due = (schedule: string, zone: string, since: string, now: string, catchUp: CatchUp = 'each') =>
  slotsDue({ schedule, catchUp }, zone, new Date(since), new Date(now)).map(({ wall }) => wall);

test('a slot is due in the minute that the clock shows it, and not before', () => {
  const at = (since: string, now: string) => due('30 8 * * *', 'Asia/Shanghai', since, now);
  expect(at('2026-11-23T00:28:01Z', '2026-11-23T00:29:59Z')).toEqual([]);
  expect(at('2026-11-23T00:29:59Z', '2026-11-23T00:30:00Z')).toEqual(['2026-11-23T08:30']);
  expect(at('2026-11-23T00:30:00Z', '2026-11-23T00:31:00Z')).toEqual([]);
});

test.each<[CatchUp, string[]]>([
  [
    'each',
    ['2026-11-23T09:00', '2026-11-23T09:30', '2026-11-23T10:00', '2026-11-23T10:30', '2026-11-23T11:00'],
  ],
  ['latest', ['2026-11-23T11:00']],
  ['skip', ['2026-11-23T11:00']],
])('after two hours of downtime, a job that catches up “%s” runs for %j', (catchUp, slots) => {
  expect(due('*/30 * * * *', 'UTC', '2026-11-23T08:59:30Z', '2026-11-23T11:00:30Z', catchUp)).toEqual(slots);
});

test('a job that skips what it missed lets a slot of ten minutes ago go', () => {
  const since = '2026-11-23T08:59:30Z';
  expect(due('*/30 * * * *', 'UTC', since, '2026-11-23T11:10:00Z', 'skip')).toEqual([]);
  expect(due('*/30 * * * *', 'UTC', since, '2026-11-23T11:10:00Z', 'latest')).toEqual(['2026-11-23T11:00']);
});

test('after a month, a week is caught up at most', () => {
  expect(due('0 12 * * *', 'UTC', '2026-10-20T00:00:00Z', '2026-11-20T13:00:00Z')).toHaveLength(7);
});

test('a clock that was set back makes nothing due', () => {
  expect(due('* * * * *', 'UTC', '2026-11-23T09:00:00Z', '2026-11-23T08:00:00Z')).toEqual([]);
});

test.each([
  ['begins', '2026-03-29', '2026-03-29T06:30:00Z'],
  ['ends', '2026-10-25', '2026-10-25T07:30:00Z'],
])('on the day summer time %s, half past eight is when clocks there show it', (_, day, instant) => {
  const before = new Date(new Date(instant).getTime() - MINUTE_MS).toISOString();
  expect(due('30 8 * * *', BERLIN, before, instant)).toEqual([`${day}T08:30`]);
});

test('a time that the clock leaves out in spring comes when it would have, on no other day', () => {
  const at = (since: string, now: string) => due('30 2 * * *', BERLIN, since, now);
  expect(at('2026-03-29T00:59:00Z', '2026-03-29T01:29:59Z')).toEqual([]);
  expect(at('2026-03-29T01:29:59Z', '2026-03-29T01:30:00Z')).toEqual(['2026-03-29T02:30']);
  expect(at('2026-03-29T01:30:00Z', '2026-03-29T23:00:00Z')).toEqual([]);
});

test('a time that the clock shows twice in autumn is due the first time', () => {
  const at = (since: string, now: string) => due('30 2 * * *', BERLIN, since, now);
  expect(at('2026-10-25T00:29:00Z', '2026-10-25T00:30:00Z')).toEqual(['2026-10-25T02:30']);
  expect(at('2026-10-25T01:29:00Z', '2026-10-25T01:30:00Z')).toEqual([]);
});

test('whenever one looks, each day has its slot once, through summer time and out of it', () => {
  const zones = [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Auckland', 'America/St_Johns'];
  const times = [0, 1, 2, 3, 8, 23].flatMap((hour) =>
    [0, 29, 30, 59].map((minute) => `${minute} ${hour} * * *`),
  );
  const start = fc.constantFrom(
    '2026-03-06',
    '2026-03-27',
    '2026-04-03',
    '2026-09-25',
    '2026-10-02',
    '2026-10-23',
    '2026-10-30',
  );
  const looks = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...times),
      start,
      looks,
      (zone, schedule, first, gaps) => {
        let since = new Date(`${first}T12:00:30Z`);
        const begin = since;
        const seen = gaps.flatMap((minutes) => {
          const now = new Date(since.getTime() + minutes * MINUTE_MS);
          const slots = slotsDue({ schedule, catchUp: 'each' }, zone, since, now);
          since = now;
          return slots.map(({ wall }) => wall.slice(0, 10));
        });
        const days = (since.getTime() - begin.getTime()) / 86_400_000;
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual([...seen].sort());
        expect(seen.length).toBeGreaterThanOrEqual(Math.floor(days - 2 / 24));
        expect(seen.length).toBeLessThanOrEqual(Math.ceil(days + 2 / 24));
      },
    ),
    { numRuns: 150 },
  );
});

test('a slot is known by its time and zone', () => {
  const slot = { wall: '2026-11-23T08:30', timeZone: 'America/Argentina/ComodRivadavia' };
  expect(keyOf(slot)).toBe('2026-11-23T08:30 America/Argentina/ComodRivadavia');
  expect(slotOf(keyOf(slot))).toEqual(slot);
  expect(keyOf(slot).length).toBeLessThanOrEqual(60);
});
