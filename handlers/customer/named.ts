import { findCustomer, listCustomersCalled, type Party } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { type Saying, saying } from '../../models/text.js';
import { listed } from '../fields.js';
import { formatNumber, readNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { words } from './words.js';

/** By number, or by name: it may be the name of several, of which one is not as good as the other. */
export async function customersNamed(tx: Tx, typed: string): Promise<readonly Party[]> {
  const number = readNumber(typed);
  const byNumber = number?.kind === 'customer' ? await findCustomer(tx, number.id) : undefined;
  return byNumber ? [byNumber] : listCustomersCalled(tx, normaliseName(typed));
}

export const severalCalled = (name: string, found: readonly Party[]): Saying =>
  saying(words.severalCalled, { name, numbers: listed(found.map(({ id }) => formatNumber('customer', id))) });

/** As `customersNamed` reads it: the name, or the number where others are called the same. */
export async function writeCustomer(tx: Tx, id: number): Promise<string> {
  const name = (await findCustomer(tx, id))?.name ?? '';
  const [found, ...others] = await customersNamed(tx, name);
  return found?.id === id && others.length === 0 ? name : formatNumber('customer', id);
}
