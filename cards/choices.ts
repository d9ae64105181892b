/** What may be done with a record, on its card as on its page. */
import type { ApprovalView } from '../models/approval-view.js';
import type { Text } from '../models/text.js';
import type { Button, Press } from '../models/view-parts.js';
import type { CustomerView, DealView, RequestView } from '../models/views.js';
import { approval, common, customer, deal, request } from './shared-words.js';

/** A button that is there if its reader `can` press it. */
export interface Choice<View> {
  readonly can: string;
  readonly label: Text;
  readonly do: string;
  /** Where the id of what is shown is not enough. */
  readonly input?: (view: View) => NonNullable<Press['input']>;
  readonly style?: Button['style'];
  /** It is done with this one press, and cannot be undone: a page asks once more. */
  readonly isFinal?: boolean;
  /** The other has no room for it, or another way to it. */
  readonly only?: 'card' | 'page';
}

interface Shown {
  readonly id: number;
  readonly can: readonly string[];
}

/** Those that the reader of a card, or of a page, has. */
export const choicesOn = <View extends Shown>(
  place: 'card' | 'page',
  view: View,
  all: readonly Choice<View>[],
): readonly Choice<View>[] => all.filter(({ can, only = place }) => only === place && view.can.includes(can));

export const pressOf = <View extends Shown>({ do: what, input }: Choice<View>, view: View): Press => ({
  do: what,
  input: input?.(view) ?? { id: view.id },
});

/** What fits on no card: a list of the rest that its reader may do. */
export const more: Choice<ApprovalView> = { can: 'approval.more', label: approval.more, do: 'approval.more' };

/** A decision holds only for what was shown. */
const asShown = ({ id, hash, taskSeq = 0 }: ApprovalView) => ({ id, hash, taskSeq });

export const approvalChoices: readonly Choice<ApprovalView>[] = [
  {
    can: 'approval.approve',
    label: approval.approve,
    do: 'approval.approve',
    input: asShown,
    style: 'primary',
  },
  {
    can: 'approval.reject',
    label: approval.reject,
    do: 'approval.rejectForm',
    input: asShown,
    style: 'danger',
  },
  { can: 'approval.read', label: approval.read, do: 'approval.approve', input: asShown, style: 'primary' },
  { can: 'approval.advise', label: approval.advise, do: 'approval.adviseForm', style: 'primary' },
  { can: 'approval.answer', label: approval.answer, do: 'approval.answerForm' },
  { can: 'approval.resubmit', label: approval.resubmit, do: 'approval.resubmitForm', style: 'primary' },
  { can: 'approval.recover', label: approval.recover, do: 'approval.resubmitForm', style: 'primary' },
  { can: 'approval.comment', label: approval.comment, do: 'approval.commentForm' },
  {
    can: 'approval.withdraw',
    label: approval.withdraw,
    do: 'approval.withdraw',
    style: 'danger',
    isFinal: true,
  },
  more,
];

export const dealChoices: readonly Choice<DealView>[] = [
  { can: 'deal.stage', label: deal.setStage, do: 'deal.stageForm', style: 'primary' },
  { can: 'deal.reopen', label: deal.reopen, do: 'deal.reopenForm', style: 'primary' },
  { can: 'deal.edit', label: deal.edit, do: 'deal.editForm' },
  { can: 'deal.note', label: deal.note, do: 'deal.noteForm' },
  { can: 'deal.won', label: deal.won, do: 'deal.wonForm', isFinal: true },
  { can: 'deal.lost', label: deal.lost, do: 'deal.lostForm', style: 'danger' },
  // The last: WeCom has room for five, and leaves it to the page.
  { can: 'deal.owner', label: common.handOver, do: 'deal.ownerForm' },
];

const withOther = ({ perhapsSame }: CustomerView) => ({ ...perhapsSame?.merge });
const lastPart = ({ id, parts: [last] }: CustomerView) => ({ id: last?.id ?? id });

export const customerChoices: readonly Choice<CustomerView>[] = [
  { can: 'customer.edit', label: customer.edit, do: 'customer.editForm' },
  { can: 'customer.owner', label: common.handOver, do: 'customer.ownerForm' },
  { can: 'customer.merge', label: customer.merge, do: 'customer.mergeForm', input: withOther },
  { can: 'customer.mergeWith', label: customer.mergeWith, do: 'customer.mergeWithForm', only: 'page' },
  { can: 'customer.unmerge', label: customer.unmerge, do: 'customer.unmerge', input: lastPart },
];

const itsApproval = ({ approval: its }: RequestView) => ({ id: its?.id ?? 0 });

export const requestChoices: readonly Choice<RequestView>[] = [
  {
    can: 'request.resubmit',
    label: request.resubmit,
    do: 'approval.resubmitForm',
    input: itsApproval,
    style: 'primary',
  },
  { can: 'request.approval', label: request.open, do: 'approval.show', input: itsApproval, only: 'card' },
  { can: 'request.again', label: request.again, do: 'request.againForm' },
];
