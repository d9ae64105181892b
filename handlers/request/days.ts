/** A number that counts the days between two others of its form, such as those of a leave. */
import type { FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { type Saying, saying } from '../../models/text.js';
import type { Days } from '../absence/make.js';
import { dayNumber } from '../input/day.js';
import { dayAfter } from '../working-days.js';
import { getWorkingTime, isWorkedDay } from '../working-time.js';
import { spanBetween } from './span.js';
import { words } from './words.js';

/** Longer than anybody takes, and as far as counting keeps nobody else waiting. */
const LONGEST_SPAN_DAYS = 3_660;

const isTooLong = ({ from, until }: Days): boolean => dayNumber(until) - dayNumber(from) >= LONGEST_SPAN_DAYS;

const daysIn = ({ from, until }: Days): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= until; day = dayAfter(day)) days.push(day);
  return days;
};

type IsWorked = (day: string) => boolean;

/** How many of some days are worked, a half at either end where it was said. */
const countWorked = (span: Days, isWorked: IsWorked): number => {
  const halves = [span.fromNoon && isWorked(span.from), span.untilNoon && isWorked(span.until)];
  return daysIn(span).filter(isWorked).length - halves.filter(Boolean).length / 2;
};

/** Where a form does not ask for halves, each end may be one. */
const countFewest = (span: Days, isWorked: IsWorked): number => {
  const ends = new Set([span.from, span.until].filter(isWorked));
  return countWorked(span, isWorked) - ends.size / 2;
};

const faultOf = (field: FormField, value: number, span: Days, isWorked: IsWorked, asksHalves: boolean) => {
  const said = { field: field.label, from: { day: span.from }, until: { day: span.until } };
  const most = countWorked(span, () => true);
  const working = countWorked(span, isWorked);
  const fewest = asksHalves ? working : countFewest(span, isWorked);
  if (value > most) return saying(words.tooManyDays, { ...said, most });
  if (value >= fewest) return undefined;
  return saying(asksHalves ? words.tooFewHalves : words.tooFewDays, { ...said, working, fewest });
};

export interface CountedDays {
  readonly field: FormField;
  /** As written, or else the working days. */
  readonly value: number;
  readonly error?: Saying;
}

/** What is worked out is held against the limits of the field as what is written is. */
const faultOfCount = ({ label: field, max = LONGEST_SPAN_DAYS }: FormField, value: number, span: Days) => {
  if (value > max) return saying(words.tooLarge, { field, max });
  const said = { field, from: { day: span.from }, until: { day: span.until } };
  return value === 0 ? saying(words.noWorkingDays, said) : undefined;
};

/** From the afternoon until the morning of one day. */
const isNoTime = ({ from, until, fromNoon, untilNoon }: Days): boolean =>
  from === until && Boolean(fromNoon && untilNoon);

const count = (
  field: FormField,
  fields: readonly FormField[],
  content: Facts,
  isWorked: IsWorked,
): CountedDays | undefined => {
  const { label, max = LONGEST_SPAN_DAYS, daysOf } = field;
  const span = daysOf && spanBetween(fields, content, daysOf);
  if (!span) return undefined;
  if (isTooLong(span)) return { field, value: max, error: saying(words.tooLarge, { field: label, max }) };
  const written = content[field.key];
  const value = typeof written === 'number' ? written : countWorked(span, isWorked);
  if (isNoTime(span)) return { field, value, error: saying(words.noTime, { from: { day: span.from } }) };
  const asksHalves = fields.some(({ halfOf }) => halfOf === daysOf.from || halfOf === daysOf.until);
  const error =
    typeof written === 'number'
      ? faultOf(field, value, span, isWorked, asksHalves)
      : faultOfCount(field, value, span);
  return { field, value, ...(error && { error }) };
};

/** Every number of days whose two dates are known, by the firm's calendar. @param timeZone of whoever takes them */
export async function countDays(
  tx: Tx,
  fields: readonly FormField[],
  content: Facts,
  timeZone: string,
): Promise<readonly CountedDays[]> {
  const counting = fields.filter(({ daysOf }) => daysOf);
  if (counting.length === 0) return [];
  const time = await getWorkingTime(tx);
  const isWorked = (day: string) => isWorkedDay(day, timeZone, time);
  return counting.flatMap((field) => count(field, fields, content, isWorked) ?? []);
}
