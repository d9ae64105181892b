/** How the names of customers and of their contacts sound, each in all ways: in letters, and by the first letter of each syllable. */
import type { Condition } from './database/condition.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';

/** Who is called by a name, and where its sounds are. `id` is what statements know them by. */
const kept = {
  customers: { name: 'normalisedName', id: 'id', sounds: 'customer_sounds', key: 'customerId' },
  contacts: { name: 'name', id: 'k.id', sounds: 'contact_sounds', key: 'contactId' },
} as const;

export type Called = keyof typeof kept;

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface Heard {
  readonly sound: string;
  /** Of customers: of people, two letters say too little. */
  readonly initials?: string;
}

/** Those with a sound of which it is true. */
export function isHeard(called: Called, { sql, values }: Condition): Condition {
  const { id, sounds, key } = kept[called];
  return { sql: `${id} IN (SELECT ${key} FROM ${sounds} WHERE ${sql})`, values };
}

/** This customer, and those that sound as it does. */
export const soundsAs = (customerId: number): Condition => ({
  sql: `id IN (SELECT other.customerId FROM customer_sounds own JOIN customer_sounds other ON other.sound = own.sound
    WHERE own.customerId = ?)`,
  values: [customerId],
});

/** Those of which it is not known yet how they sound: held until the transaction ends. */
export const lockUnheard = (tx: Tx, called: Called, limit: number) =>
  tx.rows<Named>(
    `SELECT id, ${kept[called].name} AS name FROM ${called} WHERE isUnheard = 1 ORDER BY id LIMIT ?${tx.forUpdate}`,
    [limit],
  );

const unheard = (called: Called) => `EXISTS (SELECT 1 FROM ${called} WHERE isUnheard = 1)`;

export const hasUnheard = async (tx: Tx): Promise<boolean> =>
  (await tx.number(`SELECT ${unheard('customers')} OR ${unheard('contacts')}`)) === 1;

/** Of rows that are held, in place of how they sounded before. */
export function saveSounds(tx: Tx, called: Called, soundsById: ReadonlyMap<number, readonly Heard[]>) {
  const { name, sounds, key } = kept[called];
  const ids = [...soundsById.keys()];
  tx.later(`DELETE FROM ${sounds} WHERE ${key} IN (${marks(ids)})`, ids);
  for (const [id, all] of soundsById) for (const one of all) tx.insert(sounds, { [key]: id, ...one });
  tx.later(`UPDATE ${called} SET heardAs = ${name} WHERE id IN (${marks(ids)})`, ids);
}
