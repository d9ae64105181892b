import {
  type Customer,
  type CustomerListRow,
  listCustomersBeginning,
  listCustomersLike,
} from '../../models/customer.js';
import { begins, type Condition } from '../../models/database/condition.js';
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

const likeliest = (candidates: readonly CustomerListRow[], name: string): CustomerListRow[] =>
  candidates
    .filter((one) => isNearDuplicate(one.name, name))
    .map((one) => ({ one, likeness: similarity(one.name, name) }))
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ one }) => one);

/** Customers that may be the same as one of this name, the likeliest first. */
export async function nearCustomers(tx: Tx, name: string): Promise<CustomerListRow[]> {
  const wanted = normaliseName(name);
  return likeliest(await listCustomersLike(tx, piecesOf(wanted)), name).slice(0, MOST_SHOWN);
}

const LONGEST_START = 3;
/** 上海云帆 may be 云帆. */
const LONGEST_PLACE = 2;

/** Names that are alike mostly begin alike, or do so behind a place: whichever of the two has one. */
const beginningsLike = (name: string): Condition[] => {
  const start = (from: number) => [...name].slice(from, from + LONGEST_START).join('');
  const behind = start(LONGEST_PLACE);
  return [
    begins('normalisedName', start(0)),
    begins('nameBehindPlace', start(0)),
    ...(behind ? [begins('normalisedName', behind)] : []),
  ];
};

/** Another customer that may be the same, as far as that can be told quickly: of those that begin like it. */
export async function perhapsSame(tx: Tx, { id, name }: Customer): Promise<CustomerListRow | undefined> {
  const found = await Promise.all(
    beginningsLike(normaliseName(name)).map((where) => listCustomersBeginning(tx, where)),
  );
  const [likely] = likeliest(
    found.flat().filter((one) => one.id !== id),
    name,
  );
  return likely;
}
