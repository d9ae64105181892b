/** Sentences, numbers, money and time as the reader sees them: the same words as on the cards, at any length. */
import type { Locale, Money, Param, Saying, Text } from '../models/text.js';

export interface Reader {
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
}

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

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const dayIn: Record<Locale, (date: Date) => string> = {
  'zh-CN': (date) =>
    `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${WEEKDAYS[date.getUTCDay()]}`,
  en: (date) => days.format(date),
};

/** A decimal from an integer of 10^-digits units, without passing through a float. */
const decimal = (units: number, digits: number): Intl.StringNumericLiteral => {
  const figures = String(Math.abs(units)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const fraction = figures.slice(figures.length - digits);
  return `${units < 0 ? '-' : ''}${whole}.${fraction || '0'}` as Intl.StringNumericLiteral;
};

export const count = (value: number, { locale }: Reader): string => numbers(locale).format(value);

/** Thousandths: 1500 is `1.5`. */
export const quantity = (milli: number, { locale }: Reader): string =>
  numbers(locale).format(decimal(milli, 3));

/** Hundredths of a per cent: 1250 is `12.5%`. */
export const percent = (bp: number, { locale }: Reader): string =>
  `${numbers(locale).format(decimal(bp, 2))}%`;

export const money = ({ cents, currency }: Money, { locale }: Reader): string => {
  const { format, digits } = currencies(locale, currency);
  return format.format(decimal(cents, digits)).replace('\u00A0', ' ');
};

export const sums = (totals: readonly Money[], reader: Reader): string =>
  totals.map((total) => money(total, reader)).join(' + ');

export const day = (value: string, { locale }: Reader): string => dayIn[locale](new Date(value));

export const instant = (value: string, { locale, timeZone }: Reader): string =>
  instants(locale, timeZone).format(new Date(value));

export const inWords = (text: Text, { locale }: Reader): string => (locale === 'en' ? text.en : text.zh);

/** Control characters, and marks that turn the direction of the text after them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** What somebody typed, on one line. */
export const line = (text: string): string => text.replace(/\s+/g, ' ').replace(HIDDEN, '').trim();

export const show = (param: Param, reader: Reader): string => {
  if (typeof param === 'string') return line(param);
  if (typeof param === 'number') return count(param, reader);
  if ('cents' in param) return money(param, reader);
  if ('day' in param) return day(param.day, reader);
  if ('at' in param) return instant(param.at, reader);
  if ('text' in param) return say(param, reader);
  return line(inWords(param, reader));
};

const GAP = /\{(\w+)\}/;

/** Each `{gap}` filled; what was filled in is not filled again. */
export const say = ({ text, params }: Saying, reader: Reader): string => {
  const words = inWords(text, reader);
  if (!params) return words;
  const fill = (name: string): string => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    return param === undefined ? `{${name}}` : show(param, reader);
  };
  return words
    .split(GAP)
    .map((part, index) => (index % 2 === 0 ? part : fill(part)))
    .join('');
};
