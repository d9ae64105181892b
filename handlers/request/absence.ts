import { findAbsenceOf, listAbsences } from '../../models/absence.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { getEmployee } from '../../models/employee.js';
import type { Request } from '../../models/request.js';
import { type Saying, saying } from '../../models/text.js';
import { closeAbsence, type Days, instants, makeAbsence } from '../absence/make.js';
import { faultOf, isOver } from '../absence/rules.js';
import { words } from '../absence/words.js';
import type { Outcome } from '../approval/rules/engine.js';
import { formFields } from '../approval/rules/form-facts.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { systemContext } from '../system.js';
import type { Context } from '../useCase.js';
import { getWorkingTime, middayOf } from '../working-time.js';
import { spanBetween } from './span.js';

interface Leave {
  readonly days: Days;
  readonly proxyId: number;
}

/** What was filled in, if somebody is named who acts meanwhile. */
const leaveIn = (definition: FlowDefinition, content: Facts): Leave | undefined => {
  const { absence } = definition;
  if (!absence) return undefined;
  const days = spanBetween(formFields(definition), content, absence);
  const proxyId = content[absence.proxy];
  return days && typeof proxyId === 'number' ? { days, proxyId } : undefined;
};

/** Its approval stands whatever happens here: where nobody can act, its owner reads why. */
async function begin(ctx: Context, request: Request, approvalId: number, { days, proxyId }: Leave) {
  const { tx, now } = ctx;
  const [owner, proxy] = [await getEmployee(tx, request.ownerId), await getEmployee(tx, proxyId)];
  const absence = {
    employeeId: owner.id,
    proxyId,
    flowKey: null,
    below: null,
    ...instants(days, now, owner.timeZone, middayOf(await getWorkingTime(tx))),
    setById: owner.id,
    requestId: request.id,
  };
  if (isOver(absence, now)) return;
  const refuse = (why: Saying) => {
    const params = { request: formatNumber('request', request.id), why };
    record(ctx, { kind: 'request', id: request.id }, 'absence.notSet', { params });
    record(ctx, { kind: 'approval', id: approvalId }, 'absence.notSet', { params });
  };
  if (proxyId === owner.id) return refuse(saying(words.oneself, { name: owner.name }));
  if (!proxy.active) return refuse(saying(words.hasLeft, { name: proxy.name }));
  const fault = faultOf(absence, await listAbsences(tx));
  if (fault) return refuse(saying(words[fault], { name: proxy.name, who: owner.name }));
  await makeAbsence(ctx, absence);
}

/** What was approved is no longer so. */
async function undo(ctx: Context, { id, ownerId }: Request) {
  const absence = await findAbsenceOf(ctx.tx, id);
  if (!absence || isOver(absence, ctx.now)) return;
  closeAbsence(ctx, absence);
  record(ctx, { kind: 'employee', id: ownerId }, 'absence.ended', { params: { who: absence.employeeName } });
}

/** Whoever takes a leave is away for as long as it was approved. */
export async function settleLeave(
  { tx, now }: Context,
  definition: FlowDefinition,
  request: Request,
  approvalId: number,
  outcome: Outcome,
) {
  const leave = leaveIn(definition, request.content);
  if (!leave) return;
  const ctx = systemContext(tx, now);
  if (outcome === 'approved') await begin(ctx, request, approvalId, leave);
  if (outcome === 'revoked' || outcome === 'voided') await undo(ctx, request);
}
