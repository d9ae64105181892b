import { z } from 'zod';
import { type CustomerListRow, listCustomers, listFirstCustomers } from '../../models/customer.js';
import { begins, isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { eachOnce } from '../../models/each-once.js';
import { formatNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { whereNumbered } from '../numbered.js';
import { LONGEST_SEARCH } from '../page.js';
import { MOST_SUGGESTED, type Suggested, suggested } from '../suggestions.js';
import { useCase } from '../useCase.js';
import { writeCustomer } from './named.js';
import { customersSought } from './sought.js';

/** By number, and by how a name begins, or goes on behind its place: quick among any number of customers. */
async function beginning(tx: Tx, text: string): Promise<readonly CustomerListRow[]> {
  const name = normaliseName(text);
  const found = await Promise.all([
    ...whereNumbered('customer', text).map((where) => listFirstCustomers(tx, 'id', where, MOST_SUGGESTED)),
    ...(['normalisedName', 'nameBehindPlace'] as const).map((column) =>
      listFirstCustomers(tx, column, begins(column, name), MOST_SUGGESTED),
    ),
  ]);
  return eachOnce(found.flat()).slice(0, MOST_SUGGESTED);
}

/** As many more as there is room for, of those that a search finds. */
async function sought(tx: Tx, text: string, before: readonly CustomerListRow[]) {
  const room = MOST_SUGGESTED - before.length;
  if (room === 0) return [];
  const known = new Set(before.map(({ id }) => id));
  const ids = (await customersSought(tx, text)).filter((id) => !known.has(id));
  return listCustomers(tx, { where: isOneOf('id', ids.slice(0, room)) });
}

async function toSuggest(tx: Tx, customer: CustomerListRow): Promise<Suggested> {
  const { id, name, category } = customer;
  const number = formatNumber('customer', id);
  const value = name.length > LONGEST_SEARCH ? number : await writeCustomer(tx, customer);
  return { title: name, details: category ? [number, category] : [number], value };
}

/** Which one somebody means who types in a form: every employee may know who our customers are. */
export const suggestCustomers = useCase(
  z.object({ text: z.string().trim().min(1).max(500) }),
  async ({ tx }, { text }) => {
    const first = await beginning(tx, text);
    const found = [...first, ...(await sought(tx, text, first))];
    return suggested(await Promise.all(found.map((one) => toSuggest(tx, one))), 'customer.suggest', text);
  },
);
