import { z } from 'zod';
import { type Approval, saveApproval } from '../../models/approval.js';
import type { ApprovalEvent, Task } from '../../models/approval-flow.js';
import { show } from '../../models/shown-card.js';
import type { FormView } from '../../models/views.js';
import { listed, refuseErrors, textError } from '../fields.js';
import { type HistoryAction, record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, words as say, useCase } from '../useCase.js';
import { peopleOf } from './directory.js';
import { advance, type Progress, taskToDecide } from './engine.js';
import { nameOf } from './instance.js';
import { approvalToChange, approvalToSee, readApprovalNumber } from './load.js';
import { openTasks } from './standing.js';
import { subjectKind } from './subjects.js';
import { words } from './words.js';

const LONGEST_COMMENT = 1000;

/** Everybody's card shows it; who is asked now, and who started it once it has ended, is told by a new one. */
function showAll({ tx }: Context, { instance, show: audience, opened, outcome }: Progress) {
  const asked = new Set(opened.map(({ assigneeId }: Task) => assigneeId));
  const told = (id: number) => asked.has(id) || (outcome !== null && id === instance.initiatorId);
  const quiet = outcome === null ? audience.filter((id) => id !== instance.initiatorId) : audience;
  for (const id of new Set([...quiet, ...asked])) show(tx, id, 'approval', instance.id, { fresh: told(id) });
}

async function go(
  ctx: Context,
  approval: Approval,
  event: ApprovalEvent,
  action: HistoryAction,
  comment?: string,
) {
  const { tx, now } = ctx;
  const { initiatorId, id } = approval.instance;
  const people = await peopleOf(tx, approval.instance, { now });

  const progress = advance(approval.instance, event, now, people);

  saveApproval(tx, approval, { ...approval, instance: progress.instance });
  const number = formatNumber('approval', id);
  const subject = { kind: approval.subjectKind, id: approval.subjectId };
  record(ctx, subject, action, { params: { number, ...(comment && { comment }) } });
  if (progress.outcome) {
    await subjectKind(subject.kind).settle(ctx, subject.id, id, progress.outcome);
  }

  showAll(ctx, progress);
  if (!progress.outcome && subject.kind === 'deal') show(tx, initiatorId, 'deal', subject.id);
  return { progress, people, number };
}

const decision = z.object({
  id: z.int(),
  hash: z.string().max(64),
  comment: z.string().max(LONGEST_COMMENT).optional(),
});

export const approve = useCase(decision, async (ctx, { id, hash, comment }) => {
  const approval = await approvalToChange(ctx, id);
  const event: ApprovalEvent = { type: 'approve', byId: ctx.actor.id, hash, ...(comment && { comment }) };
  const { progress, people, number } = await go(
    ctx,
    approval,
    event,
    comment ? 'approval.approvedSaying' : 'approval.approved',
    comment,
  );
  if (progress.outcome) return say(words.approvedLast, { number });
  const names = listed(openTasks(progress.instance).map(({ assigneeId }) => nameOf(assigneeId, people)));
  return say(progress.opened.length > 0 ? words.approvedNext : words.approvedWaiting, {
    number,
    people: names,
  });
});

const rejectForm = (id: number, hash: string): FormView => ({
  kind: 'form',
  form: 'approval.reject',
  title: words.rejectTitle,
  fields: [
    {
      name: 'reason',
      label: words.reason,
      type: 'longText',
      required: true,
      hint: words.reasonHint,
      maxLength: LONGEST_COMMENT,
    },
  ],
  submit: words.reject,
  context: { id, hash },
});

export const openReject = useCase(
  z.object({ id: z.int(), hash: z.string().max(64) }),
  async (ctx, { id, hash }) => {
    const { instance } = await approvalToSee(ctx, id);
    const people = await peopleOf(ctx.tx, instance, { now: ctx.now });
    taskToDecide(instance, { byId: ctx.actor.id, hash }, people);
    return form(rejectForm(id, hash));
  },
);

export const submitReject = useCase(
  z.object({ id: z.int(), hash: z.string().max(64), values: z.object({ reason: z.string().default('') }) }),
  async (ctx, { id, hash, values }) => {
    const comment = values.reason.trim();
    refuseErrors(rejectForm(id, hash), values, {
      reason: textError(words.reason, LONGEST_COMMENT, comment),
    });
    const approval = await approvalToChange(ctx, id);
    const event: ApprovalEvent = { type: 'reject', byId: ctx.actor.id, hash, comment };
    const { people, number } = await go(ctx, approval, event, 'approval.rejected', comment);
    return say(words.rejected, { number, initiator: nameOf(approval.instance.initiatorId, people) });
  },
);

export const withdraw = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  const approval = await approvalToChange(ctx, id);
  const { number } = await go(ctx, approval, { type: 'withdraw', byId: ctx.actor.id }, 'approval.withdrawn');
  return say(words.withdrawn, { number });
});

/** `/approval withdraw A-31` */
export const typeWithdraw = useCase(z.object({ text: z.string() }), (ctx, { text }) =>
  withdraw.run(ctx, { id: readApprovalNumber(text, 'withdraw') }),
);
