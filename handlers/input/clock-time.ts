/** A time of day, `HH:mm`, and a span between two, as people type them. */
import { fold } from './fold.js';
import { readNumerals, SMALL_NUMERALS } from './numerals.js';

const NUMBER = `[\\d${SMALL_NUMERALS}]{1,3}`;
const TIME = new RegExp(
  `^(?<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?\\s*(?<hour>${NUMBER})(?:\\s*(?:[:.点时])\\s*(?:(?<minute>${NUMBER})分?|(?<half>半)|(?<quarter>一刻)|整)?)?\\s*(?<half12>[ap])?\\.?(?:m\\.?)?$`,
);

/** Of the hours of a clock with two hands. */
const isAfternoon = (part = '', half12 = ''): boolean => half12 === 'p' || /下午|傍晚|晚上|夜里/.test(part);
const isMorning = (part = '', half12 = ''): boolean => half12 === 'a' || /凌晨/.test(part);

const hourOn = (hour: number, part?: string, half12?: string): number => {
  if (hour === 12 && isMorning(part, half12)) return 0;
  if (hour === 12 && part && /晚上|夜里/.test(part)) return 24;
  return hour < 12 && isAfternoon(part, half12) ? hour + 12 : hour;
};

const minuteIn = ({ minute, half, quarter }: Readonly<Record<string, string | undefined>>) => {
  if (half) return 30;
  if (quarter) return 15;
  return minute === undefined ? 0 : readNumerals(minute);
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `9`, `9:30`, `9.30`, `21点半`, `晚上八点`, `9pm`; `24:00` is `00:00`. */
export function readTime(text: string): string | undefined {
  const found = TIME.exec(fold(text))?.groups;
  const read = found?.hour === undefined ? undefined : readNumerals(found.hour);
  const minute = found && minuteIn(found);
  if (!found || read === undefined || minute === undefined) return undefined;
  const hour = hourOn(read, found.part, found.half12);
  const isThere = hour < 24 ? minute < 60 : hour === 24 && minute === 0;
  return isThere ? `${twoDigits(hour % 24)}:${twoDigits(minute)}` : undefined;
}

interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

/** `20:00-08:00`, `8pm to 8am`, `20点到8点`, `从晚上八点到早上八点`; a span of no time is none. */
export function readSpan(text: string): TimeSpan | undefined {
  const ends = fold(text)
    .replace(/^(?:从|自|from\s)\s*/, '')
    .split(/\s*(?:[-–—~～到至]|\s(?:to|until|till)\s)\s*/);
  const [from, to] = ends.map(readTime);
  return ends.length === 2 && from && to && from !== to ? { from, to } : undefined;
}
