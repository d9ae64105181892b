import { listCustomerIds, listCustomerIdsByContact } from '../../models/customer.js';
import {
  type Called,
  type Heard,
  isHeard,
  lockUnheard,
  type Named,
  saveSounds,
} from '../../models/customer-sound.js';
import { any, begins, type Condition, isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { HAN, normaliseName, withoutPlaces } from '../input/name.js';
import { aloud, differing, initialsOf, type Sound, soundsOf } from '../input/sound.js';

/** With its place and without. */
const waysToSay = (normalisedName: string): readonly Sound[] =>
  differing([normalisedName, withoutPlaces(normalisedName)].flatMap(soundsOf));

interface Said {
  readonly ways: (normalisedName: string) => readonly Sound[];
  readonly heardAs: (sound: Sound) => Heard;
  /** Ids of customers. */
  readonly list: (tx: Tx, where: Condition) => Promise<number[]>;
}

const said: Record<Called, Said> = {
  customers: {
    ways: waysToSay,
    heardAs: (sound) => ({ sound: aloud(sound), initials: initialsOf(sound) }),
    list: listCustomerIds,
  },
  contacts: {
    ways: soundsOf,
    heardAs: (sound) => ({ sound: aloud(sound) }),
    list: listCustomerIdsByContact,
  },
};

/** What is written in letters is found by these. */
function heardOf(called: Called, { name }: Named): readonly Heard[] {
  const { ways, heardAs } = said[called];
  const normalisedName = normaliseName(name);
  return (HAN.test(normalisedName) ? ways(normalisedName) : []).map(heardAs);
}

const keepAll = (tx: Tx, called: Called, all: readonly Named[]): void =>
  saveSounds(tx, called, new Map(all.map((one) => [one.id, heardOf(called, one)])));

/** Of a customer that is held. */
export const keepSounds = (tx: Tx, customer: Named): void => keepAll(tx, 'customers', [customer]);

async function hear(tx: Tx, called: Called, most: number): Promise<number> {
  const unheard = await lockUnheard(tx, called, most);
  if (unheard.length > 0) keepAll(tx, called, unheard);
  return unheard.length;
}

/** Of customers and their contacts that are new, or called otherwise by now. @param most of each @returns of how many */
export const hearNew = async (tx: Tx, most: number): Promise<number> =>
  (await hear(tx, 'customers', most)) + (await hear(tx, 'contacts', most));

/** Those whose whole name sounds so, places aside: 云凡科技 is 上海云帆科技. */
export const soundingLike = (name: string): Condition =>
  isHeard('customers', isOneOf('sound', waysToSay(normaliseName(name)).map(aloud)));

/** A single letter or character is too little to go by, and `D-1` is a number. */
const SPEAKABLE = /^\p{L}{2,}$|\p{Script=Han}.|.\p{Script=Han}/u;

async function idsSaid(
  tx: Tx,
  called: Called,
  column: 'sound' | 'initials',
  typed: string,
): Promise<number[]> {
  const name = normaliseName(typed);
  if (!SPEAKABLE.test(name)) return [];
  const beginnings = soundsOf(name).map((sound) => begins(column, aloud(sound)));
  return said[called].list(tx, isHeard(called, any(...beginnings)));
}

/** Ids of those whose names begin so when they are said, with their place or without: `yunfan`, 云凡. */
export const customersSounding = (tx: Tx, typed: string) => idsSaid(tx, 'customers', 'sound', typed);

/** Ids of those that have a contact whose name begins so when it is said: `zhangwei`, 章伟. */
export const customersByContactSounding = (tx: Tx, typed: string) => idsSaid(tx, 'contacts', 'sound', typed);

/** Ids of those; or else of those of whose names the first letters begin so: `yfkj`, `shyf`. */
export async function customersHeard(tx: Tx, typed: string): Promise<number[]> {
  const sounding = await customersSounding(tx, typed);
  return sounding.length > 0 ? sounding : idsSaid(tx, 'customers', 'initials', typed);
}
