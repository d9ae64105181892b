/** How the names of customers sound, each in all ways: in letters, and by the first letter of each syllable. */
import type { Customer } from './customer.js';
import type { Condition } from './database/condition.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';

export type Named = Pick<Customer, 'id' | 'normalisedName'>;

interface Heard {
  readonly sound: string;
  readonly initials: string;
}

/** Customers with a sound of which it is true. */
export const isHeard = ({ sql, values }: Condition): Condition => ({
  sql: `id IN (SELECT customerId FROM customer_sounds WHERE ${sql})`,
  values,
});

/** This customer, and those that sound as it does. */
export const soundsAs = (customerId: number): Condition => ({
  sql: `id IN (SELECT other.customerId FROM customer_sounds own JOIN customer_sounds other ON other.sound = own.sound
    WHERE own.customerId = ?)`,
  values: [customerId],
});

/** Those of which it is not known yet how they sound: held until the transaction ends. */
export const lockUnheard = (tx: Tx, limit: number) =>
  tx.rows<Named>(
    `SELECT id, normalisedName FROM customers WHERE isUnheard = 1 ORDER BY id LIMIT ?${tx.forUpdate}`,
    [limit],
  );

export const hasUnheard = async (tx: Tx): Promise<boolean> =>
  (await tx.row('SELECT 1 FROM customers WHERE isUnheard = 1 LIMIT 1')) !== undefined;

/** Of customers that are held, in place of how they sounded before. */
export function saveSounds(tx: Tx, soundsById: ReadonlyMap<number, readonly Heard[]>) {
  const ids = [...soundsById.keys()];
  tx.later(`DELETE FROM customer_sounds WHERE customerId IN (${marks(ids)})`, ids);
  for (const [customerId, sounds] of soundsById)
    for (const one of sounds) tx.insert('customer_sounds', { customerId, ...one });
  tx.later(`UPDATE customers SET heardAs = normalisedName WHERE id IN (${marks(ids)})`, ids);
}
