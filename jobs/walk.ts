import type { Tx } from '../models/database/tx.js';
import type { Shift } from './job.js';

interface Walk<Item> {
  /** The next ones in order; none at the end. @param last the last one of the batch before, if this instance had any */
  readonly next: (tx: Tx, doneId: number, last: Item | undefined) => Promise<readonly Item[]>;
  /** The id up to which all is done after this one: where another instance would begin. */
  readonly doneIdAfter: (item: Item) => number;
  /** Those of a batch for which something is to be written. */
  readonly pick: (items: readonly Item[]) => Promise<readonly Item[]>;
  readonly write: (tx: Tx, item: Item) => void;
}

/**
 * Goes through many things, a step for each batch, from where the instances before got to. Reading and thinking is done
 * outside of the transactions, so these are short.
 * @returns for how many something was written
 */
export async function walk<Item>(
  shift: Shift,
  { next, doneIdAfter, pick, write }: Walk<Item>,
): Promise<number> {
  let count = 0;
  let doneId = shift.progress;
  for (let last: Item | undefined; ; ) {
    const items = await shift.database.read((tx) => next(tx, doneId, last));
    last = items.at(-1);
    if (!last) return count;
    const picked = await pick(items);
    doneId = doneIdAfter(last);
    await shift.step(doneId, (tx) => {
      for (const item of picked) write(tx, item);
    });
    count += picked.length;
  }
}
