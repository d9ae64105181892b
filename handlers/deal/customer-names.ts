import { listCustomers } from '../../models/customer.js';
import { isOneOf } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import type { Deal } from '../../models/deal.js';

/** Whose each of the deals is, in their order; nothing where its title says so already. */
export async function customerNames(
  tx: Tx,
  deals: readonly Pick<Deal, 'title' | 'customerId'>[],
): Promise<readonly (string | undefined)[]> {
  const ids = new Set(deals.flatMap(({ customerId }) => customerId ?? []));
  const customers = ids.size > 0 ? await listCustomers(tx, { where: isOneOf('id', [...ids]) }) : [];
  const names = new Map<number | null, string>(customers.map(({ id, name }) => [id, name]));
  return deals.map(({ title, customerId }) => {
    const name = names.get(customerId);
    return name && !title.includes(name) ? name : undefined;
  });
}
