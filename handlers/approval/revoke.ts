import { type Approval, nextApprovalId } from '../../models/approval.js';
import type { FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import type { Instance } from '../../models/approval-instance.js';
import type { FormView } from '../../models/views.js';
import { listed, refuseErrors } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, words as say, useCase, withId } from '../useCase.js';
import { carryOut, refuseNow } from './carry-out.js';
import { ANYTHING, commentError, commentField, withComment } from './comment-field.js';
import { loadPeople } from './directory.js';
import { approvalToChange, approvalToSee } from './load.js';
import { draft, tasksOf } from './rules/instance.js';
import { humanSteps } from './rules/nodes.js';
import { STAND_IN_ROLE } from './rules/staffing.js';
import { submit } from './start.js';
import { words } from './words.js';

const PURPOSE = 'revoke';

const revokeForm = (id: number): FormView => ({
  kind: 'form',
  form: 'approval.revoke',
  title: words.revoke,
  fields: [commentField(words.reasonLabel)],
  submit: words.revoke,
  context: { id },
});

export const openRevoke = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToSee(ctx, id);
  await refuseNow(ctx, approval, { type: 'revoke', byId: ctx.actor.id, comment: ANYTHING });
  return form(revokeForm(id));
});

const signersOf = (instance: Instance, key: string): readonly number[] => [
  ...new Set(
    tasksOf(instance, key)
      .filter(({ state, decidedById }) => state === 'approved' && decidedById !== null)
      .map(({ assigneeId }) => assigneeId),
  ),
];

const byAdministrator: StepDefinition = {
  key: 'administrator',
  name: { zh: '管理员', en: 'Administrator' },
  mode: 'ANY',
  assignees: [{ type: 'role', role: STAND_IN_ROLE, members: 'any' }],
};

/** What is revoked is not changed, and what was hidden stays so. */
const onlyHidden = (fields: NonNullable<StepDefinition['fields']>): StepDefinition['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, permission]) => permission === 'hidden'));

/** The same people in the same order, each of them: what they have approved they revoke. */
export const reverseOf = (instance: Instance): FlowDefinition => {
  const { definition } = instance;
  const steps = humanSteps(definition.steps)
    .map((step) => ({ step, signers: signersOf(instance, step.key) }))
    .filter(({ step, signers }) => !step.reading && signers.length > 0)
    .map(
      ({ step: { key, name, fields }, signers }): StepDefinition => ({
        key,
        name,
        ...(fields && { fields: onlyHidden(fields) }),
        mode: 'ALL',
        assignees: signers.map((employeeId) => ({ type: 'person', employeeId })),
      }),
    );
  const name = {
    zh: words.revokeName.zh + definition.name.zh,
    en: words.revokeName.en + definition.name.en,
  };
  return { key: definition.key, purpose: PURPOSE, name, steps: steps.length > 0 ? steps : [byAdministrator] };
};

async function startReverse(ctx: Context, { instance, ...approval }: Approval, reason: string) {
  const { tx, actor } = ctx;
  const definition = reverseOf(instance);
  const facts = { ...instance.facts, revokes: formatNumber('approval', instance.id), revokeReason: reason };
  const people = await loadPeople(ctx, definition, actor.id, { facts });
  const id = await nextApprovalId(tx);
  const reverse = draft({ id, definition, initiatorId: actor.id, facts, reversesId: instance.id });
  return submit(ctx, { ...approval, purpose: PURPOSE, instance: { ...reverse, endReason: reason } }, people);
}

/** Asks those who approved whether it still stands: a second approval that points at the first. */
export const submitRevoke = useCase(withComment, async (ctx, { id, values }) => {
  const comment = values.comment.trim();
  refuseErrors(() => revokeForm(id), values, { comment: commentError(words.reasonLabel, comment) });
  const approval = await approvalToChange(ctx, id);
  const event = { type: 'revoke', byId: ctx.actor.id, comment } as const;
  const { number } = await carryOut(ctx, approval, event, 'approval.revoking', { comment });
  const reverse = await startReverse(ctx, approval, comment);
  return say(words.revoking, { number, reverse: reverse.number, people: listed(reverse.waitingFor) });
});
