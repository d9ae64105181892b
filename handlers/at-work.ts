import { isTimeZone, wallTime } from './wall-clock.js';
import { isWorkingDay } from './working-days.js';

const MORNING = '08:00';
const EVENING = '20:00';

/** Nobody is reminded at night or on a day off. */
export function isAtWork(timeZone: string, now: Date): boolean {
  if (!isTimeZone(timeZone)) return false;
  const [day = '', time = ''] = wallTime(now, timeZone).split('T');
  return time >= MORNING && time < EVENING && isWorkingDay(day, timeZone);
}
