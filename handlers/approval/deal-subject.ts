import type { Approval } from '../../models/approval.js';
import type { Facts } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import { findContractVersion } from '../../models/contract.js';
import type { Tx } from '../../models/database/tx.js';
import { getDeal } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { type Money, saying } from '../../models/text.js';
import type { Fact } from '../../models/view-parts.js';
import type { ContractRecords } from '../contract/content.js';
import { customerBusiness } from '../customer/business.js';
import { formatNumber } from '../input/id.js';
import { mainAmount } from './rules/form-facts.js';
import { words } from './words.js';

const dayOf = ({ expectedClose }: Facts): Fact[] =>
  expectedClose ? [{ label: words.expectedClose, value: { day: String(expectedClose) } }] : [];

const linesOf = (lines: ContractRecords['deal']['lines']): Fact[] => {
  if (lines.length === 0) return [];
  const discountBp = Math.max(0, ...lines.map((line) => line.discountBp));
  const count = { label: words.lines, value: saying(words.linesCount, { count: lines.length }) };
  const discount = { label: words.discount, value: saying(words.percent, { percent: discountBp / 100 }) };
  return discountBp > 0 ? [count, discount] : [count];
};

/** Other business with its customer, as it is now. */
async function readBusiness(tx: Tx, id: number, { customerId }: Facts, { currency }: Money): Promise<Fact[]> {
  if (typeof customerId !== 'number') return [];
  const { openCents, wonCents } = await customerBusiness(tx, customerId, id, currency);
  return [
    { label: words.openDeals, value: { cents: openCents, currency } },
    { label: words.wonDeals, value: { cents: wonCents, currency } },
  ];
}

/**
 * As it stands in the facts and in the contract drawn for them: the deal itself is changed once it has come back. How its
 * customer stands otherwise is no part of that, and only shown as long as it matters.
 */
export async function describeDeal(
  tx: Tx,
  { subjectId: id, instance }: Approval,
): Promise<Pick<ApprovalView, 'subject' | 'facts' | 'document'>> {
  const { facts, endedAt } = instance;
  const amount = mainAmount(facts);
  const [contract, business] = await Promise.all([
    findContractVersion(tx, id, Number(facts.contractVersion ?? 0)),
    endedAt === null && amount ? readBusiness(tx, id, facts, amount) : undefined,
  ]);
  const { customer, deal } = (contract?.content ?? {}) as Partial<ContractRecords>;
  return {
    subject: { kind: 'deal', id, number: formatNumber('deal', id), title: String(facts.title ?? '') },
    facts: [
      { label: words.customer, value: customer?.legalName ?? words.none },
      ...(amount ? [{ label: words.amount, value: amount }] : []),
      ...dayOf(facts),
      ...linesOf(deal?.lines ?? []),
      ...(business ?? []),
    ],
    document: contract ? { name: words.contractDocument, path: `contracts/${contract.id}` } : null,
  };
}

/** One that revokes another may be an administrator's. */
export async function followDeal(tx: Tx, { subjectId: id, instance }: Approval) {
  const { reversesId } = instance;
  const { ownerId } = reversesId === null ? instance : await getDeal(tx, id);
  show(tx, ownerId, 'deal', id);
}
