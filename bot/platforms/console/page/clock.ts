/** Days and times as a person of the demo firm reads them: in their language and their zone. */
import type { Locale } from '../../../../models/text.js';
import { inLocale, ui } from './words.js';

export interface Zone {
  readonly locale: Locale;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

const format = (at: string, { locale, timeZone }: Zone, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(at));

/** `2026-07-14` */
export const dayOf = (at: string, { timeZone }: Pick<Zone, 'timeZone'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );

export const timeOf = (at: string, zone: Zone): string =>
  format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const namedDays = (zone: Zone, now: Date): ReadonlyMap<string, string> =>
  new Map([
    [dayOf(now.toISOString(), zone), inLocale(zone.locale, ui.today)],
    [dayOf(new Date(now.getTime() - DAY_MS).toISOString(), zone), inLocale(zone.locale, ui.yesterday)],
  ]);

/** What stands between two days of a conversation. */
export const dayLabel = (at: string, zone: Zone, now: Date): string =>
  namedDays(zone, now).get(dayOf(at, zone)) ??
  format(at, zone, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });

/** The time today, the day otherwise: for a list of people. */
export const shortStamp = (at: string, zone: Zone, now: Date): string => {
  const day = dayOf(at, zone);
  if (day === dayOf(now.toISOString(), zone)) return timeOf(at, zone);
  return namedDays(zone, now).get(day) ?? format(at, zone, { month: 'numeric', day: 'numeric' });
};
