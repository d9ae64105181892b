import type { TypedMoney } from './amount.js';
import { fold } from './fold.js';
import type { Found, Picked } from './search.js';
import { withoutRough } from './vague-amount.js';

type Amount = Found<TypedMoney>;

/** The higher, the more surely it is money. */
const ranks: readonly (readonly [rank: number, looks: RegExp])[] = [
  [1, /^\d[a-z]$/],
  [1, /^\d{1,3}$/],
  // 12.31 may be the last day of the year, and 2.0 a version.
  [1, /^\d{1,2}\.\d{1,2}$/],
  [2, /^\d+[a-z]?$/],
  [3, /./],
];
/** 3M, 58, 360 and 1688 are firms. */
const FIRM = /^\d{1,4}[a-z]?$/;
const COMPACT_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const YEAR = /^(?:19|20)\d\d$/;
/** A Chinese mobile phone, or thirteen thousand million and more? */
const PHONE = /^1[3-9]\d{9}$/;
/** `20 000`, or is it 20 of something and then 000? */
const TWO_NUMBERS = /\d \d/;
const NEAR_YEARS = 10;

export const isCompactDate = (text: string) => COMPACT_DATE.test(fold(text));
const isYear = (text: string, now: Date) =>
  YEAR.test(fold(text)) && Math.abs(Number(fold(text)) - now.getUTCFullYear()) <= NEAR_YEARS;

function rankOf({ text }: Amount, now: Date): number {
  const plain = withoutRough(text);
  if (isCompactDate(text) || isYear(text, now) || PHONE.test(plain) || TWO_NUMBERS.test(plain)) return 0;
  return ranks.find(([, looks]) => looks.test(plain))?.[0] ?? 0;
}

/** `Windows 10`, `phase 2`, `ERP 12.5`: a small number behind several words may belong to them. Nothing is called 0. */
const mayBePartOfName = ({ text, from }: Amount) => from >= 2 && /^[1-9]\d?(?:\.\d\d?)?$/.test(fold(text));

/**
 * Which of several amounts is the deal's. A clear one (`2万`, `¥500`, `20,000`) leaves the bare numbers to the names around
 * it; two that are as clear as each other are both unclear.
 * @param named whether the customer is known already, so that the first number cannot be the customer
 */
export function chooseAmount(amounts: readonly Amount[], now: Date, named: boolean): Picked<TypedMoney> {
  const [first, ...others] = amounts;
  const isFirm = !named && first?.from === 0 && FIRM.test(fold(first.text));
  const candidates = isFirm && others.some((other) => rankOf(other, now) >= 2) ? others : amounts;
  const rated = candidates.map((candidate) => rankOf(candidate, now));
  const best = Math.max(...rated);
  const [chosen, ...equals] = candidates.filter((_, at) => rated[at] === best);
  if (!chosen) return { unclear: [] };
  if (equals.length > 0) return { unclear: [chosen, ...equals] };
  return { chosen, unclear: best === 0 || mayBePartOfName(chosen) ? [chosen] : [] };
}
