import { createRequire } from 'node:module';
import { dayNumber, isoOf, weekdayOf } from './input/day.js';

/** Day → name, as the State Council announces them each November. A year that is not in it has plain weeks. */
interface Announced {
  readonly holidays: Readonly<Record<string, string>>;
  /** Saturdays and Sundays that are worked to make up for a holiday (调休). */
  readonly workdays: Readonly<Record<string, string>>;
}

/**
 * The package's data and not its functions: those take the weekday from the zone of this process, so that west of
 * Greenwich each Monday is a Sunday.
 */
const announced = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Announced;

/** Zones of the mainland, whose holidays these are. */
const mainland: ReadonlySet<string> = new Set([
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Chongqing',
  'Asia/Chungking',
  'Asia/Harbin',
  'Asia/Kashgar',
  'PRC',
]);

const SATURDAY = 5;
/** The longest run of days off, Spring Festival with leave around it, is far shorter. */
const LONGEST_REST_DAYS = 30;

const isWeekday = (day: string) => weekdayOf(dayNumber(day)) < SATURDAY;

/** `holiday` is announced, `made-up` is a weekend day that is worked for one. */
export type DayKind = 'workday' | 'made-up' | 'weekend' | 'holiday';

/** What a day, `YYYY-MM-DD`, is there: Monday to Friday are worked; on China's mainland by its holidays. */
export function kindOfDay(day: string, timeZone: string): DayKind {
  const isWorked = isWeekday(day);
  if (!mainland.has(timeZone)) return isWorked ? 'workday' : 'weekend';
  if (Object.hasOwn(announced.workdays, day)) return isWorked ? 'workday' : 'made-up';
  if (Object.hasOwn(announced.holidays, day)) return 'holiday';
  return isWorked ? 'workday' : 'weekend';
}

/** Do people there work on this day? */
export const isWorkingDay = (day: string, timeZone: string): boolean =>
  ['workday', 'made-up'].includes(kindOfDay(day, timeZone));

/** `2026-12-31` → `2027-01-01` */
export const dayAfter = (day: string): string => isoOf(dayNumber(day) + 1);

export const dayBefore = (day: string): string => isoOf(dayNumber(day) - 1);

/** This day, or the first one after it that is worked. */
export function nextWorkingDay(day: string, timeZone: string): string {
  const start = dayNumber(day);
  const following = Array.from({ length: LONGEST_REST_DAYS }, (_, ahead) => isoOf(start + ahead));
  return following.find((one) => isWorkingDay(one, timeZone)) ?? day;
}

export function previousWorkingDay(day: string, timeZone: string): string {
  const end = dayNumber(day);
  const before = Array.from({ length: LONGEST_REST_DAYS }, (_, back) => isoOf(end - 1 - back));
  return before.find((one) => isWorkingDay(one, timeZone)) ?? isoOf(end - 1);
}
