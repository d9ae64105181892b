import { findLatestContract } from '../../models/contract.js';
import type { Tx } from '../../models/database/tx.js';
import { type Deal, type DealLine, findDealNames, listDealLines } from '../../models/deal.js';
import { getEmployee } from '../../models/employee.js';
import { listHistory } from '../../models/history.js';
import { saying } from '../../models/text.js';
import type { DealLineView, DealView, NoticeView } from '../../models/views.js';
import { findSubjectApproval } from '../approval/standing.js';
import { timelineEntry, timelineLength } from '../history.js';
import { formatNumber } from '../input/id.js';
import { mayChange, maySee } from '../scope.js';
import type { Context } from '../useCase.js';
import { getPipeline, type Stage, stageOf, stageView } from './pipeline.js';
import { words } from './words.js';

const whileOpen = ['deal.stage', 'deal.edit', 'deal.note', 'deal.won', 'deal.lost', 'deal.owner'];
const whileApproved = ['deal.note', 'deal.owner'];
const onceClosed = { won: ['deal.note'], lost: ['deal.reopen', 'deal.note'] } as const;

const actionsIn = ({ outcome }: Stage, isRunning: boolean): readonly string[] => {
  if (outcome) return onceClosed[outcome];
  return isRunning ? whileApproved : whileOpen;
};

const customerOf = ({ customerId }: Deal, name: string): DealView['customer'] =>
  customerId === null ? null : { id: customerId, number: formatNumber('customer', customerId), name };

const lineView = ({ position: _, productId: __, ...line }: DealLine): DealLineView => line;

/** A deal as it is seen now. @param isTheirs whether this reader gets the buttons */
export async function dealView(
  { tx, surface }: Pick<Context, 'tx' | 'surface'>,
  deal: Deal,
  isTheirs: boolean,
): Promise<DealView> {
  const [pipeline, names, lines, contract, approval, history] = await Promise.all([
    getPipeline(tx),
    findDealNames(tx, deal),
    listDealLines(tx, deal.id),
    findLatestContract(tx, deal.id),
    findSubjectApproval(tx, 'deal', deal.id),
    listHistory(tx, 'deal', deal.id, timelineLength({ surface })),
  ]);
  const stage = stageOf(pipeline, deal.stage);

  return {
    kind: 'deal',
    id: deal.id,
    number: formatNumber('deal', deal.id),
    title: deal.title,
    customer: customerOf(deal, names?.customerName ?? ''),
    owner: { id: deal.ownerId, name: names?.ownerName ?? '' },
    stage: stageView(stage),
    stages: pipeline.stages.map(stageView),
    amount: { cents: deal.amountCents, currency: deal.currency },
    expectedClose: deal.expectedClose,
    stageChangedAt: deal.stageChangedAt.toISOString(),
    closedReason: deal.closedReason,
    lines: lines.map(lineView),
    contract: contract
      ? { version: contract.version, path: `contracts/${contract.id}`, sha256: contract.contentHash }
      : null,
    approval: approval ?? null,
    timeline: history.map(timelineEntry),
    can: isTheirs ? actionsIn(stage, approval?.state === 'running') : [],
  };
}

/** What the card of somebody who has owned it says when they may not see it any more. */
async function passedOnView(tx: Tx, { id, ownerId }: Deal): Promise<NoticeView> {
  const { name: owner } = await getEmployee(tx, ownerId);
  return {
    kind: 'notice',
    title: saying(words.passedOn, { number: formatNumber('deal', id), owner }),
    body: [saying(words.passedOnBody)],
    buttons: [],
  };
}

/** A deal as its card shows it, which may have come to somebody when they still had more rights. */
export async function dealCard(ctx: Pick<Context, 'tx' | 'actor' | 'surface'>, deal: Deal) {
  if (!(await maySee(ctx, deal.ownerId))) return passedOnView(ctx.tx, deal);
  return dealView(ctx, deal, await mayChange(ctx, deal.ownerId));
}
