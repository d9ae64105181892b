import type { ApprovalView } from '../models/approval-view.js';
import type { Reader } from '../models/text.js';
import type { View } from '../models/views.js';
import { approvalCard } from './approval.js';
import { approvalResultCard, type EndState } from './approval-result.js';
import type { Card } from './card.js';
import { customerCard } from './customer.js';
import { dealCard } from './deal.js';
import { digestCard } from './digest.js';
import { formCard } from './form.js';
import { helpCard } from './help.js';
import { listCard } from './list.js';
import { noticeCard } from './notice.js';
import { requestCard } from './request.js';
import { todoCard } from './todo.js';

type Cards = {
  readonly [Kind in View['kind']]: (view: Extract<View, { kind: Kind }>, reader: Reader) => Card;
};

const ended: Record<ApprovalView['state'], boolean> = {
  draft: false,
  running: false,
  returned: false,
  approved: true,
  rejected: true,
  withdrawn: true,
  terminated: true,
  revoking: false,
  revoked: true,
  voided: true,
};

const hasEnded = (view: ApprovalView): view is ApprovalView & { readonly state: EndState } =>
  ended[view.state];

const cards: Cards = {
  deal: dealCard,
  approval: (view, reader) =>
    hasEnded(view) ? approvalResultCard(view, reader) : approvalCard(view, reader),
  request: requestCard,
  customer: customerCard,
  todo: todoCard,
  digest: digestCard,
  list: listCard,
  notice: noticeCard,
  help: helpCard,
  form: formCard,
};

/** The pages of the mini-app behind cards. */
const pages: { readonly [Kind in View['kind']]?: (view: Extract<View, { kind: Kind }>) => string } = {
  deal: ({ id }) => `/app/deal/${id}`,
  approval: ({ id }) => `/app/approval/${id}`,
  customer: ({ id }) => `/app/customer/${id}`,
  todo: () => '/app/',
};

/** Draws any view for its reader. Pure: the same view and reader give the same card. */
export const drawCard = <Kind extends View['kind']>(
  view: Extract<View, { kind: Kind }>,
  reader: Reader,
): Card => {
  const page = pages[view.kind as Kind]?.(view);
  const card = cards[view.kind as Kind](view, reader);
  return page ? { page, ...card } : card;
};
