import { type CustomerListRow, listCustomersLike } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { isNearDuplicate, normaliseName, similarity } from '../input/name.js';

const MOST_SHOWN = 5;
const MOST_PIECES = 12;

/** Pieces of two characters: names that are alike share some of them. */
const piecesOf = (name: string): string[] => {
  const characters = [...name];
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...new Set(pairs.length > 0 ? pairs : characters)].slice(0, MOST_PIECES);
};

/** Customers that may be the same as one of this name, the likeliest first. */
export async function nearCustomers(tx: Tx, name: string): Promise<CustomerListRow[]> {
  const wanted = normaliseName(name);
  const candidates = await listCustomersLike(tx, piecesOf(wanted));
  return candidates
    .filter((one) => isNearDuplicate(one.name, name))
    .map((one) => ({ one, likeness: similarity(one.name, name) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SHOWN)
    .map(({ one }) => one);
}
