import type { Tx } from '../models/database/tx.js';
import type { Shift } from './job.js';

export interface Walk<Item> {
  /** The next ones in order of id; none at the end. */
  readonly next: (tx: Tx, afterId: number) => Promise<readonly Item[]>;
  readonly idOf: (item: Item) => number;
  /** Those of a batch for which something is to be written. */
  readonly pick: (items: readonly Item[]) => Promise<readonly Item[]>;
  readonly write: (tx: Tx, item: Item) => void;
}

/**
 * Goes through many things, a step for each batch, from where the instances before got to. Reading and thinking is done
 * outside of the transactions, so these are short.
 * @returns for how many something was written
 */
export async function walk<Item>(shift: Shift, { next, idOf, pick, write }: Walk<Item>): Promise<number> {
  let count = 0;
  let afterId = shift.progress;
  for (;;) {
    const items = await shift.database.read((tx) => next(tx, afterId));
    const last = items.at(-1);
    if (!last) return count;
    const picked = await pick(items);
    afterId = idOf(last);
    await shift.step(afterId, (tx) => {
      for (const item of picked) write(tx, item);
    });
    count += picked.length;
  }
}
