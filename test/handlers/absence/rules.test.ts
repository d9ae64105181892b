import fc from 'fast-check';
import { faultOf, LONGEST_CHAIN, proxiesNow, reliesOn, replaces } from '../../../handlers/absence/rules.js';
import type { KnownAbsence } from '../../../models/absence.js';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 26);
const at = (hour: number): Date => new Date(START_MS + hour * HOUR_MS);

const away = (
  employeeId: number,
  proxyId: number,
  [from, until]: readonly [number, number] = [0, 24],
  more: Partial<KnownAbsence> = {},
): KnownAbsence => ({
  ...{ id: employeeId, employeeId, proxyId, flowKey: null, setById: employeeId, nextAt: at(from) },
  ...{
    startsAt: at(from),
    endsAt: at(until),
    employeeName: '',
    timeZone: 'UTC',
    proxyName: '',
    proxyActive: true,
  },
  ...more,
});

const now = (...absences: readonly KnownAbsence[]) => proxiesNow(absences, 'contract', at(12));

describe('who acts for whom', () => {
  test('is whoever was named, from the first instant until the last, that not included', () => {
    const one = away(1, 2);
    const acting = (hour: number) => proxiesNow([one], 'contract', at(hour));
    expect([acting(-1), acting(0), acting(23.9), acting(24)]).toEqual([{}, { 1: 2 }, { 1: 2 }, {}]);
  });

  test('is at the end of the line: A, B, C to D', () => {
    expect(now(away(1, 2), away(2, 3), away(3, 4))).toEqual({ 1: 4, 2: 4, 3: 4 });
  });

  test('is nobody where the line would be longer than three', () => {
    expect(now(away(1, 2), away(2, 3), away(3, 4), away(4, 5))).toEqual({ 2: 5, 3: 5, 4: 5 });
  });

  test('is nobody where the line comes back', () => {
    expect(now(away(1, 2), away(2, 1))).toEqual({});
    expect(now(away(1, 2), away(2, 3), away(3, 2))).toEqual({});
  });

  test('is nobody where whoever was named has left the firm', () => {
    expect(now(away(1, 2, [0, 24], { proxyActive: false }))).toEqual({});
    expect(now(away(1, 2), away(2, 3, [0, 24], { proxyActive: false }))).toEqual({});
  });

  test('may be for one flow only, which goes before what is for all', () => {
    const both = [away(1, 2), away(1, 3, [0, 24], { flowKey: 'contract' })];
    expect(proxiesNow(both, 'contract', at(1))).toEqual({ 1: 3 });
    expect(proxiesNow(both, 'refund', at(1))).toEqual({ 1: 2 });
    expect(proxiesNow(both.slice(1), 'refund', at(1))).toEqual({});
  });
});

describe('what cannot be', () => {
  test('is a circle while both are away, and not one after the other', () => {
    expect(faultOf(away(1, 2), [away(2, 1)])).toBe('circle');
    expect(faultOf(away(1, 2), [away(2, 3), away(3, 1)])).toBe('circle');
    expect(faultOf(away(1, 2, [0, 24]), [away(2, 1, [24, 48])])).toBeUndefined();
  });

  test('is a fourth hand, counted from either end', () => {
    expect(faultOf(away(1, 2), [away(2, 3), away(3, 4)])).toBeUndefined();
    expect(faultOf(away(1, 2), [away(2, 3), away(3, 4), away(4, 5)])).toBe('tooLong');
    expect(faultOf(away(4, 5), [away(1, 2), away(2, 3), away(3, 4)])).toBe('tooLong');
  });

  test('is not measured by what it takes the place of', () => {
    const old = away(1, 3);
    expect(replaces(away(1, 2), old)).toBe(true);
    expect(faultOf(away(1, 2), [old, away(3, 1, [100, 200])])).toBeUndefined();
  });
});

test('everybody whose tasks go by way of somebody is known', () => {
  expect(reliesOn([away(1, 2), away(2, 3), away(5, 6)], 3)).toEqual([3, 2, 1]);
});

const someone = fc.integer({ min: 1, max: 6 });
const someAbsence = fc
  .tuple(someone, someone, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 10 }), fc.boolean())
  .filter(([who, proxy]) => who !== proxy)
  .map(([who, proxy, from, hours, isNarrow]) =>
    away(who, proxy, [from, from + hours], { flowKey: isNarrow ? 'contract' : null }),
  );

test('whatever is set, nobody acts for themselves, and whoever acts is there', () => {
  fc.assert(
    fc.property(
      fc.array(someAbsence, { maxLength: 8 }),
      fc.integer({ min: 0, max: 30 }),
      (absences, hour) => {
        const current = absences.filter(({ startsAt, endsAt }) => startsAt <= at(hour) && at(hour) < endsAt);
        for (const [who, proxy] of Object.entries(proxiesNow(absences, 'contract', at(hour)))) {
          expect(proxy).not.toBe(Number(who));
          expect(current.some(({ employeeId }) => employeeId === proxy)).toBe(false);
        }
      },
    ),
    { numRuns: 5_000 },
  );
});

test('what was accepted one after the other always leaves somebody who acts', () => {
  fc.assert(
    fc.property(fc.array(someAbsence, { maxLength: 8 }), (wanted) => {
      const kept = wanted.reduce<readonly KnownAbsence[]>(
        (all, one) => (faultOf(one, all) ? all : [...all.filter((old) => !replaces(one, old)), one]),
        [],
      );
      for (let hour = 0; hour < 30; hour += 1) {
        const current = kept.filter(({ startsAt, endsAt }) => startsAt <= at(hour) && at(hour) < endsAt);
        const acting = proxiesNow(kept, 'contract', at(hour));
        expect(current.filter(({ employeeId }) => acting[employeeId] === undefined)).toEqual([]);
      }
      expect(LONGEST_CHAIN).toBe(3);
    }),
    { numRuns: 2_000 },
  );
});
