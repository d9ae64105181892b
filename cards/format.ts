/**
 * Numbers, money and time in the reader's language and zone. A card stays in the chat for weeks, so time is always
 * absolute with its year ("5 minutes ago" would soon be wrong); only spans between two instants are relative.
 */
import type { Locale, Money, Reader } from '../models/text.js';

/** In which language, in which time zone, and what can be typed there. */
export type Place = Pick<Reader, 'locale' | 'timeZone' | 'typable'>;

/** Formatters take about 50 µs to build and 1 µs to use, so each is built once. */
const once = <T>(build: (locale: Locale, of: string) => T): ((locale: Locale, of?: string) => T) => {
  const built = new Map<string, T>();
  return (locale, of = '') => {
    const key = `${locale} ${of}`;
    const found = built.get(key) ?? build(locale, of);
    built.set(key, found);
    return found;
  };
};

const numbers = once((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }));

/** `¥20,000.00` and `US$1,200.50` in Chinese, `CNY 20,000.00` in English, where ¥ could be two currencies. */
const currencyDisplay: Record<Locale, 'symbol' | 'code'> = { 'zh-CN': 'symbol', en: 'code' };
const currencies = once((locale, currency) => {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: currencyDisplay[locale],
  });
  return { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
});

/** Swedish writes 2026-12-31 14:30, as Chinese office software does. */
const instantLocale: Record<Locale, string> = { 'zh-CN': 'sv-SE', en: 'en-GB' };
const instantStyle: Record<Locale, 'short' | 'medium'> = { 'zh-CN': 'short', en: 'medium' };
const instants = once(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(instantLocale[locale], {
      dateStyle: instantStyle[locale],
      timeStyle: 'short',
      timeZone,
    }),
);

const days = once(
  (locale) => new Intl.DateTimeFormat(instantLocale[locale], { dateStyle: 'medium', timeZone: 'UTC' }),
);
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const dayIn: Record<Locale, (date: Date) => string> = {
  'zh-CN': (date) =>
    `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${WEEKDAYS[date.getUTCDay()]}`,
  en: (date) => days('en').format(date),
};

/** A decimal from an integer of 10^-digits units, without passing through a float. */
const decimal = (units: number, digits: number): Intl.StringNumericLiteral => {
  const figures = String(Math.abs(units)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const fraction = figures.slice(figures.length - digits);
  return `${units < 0 ? '-' : ''}${whole}.${fraction || '0'}` as Intl.StringNumericLiteral;
};

export const count = (value: number, { locale }: Place): string => numbers(locale).format(value);

/** Thousandths: 1500 is `1.5`. */
export const quantity = (milli: number, { locale }: Place): string =>
  numbers(locale).format(decimal(milli, 3));

/** Hundredths of a per cent: 1250 is `12.5%`. */
export const percent = (bp: number, { locale }: Place): string =>
  `${numbers(locale).format(decimal(bp, 2))}%`;

/** Exact for any currency's minor units: JPY has none, KWD has three digits. */
export const money = ({ cents, currency }: Money, { locale }: Place): string => {
  const { format, digits } = currencies(locale, currency);
  return format.format(decimal(cents, digits)).replace('\u00A0', ' ');
};

/** One sum a currency, or nothing when there is none. */
export const sums = (totals: readonly Money[], reader: Place): string | null =>
  totals.map((total) => money(total, reader)).join(' + ') || null;

/** `2026年12月31日 周四`, `31 Dec 2026` */
export const day = (value: string, { locale }: Place): string => dayIn[locale](new Date(value));

/** `2026-12-31 14:30`, `31 Dec 2026, 14:30`, in the reader's zone. */
export const instant = (value: string, { locale, timeZone }: Place): string =>
  instants(locale, timeZone).format(new Date(value));
