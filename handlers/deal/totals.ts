import type { Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';

export interface Line {
  /** Thousandths: 1500 is one and a half. Not negative. */
  readonly quantityMilli: number;
  /** Without tax. Not negative. */
  readonly unitPriceCents: number;
  /** Hundredths of a per cent, 0 to 10,000. */
  readonly discountBp: number;
  readonly taxBp: number;
}

interface Totals {
  /** After discount, without tax. */
  readonly netCents: number;
  readonly taxCents: number;
  readonly totalCents: number;
}

const MILLI = 1_000n;
const WHOLE_BP = 10_000n;

const tooBig: Text = {
  zh: '金额太大，系统无法精确计算。请检查数量和单价。',
  en: 'The amount is too large to be exact. Check the quantity and the unit price.',
};

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

const exact = (cents: bigint): number => {
  if (cents > Number.MAX_SAFE_INTEGER) throw new Refusal(tooBig);
  return Number(cents);
};

const totals = (net: bigint, tax: bigint): Totals => ({
  netCents: exact(net),
  taxCents: exact(tax),
  totalCents: exact(net + tax),
});

const sum = (cents: readonly number[]): bigint => cents.reduce((total, value) => total + BigInt(value), 0n);

/**
 * Rounds half up, twice: the net after discount, then the tax on that rounded net. So a line here is a line of a
 * Chinese VAT invoice (增值税发票), which prints 金额 and 税额 to the cent for each line.
 * @throws Refusal beyond `Number.MAX_SAFE_INTEGER` cents
 */
export const lineTotal = (line: Line): Totals => {
  const gross = BigInt(line.quantityMilli) * BigInt(line.unitPriceCents);
  const net = halfUp(gross * (WHOLE_BP - BigInt(line.discountBp)), MILLI * WHOLE_BP);
  const tax = halfUp(net * BigInt(line.taxBp), WHOLE_BP);

  return totals(net, tax);
};

/**
 * Adds the rounded lines and rounds nothing again, as the invoice does: tax on the whole can differ by some cents.
 * @throws Refusal beyond `Number.MAX_SAFE_INTEGER` cents
 */
export const dealTotals = (lines: readonly Line[]): Totals => {
  const rows = lines.map(lineTotal);

  return totals(sum(rows.map((row) => row.netCents)), sum(rows.map((row) => row.taxCents)));
};
