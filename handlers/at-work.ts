import { instantOf, isTimeZone, wallTime } from './wall-clock.js';
import { dayAfter, isWorkingDay, nextWorkingDay } from './working-days.js';

const MORNING = '08:00';
const EVENING = '20:00';

/** Nobody is reminded at night or on a day off. */
export function isAtWork(timeZone: string, now: Date): boolean {
  if (!isTimeZone(timeZone)) return false;
  const [day = '', time = ''] = wallTime(now, timeZone).split('T');
  return time >= MORNING && time < EVENING && isWorkingDay(day, timeZone);
}

/** When nobody is disturbed there any more: at once by day, else on the next morning of a working day. */
export function atWorkFrom(timeZone: string, at: Date): Date {
  if (!isTimeZone(timeZone) || isAtWork(timeZone, at)) return at;
  const [day = '', time = ''] = wallTime(at, timeZone).split('T');
  const first = time < MORNING ? day : dayAfter(day);
  return instantOf(`${nextWorkingDay(first, timeZone)}T${MORNING}`, timeZone);
}
