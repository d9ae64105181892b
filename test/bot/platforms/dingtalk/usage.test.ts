import { monthOf, type UsageKind, usageMeter } from '../../../../bot/platforms/dingtalk/usage.js';
import { memoryUsage } from '../../../support/dingtalk/app.js';
import { notebook } from '../../../support/outcomes.js';

const meterWith = (monthly: Record<UsageKind, number>, store = memoryUsage()) => {
  const warnings: [UsageKind, number, number][] = [];
  const clock = { now: new Date('2026-11-25T10:00:00Z') };
  const log = notebook();
  const meter = usageMeter({
    store,
    monthly,
    warn: async (...warning) => void warnings.push(warning),
    counted: () => {},
    log,
    now: () => clock.now,
  });
  const count = async (times: number, kind: UsageKind = 'call') => {
    for (let n = 0; n < times; n += 1) meter.count(kind);
    await meter.flush();
  };
  return { meter, store, warnings, clock, count, log };
};

test('what was used is written down for all instances together', async () => {
  const { count, store } = meterWith({ call: 5000, push: 3000 });
  const other = meterWith({ call: 5000, push: 3000 }, store);
  await Promise.all([count(3), other.count(2), count(1, 'push')]);
  expect(Object.fromEntries(store.used)).toEqual({ '2026-11 call': 5, '2026-11 push': 1 });
});

test('an administrator hears at 70, 90 and 100 per cent, each time once', async () => {
  const { count, store, warnings } = meterWith({ call: 100, push: 100 });
  const other = meterWith({ call: 100, push: 100 }, store);
  await count(69);
  expect(warnings).toEqual([]);
  await count(1);
  await count(10);
  await other.count(10);
  await count(9);
  await count(5);
  expect(warnings).toEqual([
    ['call', 70, 100],
    ['call', 104, 100],
  ]);
  expect(other.warnings).toEqual([['call', 90, 100]]);
});

test('a month begins in Beijing', async () => {
  expect(monthOf(new Date('2026-11-30T15:59:59Z'))).toBe('2026-11');
  expect(monthOf(new Date('2026-11-30T16:00:00Z'))).toBe('2026-12');
  const { count, clock, warnings } = meterWith({ call: 10, push: 10 });
  await count(6);
  clock.now = new Date('2026-11-30T16:00:00Z');
  await count(6);
  expect(warnings).toEqual([]);
});

test('while the database is away nothing is forgotten', async () => {
  const store = memoryUsage();
  const trouble = { isAway: true };
  const away = {
    ...store,
    add: async (...args: Parameters<typeof store.add>) => {
      if (trouble.isAway) throw new Error('away');
      return store.add(...args);
    },
  };
  const { count, meter } = meterWith({ call: 100, push: 100 }, away);
  await count(3);
  trouble.isAway = false;
  await count(2);
  await meter.stop();
  expect(store.used.get('2026-11 call')).toBe(5);
});

test('what was counted last is written down when we stop', async () => {
  const { meter, store } = meterWith({ call: 100, push: 100 });
  meter.start();
  meter.count('push');
  await meter.stop();
  expect(store.used.get('2026-11 push')).toBe(1);
});
