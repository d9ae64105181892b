import type { Tx } from '../models/database/tx.js';
import { findWorkingTime, type Span, type WorkingTime } from '../models/working-time.js';
import { HOUR_MS, MINUTE_MS } from './duration.js';
import { isoDayIn } from './input/day.js';
import { instantOf } from './wall-clock.js';
import { type DayKind, dayAfter, kindOfDay } from './working-days.js';

/** No firm is closed for longer. */
const LONGEST_WAIT_DAYS = 3_660;

/** Unless the firm says otherwise. */
export const usualWorkingTime: WorkingTime = {
  periods: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
  daysOff: [],
  daysWorked: [],
};

/** The firm's own, if it has set one. */
export const getWorkingTime = async (tx: Tx): Promise<WorkingTime> => ({
  ...usualWorkingTime,
  ...(await findWorkingTime(tx)),
});

/** `ours`: the firm's own day off, or worked where others rest. */
type Kind = DayKind | 'day-off-ours' | 'worked-ours';

const isWorked: Record<Kind, boolean> = {
  workday: true,
  'made-up': true,
  weekend: false,
  holiday: false,
  'day-off-ours': false,
  'worked-ours': true,
};

const kindOf = (day: string, timeZone: string, { daysOff, daysWorked }: WorkingTime): Kind => {
  if (daysOff.includes(day)) return 'day-off-ours';
  return daysWorked.includes(day) ? 'worked-ours' : kindOfDay(day, timeZone);
};

/** Does the firm work on this day there? */
export const isWorkedDay = (day: string, timeZone: string, time: WorkingTime): boolean =>
  isWorked[kindOf(day, timeZone, time)];

/** What a day gave to a length of time: nothing, when nobody worked. */
export interface CountedDay {
  readonly day: string;
  readonly kind: Kind;
  readonly ms: number;
}

export interface Due {
  readonly at: Date;
  /** Of natural time there are none: it runs day and night. */
  readonly days: readonly CountedDay[];
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

const LATEST_MIDDAY = '13:00';

/** When the morning ends, and with it the first half of a day: before the break about noon. */
export const middayOf = ({ periods }: WorkingTime): string =>
  periods.findLast(({ to }) => to <= LATEST_MIDDAY)?.to ?? '12:00';

/** How long a working day is. */
export const workingDayMs = ({ periods }: WorkingTime): number =>
  periods.reduce((sum, { from, to }) => sum + (minutesOf(to) - minutesOf(from)) * MINUTE_MS, 0);

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is left of a day's working time from an instant on. */
const stretchesOf = (
  day: string,
  fromMs: number,
  timeZone: string,
  { periods }: WorkingTime,
): readonly Stretch[] =>
  periods
    .map(({ from, to }) => ({
      startMs: Math.max(fromMs, instantOf(`${day}T${from}`, timeZone).getTime()),
      endMs: instantOf(`${day}T${to}`, timeZone).getTime(),
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);

interface Taken {
  readonly ms: number;
  /** When the length is reached, if it is on this day. */
  readonly at?: Date;
}

const take = (stretches: readonly Stretch[], wantedMs: number): Taken => {
  let ms = 0;
  for (const { startMs, endMs } of stretches) {
    if (ms + endMs - startMs >= wantedMs) return { ms: wantedMs, at: new Date(startMs + wantedMs - ms) };
    ms += endMs - startMs;
  }
  return { ms };
};

const afterWork = (from: Date, workMs: number, timeZone: string, time: WorkingTime): Due => {
  const days: CountedDay[] = [];
  let leftMs = workMs;
  let day = isoDayIn(timeZone, from);
  while (days.length < LONGEST_WAIT_DAYS) {
    const kind = kindOf(day, timeZone, time);
    const taken = isWorked[kind] ? take(stretchesOf(day, from.getTime(), timeZone, time), leftMs) : { ms: 0 };
    days.push({ day, kind, ms: taken.ms });
    if (taken.at) return { at: taken.at, days };
    leftMs -= taken.ms;
    day = dayAfter(day);
  }
  throw new Error('Nobody has worked for ten years: the setting workingTime leaves no time.');
};

/** How long it is: of working time, so much work. */
export function lengthMs(span: Span, time: WorkingTime): number {
  if ('hours' in span) return span.hours * HOUR_MS;
  return 'workingHours' in span ? span.workingHours * HOUR_MS : span.workingDays * workingDayMs(time);
}

const workedMs = (from: Date, until: Date, timeZone: string, time: WorkingTime): number => {
  const last = isoDayIn(timeZone, until);
  let ms = 0;
  for (let day = isoDayIn(timeZone, from); day <= last; day = dayAfter(day)) {
    const stretches = isWorked[kindOf(day, timeZone, time)]
      ? stretchesOf(day, from.getTime(), timeZone, time)
      : [];
    for (const { startMs, endMs } of stretches) ms += Math.max(0, Math.min(endMs, until.getTime()) - startMs);
  }
  return ms;
};

/** How much of a length of time has passed between two instants, counted as the length itself is. */
export const passedMs = (from: Date, until: Date, span: Span, timeZone: string, time: WorkingTime): number =>
  'hours' in span ? until.getTime() - from.getTime() : workedMs(from, until, timeZone, time);

/**
 * When a length of time is over. A working day is as many of the firm's working hours as a day has, so that two working
 * days from Thursday at ten end on Monday at ten.
 * @param alreadyMs  how much of it had passed before `from`
 */
export function dueAfter(from: Date, span: Span, timeZone: string, time: WorkingTime, alreadyMs = 0): Due {
  const leftMs = lengthMs(span, time) - alreadyMs;
  if (leftMs <= 0) return { at: from, days: [] };
  return 'hours' in span
    ? { at: new Date(from.getTime() + leftMs), days: [] }
    : afterWork(from, leftMs, timeZone, time);
}
