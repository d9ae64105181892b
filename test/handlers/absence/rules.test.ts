import fc from 'fast-check';
import {
  faultOf,
  isOver,
  keepersNow,
  proxiesNow,
  reliesOn,
  replaces,
} from '../../../handlers/absence/rules.js';
import type { KnownAbsence } from '../../../models/absence.js';
import type { Facts } from '../../../models/approval-instance.js';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 26);
const at = (hour: number): Date => new Date(START_MS + hour * HOUR_MS);

const away = (
  employeeId: number,
  proxyId: number,
  [from, until]: readonly [number, number] = [0, 24],
  more: Partial<KnownAbsence> = {},
): KnownAbsence => ({
  ...{
    id: employeeId,
    employeeId,
    proxyId,
    flowKey: null,
    below: null,
    setById: employeeId,
    requestId: null,
    nextAt: at(from),
  },
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

const acts = (absences: readonly KnownAbsence[], flowKey: string, when: Date, facts: Facts = {}) =>
  proxiesNow(absences, { flowKey, facts }, when);
const now = (...absences: readonly KnownAbsence[]) => acts(absences, 'contract', at(12));
const yuan = (amount: number, currency = 'CNY') => ({ cents: amount * 100, currency });
const about = (amount: number, currency = 'CNY'): Facts => ({ amountCents: amount * 100, currency });
const limited = (employeeId: number, proxyId: number, amount: number, more: Partial<KnownAbsence> = {}) =>
  away(employeeId, proxyId, [0, 24], { below: yuan(amount), ...more });

describe('who acts for whom', () => {
  test('is whoever was named, from the first instant until the last, that not included', () => {
    const one = away(1, 2);
    const acting = (hour: number) => acts([one], 'contract', at(hour));
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
    expect(acts(both, 'contract', at(1))).toEqual({ 1: 3 });
    expect(acts(both, 'refund', at(1))).toEqual({ 1: 2 });
    expect(acts(both.slice(1), 'refund', at(1))).toEqual({});
  });
});

describe('who acts for whom below an amount', () => {
  test.each([
    ['less in that currency', about(49_999), { 1: 2 }],
    ['as much', about(50_000), {}],
    ['more', about(60_000), {}],
    ['less in another currency', about(10, 'USD'), {}],
    ['nothing that has an amount', {}, {}],
  ])('of %s', (_, facts, expected) => {
    expect(acts([limited(1, 2, 50_000)], 'contract', at(1), facts)).toEqual(expected);
  });

  test('is told apart from who keeps it, while that person is away', () => {
    const matter = { flowKey: 'contract', facts: about(60_000) };
    const keepers = (hour: number) => Object.keys(keepersNow([limited(1, 2, 50_000)], matter, at(hour)));
    expect([keepers(-1), keepers(1), keepers(24)]).toEqual([[], ['1'], []]);
    expect(keepersNow([away(1, 2)], matter, at(1))).toEqual({});
    expect(keepersNow([limited(1, 2, 70_000)], matter, at(1))).toEqual({});
  });

  test('goes along the line as far as each may go', () => {
    const line = [away(1, 2), limited(2, 3, 50_000), away(3, 4)];
    expect(acts(line, 'contract', at(1), about(10_000))).toEqual({ 1: 4, 2: 4, 3: 4 });
    expect(acts(line, 'contract', at(1), about(50_000))).toEqual({ 1: 2, 3: 4 });
  });

  test('leaves the rest to whoever acts for all flows, if there is somebody', () => {
    const both = [away(1, 2), limited(1, 3, 50_000, { flowKey: 'contract' })];
    expect(acts(both, 'contract', at(1), about(10_000))).toEqual({ 1: 3 });
    expect(acts(both, 'contract', at(1), about(60_000))).toEqual({ 1: 2 });
  });
});

describe('what cannot be', () => {
  test('is a circle below some amount, and not one in different currencies', () => {
    expect(faultOf(limited(1, 2, 50_000), [away(2, 1)])).toBe('circle');
    expect(faultOf(limited(1, 2, 50_000), [limited(2, 1, 100)])).toBe('circle');
    expect(faultOf(limited(1, 2, 50_000), [limited(2, 1, 100, { below: yuan(100, 'USD') })])).toBeUndefined();
  });

  test('is replaced by another amount, and not by one in another currency', () => {
    expect(replaces(limited(1, 2, 100), limited(1, 3, 50_000))).toBe(true);
    expect(replaces(away(1, 2), limited(1, 3, 50_000))).toBe(true);
    expect(replaces(limited(1, 2, 100, { below: yuan(100, 'USD') }), limited(1, 3, 100))).toBe(false);
  });

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
const someLimit = fc.constantFrom(null, yuan(50_000), yuan(20_000), yuan(50_000, 'USD'));
const someFacts = fc.constantFrom<Facts>({}, about(10_000), about(30_000), about(90_000), about(10, 'USD'));
const isWithin = ({ below }: KnownAbsence, { amountCents, currency }: Facts): boolean =>
  below === null || (currency === below.currency && Number(amountCents) < below.cents);
const someAbsence = fc
  .tuple(
    someone,
    someone,
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 10 }),
    fc.boolean(),
    someLimit,
  )
  .filter(([who, proxy]) => who !== proxy)
  .map(([who, proxy, from, hours, isNarrow, below]) =>
    away(who, proxy, [from, from + hours], { flowKey: isNarrow ? 'contract' : null, below }),
  );
const hours = Array.from({ length: 30 }, (_, hour) => hour);
const currentOf = (absences: readonly KnownAbsence[], hour: number, facts: Facts) =>
  absences.filter((one) => one.startsAt <= at(hour) && at(hour) < one.endsAt && isWithin(one, facts));

test('whatever is set, nobody acts for themselves, and whoever acts is there', () => {
  fc.assert(
    fc.property(
      fc.array(someAbsence, { maxLength: 8 }),
      fc.integer({ min: 0, max: 30 }),
      someFacts,
      (absences, hour, facts) => {
        const current = currentOf(absences, hour, facts);
        const acting = Object.entries(acts(absences, 'contract', at(hour), facts));
        expect(acting.filter(([who, proxy]) => proxy === Number(who))).toEqual([]);
        expect(acting.filter(([, proxy]) => current.some(({ employeeId }) => employeeId === proxy))).toEqual(
          [],
        );
      },
    ),
    { numRuns: 5_000 },
  );
});

test('what was accepted one after the other always leaves somebody who acts', () => {
  fc.assert(
    fc.property(fc.array(someAbsence, { maxLength: 8 }), someFacts, (wanted, facts) => {
      const kept = wanted.reduce<readonly KnownAbsence[]>(
        (all, one) => (faultOf(one, all) ? all : [...all.filter((old) => !replaces(one, old)), one]),
        [],
      );
      const forsaken = hours.flatMap((hour) => {
        const acting = acts(kept, 'contract', at(hour), facts);
        return currentOf(kept, hour, facts).filter(({ employeeId }) => acting[employeeId] === undefined);
      });
      expect(forsaken).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('what was ended before it began never comes, and stands in nobody’s way', () => {
  const cancelled = away(2, 1, [5, 5]);
  expect([isOver(cancelled, at(0)), isOver(away(2, 1, [5, 6]), at(0))]).toEqual([true, false]);
  expect(faultOf(away(1, 2, [0, 24]), [cancelled])).toBeUndefined();
  expect(faultOf(away(1, 2, [0, 24]), [away(2, 1, [5, 6])])).toBe('circle');
});
