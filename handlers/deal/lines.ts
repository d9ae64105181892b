import type { DealLine } from '../../models/deal.js';
import type { Product } from '../../models/product.js';
import { type Money, type Saying, saying } from '../../models/text.js';
import { readMoney, type TypedMoney } from '../input/amount.js';
import { lineTotal } from './totals.js';
import { words } from './words.js';

/** `name x quantity @ price -discount% +tax%`; only the name is needed where a product has that name. */
const LINE =
  /^(?<name>.+?)(?:\s*[x×*]\s*(?<quantity>\d+(?:\.\d{1,3})?))?(?:\s*@\s*(?<price>[^\s@+-]+))?(?:\s*-\s*(?<discount>\d+(?:\.\d{1,2})?)\s*%)?(?:\s*\+\s*(?<tax>\d+(?:\.\d{1,2})?)\s*%)?$/u;
const LONGEST_NAME = 200;
const MOST_LINES = 100;
const WHOLE_BP = 10_000;

/** Decimal text as an integer of the given number of decimals, without a float in between. */
const scaled = (text: string, decimals: number): number => {
  const [whole = '0', fraction = ''] = text.split('.');
  return Number(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
};

const sameName = (typed: string) => (product: Product) =>
  [product.name, product.code].some((name) => name.toLowerCase() === typed.toLowerCase());

/** As it was typed, or else as the list has it. */
const priceOf = (typed: string | undefined, product: Product | undefined): TypedMoney | undefined =>
  typed === undefined
    ? product && { cents: product.unitPriceCents, currency: product.currency }
    : readMoney(typed);

interface Priced {
  readonly line: DealLine;
  readonly price: TypedMoney;
}

function readLine(text: string, position: number, products: readonly Product[]): Priced | undefined {
  const parts = LINE.exec(text.trim())?.groups;
  const name = parts?.name?.trim();
  if (!parts || !name || name.length > LONGEST_NAME) return undefined;
  const product = products.find(sameName(name));
  const price = priceOf(parts.price, product);
  const discountBp = scaled(parts.discount ?? '0', 2);
  const taxBp = parts.tax === undefined ? (product?.taxBp ?? 0) : scaled(parts.tax, 2);
  if (!price || discountBp > WHOLE_BP || taxBp > WHOLE_BP) return undefined;
  const line = {
    position,
    productId: product?.id ?? null,
    name: product?.name ?? name,
    quantityMilli: scaled(parts.quantity ?? '1', 3),
    unitPriceCents: price.cents,
    discountBp,
    taxBp,
  };
  return { line: { ...line, totalCents: lineTotal(line).totalCents }, price };
}

const isOther = (price: TypedMoney, currency: string): price is Money =>
  price.currency !== undefined && price.currency !== currency;

/**
 * The lines of a deal as they are typed into its form, or what is wrong with the first bad one.
 * @param currency of the deal, in which all its prices are
 */
export function readLines(
  text: string,
  products: readonly Product[],
  currency: string,
): { lines: DealLine[] } | { error: Saying } {
  const typed = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (typed.length > MOST_LINES)
    return { error: saying(words.tooManyLines, { max: MOST_LINES, count: typed.length }) };
  const lines: DealLine[] = [];
  for (const [index, line] of typed.entries()) {
    const read = readLine(line, index + 1, products);
    if (!read) return { error: saying(words.badLine, { row: index + 1, line }) };
    const { price } = read;
    if (isOther(price, currency))
      return { error: saying(words.lineInOther, { row: index + 1, price, currency }) };
    lines.push(read.line);
  }
  return { lines };
}

const decimal = (value: number, decimals: number): string => {
  const digits = String(value).padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text.replace(/\.?0+$/, '');
};

const writeLine = ({ name, quantityMilli, unitPriceCents, discountBp, taxBp }: DealLine): string =>
  [
    name,
    `x ${decimal(quantityMilli, 3)}`,
    `@ ${decimal(unitPriceCents, 2)}`,
    ...(discountBp > 0 ? [`-${decimal(discountBp, 2)}%`] : []),
    ...(taxBp > 0 ? [`+${decimal(taxBp, 2)}%`] : []),
  ].join(' ');

/** As `readLines` reads them. */
export const writeLines = (lines: readonly DealLine[]): string => lines.map(writeLine).join('\n');
