import type { Approval } from '../../models/approval.js';
import { saying } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { formValues, joined, refuseErrors } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { systemContext } from '../system.js';
import { type Context, form, words as say, useCase } from '../useCase.js';
import { carryOut, moveTasks } from './carry-out.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee, type OnContent, onContent } from './load.js';
import { taskToDecide } from './rules/acting.js';
import { editableIn, fieldsThatDiffer } from './rules/field-permissions.js';
import { notEditable } from './rules/refusals.js';
import { rehearse } from './rules/rehearse.js';
import { subjectOf } from './subjects.js';
import { words } from './words.js';

const editForm = (context: OnContent, fields: readonly Field[]): FormView => ({
  kind: 'form',
  form: 'approval.edit',
  title: words.edit,
  intro: saying(words.editIntro),
  fields,
  submit: words.edit,
  context,
});

/** What this person may change now, by key. @throws Refusal with the truth for whoever may not */
async function editableBy(ctx: Context, { instance }: Approval, shown: OnContent) {
  const people = await peopleOf(ctx, instance);
  const { stepKey } = taskToDecide(instance, { byId: ctx.actor.id, ...shown }, people);
  const keys = editableIn(instance, stepKey).map(({ key }) => key);
  if (keys.length === 0) throw notEditable();
  return new Set(keys);
}

async function inputsFor(
  ctx: Context,
  approval: Approval,
  keys: ReadonlySet<string>,
): Promise<readonly Field[]> {
  const inputs = (await subjectOf(approval).inputs?.(ctx, approval.subjectId)) ?? [];
  return inputs.filter(({ name }) => keys.has(name));
}

/** @throws Refusal where nobody could decide a step to come, or nothing says whether it comes */
async function refuseDeadEnd(ctx: Context, { instance }: Approval) {
  rehearse(instance, await peopleOf(ctx, instance));
}

export const openEdit = useCase(onContent, async (ctx, shown) => {
  const approval = await approvalToSee(ctx, shown.id);
  const keys = await editableBy(ctx, approval, shown);
  return form(editForm(shown, await inputsFor(ctx, approval, keys)));
});

/** A new version of what is decided on: what was pressed on the old one is refused, and every card shows the new one. */
export const submitEdit = useCase(
  onContent.extend({ values: formValues }),
  async (ctx, { values, ...shown }) => {
    const { id, hash, taskSeq } = shown;
    const approval = await approvalToChange(ctx, id);
    const { instance, subjectId } = approval;
    const { edit, renew } = subjectOf(approval);
    const keys = await editableBy(ctx, approval, shown);
    const inputs = await inputsFor(ctx, approval, keys);
    refuseErrors(() => editForm(shown, inputs), values, (await edit?.(ctx, subjectId, keys, values)) ?? {});

    const before = instance.facts;
    const facts = await renew(ctx, subjectId, instance.definition);
    const changed = fieldsThatDiffer(instance.definition, before, facts);
    const number = formatNumber('approval', id);
    if (changed.length === 0) return say(words.editedNothing, { number });

    const params = { number, fields: joined(changed.map(({ label }) => label)) };
    record(ctx, { kind: 'approval', id }, 'approval.edited', { params, before, after: facts });
    const event = { type: 'edit', byId: ctx.actor.id, hash, taskSeq, facts } as const;
    const done = await carryOut(ctx, approval, event, 'approval.edited', params);
    await refuseDeadEnd(ctx, done.approval);
    // Somebody may act for others below an amount only, and it may be another now.
    await moveTasks(systemContext(ctx.tx, ctx.now), done.approval);
    return say(words.edited, params);
  },
);
