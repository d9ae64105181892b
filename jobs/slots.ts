import { parse } from 'node-cron';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../handlers/duration.js';
import { aheadMs, asUtc, instantOf, wallTime } from '../handlers/wall-clock.js';
import type { CatchUp, Job, Slot } from './job.js';

/** A slot that is missed for longer is not caught up by anybody. */
export const LONGEST_ABSENCE_MS = 7 * DAY_MS;
/** By so much, nowhere by more, clocks are put on or back: a time may come later than they say, or have been earlier. */
const LONGEST_JUMP_MS = 3 * HOUR_MS;
/** Ticks come each minute; one that is late by less is no absence. */
const LATE_MS = 2 * MINUTE_MS;

export const keyOf = ({ wall, timeZone }: Slot): string => `${wall} ${timeZone}`;

export function slotOf(key: string): Slot {
  const [wall = '', timeZone = ''] = key.split(' ');
  return { wall, timeZone };
}

export const timeOf = ({ wall }: Slot): string => wall.slice('YYYY-MM-DDT'.length);

/** `08:30` → `30 8 * * *` */
export const dailyAt = (time: string): string => {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour} * * *`;
};

export const dayOf = ({ wall }: Slot): string => wall.slice(0, 'YYYY-MM-DD'.length);

/** Does a cron expression mean this minute? Its day and weekday must both fit. */
function matcher(schedule: string): (minute: Date) => boolean {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = parse(schedule);
  return (at) =>
    minute.includes(at.getUTCMinutes()) &&
    hour.includes(at.getUTCHours()) &&
    dayOfMonth.includes(at.getUTCDate()) &&
    month.includes(at.getUTCMonth() + 1) &&
    dayOfWeek.includes(at.getUTCDay());
}

interface DueSlot extends Slot {
  readonly at: Date;
}

/** All minutes that may lie between the two instants by clocks of the zone: more than they say only where these jump. */
function* minutesBetween(timeZone: string, after: Date, until: Date): Generator<Date> {
  const [early, late] = [after.getTime() - LONGEST_JUMP_MS, until.getTime() + LONGEST_JUMP_MS];
  const marginMs = aheadMs(early, timeZone) === aheadMs(late, timeZone) ? 0 : LONGEST_JUMP_MS;
  const first = asUtc(wallTime(after, timeZone)).getTime() - marginMs;
  const last = asUtc(wallTime(until, timeZone)).getTime() + marginMs;
  for (let minute = first; minute <= last; minute += MINUTE_MS) yield new Date(minute);
}

/** The slots after the one instant and up to the other, by clocks of that zone. A day has each time once. */
function slotsBetween(schedule: string, timeZone: string, after: Date, until: Date): DueSlot[] {
  const fits = matcher(schedule);
  return [...minutesBetween(timeZone, after, until)]
    .filter(fits)
    .map((minute) => minute.toISOString().slice(0, 'YYYY-MM-DDTHH:mm'.length))
    .map((wall) => ({ wall, timeZone, at: instantOf(wall, timeZone) }))
    .filter(({ at }) => at > after && at <= until);
}

const policies: Record<CatchUp, (slots: readonly DueSlot[], now: Date) => readonly DueSlot[]> = {
  each: (slots) => slots,
  latest: (slots) => slots.slice(-1),
  skip: (slots, now) => slots.filter(({ at }) => now.getTime() - at.getTime() < LATE_MS),
};

/** What a job is to do in a zone now, when all up to `since` is planned already. */
export function slotsDue(
  { schedule, catchUp }: Pick<Job, 'schedule' | 'catchUp'>,
  timeZone: string,
  since: Date,
  now: Date,
): readonly Slot[] {
  const after = new Date(Math.max(since.getTime(), now.getTime() - LONGEST_ABSENCE_MS));
  return policies[catchUp](slotsBetween(schedule, timeZone, after, now), now);
}
