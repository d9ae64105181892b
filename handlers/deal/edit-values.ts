/** What was typed into the form of a deal, read, and what is wrong with it. */
import type { Deal } from '../../models/deal.js';
import { listProducts } from '../../models/product.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { customersNamed, severalCalled } from '../customer/named.js';
import { type FieldErrors, required, tidy, tooLong, type Values } from '../fields.js';
import { readDateField } from '../input/date.js';
import { isShift } from '../input/shift.js';
import { readRoughMoney } from '../input/vague-amount.js';
import { unreadableAmount, unreadableDay } from '../unreadable.js';
import type { Context } from '../useCase.js';
import { LONGEST_TITLE } from './forms.js';
import { readLines } from './lines.js';
import { dealTotals } from './totals.js';
import { words } from './words.js';

export async function readValues(ctx: Context, deal: Deal, values: Values) {
  const name = values.customer?.trim() ?? '';
  const products = values.lines?.trim() ? await listProducts(ctx.tx) : [];
  const money = readRoughMoney(values.amount ?? '');
  return {
    name,
    customers: name === '' ? [] : await customersNamed(ctx.tx, name),
    money,
    day: readDateField(values.expectedClose ?? '', ctx.now, ctx.actor.timeZone),
    lines: readLines(values.lines ?? '', products, money?.currency ?? deal.currency),
    title: tidy(values.title ?? '') || deal.title,
  };
}
export type Read = Awaited<ReturnType<typeof readValues>>;

const unknownCustomer: Text = {
  zh: '没有叫“{name}”的客户。请写已有客户的名称或编号，新客户要先新建。',
  en: 'There is no customer called "{name}". Write the name or number of one that exists; a new one has to be created first.',
};

/** Wiped out in the form, although a deal cannot be without it once it has it: nothing is guessed from that. */
const isWiped = (value: string | undefined, had: boolean): boolean => had && value?.trim() === '';

/** An amount of its own, where the lines add up to another. */
function amountError(deal: Deal, values: Values, { money, lines }: Read): Saying | undefined {
  const hasLines = 'lines' in lines && lines.lines.length > 0;
  if (isWiped(values.amount, deal.amountCents > 0) && !hasLines) return required(words.amount);
  if (values.amount?.trim() && !money) return unreadableAmount(values.amount);
  if (!money || !('lines' in lines) || lines.lines.length === 0) return undefined;
  const { totalCents } = dealTotals(lines.lines);
  const isOwn = money.cents !== totalCents && money.cents !== deal.amountCents;
  const total = { cents: totalCents, currency: money.currency ?? deal.currency };
  return isOwn ? saying(words.amountOfLines, { total }) : undefined;
}

function customerError(deal: Deal, values: Values, { name, customers }: Read): Saying | undefined {
  if (isWiped(values.customer, deal.customerId !== null)) return required(words.customer);
  if (customers.length > 1) return severalCalled(name, customers);
  return name !== '' && customers.length === 0
    ? saying(unknownCustomer, { name: name.slice(0, 100) })
    : undefined;
}

const dayError = (typed: string): Saying =>
  isShift(typed) ? saying(words.noDayToMove) : unreadableDay(typed);

export const errorsIn = (deal: Deal, values: Values, read: Read): FieldErrors => ({
  customer: customerError(deal, values, read),
  amount: amountError(deal, values, read),
  title: isWiped(values.title, true)
    ? required(words.title)
    : tooLong(words.title, LONGEST_TITLE, values.title ?? ''),
  expectedClose: values.expectedClose?.trim() && !read.day ? dayError(values.expectedClose) : undefined,
  lines: 'error' in read.lines ? read.lines.error : undefined,
});
