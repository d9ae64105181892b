import {
  type Customer,
  type CustomerListRow,
  listCustomers,
  listCustomersBeginning,
  listCustomersLike,
} from '../../models/customer.js';
import { soundsAs } from '../../models/customer-sound.js';
import { begins, type Condition, isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { eachOnce } from '../../models/each-once.js';
import { isNearDuplicate, mayBeOne, normaliseName, similarity } from '../input/name.js';
import { customersHeard, soundingLike } from './sounds.js';

const MOST_SHOWN = 5;
const MOST_HEARD = 50;
const MOST_PIECES = 12;

/** Pieces of two characters: names that are alike share some of them. */
const piecesOf = (name: string): string[] => {
  const characters = [...name];
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...new Set(pairs.length > 0 ? pairs : characters)].slice(0, MOST_PIECES);
};

const likeliest = (candidates: readonly CustomerListRow[], name: string): CustomerListRow[] =>
  candidates
    .map((one) => ({ one, likeness: similarity(one.name, name) }))
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ one }) => one);

/** Those that are called so in another spelling, be it with other characters of the same sound, and those with a name like it. */
function nearest(
  sounding: readonly CustomerListRow[],
  alike: readonly CustomerListRow[],
  name: string,
): readonly CustomerListRow[] {
  const same = sounding.filter((one) => mayBeOne(one.name, name));
  const near = alike.filter((one) => isNearDuplicate(one.name, name));
  const all = [...likeliest(same, name), ...likeliest(near, name)];
  return eachOnce(all);
}

const listHeard = (tx: Tx, where: Condition) => listCustomers(tx, { where, limit: MOST_HEARD });

/** Customers that may be the same as one of this name, the likeliest first. */
export async function nearCustomers(tx: Tx, name: string): Promise<readonly CustomerListRow[]> {
  const [sounding, alike] = await Promise.all([
    listHeard(tx, soundingLike(name)),
    listCustomersLike(tx, piecesOf(normaliseName(name))),
  ]);
  return nearest(sounding, alike, name).slice(0, MOST_SHOWN);
}

/** As well those that a search by sound would find, if these are few: they are looked at before one is taken. */
export async function customersPerhapsMeant(tx: Tx, typed: string): Promise<readonly CustomerListRow[]> {
  const near = await nearCustomers(tx, typed);
  if (near.length > 0) return near;
  const ids = await customersHeard(tx, typed);
  return ids.length > MOST_SHOWN ? [] : listCustomers(tx, { where: isOneOf('id', ids) });
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

/** Another customer that may be the same, as far as that can be told quickly: of those that sound or begin like it. */
export async function perhapsSame(tx: Tx, { id, name }: Customer): Promise<CustomerListRow | undefined> {
  const [sounding = [], ...beginning] = await Promise.all([
    listHeard(tx, soundsAs(id)),
    ...beginningsLike(normaliseName(name)).map((where) => listCustomersBeginning(tx, where)),
  ]);
  return nearest(sounding, beginning.flat(), name).find((one) => one.id !== id);
}
