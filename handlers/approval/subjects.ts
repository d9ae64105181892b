import type { Approval } from '../../models/approval.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import { findLatestContract } from '../../models/contract.js';
import type { Tx } from '../../models/database/tx.js';
import { findDeal, listDealLines, readCustomerBusiness } from '../../models/deal.js';
import type { Money } from '../../models/text.js';
import { saying } from '../../models/text.js';
import type { Fact } from '../../models/view-parts.js';
import type { Field } from '../../models/views.js';
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
import { words } from './words.js';

/** What approvals can be about: how each is shown to its approvers, and what the end of its approval does to it. */
interface SubjectKind {
  /** @param hidden fields of a form, by key, that its reader does not see */
  readonly describe: (
    tx: Tx,
    id: number,
    hidden: ReadonlySet<string>,
  ) => Promise<Pick<ApprovalView, 'subject' | 'facts' | 'document'>>;
  /** What its approvers decide on when it is submitted again. */
  readonly renew: (ctx: Context, id: number, flow: FlowDefinition) => Promise<Facts>;
  readonly settle: (ctx: Context, id: number, approvalId: number, outcome: Outcome) => Promise<void>;
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

const money = (cents: number, currency: string): Money => ({ cents, currency });

const describeDeal: SubjectKind['describe'] = async (tx, id) => {
  const deal = await findDeal(tx, id);
  if (!deal) throw new Error(`There is no deal ${id}.`);
  const [customer, lines, contract] = await Promise.all([
    readCustomerBusiness(tx, deal.customerId, id, deal.currency),
    listDealLines(tx, id),
    findLatestContract(tx, id),
  ]);
  const discountBp = Math.max(0, ...lines.map((line) => line.discountBp));

  const facts: Fact[] = [
    { label: words.customer, value: customer.name ?? words.none },
    { label: words.amount, value: money(deal.amountCents, deal.currency) },
    ...(deal.expectedClose ? [{ label: words.expectedClose, value: { day: deal.expectedClose } }] : []),
    ...(lines.length > 0
      ? [{ label: words.lines, value: saying(words.linesCount, { count: lines.length }) }]
      : []),
    ...(discountBp > 0
      ? [{ label: words.discount, value: saying(words.percent, { percent: discountBp / 100 }) }]
      : []),
    { label: words.openDeals, value: money(customer.openCents, deal.currency) },
    { label: words.wonDeals, value: money(customer.wonCents, deal.currency) },
  ];
  return {
    subject: { kind: 'deal', id, number: formatNumber('deal', id), title: deal.title },
    facts,
    document: contract ? { name: words.contractDocument, path: `contracts/${contract.id}` } : null,
  };
};

const kinds: Readonly<Record<string, SubjectKind>> = {
  deal: { describe: describeDeal, renew: renewDeal, settle: settleDeal },
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
  const { describe, settle } = found;
  return instance.reversesId === null ? found : { describe, settle, renew: async () => instance.facts };
}
