import { type CustomerBusiness, readCustomerBusiness } from '../../models/customer-business.js';
import type { Tx } from '../../models/database/tx.js';
import { getPipeline, wonStages } from '../deal/pipeline.js';

/** What a customer has with us besides one deal, in one currency; what counts as won, the firm's own pipeline says. */
export const customerBusiness = async (
  tx: Tx,
  customerId: number,
  exceptDealId: number,
  currency: string,
): Promise<CustomerBusiness> =>
  readCustomerBusiness(tx, customerId, exceptDealId, currency, wonStages(await getPipeline(tx)));
