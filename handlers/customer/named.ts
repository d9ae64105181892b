import { findCustomer, listCustomersCalled, type Party } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { listed } from '../fields.js';
import { fold } from '../input/fold.js';
import { formatNumber, readNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { words } from './words.js';

/** Written alike, but for capitals and spaces. */
export const isSameName = (one: string, other: string): boolean => fold(one) === fold(other);

/** Of those that differ only in what firms are called by law, the ones that are written quite so come before the others. */
async function customersCalled(tx: Tx, name: string): Promise<readonly Party[]> {
  const all = await listCustomersCalled(tx, normaliseName(name));
  const same = all.filter((one) => isSameName(one.name, name));
  return same.length > 0 ? same : all;
}

/** The id in `C-88`. */
export const customerNumber = (typed: string): number | undefined => {
  const number = readNumber(typed);
  return number?.kind === 'customer' ? number.id : undefined;
};

/** By number, or by name: it may be the name of several, of which one is not as good as the other. */
export async function customersNamed(tx: Tx, typed: string): Promise<readonly Party[]> {
  const id = customerNumber(typed);
  const byNumber = id === undefined ? undefined : await findCustomer(tx, id);
  return byNumber ? [byNumber] : customersCalled(tx, typed);
}

/** `C-1、C-6` */
export const numbersOf = (customers: readonly Pick<Party, 'id'>[]): Text =>
  listed(customers.map(({ id }) => formatNumber('customer', id)));

export const severalCalled = (name: string, found: readonly Party[]): Saying =>
  saying(words.severalCalled, { name, numbers: numbersOf(found) });

/** As `customersNamed` reads it: the name, or the number where others are called the same. */
export async function writeCustomer(tx: Tx, { id, name }: Pick<Party, 'id' | 'name'>): Promise<string> {
  const [found, ...others] = await customersNamed(tx, name);
  return found?.id === id && others.length === 0 ? name : formatNumber('customer', id);
}
