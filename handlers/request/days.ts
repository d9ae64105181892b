/** A number that counts the days between two others of its form, such as those of a leave. */
import type { FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { type Saying, saying } from '../../models/text.js';
import { findWorkingTime, type WorkingTime } from '../../models/working-time.js';
import { dayAfter } from '../working-days.js';
import { isWorkedDay, usualWorkingTime } from '../working-time.js';
import { words } from './words.js';

const DAY_MS = 86_400_000;
/** Longer than anybody takes, and as far as counting keeps nobody else waiting. */
const LONGEST_SPAN_DAYS = 3_660;

interface Span {
  readonly from: string;
  readonly until: string;
}

const isTooLong = ({ from, until }: Span): boolean =>
  Date.parse(until) - Date.parse(from) >= LONGEST_SPAN_DAYS * DAY_MS;

const spanIn = ({ daysOf }: FormField, content: Facts): Span | undefined => {
  const [from, until] = daysOf ? [content[daysOf.from], content[daysOf.until]] : [];
  return typeof from === 'string' && typeof until === 'string' && from <= until ? { from, until } : undefined;
};

const daysIn = ({ from, until }: Span): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= until; day = dayAfter(day)) days.push(day);
  return days;
};

/** A morning or an afternoon may be worked at either end, where there is work on that day at all. */
const fewestDays = (days: readonly string[], isWorked: (day: string) => boolean): number => {
  const halves = new Set([days[0], days.at(-1)].filter((day) => day !== undefined && isWorked(day))).size;
  return days.filter(isWorked).length - halves / 2;
};

const faultOf = (
  field: FormField,
  value: number,
  span: Span,
  isWorked: (day: string) => boolean,
): Saying | undefined => {
  const days = daysIn(span);
  const said = { field: field.label, from: { day: span.from }, until: { day: span.until } };
  const working = days.filter(isWorked).length;
  const fewest = fewestDays(days, isWorked);
  if (value > days.length) return saying(words.tooManyDays, { ...said, most: days.length });
  return value < fewest ? saying(words.tooFewDays, { ...said, working, fewest }) : undefined;
};

export interface CountedDays {
  readonly field: FormField;
  /** As written, or else the working days. */
  readonly value: number;
  readonly error?: Saying;
}

/** What is worked out is held against the limits of the field as what is written is. */
const faultOfCount = ({ label: field, max = LONGEST_SPAN_DAYS }: FormField, value: number, span: Span) => {
  if (value > max) return saying(words.tooLarge, { field, max });
  const said = { field, from: { day: span.from }, until: { day: span.until } };
  return value === 0 ? saying(words.noWorkingDays, said) : undefined;
};

const count = (
  field: FormField,
  content: Facts,
  timeZone: string,
  time: WorkingTime,
): readonly CountedDays[] => {
  const span = spanIn(field, content);
  if (!span) return [];
  const { label, max = LONGEST_SPAN_DAYS } = field;
  if (isTooLong(span)) return [{ field, value: max, error: saying(words.tooLarge, { field: label, max }) }];
  const isWorked = (day: string) => isWorkedDay(day, timeZone, time);
  const written = content[field.key];
  if (typeof written === 'number') {
    const error = faultOf(field, written, span, isWorked);
    return [{ field, value: written, ...(error && { error }) }];
  }
  const value = daysIn(span).filter(isWorked).length;
  const error = faultOfCount(field, value, span);
  return [{ field, value, ...(error && { error }) }];
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
  const time = { ...usualWorkingTime, ...(await findWorkingTime(tx)) };
  return counting.flatMap((field) => count(field, content, timeZone, time));
}
