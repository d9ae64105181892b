import type { FlowDefinition } from '../../models/approval-flow.js';
import { findDeal } from '../../models/deal.js';
import type { Request } from '../../models/request.js';
import { showIfThere } from '../../models/shown-card.js';
import { type HistoryAction, record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { idNamed } from './facts.js';

/** Puts it on the timeline of the request, and of the deal and the customer that it names. */
export async function recordOnAll(
  ctx: Context,
  definition: FlowDefinition,
  { id, content }: Request,
  action: HistoryAction,
) {
  const params = { flow: definition.name, request: formatNumber('request', id) };
  record(ctx, { kind: 'request', id }, action, { params });
  const customerId = idNamed(definition, content, 'customer');
  if (customerId !== null) record(ctx, { kind: 'customer', id: customerId }, action, { params });
  const dealId = idNamed(definition, content, 'deal');
  const deal = dealId === null ? undefined : await findDeal(ctx.tx, dealId);
  if (!deal) return;
  record(ctx, { kind: 'deal', id: deal.id }, action, { params });
  showIfThere(ctx.tx, deal.ownerId, 'deal', deal.id);
}
