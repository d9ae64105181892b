import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { type Contract, findLatestVersion, insertContract } from '../../models/contract.js';
import { getCustomer, type Party } from '../../models/customer.js';
import type { CustomerBusiness } from '../../models/customer-business.js';
import { type Deal, type DealLine, listDealLines } from '../../models/deal.js';
import { type Employee, getEmployee } from '../../models/employee.js';
import { asksAboutCustomer } from '../approval/rules/conditions.js';
import type { ContractRecords } from '../contract/content.js';
import { customerBusiness } from '../customer/business.js';
import { type Firm, getFirm } from '../firm.js';
import { sha256 } from '../hash.js';
import { record } from '../history.js';
import { isoDayIn } from '../input/day.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';

/** A deal as far as a contract is about it; one that is not written yet has no id. */
type Draft = Omit<Deal, 'id'> & { readonly id?: number };

/** What a contract says besides what the deal itself does. */
export interface ContractSources {
  readonly firm: Firm;
  readonly customer: Party;
  readonly lines: readonly DealLine[];
  readonly owner: Employee;
  /** The customer's other deals, in the currency of this one; only read for a flow that asks about them. */
  readonly business: CustomerBusiness | undefined;
  /** Of the deal's contract that was drawn last. */
  readonly lastVersion: number;
}

/** @param customer if it was read already */
export async function readSources(
  { tx, actor }: Context,
  { id, customerId, ownerId, currency }: Draft,
  flow: FlowDefinition,
  customer?: Party,
): Promise<ContractSources> {
  if (customerId === null) throw new Error(`Deal ${id} has no customer to draw a contract with.`);
  const [firm, known, lines, owner, business, lastVersion] = await Promise.all([
    getFirm(tx),
    customer ?? getCustomer(tx, customerId),
    id === undefined ? [] : listDealLines(tx, id),
    ownerId === actor.id ? actor : getEmployee(tx, ownerId),
    asksAboutCustomer(flow) ? customerBusiness(tx, customerId, id ?? 0, currency) : undefined,
    id === undefined ? 0 : findLatestVersion(tx, id),
  ]);
  return { firm, customer: known, lines, owner, business, lastVersion };
}

/** What the contract says, from what is known about the deal: nobody types anything twice. */
function recordsOf(deal: Deal, sources: ContractSources, now: Date): ContractRecords {
  const { firm, customer, lines, owner, lastVersion } = sources;
  const { terms, ...seller } = firm;
  const number = formatNumber('deal', deal.id);
  const version = lastVersion + 1;
  return {
    contract: { number: `${number}-${version}`, version, day: isoDayIn(owner.timeZone, now) },
    seller,
    customer: {
      legalName: customer.name,
      taxNumber: customer.taxNumber,
      address: customer.address,
      phone: customer.phone,
      contact: customer.contact,
    },
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
  sources: ContractSources,
): Promise<Pick<Contract, 'version' | 'contentHash'>> {
  const records = recordsOf(deal, sources, ctx.now);
  const { version } = records.contract;
  const content = JSON.stringify(records);
  const contentHash = sha256(content);

  await insertContract(ctx.tx, { dealId: deal.id, version, content, contentHash, createdAt: ctx.now });
  record(ctx, { kind: 'deal', id: deal.id }, 'contract.made', { params: { version } });
  return { version, contentHash };
}

/** What the approvers of a contract decide on, and how its owner and its customer stand, for conditions to ask. */
export const contractFacts = (
  deal: Deal,
  { version, contentHash }: Pick<Contract, 'version' | 'contentHash'>,
  { customer, owner, business }: Pick<ContractSources, 'customer' | 'owner' | 'business'>,
): Facts => ({
  number: formatNumber('deal', deal.id),
  title: deal.title,
  customerId: deal.customerId,
  amountCents: deal.amountCents,
  currency: deal.currency,
  expectedClose: deal.expectedClose,
  contractVersion: version,
  contract: contentHash,
  'initiator.departmentId': owner.departmentId,
  'initiator.position': owner.position,
  'customer.category': customer.category,
  ...(business && { 'customer.openCents': business.openCents, 'customer.wonCents': business.wonCents }),
});
