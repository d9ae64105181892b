import type { Approval } from '../../models/approval.js';
import type { Instance, People } from '../../models/approval-instance.js';
import { type Saying, saying } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { choiceField, filled, formValues, refuseErrors, type Values } from '../fields.js';
import { type Context, form, words as say, useCase, withId } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { commentError, commentField } from './comment-field.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee, type OnContent, onContent } from './load.js';
import { taskToDecide } from './rules/acting.js';
import { nameOf } from './rules/instance.js';
import { INITIATOR, refuseToResubmit, returnTargets } from './rules/returning.js';
import { lapsedTask } from './rules/timing.js';
import { holderNames, openTasks } from './standing.js';
import { subjectOf } from './subjects.js';
import { lapsedView, returnedView } from './view.js';
import { words } from './words.js';

const wayField = choiceField('way', words.way, { RERUN: words.rerun, JUMP: words.jump });

const wayOf = ({ way }: Readonly<Record<string, string>>) => (way === 'JUMP' ? 'JUMP' : 'RERUN');

const returnForm = (context: OnContent, targets: Field['options'] = []): FormView => ({
  kind: 'form',
  form: 'approval.return',
  title: words.return,
  fields: [
    { name: 'to', label: words.returnTo, type: 'choice', required: true, value: INITIATOR, options: targets },
    wayField,
    commentField(words.reasonLabel, { hint: words.reasonHint }),
  ],
  submit: words.return,
  context,
});

/** Where this person may send it. @throws Refusal with the truth for whoever may not */
async function targetsFor(ctx: Context, { instance }: Approval, shown: OnContent): Promise<Field['options']> {
  const people = await peopleOf(ctx, instance);
  const { stepKey } = taskToDecide(instance, { byId: ctx.actor.id, ...shown }, people);
  const name = nameOf(instance.ownerId, people);
  return [
    { value: INITIATOR, label: filled(words.toInitiator, { name }) },
    ...returnTargets(instance, stepKey).map(({ key, name: label }) => ({ value: key, label })),
  ];
}

export const openReturn = useCase(onContent, async (ctx, shown) => {
  const approval = await approvalToSee(ctx, shown.id);
  return form(returnForm(shown, await targetsFor(ctx, approval, shown)));
});

export const submitReturn = useCase(
  onContent.extend({ values: formValues }),
  async (ctx, { values, ...shown }) => {
    const approval = await approvalToChange(ctx, shown.id);
    const comment = values.comment?.trim() ?? '';
    const targets = comment ? [] : await targetsFor(ctx, approval, shown);
    refuseErrors(() => returnForm(shown, targets), values, {
      comment: commentError(words.reasonLabel, comment),
    });
    const by = { byId: ctx.actor.id, hash: shown.hash, taskSeq: shown.taskSeq, comment };
    const { number } = await carryOut(
      ctx,
      approval,
      { type: 'return', ...by, to: values.to || INITIATOR, way: wayOf(values) },
      'approval.returned',
      { comment },
    );
    return say(words.sentBack, { number });
  },
);

/** Of what was closed, as nobody decided in time: it goes on where it was, unless all are to look again. */
const lateWayField = choiceField('way', words.way, { JUMP: words.jumpLate, RERUN: words.rerun });

const resubmitForm = (instance: Instance, inputs: readonly Field[], intro?: Saying): FormView => {
  const isLate = lapsedTask(instance) !== undefined;
  const title = isLate ? words.recover : words.resubmit;
  return {
    kind: 'form',
    form: 'approval.resubmit',
    title,
    ...(intro && { intro }),
    fields: [...inputs, isLate ? lateWayField : wayField],
    submit: title,
    context: { id: instance.id },
  };
};

/** Why it is back. */
const introFor = (instance: Instance, people: People): Saying | undefined => {
  const { lapsed } = lapsedView(instance, people);
  if (lapsed) return saying(words.recoverIntro, { who: lapsed.who, until: { at: lapsed.until } });
  const back = returnedView(instance, people);
  return back ? saying(words.resubmitIntro, { ...back }) : undefined;
};

export const openResubmit = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToSee(ctx, id);
  const { instance } = approval;
  const people = await peopleOf(ctx, instance);
  refuseToResubmit(instance, ctx.actor.id, people);
  const intro = introFor(instance, people);
  return form(resubmitForm(instance, await inputsFor(ctx, approval), intro));
});

/** Nobody but whose it is changes it, and only while it is back. */
async function inputsFor(ctx: Context, approval: Approval) {
  const { instance, subjectId } = approval;
  const isBack = instance.state === 'returned' && instance.ownerId === ctx.actor.id;
  return isBack ? ((await subjectOf(approval).inputs?.(ctx, subjectId)) ?? []) : [];
}

/** @throws BadForm when what was changed cannot be read */
async function changeSubject(ctx: Context, approval: Approval, values: Values) {
  const inputs = await inputsFor(ctx, approval);
  if (inputs.length === 0) return;
  const errors = await subjectOf(approval).change?.(ctx, approval.subjectId, values);
  refuseErrors(() => resubmitForm(approval.instance, inputs), values, errors ?? {});
}

/** With what the record says now. Whether it may go straight back depends on what has changed. */
export const submitResubmit = useCase(withId.extend({ values: formValues }), async (ctx, { id, values }) => {
  const approval = await approvalToChange(ctx, id);
  const isLate = lapsedTask(approval.instance) !== undefined;
  await changeSubject(ctx, approval, values);
  const facts = await subjectOf(approval).renew(ctx, approval.subjectId, approval.instance.definition);
  const { progress, people, number } = await carryOut(
    ctx,
    approval,
    { type: 'resubmit', byId: ctx.actor.id, facts, way: wayOf(values) },
    isLate ? 'approval.recovered' : 'approval.resubmitted',
  );
  const names = holderNames(openTasks(progress.instance), people);
  return say(isLate ? words.recovered : words.resubmitted, { number, people: names });
});
