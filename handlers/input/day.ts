import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** A calendar day without a time: midnight of it, called UTC, so that counting days meets no summer time. */
export type Day = Dayjs;

/** Undefined for days that do not exist, like the 30th of February. */
export function civil(year: number, month: number, date: number): Day | undefined {
  const day = dayjs.utc(Date.UTC(year, month - 1, date));
  return day.month() === month - 1 && day.date() === date ? day : undefined;
}

/** dayjs makes a formatter for each call to `tz()`; ours are kept, one for each zone. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  // Sweden writes dates as ISO does.
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone });
  calendars.set(timeZone, calendar);
  return calendar;
}

export const dayIn = (timeZone: string, now: Date): Day => dayjs.utc(calendarOf(timeZone).format(now));
