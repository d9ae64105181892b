import { dayLabel, shortStamp, timeOf } from '../../../../../bot/platforms/console/page/clock.js';

const shanghai = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
const london = { locale: 'en', timeZone: 'Europe/London' } as const;
const now = new Date('2026-07-14T01:00:00Z');

test('a time is that of the zone of whoever reads it', () => {
  expect(timeOf('2026-07-13T16:05:00Z', shanghai)).toBe('00:05');
  expect(timeOf('2026-07-13T16:05:00Z', london)).toBe('17:05');
});

test('a day begins at midnight of that zone', () => {
  expect(dayLabel('2026-07-13T16:05:00Z', shanghai, now)).toBe('今天');
  expect(dayLabel('2026-07-13T16:05:00Z', london, now)).toBe('Yesterday');
});

test('older days are named in full in a conversation and in short in the list', () => {
  expect(dayLabel('2026-07-10T04:00:00Z', shanghai, now)).toBe('2026年7月10日周五');
  expect(dayLabel('2026-07-10T04:00:00Z', london, now)).toBe('Fri, July 10, 2026');
  expect(shortStamp('2026-07-10T04:00:00Z', shanghai, now)).toBe('7/10');
  expect(shortStamp('2026-07-13T04:00:00Z', shanghai, now)).toBe('昨天');
  expect(shortStamp('2026-07-13T23:00:00Z', shanghai, now)).toBe('07:00');
});
