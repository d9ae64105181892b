import { listCustomerIds } from '../../models/customer.js';
import { isHeard, lockUnheard, type Named, saveSounds } from '../../models/customer-sound.js';
import { any, begins, type Condition, isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { HAN, normaliseName, withoutPlaces } from '../input/name.js';
import { aloud, differing, initialsOf, type Sound, soundsOf } from '../input/sound.js';

/** With its place and without. */
const waysToSay = (normalisedName: string): readonly Sound[] =>
  differing([normalisedName, withoutPlaces(normalisedName)].flatMap(soundsOf));

/** What is written in letters is found by these. */
const heardOf = (normalisedName: string) =>
  (HAN.test(normalisedName) ? waysToSay(normalisedName) : []).map((sound) => ({
    sound: aloud(sound),
    initials: initialsOf(sound),
  }));

/** Of customers that are held. */
export const keepSounds = (tx: Tx, customers: readonly Named[]): void =>
  saveSounds(tx, new Map(customers.map(({ id, normalisedName }) => [id, heardOf(normalisedName)])));

/** Of customers that are new, or called otherwise by now. @returns of how many */
export async function hearCustomers(tx: Tx, most: number): Promise<number> {
  const unheard = await lockUnheard(tx, most);
  if (unheard.length > 0) keepSounds(tx, unheard);
  return unheard.length;
}

/** Those whose whole name sounds so, places aside: 云凡科技 is 上海云帆科技. */
export const soundingLike = (name: string): Condition =>
  isHeard(isOneOf('sound', waysToSay(normaliseName(name)).map(aloud)));

/** A single letter or character is too little to go by, and `D-1` is a number. */
const SPEAKABLE = /^\p{L}{2,}$|\p{Script=Han}.|.\p{Script=Han}/u;

async function customersSaid(tx: Tx, column: 'sound' | 'initials', typed: string): Promise<number[]> {
  const name = normaliseName(typed);
  if (!SPEAKABLE.test(name)) return [];
  const beginnings = soundsOf(name).map((sound) => begins(column, aloud(sound)));
  return listCustomerIds(tx, isHeard(any(...beginnings)));
}

/** Ids of those whose names begin so when they are said, with their place or without: `yunfan`, 云凡. */
export const customersSounding = (tx: Tx, typed: string) => customersSaid(tx, 'sound', typed);

/** Ids of those; or else of those of whose names the first letters begin so: `yfkj`, `shyf`. */
export async function customersHeard(tx: Tx, typed: string): Promise<number[]> {
  const sounding = await customersSounding(tx, typed);
  return sounding.length > 0 ? sounding : customersSaid(tx, 'initials', typed);
}
