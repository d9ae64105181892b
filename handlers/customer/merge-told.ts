/** Who is told what, where two customers become one and where they are two again. */
import type { Customer } from '../../models/customer.js';
import type { HistoryDetail } from '../../models/history.js';
import { show, showWherever } from '../../models/shown-card.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { ownerName } from '../owner.js';
import type { Context } from '../useCase.js';

/** `C-88 云帆科技` */
export const called = ({ id, name }: Pick<Customer, 'id' | 'name'>) =>
  `${formatNumber('customer', id)} ${name}`;

interface Both {
  readonly part: Customer;
  readonly whole: Customer;
  /** That went from one to the other. */
  readonly deals: readonly number[];
}

/** On both, and on each deal that went from one to the other. @param detail what undoing it has to know */
export function recordOnAll(
  ctx: Context,
  action: 'customer.merged' | 'customer.unmerged',
  { part, whole, deals }: Both,
  detail: Omit<HistoryDetail, 'params'> = {},
) {
  const params = { from: called(part), into: called(whole) };
  record(ctx, { kind: 'customer', id: part.id }, action, { ...detail, params });
  record(ctx, { kind: 'customer', id: whole.id }, action, { params });
  for (const id of deals) record(ctx, { kind: 'deal', id }, action, { params });
}

function tell({ tx, actor }: Context, who: number | null, id: number) {
  if (who !== null && who !== actor.id) show(tx, who, 'customer', id, { fresh: true });
}

/** Whoever looks at one of the two or at one of the deals sees it; whose customer the part is, is told. */
export async function showOnAll(ctx: Context, { part, whole, deals }: Both) {
  await showWherever(ctx.tx, 'customer', [part.id, whole.id]);
  await showWherever(ctx.tx, 'deal', deals);
  tell(ctx, part.ownerId, part.id);
}

/** Where somebody else owns it afterwards, both are told. */
export async function giveAlong(ctx: Context, before: Customer, after: Customer) {
  if (before.ownerId === after.ownerId) return;
  const [from, to] = [await ownerName(ctx.tx, before.ownerId), await ownerName(ctx.tx, after.ownerId)];
  record(ctx, { kind: 'customer', id: after.id }, 'customer.given', {
    params: { from, to, along: '', note: '' },
    before: { ownerId: before.ownerId },
    after: { ownerId: after.ownerId },
  });
  tell(ctx, before.ownerId, after.id);
  tell(ctx, after.ownerId, after.id);
}
