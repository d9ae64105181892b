import { z } from 'zod';
import type { Approval } from '../../models/approval.js';
import type { StepDefinition } from '../../models/approval-flow.js';
import type { Task } from '../../models/approval-instance.js';
import type { ApprovalState } from '../../models/approval-view.js';
import type { Employee } from '../../models/employee.js';
import type { Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { formValues, refuseErrors } from '../fields.js';
import type { HistoryAction } from '../history.js';
import { type Context, form, words as say, useCase } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { commentError, commentField, LONGEST_COMMENT } from './comment-field.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee, type OnContent, onContent } from './load.js';
import { peopleField, readPeople, withNamed } from './named-people.js';
import { isReading, taskToDecide } from './rules/acting.js';
import { nameOf, openTaskOf } from './rules/instance.js';
import { humanStep, humanSteps, nextHuman } from './rules/nodes.js';
import { isChosenByPrevious } from './rules/staffing.js';
import { signatureError, signatureField } from './signature-field.js';
import { holderNames, openTasks } from './standing.js';
import { words } from './words.js';

/** The step that follows, if whoever approves now says who decides it. */
const stepToChooseFor = ({ instance }: Approval, { stepKey }: Task): StepDefinition | undefined => {
  const next = nextHuman(instance.definition.steps, stepKey);
  return next && isChosenByPrevious(next) ? next : undefined;
};

/** What an approval takes besides a press, in this step. */
const approveFields = (approval: Approval, task: Task, actor: Employee): readonly Field[] => {
  const { opinion, signature } = humanStep(approval.instance.definition.steps, task.stepKey);
  const next = stepToChooseFor(approval, task);
  return [
    ...(next ? [peopleField('next', words.nextApprovers)] : []),
    ...(opinion ? [commentField(words.opinion)] : []),
    ...(signature ? [signatureField(actor, true)] : []),
  ];
};

const approveForm = (
  { instance }: Approval,
  task: Task,
  context: OnContent,
  fields: readonly Field[],
): FormView => {
  const title = isReading(instance, task) ? words.readTitle : words.approveTitle;
  return {
    kind: 'form',
    form: 'approval.approve',
    title,
    fields,
    submit: title,
    context,
  };
};

/** The task of whoever presses, as far as pressing needs to know it. @throws Refusal with the truth */
async function taskOf(ctx: Context, { instance }: Approval, shown: OnContent): Promise<Task> {
  const people = await peopleOf(ctx, instance);
  return taskToDecide(instance, { byId: ctx.actor.id, ...shown }, people);
}

/** Whether what this person would do with it is only to say that they have read it. */
export const isReadBy = ({ instance }: Approval, id: number, taskSeq: number): boolean => {
  const task = openTaskOf(instance, id, taskSeq);
  return task !== undefined && isReading(instance, task);
};

interface Given {
  readonly shown: OnContent;
  readonly comment?: string | undefined;
  readonly next?: readonly number[];
  readonly signature?: string | undefined;
}

const actionOf = (reads: boolean, { comment, signature }: Given): HistoryAction => {
  if (reads) return signature ? 'approval.signedRead' : 'approval.read';
  if (signature) return comment ? 'approval.signedSaying' : 'approval.signed';
  return comment ? 'approval.approvedSaying' : 'approval.approved';
};

async function approveNow(ctx: Context, approval: Approval, given: Given) {
  const { shown, comment, next, signature } = given;
  const { hash, taskSeq } = shown;
  const reads = isReadBy(approval, ctx.actor.id, taskSeq);
  const { progress, people, number } = await carryOut(
    ctx,
    approval,
    {
      type: 'approve',
      byId: ctx.actor.id,
      hash,
      taskSeq,
      ...(comment && { comment }),
      ...(next && { next }),
      ...(signature && { signature }),
    },
    actionOf(reads, given),
    { ...(comment && { comment }), ...(signature && { signature }) },
  );
  if (reads) return say(words.read, { number });
  if (progress.outcome) return say(words.approvedLast, { number });
  const names = holderNames(openTasks(progress.instance), people);
  return say(progress.opened.length > 0 ? words.approvedNext : words.approvedWaiting, {
    number,
    people: names,
  });
}

const decision = onContent.extend({ comment: z.string().max(LONGEST_COMMENT).optional() });

const asksMore = ({ instance }: Approval): boolean =>
  humanSteps(instance.definition.steps).some(
    (step) => step.opinion || step.signature || isChosenByPrevious(step),
  );

/** At once, or by a form where the step takes more than a press. */
export const approve = useCase(decision, async (ctx, { comment, ...shown }) => {
  const approval = await approvalToChange(ctx, shown.id);
  if (!asksMore(approval)) return approveNow(ctx, approval, { shown, comment });
  const task = await taskOf(ctx, approval, shown);
  const fields = approveFields(approval, task, ctx.actor);
  return fields.length > 0
    ? form(approveForm(approval, task, shown, fields))
    : approveNow(ctx, approval, { shown, comment });
});

export const submitApprove = useCase(
  onContent.extend({ values: formValues }),
  async (ctx, { values, ...shown }) => {
    const approval = await approvalToChange(ctx, shown.id);
    const task = await taskOf(ctx, approval, shown);
    const fields = approveFields(approval, task, ctx.actor);
    const comment = values.comment?.trim() ?? '';
    const named = await readPeople(ctx.tx, values.next ?? '');
    const has = (name: string) => fields.some((field) => field.name === name);
    const again = () => approveForm(approval, task, shown, fields);
    refuseErrors(again, values, {
      ...(has('next') && { next: named.error }),
      ...(has('comment') && { comment: commentError(words.opinion, comment) }),
      ...(has('signature') && { signature: signatureError(ctx.actor, values.signature) }),
    });
    return withNamed('next', again, values, () =>
      approveNow(ctx, approval, {
        shown,
        comment,
        ...(has('next') && { next: named.ids }),
        ...(has('signature') && { signature: values.signature?.trim() }),
      }),
    );
  },
);

/** It may be that others outvote it, or that it goes back. */
const saidOfReject: Partial<Record<ApprovalState, Text>> = {
  rejected: words.rejected,
  returned: words.rejectedBack,
};

const rejectForm = (context: OnContent): FormView => ({
  kind: 'form',
  form: 'approval.reject',
  title: words.rejectTitle,
  fields: [commentField(words.reason, { name: 'reason', hint: words.reasonHint })],
  submit: words.reject,
  context,
});

export const openReject = useCase(onContent, async (ctx, shown) => {
  await taskOf(ctx, await approvalToSee(ctx, shown.id), shown);
  return form(rejectForm(shown));
});

export const submitReject = useCase(
  onContent.extend({ values: z.object({ reason: z.string().default('') }) }),
  async (ctx, { values, ...shown }) => {
    const comment = values.reason.trim();
    refuseErrors(() => rejectForm(shown), values, { reason: commentError(words.reason, comment) });
    const { id, hash, taskSeq } = shown;
    const approval = await approvalToChange(ctx, id);
    const { progress, people, number } = await carryOut(
      ctx,
      approval,
      { type: 'reject', byId: ctx.actor.id, hash, taskSeq, comment },
      'approval.rejected',
      { comment },
    );
    const { instance } = progress;
    return say(saidOfReject[instance.state] ?? words.rejectedOn, {
      number,
      initiator: nameOf(instance.ownerId, people),
      people: holderNames(openTasks(instance), people),
    });
  },
);
