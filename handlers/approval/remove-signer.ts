import { saying } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { formValues, refuseErrors } from '../fields.js';
import { form, words as say, useCase, withId } from '../useCase.js';
import { removable } from './can.js';
import { carryOut, refuseNow } from './carry-out.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee } from './load.js';
import { nameOf } from './rules/instance.js';
import { words } from './words.js';

const removeForm = (id: number, options: Field['options'] = []): FormView => ({
  kind: 'form',
  form: 'approval.removeSigner',
  title: words.removeSigner,
  fields: [
    {
      name: 'seq',
      label: words.people,
      type: 'choice',
      required: true,
      options,
      ...(options[0] && { value: options[0].value }),
    },
  ],
  submit: words.removeSigner,
  context: { id },
});

export const openRemoveSigner = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToSee(ctx, id);
  const { instance } = approval;
  const added = removable(instance, ctx.actor.id);
  await refuseNow(ctx, approval, { type: 'removeSigner', byId: ctx.actor.id, seq: added[0]?.seq ?? 0 });
  const people = await peopleOf(ctx, instance);
  const options = added.map(({ seq, assigneeId }) => ({
    value: String(seq),
    label: nameOf(assigneeId, people),
  }));
  return form(removeForm(id, options));
});

export const submitRemoveSigner = useCase(
  withId.extend({ values: formValues }),
  async (ctx, { id, values }) => {
    const seq = Number(values.seq);
    refuseErrors(() => removeForm(id), values, {
      seq: Number.isInteger(seq) ? undefined : saying(words.whom),
    });
    const approval = await approvalToChange(ctx, id);
    const people = await peopleOf(ctx, approval.instance);
    const removed = approval.instance.tasks[seq - 1];
    const name = removed ? nameOf(removed.assigneeId, people) : '';
    const event = { type: 'removeSigner', byId: ctx.actor.id, seq } as const;
    const { number } = await carryOut(ctx, approval, event, 'approval.signerRemoved', { people: name });
    return say(words.removed, { number, people: name });
  },
);
