import type { Facts } from '../../models/approval-flow.js';
import { type Contract, findLatestVersion, insertContract } from '../../models/contract.js';
import { getCustomer, listContacts } from '../../models/customer.js';
import { type Deal, listDealLines } from '../../models/deal.js';
import { getEmployee } from '../../models/employee.js';
import type { ContractRecords } from '../contract/content.js';
import { sha256 } from '../contract/hash.js';
import { getFirm } from '../firm.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { wallTime } from '../wall-clock.js';

async function readCustomer(ctx: Context, deal: Deal): Promise<ContractRecords['customer']> {
  const { tx } = ctx;
  if (deal.customerId === null) throw new Error(`Deal ${deal.id} has no customer to draw a contract with.`);
  const [{ name, taxNumber, address, phone }, [contact]] = await Promise.all([
    getCustomer(tx, deal.customerId),
    listContacts(tx, deal.customerId),
  ]);
  return {
    legalName: name,
    taxNumber,
    address,
    phone,
    contact: contact ? { name: contact.name, phone: contact.phone } : null,
  };
}

/** What the contract says, from what is known about the deal: nobody types anything twice. */
async function readRecords(ctx: Context, deal: Deal): Promise<ContractRecords> {
  const { tx, actor, now } = ctx;
  const [{ terms, ...seller }, customer, lines, owner, last] = await Promise.all([
    getFirm(tx),
    readCustomer(ctx, deal),
    listDealLines(tx, deal.id),
    deal.ownerId === actor.id ? actor : getEmployee(tx, deal.ownerId),
    findLatestVersion(tx, deal.id),
  ]);
  const number = formatNumber('deal', deal.id);
  const version = last + 1;
  return {
    contract: { number: `${number}-${version}`, version, day: wallTime(now, owner.timeZone).slice(0, 10) },
    seller,
    customer,
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
  const content = await readRecords(ctx, deal);
  const { version } = content.contract;
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
