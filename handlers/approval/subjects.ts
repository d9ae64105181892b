import type { Approval } from '../../models/approval.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import { findContractVersion } from '../../models/contract.js';
import type { Tx } from '../../models/database/tx.js';
import { getDeal } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { type Money, saying } from '../../models/text.js';
import type { Fact } from '../../models/view-parts.js';
import type { Field } from '../../models/views.js';
import type { ContractRecords } from '../contract/content.js';
import { customerBusiness } from '../customer/business.js';
import { renewDeal } from '../deal/renew.js';
import { settleDeal } from '../deal/settle.js';
import type { FieldErrors, Values } from '../fields.js';
import { formatNumber } from '../input/id.js';
import {
  changeRequest,
  describeRequest,
  editRequest,
  renewRequest,
  requestInputs,
  settleRequest,
} from '../request/subject.js';
import type { Context } from '../useCase.js';
import type { Outcome } from './rules/engine.js';
import { mainAmount } from './rules/form-facts.js';
import { words } from './words.js';

/** What approvals can be about: how each is shown to its approvers, and what the end of its approval does to it. */
interface SubjectKind {
  /**
   * What is decided on, or was: whatever became of the record since.
   * @param hidden fields of a form, by key, that its reader does not see
   */
  readonly describe: (
    tx: Tx,
    approval: Approval,
    hidden: ReadonlySet<string>,
  ) => Promise<Pick<ApprovalView, 'subject' | 'facts' | 'document'>>;
  /** What its approvers decide on when it is submitted again. */
  readonly renew: (ctx: Context, id: number, flow: FlowDefinition) => Promise<Facts>;
  readonly settle: (ctx: Context, id: number, approvalId: number, outcome: Outcome) => Promise<void>;
  /** Shows how far it is on the record's own card, where it has one. */
  readonly follow?: (tx: Tx, approval: Approval) => Promise<void>;
  /** What its initiator changes while submitting it again, if that is done in the same form. */
  readonly inputs?: (ctx: Context, id: number) => Promise<readonly Field[]>;
  readonly change?: (ctx: Context, id: number, values: Values) => Promise<FieldErrors>;
  /** What an approver changes: of these fields only, by key. */
  readonly edit?: (
    ctx: Context,
    id: number,
    keys: ReadonlySet<string>,
    values: Values,
  ) => Promise<FieldErrors>;
}

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
const describeDeal: SubjectKind['describe'] = async (tx, { subjectId: id, instance }) => {
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
};

/** One that revokes another may be an administrator's. */
const followDeal: SubjectKind['follow'] = async (tx, { subjectId: id, instance }) => {
  const { reversesId } = instance;
  const { ownerId } = reversesId === null ? instance : await getDeal(tx, id);
  show(tx, ownerId, 'deal', id);
};

const kinds: Readonly<Record<string, SubjectKind>> = {
  deal: { describe: describeDeal, renew: renewDeal, settle: settleDeal, follow: followDeal },
  request: {
    describe: describeRequest,
    renew: renewRequest,
    settle: settleRequest,
    inputs: requestInputs,
    change: changeRequest,
    edit: editRequest,
  },
};

/** What an approval is about. One that revokes another shows the same record, and lets nobody change what was approved. */
export function subjectOf({ subjectKind: kind, instance }: Approval): SubjectKind {
  const found = kinds[kind];
  if (!found) throw new Error(`Approvals know nothing about a ${kind}.`);
  if (instance.reversesId === null) return found;
  const { describe, settle, follow } = found;
  return { describe, settle, ...(follow && { follow }), renew: async () => instance.facts };
}
