import { record } from '../handlers/history.js';
import { formatNumber } from '../handlers/input/id.js';
import { systemContext } from '../handlers/system.js';
import type { Context } from '../handlers/useCase.js';
import { listStragglers, moveLinked, type Straggler } from '../models/customer-merge.js';
import { showWherever } from '../models/shown-card.js';
import type { Shift } from './job.js';

const BATCH = 500;
const nothingElse = { contacts: [], customers: [] };

/** Undoing the merge takes it back with the others: so the part's history says that it came along. */
function follow(ctx: Context, { dealId, partId, wholeId }: Straggler) {
  const [from, into] = [formatNumber('customer', partId), formatNumber('customer', wholeId)];
  moveLinked(ctx.tx, { ...nothingElse, deals: [dealId] }, partId, wholeId);
  record(ctx, { kind: 'customer', id: partId }, 'customer.followed', {
    params: { deal: formatNumber('deal', dealId), from, into },
    moved: { deals: [dealId] },
  });
}

/** Has deals follow a customer that became a part of another in the moment in which they were made. */
export async function followMerges({ database, step, now }: Shift): Promise<string> {
  const stragglers = await database.read((tx) => listStragglers(tx, BATCH));
  if (stragglers.length === 0) return 'deals: 0';
  const deals = stragglers.map(({ dealId }) => dealId);
  await step(0, async (tx) => {
    for (const straggler of stragglers) follow(systemContext(tx, now), straggler);
    await showWherever(tx, 'deal', deals);
  });
  return `deals: ${deals.length}`;
}
