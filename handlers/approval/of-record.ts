import type { Answer } from '../../models/answer.js';
import { type Approval, listApprovals, listApprovalsOf } from '../../models/approval.js';
import { listCustomerApprovals } from '../../models/customer-business.js';
import { saying } from '../../models/text.js';
import { formatNumber, type NumberedKind } from '../input/id.js';
import { scopeOf } from '../scope.js';
import { type Context, card, Refusal } from '../useCase.js';
import { peopleOf } from './directory.js';
import { maySeeApproval } from './load.js';
import { standing } from './rules/refusals.js';
import { approvalView } from './seen.js';
import { words } from './words.js';

const MOST_SHOWN = 10;

async function ofCustomer(ctx: Context, id: number): Promise<readonly Approval[]> {
  const rows = await listCustomerApprovals(ctx.tx, id, await scopeOf(ctx), MOST_SHOWN);
  return rows.length > 0
    ? listApprovals(
        ctx.tx,
        rows.map((row) => row.id),
      )
    : [];
}

type Owning = Extract<NumberedKind, 'deal' | 'customer'>;

const ofRecord: Record<Owning, (ctx: Context, id: number) => Promise<readonly Approval[]>> = {
  deal: ({ tx }, id) => listApprovalsOf(tx, 'deal', id),
  customer: ofCustomer,
};

async function seenOf(ctx: Context, approvals: readonly Approval[]): Promise<readonly Approval[]> {
  const sees = await Promise.all(approvals.map((one) => maySeeApproval(ctx, one)));
  return approvals.filter((_, index) => sees[index]).toReversed();
}

const numberOf = ({ instance }: Approval): string => formatNumber('approval', instance.id);

async function askWhich(ctx: Context, number: string, approvals: readonly Approval[]): Promise<Answer> {
  const shown = approvals.slice(0, MOST_SHOWN);
  const stand = await Promise.all(
    shown.map(async ({ instance }) => standing(instance, await peopleOf(ctx, instance))),
  );
  return card({
    kind: 'notice',
    title: saying(words.whichOf, { number, count: approvals.length }),
    body: shown.map((one, index) =>
      saying(words.standsSo, { number: numberOf(one), how: stand[index]?.words ?? '' }),
    ),
    buttons: shown.map((one) => ({
      label: saying(words.openOne, { number: numberOf(one) }),
      press: { do: 'approval.show', input: { id: one.instance.id } },
    })),
  });
}

/**
 * The approval of a deal or a customer, or which of several.
 * @throws Refusal where there is none that this person may see
 */
export async function approvalsOf(ctx: Context, kind: Owning, id: number): Promise<Answer> {
  const number = formatNumber(kind, id);
  const [only, ...others] = await seenOf(ctx, await ofRecord[kind](ctx, id));
  if (!only) throw new Refusal(words.noneOf, { number });
  if (others.length > 0) return askWhich(ctx, number, [only, ...others]);
  return card(await approvalView(ctx.tx, only, ctx.actor.id, ctx.now));
}
