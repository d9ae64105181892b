import type { Approval } from '../../models/approval.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import type { Tx } from '../../models/database/tx.js';
import { getEmployee } from '../../models/employee.js';
import { getFlow } from '../../models/flow.js';
import { findRequest, lockRequest, type Request, saveRequest } from '../../models/request.js';
import type { Fact } from '../../models/view-parts.js';
import type { Field } from '../../models/views.js';
import type { Outcome } from '../approval/rules/engine.js';
import { fieldsThatDiffer } from '../approval/rules/field-permissions.js';
import { formFields, shownFact } from '../approval/rules/form-facts.js';
import { type FieldErrors, joined, type Values } from '../fields.js';
import { type HistoryAction, record } from '../history.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { settleLeave } from './absence.js';
import { requestFacts, titleOf } from './facts.js';
import { inputsOf } from './form.js';
import { recordOnAll } from './linked.js';
import { type ReadForm, readSome, type Standing } from './read.js';
import { typedValues } from './written.js';

const found = (request: Request | undefined, id: number): Request => {
  if (!request) throw new Error(`There is no request ${id}.`);
  return request;
};

const definitionOf = async (tx: Tx, { flowId }: Request): Promise<FlowDefinition> =>
  (await getFlow(tx, flowId)).definition;

/** What was filled in, field by field; what was left empty is left out. */
export const factsShown = (definition: FlowDefinition, content: Facts, hidden: ReadonlySet<string>): Fact[] =>
  formFields(definition).flatMap((field) => {
    if (hidden.has(field.key)) return [];
    const value = shownFact(field, content);
    return value === null || value === '' ? [] : [{ label: field.label, value }];
  });

/** As it was filled in when it was submitted, with what approvers have changed since. */
export async function describeRequest(
  tx: Tx,
  { flowId, subjectId: id, instance }: Approval,
  hidden: ReadonlySet<string>,
): Promise<Pick<ApprovalView, 'subject' | 'facts' | 'document'>> {
  const { initiatorId, facts } = instance;
  const [{ definition }, initiator] = await Promise.all([getFlow(tx, flowId), getEmployee(tx, initiatorId)]);
  const title = titleOf(definition, facts, initiator);
  return {
    subject: { kind: 'request', id, number: formatNumber('request', id), title },
    facts: factsShown(definition, facts, hidden),
    document: null,
  };
}

export async function renewRequest({ tx }: Context, id: number): Promise<Facts> {
  const request = found(await lockRequest(tx, id), id);
  const [definition, owner] = await Promise.all([
    definitionOf(tx, request),
    getEmployee(tx, request.ownerId),
  ]);
  return requestFacts(tx, definition, request, owner);
}

const saidBy: Record<Outcome, HistoryAction> = {
  approved: 'request.approved',
  rejected: 'request.refused',
  withdrawn: 'request.refused',
  terminated: 'request.refused',
  revoked: 'request.undone',
  voided: 'request.undone',
};

/** What the end of its approval does to a request, to the timelines of what it names, and to who is away by it. */
export async function settleRequest(ctx: Context, id: number, approvalId: number, outcome: Outcome) {
  const request = found(await findRequest(ctx.tx, id), id);
  const definition = await definitionOf(ctx.tx, request);
  await recordOnAll(ctx, definition, request, saidBy[outcome]);
  await settleLeave(ctx, definition, request, approvalId, outcome);
}

/** The form again, as its initiator changes it after it was sent back. */
export async function requestInputs({ tx }: Context, id: number): Promise<readonly Field[]> {
  const request = found(await findRequest(tx, id), id);
  const definition = await definitionOf(tx, request);
  return inputsOf(definition, await typedValues(tx, definition, request.content));
}

/**
 * What was changed in a form, read. What was left as it was is not read anew: a name may be that of somebody else by now, or
 * a deal not theirs to see.
 */
async function readChanged(
  ctx: Context,
  definition: FlowDefinition,
  standing: Standing,
  values: Values,
  isAsked: (key: string) => boolean = () => true,
): Promise<ReadForm> {
  const typed = await typedValues(ctx.tx, definition, standing.content);
  const changed = Object.keys(typed).filter(
    (key) => isAsked(key) && (values[key]?.trim() ?? typed[key]) !== typed[key],
  );
  return readSome(ctx, definition, new Set(changed), values, standing);
}

/** Writes what was changed, if all of it can be read. @returns what is wrong with it */
export async function changeRequest(ctx: Context, id: number, values: Values): Promise<FieldErrors> {
  const before = found(await lockRequest(ctx.tx, id), id);
  const definition = await definitionOf(ctx.tx, before);
  const standing = { content: before.content, timeZone: ctx.actor.timeZone };
  const { content, errors } = await readChanged(ctx, definition, standing, values);
  if (Object.keys(errors).length > 0) return errors;

  const changed = fieldsThatDiffer(definition, before.content, content);
  if (changed.length === 0) return {};
  saveRequest(ctx.tx, { ...before, content, title: titleOf(definition, content, ctx.actor) }, ctx.now);
  record(ctx, { kind: 'request', id }, 'request.edited', {
    params: { fields: joined(changed.map(({ label }) => label)) },
    before: before.content,
    after: content,
  });
  return {};
}

/** Writes what an approver changed, if all of it can be read; that it was changed stands on the timeline with the approval. */
export async function editRequest(
  ctx: Context,
  id: number,
  keys: ReadonlySet<string>,
  values: Values,
): Promise<FieldErrors> {
  const before = found(await lockRequest(ctx.tx, id), id);
  const [definition, owner] = await Promise.all([
    definitionOf(ctx.tx, before),
    getEmployee(ctx.tx, before.ownerId),
  ]);
  const standing = { content: before.content, timeZone: owner.timeZone };
  const { content, errors } = await readChanged(ctx, definition, standing, values, (key) => keys.has(key));
  if (Object.keys(errors).length > 0) return errors;
  saveRequest(ctx.tx, { ...before, content, title: titleOf(definition, content, owner) }, ctx.now);
  return {};
}
