/** 大于50万, `at least 500k`, 20-50万: from how much and up to how much. */
import { readMoney, type TypedMoney } from './amount.js';
import { AND_LESS, AND_MORE, AT_LEAST, AT_MOST } from './amount-words.js';
import { fold } from './fold.js';
import { NUMERALS } from './numerals.js';

const LONGEST = 60;

/** Both ends belong to it. */
export interface AmountRange {
  readonly atLeastCents?: number;
  readonly atMostCents?: number;
  /** ISO code; missing when none was typed. */
  readonly currency?: string;
}

const NAMED = /^(?:金额|amounts?|value|worth)?(?:在| ?is| ?are)? ?(?:of )?/;
const before = (words: string) => new RegExp(`^(?:${words}) ?(.+)$`);
const behind = (words: string) => new RegExp(`^(.+?) ?(?:${words})$`);

const leasts = [before(AT_LEAST), behind(AND_MORE)];
const mosts = [before(AT_MOST), behind(AND_LESS)];
const BETWEEN = /^(?:介于|between |from )?(\S.*?)(?: ?[-~–—到至和与] ?| (?:to|and) )(\S.*?)(?: ?之间)?$/;
const LIKE_MONEY =
  /[\d十百千](?: ?[百千万亿元块]|[kmw]| (?:thousand|million|billion))|[¥$€£]\d|\d{5}|\d,\d{3}/;
/** Where no word says that it is money, 2-3 and `over 9` are none. */
export const saysMoney = (text: string): boolean => LIKE_MONEY.test(fold(text));
const TWO_SIDED = new RegExp(
  `^(.*[\\d百千万亿元wkm]) ?(?:[,;，且并]|and |but )? ?((?:${AT_LEAST}|${AT_MOST}).*)$`,
);
/** 20万以上50万以下 */
const BOTH_BEHIND = new RegExp(`^(.+?(?:${AND_MORE}|${AND_LESS})) ?[,，且并]? ?(.+)$`);

/** 百万 is 一百万 where it is a limit. */
const limit = (text: string): TypedMoney | undefined => readMoney(text.replace(/^(?=[百千][万亿])/, '一'));

const moneyIn = (forms: readonly RegExp[], text: string) =>
  forms.map((form) => limit(form.exec(text)?.[1] ?? '')).find(Boolean);

const BARE = /^[¥$€£]?\d[\d.,]*$/;
/** Less is no deal: who writes 50-20万 leaves out the unit. */
const SMALLEST_CENTS = 100_00;

/** Where a range begins that ends there: 20-50万 at 20万, and 5000-2万 at 5000. */
function beginOf(first: string, second: string, last: TypedMoney): TypedMoney | undefined {
  const unit = second.replace(/^\D?[\d.,]+/, '');
  const asTyped = limit(first);
  const inUnit = BARE.test(first) ? readMoney(first + unit) : undefined;
  const isWhole = asTyped && asTyped.cents >= SMALLEST_CENTS;
  const fitting = [inUnit, isWhole ? asTyped : undefined].find((one) => one && one.cents <= last.cents);
  // Two bare numbers the wrong way round are a phone and its extension, or the like.
  return fitting ?? (BARE.test(first + second) ? undefined : (inUnit ?? asTyped));
}

/** 50万到20万 is 20万到50万. */
function between(first: string, second: string): AmountRange | undefined {
  const last = limit(second);
  const begin = last && beginOf(first, second, last);
  if (!begin || (begin.currency && last.currency && begin.currency !== last.currency)) return undefined;
  const currency = begin.currency ?? last.currency;
  const [least, most] = [begin.cents, last.cents].sort((one, other) => one - other);
  return { atLeastCents: least, atMostCents: most, ...(currency && { currency }) };
}

function oneSided(text: string): AmountRange | undefined {
  const least = moneyIn(leasts, text);
  const most = least ? undefined : moneyIn(mosts, text);
  const currency = (least ?? most)?.currency;
  if (!least && !most) return undefined;
  return {
    ...(least && { atLeastCents: least.cents }),
    ...(most && { atMostCents: most.cents }),
    ...(currency && { currency }),
  };
}

/** 大于20万小于50万 */
function twoSided(text: string): AmountRange | undefined {
  const [, ...sides] = TWO_SIDED.exec(text) ?? BOTH_BEHIND.exec(text) ?? [];
  const [one, other] = sides.map(oneSided);
  const isRange = one && other && (one.atLeastCents === undefined) !== (other.atLeastCents === undefined);
  return isRange ? { ...one, ...other } : undefined;
}

const HAS_FIGURE = new RegExp(`[\\d${NUMERALS}]`);

/** Undefined where it is not clear from how much, or up to how much. */
export function readAmountRange(typed: string): AmountRange | undefined {
  if (typed.length > LONGEST) return undefined;
  const text = fold(typed).replace(NAMED, '');
  if (!HAS_FIGURE.test(text)) return undefined;
  const [, first, second] = (saysMoney(text) && BETWEEN.exec(text)) || [];
  return (first && second && between(first, second)) || twoSided(text) || oneSided(text);
}
