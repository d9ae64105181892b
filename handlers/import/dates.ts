import { readDate } from '../input/date.js';
import { civil, isoOf } from '../input/day.js';
import { Refusal } from '../useCase.js';
import { refusals } from './words.js';

/** In which order a file writes the parts of a day. A year in front is always read as such. */
export const dateOrders = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Databases and Excel put a time behind a day; only the day counts. */
const TIME = /[T ](?:[上下]午 ?)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const YEAR_FIRST =
  /^(?<year>\d{4})(?:(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<date>\d{1,2})|年(?<zhMonth>\d{1,2})月(?<zhDate>\d{1,2})日)$/;
const COMPACT = /^(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<date>\d\d)$/;
const YEAR_LAST = /^(?<first>\d{1,2})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<year>\d{4})$/;
/** `1 Mar 2017`, `Mar 1, 2017`, `01-MAR-2017` */
const IN_WORDS = /^(?=.*\b\d{4}\b)(?=.*[a-z]{3})[\w ,./-]+$/i;

const iso = (year: unknown, month: unknown, date: unknown): string | undefined => {
  const day = civil(Number(year), Number(month), Number(date));
  return day === undefined ? undefined : isoOf(day);
};

type Parts = Readonly<Record<string, string | undefined>>;

const inOrder: Record<DateOrder, (parts: Parts) => string | undefined> = {
  mdy: ({ first, second, year }) => iso(year, first, second),
  dmy: ({ first, second, year }) => iso(year, second, first),
  ymd: () => undefined,
};

/** With points between its parts a day stands first, in Germany as in Russia. */
const orderOf = ({ sign }: Parts, order: DateOrder) => (sign === '.' ? 'dmy' : order);

const withoutTime = (text: string) => text.trim().replace(TIME, '');

/** A day as Excel counts it, from a column that is not formatted as dates: from 1982 to 2064. */
export const isSerial = (text: string) => /^[3-5]\d{4}(?:\.\d+)?$/.test(text);

/** One day of a file as `YYYY-MM-DD`, with all four digits of its year; undefined for anything else. */
export function readDay(text: string, order: DateOrder): string | undefined {
  const plain = withoutTime(text);
  const front = (YEAR_FIRST.exec(plain) ?? COMPACT.exec(plain))?.groups;
  if (front) return iso(front.year, front.month ?? front.zhMonth, front.date ?? front.zhDate);
  const back = YEAR_LAST.exec(plain)?.groups;
  if (back) return inOrder[orderOf(back, order)](back);
  return IN_WORDS.test(plain) ? readDate(plain.replaceAll('-', ' '), new Date(0), 'UTC') : undefined;
}

interface Seen {
  readonly text: string;
  readonly line: number;
}

/** Looks at all days of a file to find out whether it writes the month or the day first. */
export class DateSurvey {
  #monthFirst: Seen | undefined;
  #dayFirst: Seen | undefined;
  #either: Seen | undefined;

  see(text: string, line: number) {
    const parts = YEAR_LAST.exec(withoutTime(text))?.groups;
    if (!parts || parts.sign === '.' || parts.first === parts.second) return;
    const [first, second] = [Number(parts.first), Number(parts.second)];
    if (first <= 12 && second <= 12) this.#either ??= { text, line };
    if (first <= 12 && second > 12) this.#monthFirst ??= { text, line };
    if (first > 12 && second <= 12) this.#dayFirst ??= { text, line };
  }

  /** @throws Refusal when both orders occur, or when nothing tells them apart */
  order(): DateOrder {
    const [month, day, either] = [this.#monthFirst, this.#dayFirst, this.#either];
    if (month && day) {
      throw new Refusal(refusals.mixedDates, {
        month: month.text,
        monthLine: month.line,
        day: day.text,
        dayLine: day.line,
      });
    }
    if (month) return 'mdy';
    if (day) return 'dmy';
    if (either) throw new Refusal(refusals.unclearDates, { text: either.text, line: either.line });
    return 'ymd';
  }
}
