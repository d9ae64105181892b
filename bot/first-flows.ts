import { shippedFlows } from '../handlers/flow/shipped.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import { listFlowKeys, publishFlow } from '../models/flow.js';

async function missingFlows(tx: Tx) {
  const there = new Set(await listFlowKeys(tx));
  return shippedFlows.filter(({ key }) => !there.has(key));
}

export const hasFlows = async (database: Database): Promise<boolean> =>
  (await database.read(missingFlows)).length === 0;

/** What every firm starts with: the shipped flows. One that is there already, changed or not, stays as it is. */
export const seedFlows = (database: Database, now: Date): Promise<void> =>
  database.transaction(async (tx) => {
    for (const flow of await missingFlows(tx)) await publishFlow(tx, flow, now);
  });
