import type { Approval } from '../../models/approval.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import type { Tx } from '../../models/database/tx.js';
import type { Field } from '../../models/views.js';
import { renewDeal } from '../deal/renew.js';
import { settleDeal } from '../deal/settle.js';
import type { FieldErrors, Values } from '../fields.js';
import {
  changeRequest,
  describeRequest,
  editRequest,
  renewRequest,
  requestInputs,
  settleRequest,
} from '../request/subject.js';
import type { Context } from '../useCase.js';
import { describeDeal, followDeal } from './deal-subject.js';
import type { Outcome } from './rules/engine.js';

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
