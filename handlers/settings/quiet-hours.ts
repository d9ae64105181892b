import type { Tx } from '../../models/database/tx.js';
import type { Employee, Quiet } from '../../models/employee.js';
import type { View } from '../../models/views.js';
import type { WorkingTime } from '../../models/working-time.js';
import { MINUTE_MS } from '../duration.js';
import { dayNumber, isoDayIn, isoOf } from '../input/day.js';
import { instantOf } from '../wall-clock.js';
import { dayAfter, dayBefore } from '../working-days.js';
import { getWorkingTime, isWorkedDay } from '../working-time.js';

/** So far ahead is looked at most: no firm is closed for longer. */
const LONGEST_DAYS = 31;

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

const dayAt = (atMs: number, timeZone: string): string => isoDayIn(timeZone, new Date(atMs));

const between = (from: string, to: string, timeZone: string): Stretch => ({
  startMs: instantOf(from, timeZone).getTime(),
  endMs: instantOf(to, timeZone).getTime(),
});

/** What begins on this day, in order. */
const stretchesOf = (
  day: string,
  { span, daysOff }: Quiet,
  timeZone: string,
  time: WorkingTime,
): readonly Stretch[] => {
  const next = dayAfter(day);
  const isOff = daysOff && !isWorkedDay(day, timeZone, time);
  return [
    ...(isOff ? [between(`${day}T00:00`, `${next}T00:00`, timeZone)] : []),
    ...(span
      ? [between(`${day}T${span.from}`, `${span.to > span.from ? day : next}T${span.to}`, timeZone)]
      : []),
  ];
};

/** Until when it is quiet without a break; nothing where it is not quiet now. */
export function quietUntil(quiet: Quiet, timeZone: string, time: WorkingTime, now: Date): Date | undefined {
  let untilMs = now.getTime();
  const today = dayAt(untilMs, timeZone);
  const last = isoOf(dayNumber(today) + LONGEST_DAYS);
  for (let day = dayBefore(today); day <= dayAt(untilMs, timeZone) && day <= last; day = dayAfter(day))
    for (const { startMs, endMs } of stretchesOf(day, quiet, timeZone, time))
      if (startMs <= untilMs && untilMs < endMs) untilMs = endMs;
  return untilMs > now.getTime() ? new Date(untilMs) : undefined;
}

const asking = ['approval.approve', 'approval.read', 'approval.advise'];

/** It waits for its reader, and was urged, or something will be done without them before they are told. */
export const isUrgent = (view: View, now: Date, until: Date): boolean =>
  view.kind === 'approval' &&
  view.can.some((action) => asking.includes(action)) &&
  view.steps
    .flatMap(({ tasks }) => tasks)
    .some(
      ({ state, urgedAt, dueAt = '' }) =>
        state === 'open' &&
        (urgedAt !== undefined || (dueAt > now.toISOString() && dueAt <= until.toISOString())),
    );

/** Whoever comes first goes first then: a millisecond for each minute, of these. */
const IN_ORDER_MS = 10_000;

/** When a new message comes that is not wanted now. */
export const comesAt = (now: Date, until: Date): Date => {
  const waitedMs = until.getTime() - now.getTime();
  return new Date(until.getTime() + Math.max(0, IN_ORDER_MS - Math.round(waitedMs / MINUTE_MS)));
};

/** Until when this person wants no new message, if not now. Of who has never said so, nothing is read. */
export async function quietNow(
  tx: Tx,
  { quiet, timeZone }: Pick<Employee, 'quiet' | 'timeZone'>,
  now: Date,
): Promise<Date | undefined> {
  if (!quiet) return undefined;
  return quietUntil(quiet, timeZone, await getWorkingTime(tx), now);
}
