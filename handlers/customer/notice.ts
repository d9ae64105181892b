import { findCustomer } from '../../models/customer.js';
import { listNames } from '../../models/employee.js';
import { findLastChange } from '../../models/history.js';
import { saying } from '../../models/text.js';
import type { NoticeView } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { words } from './words.js';

/** Whose a customer is now, for whoever it came to and whoever had it. */
export async function customerNotice(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  id: number,
): Promise<NoticeView | undefined> {
  const customer = await findCustomer(tx, id);
  if (!customer) return undefined;
  const [[owner = ''], given] = await Promise.all([
    listNames(tx, [customer.ownerId ?? 0]),
    findLastChange(tx, 'customer', id, 'customer.given'),
  ]);
  const params = { number: formatNumber('customer', id), name: customer.name, owner };
  return {
    kind: 'notice',
    title: saying(customer.ownerId === actor.id ? words.isYours : words.isTheirs, params),
    body: given ? [saying(words.wasTheirs, given.params)] : [],
    buttons: [{ label: saying(words.open, params), press: { do: 'customer.show', input: { id } } }],
  };
}
