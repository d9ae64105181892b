import type { Tx } from '../models/database/tx.js';
import { type Deal, insertDeal } from '../models/deal.js';
import { untouched } from '../test/support/staff.js';

type Sold = Pick<Deal, 'ownerId' | 'title' | 'stage' | 'amountCents' | 'currency'>;

/** A deal without a customer. @returns its id */
export const insertBareDeal = (tx: Tx, deal: Sold, now: Date): Promise<number> =>
  insertDeal(tx, {
    ...untouched,
    ...deal,
    stageChangedAt: now,
    createdAt: now,
    updatedAt: now,
  });
