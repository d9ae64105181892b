import { DAY_MS, MINUTE_MS } from './duration.js';

/** `2026-11-23T08:30`: what a clock on the wall shows. */
export type WallTime = string;

interface Clock {
  readonly formatter: Intl.DateTimeFormat;
  /** What it was asked last: mostly the minute that it is. */
  minute: number;
  shows: WallTime;
}

/** Making a formatter is slow, so there is one for each zone. */
const clocks = new Map<string, Clock>();

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known) return known;
  // Sweden writes times as ISO 8601 does.
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const clock = { formatter, minute: Number.NaN, shows: '' };
  clocks.set(timeZone, clock);
  return clock;
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(clockOf(name));
  } catch {
    return false;
  }
}

export function wallTime(at: Date, timeZone: string): WallTime {
  const clock = clockOf(timeZone);
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  if (minute !== clock.minute) {
    clock.shows = clock.formatter.format(at).replace(' ', 'T');
    clock.minute = minute;
  }
  return clock.shows;
}

/** The instant at which a clock without any zone shows it: to count with, not to keep. */
export const asUtc = (wall: WallTime): Date => new Date(`${wall}:00.000Z`);

/** How far clocks there are ahead of UTC. */
export const aheadMs = (at: number, timeZone: string): number => {
  const minute = at - (at % MINUTE_MS);
  return asUtc(wallTime(new Date(minute), timeZone)).getTime() - minute;
};

/**
 * When the clocks of a zone show this time: the first of the two instants in autumn, and as long after the jump as it
 * lies after its beginning where spring leaves it out.
 */
export function instantOf(wall: WallTime, timeZone: string): Date {
  const shown = asUtc(wall).getTime();
  const isRight = (at: Date) => wallTime(at, timeZone) === wall;
  const before = new Date(shown - aheadMs(shown - DAY_MS, timeZone));
  if (isRight(before)) return before;
  const after = new Date(shown - aheadMs(shown + DAY_MS, timeZone));
  return isRight(after) ? after : before;
}
