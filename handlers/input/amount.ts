import { currencyNames, letterZeros, rareCurrencyNames, unitsAfter, wordZeros } from './amount-words.js';
import { fold } from './fold.js';
import { NUMERALS, readNumerals } from './numerals.js';

const LONGEST = 40;
/** Of an amount that names none. */
export const USUAL_CURRENCY = 'CNY';
/** 900 thousand million: far above any deal, far below where a number stops being exact. */
export const MOST_CENTS = 9e13;

const currencies = new Map(Object.entries({ ...currencyNames, ...unitsAfter }));

const isoCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const decimalsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

/** Amounts are hundredths, so a currency without hundredths, such as the yen, is none of ours. */
export const isKeptCurrency = (code: string): boolean => isoCodes.has(code) && decimalsOf(code) === 2;

/** The ISO code of `RMB`, `美元`, `€`, `thb`, … */
export function readCurrency(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const word = fold(text);
  const code = word.toUpperCase();
  return currencies.get(word) ?? (isKeptCurrency(code) ? code : undefined);
}

const zerosOf = { ...letterZeros, ...wordZeros };

const oneOf = (words: Iterable<string>) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('$', '\\$');

const WHOLE = String.raw`0|[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)|[1-9]\d*`;
const SCALE = `(?<letter>${oneOf(Object.keys(letterZeros))})| ?(?<word>${oneOf(Object.keys(wordZeros))})`;
const DECIMAL = String.raw`(?<whole>${WHOLE})(?:\.(?<part>\d+))?(?:${SCALE})?`;
/** Needs a unit: 三一 and 四六 are names, 三十万 is money. */
const SPELLED = String.raw`(?!0\d)(?=.*[十百千万亿拾佰仟萬億])(?<spelled>[\d${NUMERALS}]+)`;
/** A code that is not among our words stands apart from its number: `THB 300`. */
const BEFORE = `(?<before>${oneOf(Object.keys(currencyNames))}) ?|(?<codeBefore>[a-z]{3}) `;
const AFTER = ` ?(?<after>${oneOf(currencies.keys())})| (?<codeAfter>[a-z]{3})`;
const MONEY = new RegExp(`^(?:${BEFORE})?(?:${DECIMAL}|${SPELLED})(?:${AFTER})?$`);
const NUMBER_CHARACTER = new RegExp(`[\\d０-９${NUMERALS}]`);
const moneyWords = new Set([...currencies.keys(), ...Object.keys(wordZeros)]);

type Parts = Readonly<Record<string, string | undefined>>;

export interface TypedMoney {
  readonly cents: number;
  /** ISO code; missing when none was typed. */
  readonly currency?: string;
}

/** Shifts the decimal point in the text, so nothing is ever multiplied as a float. */
function centsOfDecimal({ whole = '', part = '', letter, word }: Parts): number | undefined {
  const places = 2 + (zerosOf[letter ?? word ?? ''] ?? 0);
  if (part.length > places) return undefined;
  return Number(whole.replace(/[, ]/g, '') + part.padEnd(places, '0'));
}

function centsOfSpelled(spelled: string): number | undefined {
  const yuan = readNumerals(spelled);
  return yuan === undefined ? undefined : yuan * 100;
}

/** Null where it is none, or where there are two. */
function currencyOf({ before, codeBefore, after, codeAfter }: Parts): string | undefined | null {
  const typed = [before ?? codeBefore, after ?? codeAfter].filter((word) => word !== undefined);
  const [found, ...others] = new Set(typed.map((word) => readCurrency(word) ?? null));
  return others.length > 0 ? null : found;
}

/** Of any size. */
function readAnyMoney(text: string): TypedMoney | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = MONEY.exec(fold(text))?.groups;
  if (!parts) return undefined;
  const cents = parts.spelled ? centsOfSpelled(parts.spelled) : centsOfDecimal(parts);
  const currency = currencyOf(parts);
  if (cents === undefined || currency === null) return undefined;
  return currency ? { cents, currency } : { cents };
}

/**
 * Reads one amount and nothing else: `20,000`, `20 000`, `2.5万`, `两百万`, `1.2m`, `¥3,000.50`, `USD 300k`, `300万元`, `THB 5`.
 * Refuses what it is not sure of: signs, `1,00,0`, `1.234` (a thousand in half of Europe), fractions of a cent,
 * more than 9e13 cents, two currencies at once.
 */
export function readMoney(text: string): TypedMoney | undefined {
  const money = readAnyMoney(text);
  return money && money.cents <= MOST_CENTS ? money : undefined;
}

/** An amount, or a number such as `1e30`, and more than is taken. */
export const isTooMuch = (text: string): boolean =>
  (readAnyMoney(text)?.cents ?? Number(text) * 100) > MOST_CENTS;

export const isPercentage = (text: string): boolean => /^[+-]?\d+(?:\.\d+)? ?%$/.test(fold(text));

/** Whether a word may be part of an amount at all. */
export const isMoneyWord = (word: string): boolean =>
  word.length <= LONGEST && (NUMBER_CHARACTER.test(word) || moneyWords.has(fold(word)));

/** A code counts only in capitals: `all` and `try` are words. */
export const isRareCurrency = (word: string): boolean =>
  word.length <= LONGEST &&
  (rareCurrencyNames.has(fold(word)) || (isoCodes.has(word) && !currencies.has(word.toLowerCase())));

/** `JPY 20000`, `500 日元`, `THB 300`: an amount beside what may be its currency, or a word such as TOP. To be asked about. */
export function isRareMoney(text: string): boolean {
  const words = text.split(' ');
  const others = words.filter((word) => !isRareCurrency(word));
  return others.length < words.length && readMoney(others.join(' ')) !== undefined;
}

/** As people write it and `readMoney` reads it: `20000`, `¥20,000.00`, `USD 3,000.50`. */
export function writeMoney({ cents, currency }: TypedMoney): string {
  const digits = String(cents).padStart(3, '0');
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  if (!currency) return amount.replace(/\.00$/, '');
  const grouped = amount.replace(/\B(?=(?:\d{3})+\.)/g, ',');
  return currency === 'CNY' ? `¥${grouped}` : `${currency} ${grouped}`;
}
