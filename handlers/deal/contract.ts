import type { Facts } from '../../models/approval-flow.js';
import { type Contract, findLatestContract, insertContract } from '../../models/contract.js';
import { getCustomer, listContacts } from '../../models/customer.js';
import { type Deal, listDealLines } from '../../models/deal.js';
import { getEmployee } from '../../models/employee.js';
import type { ContractRecords } from '../contract/content.js';
import { sha256 } from '../contract/hash.js';
import { getFirm } from '../firm.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';

const dayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);

async function readCustomer(ctx: Context, deal: Deal): Promise<ContractRecords['customer']> {
  const { tx } = ctx;
  if (deal.customerId === null) throw new Error(`Deal ${deal.id} has no customer to draw a contract with.`);
  const { name, taxNumber, address, phone } = await getCustomer(tx, deal.customerId);
  const [contact] = await listContacts(tx, deal.customerId);
  return {
    legalName: name,
    taxNumber,
    address,
    phone,
    contact: contact ? { name: contact.name, phone: contact.phone } : null,
  };
}

/** What the contract says, from what is known about the deal: nobody types anything twice. */
async function readRecords(ctx: Context, deal: Deal, version: number): Promise<ContractRecords> {
  const { tx, actor, now } = ctx;
  const { terms, ...seller } = await getFirm(tx);
  const lines = await listDealLines(tx, deal.id);
  const owner = deal.ownerId === actor.id ? actor : await getEmployee(tx, deal.ownerId);
  const number = formatNumber('deal', deal.id);
  return {
    contract: { number: `${number}-${version}`, version, day: dayIn(now, owner.timeZone) },
    seller,
    customer: await readCustomer(ctx, deal),
    deal: {
      number,
      title: deal.title,
      amount: { cents: deal.amountCents, currency: deal.currency },
      lines: lines.map(({ name, quantityMilli, unitPriceCents, discountBp, taxBp }) => ({
        name,
        quantityMilli,
        unitPriceCents,
        discountBp,
        taxBp,
      })),
    },
    terms,
    owner: { name: owner.name },
  };
}

/** The next version of the deal's contract. The document itself is drawn soon after the commit. */
export async function makeContract(
  ctx: Context,
  deal: Deal,
): Promise<Pick<Contract, 'version' | 'contentHash'>> {
  const last = await findLatestContract(ctx.tx, deal.id);
  const version = (last?.version ?? 0) + 1;
  const content = await readRecords(ctx, deal, version);
  const contentHash = sha256(Buffer.from(JSON.stringify(content)));

  await insertContract(ctx.tx, { dealId: deal.id, version, content, contentHash, createdAt: ctx.now });
  record(ctx, { kind: 'deal', id: deal.id }, 'contract.made', { params: { version } });
  return { version, contentHash };
}

/** What the approvers of a contract decide on. */
export const contractFacts = (
  deal: Deal,
  { version, contentHash }: Pick<Contract, 'version' | 'contentHash'>,
): Facts => ({
  number: formatNumber('deal', deal.id),
  title: deal.title,
  customerId: deal.customerId,
  amountCents: deal.amountCents,
  currency: deal.currency,
  expectedClose: deal.expectedClose,
  contractVersion: version,
  contract: contentHash,
});
