import { type Customer, findCustomer } from '../../models/customer.js';
import { listNames } from '../../models/employee.js';
import { findLastChange } from '../../models/history.js';
import { saying } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import type { NoticeView } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { isNow } from './find.js';
import { words } from './words.js';

const openButton = (customer: Customer): Button => ({
  label: saying(words.open, { number: formatNumber('customer', customer.id), name: customer.name }),
  press: { do: 'customer.show', input: { id: customer.id } },
});

const elsewhere = (id: number, customer: Customer): NoticeView => ({
  kind: 'notice',
  title: isNow(formatNumber('customer', id), customer),
  body: [],
  buttons: [openButton(customer)],
});

/** Whose a customer is now, for whoever it came to and whoever had it. */
export async function customerNotice(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  id: number,
): Promise<NoticeView | undefined> {
  const customer = await findCustomer(tx, id);
  if (!customer) return undefined;
  if (customer.id !== id) return elsewhere(id, customer);
  const [[owner = ''], given] = await Promise.all([
    listNames(tx, [customer.ownerId ?? 0]),
    findLastChange(tx, 'customer', id, 'customer.given'),
  ]);
  const params = { number: formatNumber('customer', id), name: customer.name, owner };
  return {
    kind: 'notice',
    title: saying(customer.ownerId === actor.id ? words.isYours : words.isTheirs, params),
    body: given ? [saying(words.wasTheirs, given.params)] : [],
    buttons: [openButton(customer)],
  };
}
