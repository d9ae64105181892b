import { listStragglers, moveLinked } from '../models/customer-merge.js';
import { showWherever } from '../models/shown-card.js';
import type { Shift } from './job.js';

const BATCH = 500;
const nothingElse = { contacts: [], customers: [] };

/** Has deals follow a customer that became a part of another in the moment in which they were made. */
export async function followMerges({ database, step }: Shift): Promise<string> {
  const stragglers = await database.read((tx) => listStragglers(tx, BATCH));
  if (stragglers.length === 0) return 'deals: 0';
  const deals = stragglers.map(({ dealId }) => dealId);
  await step(0, async (tx) => {
    for (const { dealId, partId, wholeId } of stragglers)
      moveLinked(tx, { ...nothingElse, deals: [dealId] }, partId, wholeId);
    await showWherever(tx, 'deal', deals);
  });
  return `deals: ${deals.length}`;
}
