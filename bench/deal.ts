import { type Deal, insertDeal } from '../models/deal.js';
import type { Tx } from '../models/tx.js';

type Sold = Pick<Deal, 'ownerId' | 'title' | 'stage' | 'amountCents' | 'currency'>;

/** A deal without a customer. @returns its id */
export const insertBareDeal = (tx: Tx, deal: Sold, now: Date): Promise<number> =>
  insertDeal(tx, {
    ...deal,
    customerId: null,
    expectedClose: null,
    stageChangedAt: now,
    closedAt: null,
    closedReason: null,
    externalId: null,
    createdAt: now,
    updatedAt: now,
  });
