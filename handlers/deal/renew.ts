import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { lockDeal } from '../../models/deal.js';
import type { Context } from '../useCase.js';
import { contractFacts, makeContract, readSources } from './contract.js';

/** The next version of the contract of a deal that has come back and was changed. */
export async function renewDeal(ctx: Context, dealId: number, flow: FlowDefinition): Promise<Facts> {
  const deal = await lockDeal(ctx.tx, dealId);
  if (!deal) throw new Error(`There is no deal ${dealId} to submit again.`);
  const sources = await readSources(ctx, deal, flow);
  return contractFacts(deal, await makeContract(ctx, deal, sources), sources);
}
