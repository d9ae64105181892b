import { type Approval, saveApproval } from '../../models/approval.js';
import { show, showIfThere } from '../../models/shown-card.js';
import type { FormView } from '../../models/views.js';
import { refuseErrors } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, words as say, useCase, withId } from '../useCase.js';
import { commentError, commentField, withComment } from './comment-field.js';
import { approvalToChange, approvalToSee } from './load.js';
import { readMentions } from './named-people.js';
import { readersOf, withMentioned } from './rules/mentions.js';
import { hiddenIn } from './seen.js';
import { words } from './words.js';

const commentForm = (id: number): FormView => ({
  kind: 'form',
  form: 'approval.comment',
  title: words.commentTitle,
  fields: [commentField(words.comment, { hint: words.commentHint })],
  submit: words.send,
  context: { id },
});

export const openComment = useCase(withId, async (ctx, { id }) => {
  await approvalToSee(ctx, id);
  return form(commentForm(id));
});

/** Whoever is called by name may read what it is about, as far as whoever calls them. */
async function withReaders({ tx, actor, now }: Context, approval: Approval, ids: readonly number[]) {
  const hidden = await hiddenIn(tx, approval, actor.id, now);
  return ids.reduce((instance, id) => withMentioned(instance, id, hidden), approval.instance);
}

/** A comment never changes how the approval goes on. Who takes part sees it on their card; who is mentioned gets one. */
export const submitComment = useCase(withComment, async (ctx, { id, values }) => {
  const comment = values.comment.trim();
  const mentioned = await readMentions(ctx.tx, comment);
  refuseErrors(() => commentForm(id), values, {
    comment: commentError(words.comment, comment) ?? mentioned.error,
  });
  const approval = await approvalToChange(ctx, id);
  const told = mentioned.ids.filter((who) => who !== ctx.actor.id);

  record(ctx, { kind: 'approval', id }, 'approval.commented', {
    params: { comment },
  });

  const instance = told.length > 0 ? await withReaders(ctx, approval, told) : approval.instance;
  if (instance !== approval.instance) saveApproval(ctx.tx, approval, { ...approval, instance });
  const asked = instance.tasks
    .filter(({ openedAt }) => openedAt !== null)
    .flatMap(({ assigneeId, proxyId }) => (proxyId === null ? [assigneeId] : [assigneeId, proxyId]));
  for (const person of new Set([instance.ownerId, ...asked, ...readersOf(instance), ...told]))
    show(ctx.tx, person, 'approval', id, { fresh: told.includes(person) });
  if (instance.initiatorId !== instance.ownerId) showIfThere(ctx.tx, instance.initiatorId, 'approval', id);
  return say(words.commented, { number: formatNumber('approval', id) });
});
