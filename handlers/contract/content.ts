import type { Locale, Money } from '../../models/text.js';
import { dealTotals, type Line, lineTotal } from '../deal/totals.js';
import type { Firm } from '../firm.js';
import { capitalAmount } from './capital-amount.js';

export interface ContractRecords {
  readonly contract: { readonly number: string; readonly version: number; readonly day: string };
  /** Our own firm. */
  readonly seller: Omit<Firm, 'terms'>;
  readonly customer: {
    readonly legalName: string;
    readonly taxNumber: string | null;
    readonly address: string | null;
    /** Printed when the contact has none. */
    readonly phone: string | null;
    readonly contact: { readonly name: string; readonly phone: string | null } | null;
  };
  readonly deal: {
    readonly number: string;
    readonly title: string;
    /** With tax. Says the price of a deal without lines; otherwise the lines do. */
    readonly amount: Money;
    readonly lines: readonly (Line & { readonly name: string })[];
  };
  /** What was agreed for this deal; the template has the usual terms for what was not. */
  readonly terms: {
    readonly payment: string | null;
    readonly delivery: string | null;
    readonly other: string | null;
  };
  readonly owner: { readonly name: string };
}

export interface ContractLine {
  readonly row: string;
  readonly name: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discount: string;
  readonly net: string;
  readonly taxRate: string;
  readonly tax: string;
  readonly total: string;
}

/** A contract as it is printed: every value is ready to read, in the contract's language. */
export interface ContractContent {
  readonly contractNumber: string;
  readonly version: string;
  readonly date: string;
  readonly sellerName: string;
  readonly sellerTaxNumber: string;
  readonly sellerAddress: string;
  readonly sellerPhone: string;
  readonly sellerBank: string;
  readonly sellerAccount: string;
  readonly customerName: string;
  readonly customerTaxNumber: string;
  readonly customerAddress: string;
  readonly customerContact: string;
  readonly customerPhone: string;
  readonly dealNumber: string;
  readonly dealTitle: string;
  readonly currency: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  /** 人民币壹万贰仟元整 */
  readonly capital: string;
  /** Empty when the template's own words are to stand. */
  readonly paymentTerms: string;
  readonly deliveryTerms: string;
  readonly otherTerms: string;
  readonly owner: string;
  readonly lines: readonly ContractLine[];
}

const TO_FILL_IN = '____________';
const NONE = '—';

const orBlank = (value: string | null | undefined): string => value?.trim() || TO_FILL_IN;

const decimal = (units: number, digits: number): Intl.StringNumericLiteral =>
  `${units}e-${digits}` as Intl.StringNumericLiteral;

const quantity = (milli: number): string => new Intl.NumberFormat('en').format(decimal(milli, 3));

const percent = (bp: number): string => `${bp / 100}%`;

const longDate = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );

const currencyName = (currency: string, locale: Locale): string =>
  new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency;

/** How a currency is written: `amount` as in a table, `price` with its sign, or its code where ¥ could be two. */
const writing = (currency: string, locale: Locale) => {
  const currencyDisplay = locale === 'en' ? 'code' : 'symbol';
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: digits });

  return {
    digits,
    amount: (units: number) => plain.format(decimal(units, digits)),
    price: (units: number) => format.format(decimal(units, digits)).replace('\u00A0', ' '),
  };
};

type Amount = ReturnType<typeof writing>['amount'];

const printedLine =
  (amount: Amount) =>
  (line: ContractRecords['deal']['lines'][number], index: number): ContractLine => {
    const { netCents, taxCents, totalCents } = lineTotal(line);

    return {
      row: String(index + 1),
      name: line.name,
      quantity: quantity(line.quantityMilli),
      unitPrice: amount(line.unitPriceCents),
      discount: line.discountBp ? percent(line.discountBp) : NONE,
      net: amount(netCents),
      taxRate: percent(line.taxBp),
      tax: amount(taxCents),
      total: amount(totalCents),
    };
  };

const onlyLine = (name: string, total: string): ContractLine => ({
  row: '1',
  name,
  quantity: '1',
  unitPrice: NONE,
  discount: NONE,
  net: NONE,
  taxRate: NONE,
  tax: NONE,
  total,
});

/** The capital numerals end at hundredths, so dinars with their thousandths have none. */
const inCapitals = (units: number, digits: number, currency: string): string => {
  const hundredths = units * 10 ** (2 - digits);

  return Number.isSafeInteger(hundredths)
    ? currencyName(currency, 'zh-CN') + capitalAmount(hundredths)
    : NONE;
};

const prices = ({ title, amount: agreed, lines }: ContractRecords['deal'], locale: Locale) => {
  const { currency } = agreed;
  const { digits, amount, price } = writing(currency, locale);
  const sums = lines.length ? dealTotals(lines) : null;
  const totalCents = sums?.totalCents ?? agreed.cents;

  return {
    lines: sums ? lines.map(printedLine(amount)) : [onlyLine(title, amount(totalCents))],
    currency: currencyName(currency, locale),
    net: sums ? amount(sums.netCents) : NONE,
    tax: sums ? amount(sums.taxCents) : NONE,
    total: price(totalCents),
    capital: inCapitals(totalCents, digits, currency),
  };
};

/** @throws Refusal when the lines add up to more than can be exact */
export const contractContent = (records: ContractRecords, locale: Locale): ContractContent => {
  const { contract, seller, customer, deal, terms, owner } = records;

  return {
    contractNumber: contract.number,
    version: `V${contract.version}`,
    date: longDate(contract.day, locale),
    sellerName: seller.legalName,
    sellerTaxNumber: orBlank(seller.taxNumber),
    sellerAddress: orBlank(seller.address),
    sellerPhone: orBlank(seller.phone),
    sellerBank: orBlank(seller.bank),
    sellerAccount: orBlank(seller.bankAccount),
    customerName: customer.legalName,
    customerTaxNumber: orBlank(customer.taxNumber),
    customerAddress: orBlank(customer.address),
    customerContact: orBlank(customer.contact?.name),
    customerPhone: orBlank(customer.contact?.phone ?? customer.phone),
    dealNumber: deal.number,
    dealTitle: deal.title,
    ...prices(deal, locale),
    paymentTerms: terms.payment?.trim() ?? '',
    deliveryTerms: terms.delivery?.trim() ?? '',
    otherTerms: terms.other?.trim() ?? '',
    owner: owner.name,
  };
};
