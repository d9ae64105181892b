import { type Approval, listApprovalsOf } from '../../models/approval.js';
import { getEmployee } from '../../models/employee.js';
import { getFlow, getLatestFlow } from '../../models/flow.js';
import { listHistory } from '../../models/history.js';
import { findRequest, type Request } from '../../models/request.js';
import type { RequestView } from '../../models/views.js';
import { wasAsked } from '../approval/load.js';
import { entrySeen } from '../approval/rules/field-permissions.js';
import { hiddenIn } from '../approval/seen.js';
import { standingOf } from '../approval/standing.js';
import { timelineEntry } from '../history.js';
import { formatNumber } from '../input/id.js';
import { maySee } from '../scope.js';
import { type Context, card, form, Refusal, useCase, withId } from '../useCase.js';
import { newForm, opened } from './form.js';
import { factsShown } from './subject.js';
import { words } from './words.js';
import { typedValues } from './written.js';

const TIMELINE_SHOWN = 8;

interface RequestSeen {
  readonly request: Request;
  /** Its own, not one that revokes that. */
  readonly approval: Approval | undefined;
  /** What this person does not see of it, by key. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * For its owner, those above, and whoever was asked about it, or whether it is revoked. Not there and not for you look the
 * same.
 */
async function requestToSee(ctx: Context, id: number): Promise<RequestSeen> {
  const { tx, actor, now } = ctx;
  const [request, approvals] = await Promise.all([findRequest(tx, id), listApprovalsOf(tx, 'request', id)]);
  const sees =
    request &&
    (approvals.some((approval) => wasAsked(approval, actor.id)) || (await maySee(ctx, request.ownerId)));
  if (!request || !sees) throw new Refusal(words.notFound, { number: formatNumber('request', id) });
  const hidden = await Promise.all(approvals.map((approval) => hiddenIn(tx, approval, actor.id, now)));
  return {
    request,
    approval: approvals.findLast(({ instance }) => instance.reversesId === null),
    hidden: new Set(hidden.flatMap((keys) => [...keys])),
  };
}

const canDo = ({ ownerId }: Request, approval: Approval | undefined, viewerId: number): string[] => [
  ...(approval ? ['request.approval'] : []),
  ...(ownerId === viewerId && approval?.instance.state === 'returned' ? ['request.resubmit'] : []),
  ...(ownerId === viewerId ? ['request.again'] : []),
];

async function requestView(ctx: Context, id: number): Promise<RequestView> {
  const { request, approval, hidden } = await requestToSee(ctx, id);
  const [{ definition }, owner, history, standing] = await Promise.all([
    getFlow(ctx.tx, request.flowId),
    getEmployee(ctx.tx, request.ownerId),
    listHistory(ctx.tx, 'request', id, TIMELINE_SHOWN),
    approval ? standingOf(ctx.tx, approval.instance) : null,
  ]);
  return {
    kind: 'request',
    id,
    number: formatNumber('request', id),
    flow: definition.name,
    title: request.title,
    owner: { id: owner.id, name: owner.name },
    facts: factsShown(definition, request.content, hidden),
    approval: standing,
    timeline: history.flatMap((row) => entrySeen(row, definition, hidden)).map(timelineEntry),
    can: canDo(request, approval, ctx.actor.id),
  };
}

export const showRequest = useCase(withId, async (ctx, { id }) => card(await requestView(ctx, id)));

/** The same once more: a new form that holds what this one does. */
export const openAgain = useCase(withId, async (ctx, { id }) => {
  const { request, hidden } = await requestToSee(ctx, id);
  const filled = await getFlow(ctx.tx, request.flowId);
  const { definition, version } = await getLatestFlow(ctx.tx, filled.definition.key);
  const values = Object.entries(await typedValues(ctx.tx, definition, request.content));
  const seen = Object.fromEntries(values.filter(([key]) => !hidden.has(key)));
  return form(newForm(definition, version, { ...opened(), values: seen }));
});
