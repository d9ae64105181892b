/** A day that moves by so much: 推迟一周, 往后延3天, 提前半个月, `postpone by a week`, `two days earlier`. */
import { COUNT, countOf, lengths } from './date-rules.js';
import { dayNumber, isoOf } from './day.js';
import { fold } from './fold.js';
import { readNumerals, SMALL_NUMERALS } from './numerals.js';

const LONGEST = 40;

const LENGTH = new RegExp(
  [
    '(?<half>半个月|半年)',
    `(?<many>[\\d${SMALL_NUMERALS}]+) ?(?:个(?=[星礼]))?(?<chinese>[天日周年]|星期|礼拜|个月|个季度)`,
    `(?<=^|[\\s+])${COUNT} (?<english>day|week|fortnight|month|quarter|year)s?(?!\\p{L})`,
  ].join('|'),
  'u',
);

const LATER = '推[迟后延]?|延[后期迟长]?|顺延|拖后?|挪|移|晚';
/** What stands around the length says which way. */
const ways: readonly (readonly [direction: 1 | -1, says: RegExp])[] = [
  [1, new RegExp(`^(?:再|又)?(?:[往向]后(?:${LATER})?|${LATER})$`)],
  [-1, /^再?(?:提[前早]|[往向]前[推提挪移]?|早)$/],
  [1, /^(?:postpone|push|delay|defer|slip|extend)d?(?: it)?(?: (?:back|out|by|for|later))*$/],
  [1, /^(?:by|(?:back|out)(?: by)?|later|\+)$/],
  [-1, /^(?:bring (?:it )?forward|pull (?:it )?in)(?: by)?$|^(?:earlier|sooner)$/],
];

/** 晚一周签 */
const CLOSING = /再?(?:签[约单]?|成交)$/;

interface Shift {
  readonly count: number;
  readonly unit: string;
}

function shiftIn(text: string): Shift | undefined {
  if (text.length > LONGEST) return undefined;
  const typed = fold(text);
  const { half, many, chinese, count, english } = LENGTH.exec(typed)?.groups ?? {};
  const unit = half ?? chinese ?? english;
  const around = typed.replace(LENGTH, ' ').replace(CLOSING, '').replace(/\s+/g, ' ').trim();
  const [direction] = ways.find(([, says]) => says.test(around)) ?? [];
  const length = many === undefined ? countOf(count) : readNumerals(many);
  return unit && direction && length ? { count: direction * length, unit } : undefined;
}

export const isShift = (text: string): boolean => shiftIn(text) !== undefined;

/** @param from the day that moves, `YYYY-MM-DD` */
export function readShift(text: string, from: string): string | undefined {
  const shift = shiftIn(text);
  const day = shift && lengths[shift.unit]?.(dayNumber(from), shift.count);
  return day === undefined ? undefined : isoOf(day);
}
