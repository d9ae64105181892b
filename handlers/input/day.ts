import { DAY_MS } from '../duration.js';
import { wallTime } from '../wall-clock.js';

/** A calendar day, counted from 1970-01-01: no time, no zone, and so no summer time. */
export type Day = number;

/** Undefined for days that do not exist, like the 30th of February. */
export function civil(year: number, month: number, date: number): Day | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.getTime() / DAY_MS : undefined;
}

/** @param iso `YYYY-MM-DD` */
export function dayNumber(iso: string): Day {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number);
  const day = civil(year, month, date);
  if (day === undefined) throw new Error(`There is no day ${iso}.`);
  return day;
}

export const noonOf = (day: Day) => new Date((day + 0.5) * DAY_MS);
export const yearOf = (day: Day) => noonOf(day).getUTCFullYear();
export const isoOf = (day: Day) => noonOf(day).toISOString().slice(0, 10);

/** 0 is Monday, as 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day) => (((day + 3) % 7) + 7) % 7;

/** The first day of the month that is `months` after the one of `day`. */
export function monthStart(day: Day, months: number): Day {
  const at = noonOf(day);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1) / DAY_MS;
}

/** The 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const date = day - monthStart(day, 0);
  return Math.min(monthStart(day, months) + date, monthStart(day, months + 1) - 1);
}

/** `YYYY-MM-DD`: the day that it is there. */
export const isoDayIn = (timeZone: string, now: Date): string =>
  wallTime(now, timeZone).slice(0, 'YYYY-MM-DD'.length);

export const dayIn = (timeZone: string, now: Date): Day => dayNumber(isoDayIn(timeZone, now));
