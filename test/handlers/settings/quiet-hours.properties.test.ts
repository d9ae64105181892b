import fc from 'fast-check';
import { comesAt, quietNow, quietUntil } from '../../../handlers/settings/quiet-hours.js';
import { wallTime } from '../../../handlers/wall-clock.js';
import { isWorkedDay, usualWorkingTime } from '../../../handlers/working-time.js';
import type { Tx } from '../../../models/database/tx.js';
import { nothingSet, type Quiet } from '../../../models/employee.js';

const MINUTE_MS = 60_000;
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];
/** Around the days on which clocks are put on or back, too. */
const minute = fc.oneof(
  fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-03-27'), max: new Date('2026-03-31'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-10-23'), max: new Date('2026-11-03'), noInvalidDate: true }),
);
const time = fc
  .nat({ max: 24 * 60 - 1 })
  .map((at) => new Date(at * MINUTE_MS).toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:mm'.length));
const span = fc.tuple(time, time).filter(([from, to]) => from !== to);
const quiets = fc.record({
  span: fc.option(span.map(([from, to]) => ({ from, to }))),
  daysOff: fc.boolean(),
});
const any = [minute, fc.constantFrom(...zones), quiets] as const;

/** As somebody would say who looks at the clock on the wall; the hours in which it is put on or back apart. */
const isQuietByTheWall = ({ span: hours, daysOff }: Quiet, zone: string, now: Date): boolean => {
  const [day = '', at = ''] = wallTime(now, zone).split('T');
  if (daysOff && !isWorkedDay(day, zone, usualWorkingTime)) return true;
  if (!hours) return false;
  const { from, to } = hours;
  return from < to ? from <= at && at < to : from <= at || at < to;
};

const hasPlainClocks = (zone: string, around: Date): boolean => {
  const offsetAt = (at: Date) =>
    Date.parse(`${wallTime(at, zone)}:00Z`) - (at.getTime() - (at.getTime() % MINUTE_MS));
  const days = [-2, -1, 0, 1, 2].map((days) => offsetAt(new Date(around.getTime() + days * 86_400_000)));
  return new Set(days).size === 1;
};

const until = (quiet: Quiet, zone: string, now: Date) => quietUntil(quiet, zone, usualWorkingTime, now);

test('it is quiet when the clock on the wall says so', () => {
  fc.assert(
    fc.property(...any, (now, zone, quiet) => {
      fc.pre(hasPlainClocks(zone, now));
      expect(until(quiet, zone, now) !== undefined).toBe(isQuietByTheWall(quiet, zone, now));
    }),
    { numRuns: 400 },
  );
});

test('when it is over it is not quiet any more, and until then it is over at the same time, wherever and whenever', () => {
  fc.assert(
    fc.property(
      ...any,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (now, zone, quiet, part) => {
        const end = until(quiet, zone, now);
        if (!end) return;
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(until(quiet, zone, end)).toBeUndefined();
        const between = new Date(now.getTime() + Math.floor((end.getTime() - now.getTime()) * part));
        expect(until(quiet, zone, between)).toEqual(end);
      },
    ),
    { numRuns: 400 },
  );
});

test('of who has set nothing, nothing is read', async () => {
  const unread = new Proxy({} as Tx, {
    get: () => {
      throw new Error('Something was read.');
    },
  });
  expect(await quietNow(unread, { ...nothingSet, timeZone: 'UTC' }, new Date())).toBeUndefined();
});

test('who waits longer comes first, and nobody before it is over', () => {
  const end = new Date('2026-06-15T00:00:00Z');
  const wait = fc.integer({ min: 1, max: 31 * 24 * 60 * MINUTE_MS });
  fc.assert(
    fc.property(wait, wait, (one, other) => {
      const after = (ms: number) => comesAt(new Date(end.getTime() - ms), end).getTime() - end.getTime();
      expect(after(one)).toBeGreaterThanOrEqual(0);
      expect(after(one)).toBeLessThanOrEqual(10_000);
      if (one > other) expect(after(one)).toBeLessThanOrEqual(after(other));
    }),
  );
});

const nights: Quiet = { span: { from: '20:00', to: '08:00' }, daysOff: false };
const nightsAndDaysOff: Quiet = { ...nights, daysOff: true };

test.each([
  ['a night ends in the morning', nights, 'Asia/Shanghai', '2026-06-11T15:00Z', '2026-06-12T00:00Z'],
  [
    'Friday’s night lasts until Monday',
    nightsAndDaysOff,
    'Asia/Shanghai',
    '2026-06-12T15:00Z',
    '2026-06-15T00:00Z',
  ],
  [
    'a made-up Saturday is worked',
    { span: null, daysOff: true },
    'Asia/Shanghai',
    '2026-02-14T02:00Z',
    undefined,
  ],
  [
    'the night in which clocks are put on is shorter',
    nights,
    'Europe/Berlin',
    '2026-03-28T20:00Z',
    '2026-03-29T06:00Z',
  ],
  [
    'the night in which clocks are put back is longer',
    nights,
    'Europe/Berlin',
    '2026-10-24T20:00Z',
    '2026-10-25T07:00Z',
  ],
] as const)('%s', (_, quiet, zone, now, end) => {
  expect(until(quiet, zone, new Date(now))).toEqual(end && new Date(end));
});

test('a firm that never works has its people told after a month', () => {
  const never = { ...usualWorkingTime, daysOff: [] as string[] };
  for (let day = 0; day < 80; day += 1)
    never.daysOff.push(new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10));
  const now = new Date('2026-06-10T10:00:00Z');
  const end = quietUntil({ span: null, daysOff: true }, 'UTC', never, now);
  expect(end).toEqual(new Date('2026-07-12T00:00:00Z'));
});
