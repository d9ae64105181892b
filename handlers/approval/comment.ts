import { z } from 'zod';
import { saveApproval } from '../../models/approval.js';
import { show } from '../../models/shown-card.js';
import type { FormView } from '../../models/views.js';
import { refuseErrors, textError } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { form, words as say, useCase } from '../useCase.js';
import { approvalToChange, approvalToSee } from './load.js';
import { readMentions } from './named-people.js';
import { words } from './words.js';

const LONGEST_COMMENT = 1000;

const commentForm = (id: number): FormView => ({
  kind: 'form',
  form: 'approval.comment',
  title: words.commentTitle,
  fields: [
    {
      name: 'comment',
      label: words.comment,
      type: 'longText',
      required: true,
      hint: words.commentHint,
      maxLength: LONGEST_COMMENT,
    },
  ],
  submit: words.send,
  context: { id },
});

export const openComment = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  await approvalToSee(ctx, id);
  return form(commentForm(id));
});

/** A comment never changes how the approval goes on. Who takes part sees it on their card; who is mentioned gets one. */
export const submitComment = useCase(
  z.object({ id: z.int(), values: z.object({ comment: z.string().default('') }) }),
  async (ctx, { id, values }) => {
    const comment = values.comment.trim();
    refuseErrors(() => commentForm(id), values, {
      comment: textError(words.comment, LONGEST_COMMENT, comment),
    });
    const approval = await approvalToChange(ctx, id);
    const { instance } = approval;
    const mentioned = await readMentions(ctx.tx, comment);
    const told = mentioned.filter((who) => who !== ctx.actor.id);

    record(ctx, { kind: 'approval', id }, 'approval.commented', {
      params: { comment },
    });

    // Whoever is called by name may read what it is about.
    const readers = told.filter((who) => who !== instance.initiatorId && !instance.copied.includes(who));
    if (readers.length > 0) {
      const copied = [...instance.copied, ...readers];
      saveApproval(ctx.tx, approval, { ...approval, instance: { ...instance, copied } });
    }
    const asked = instance.tasks
      .filter(({ openedAt }) => openedAt !== null)
      .flatMap(({ assigneeId, proxyId }) => (proxyId === null ? [assigneeId] : [assigneeId, proxyId]));
    for (const person of new Set([instance.initiatorId, ...asked, ...instance.copied, ...told]))
      show(ctx.tx, person, 'approval', id, { fresh: told.includes(person) });
    return say(words.commented, { number: formatNumber('approval', id) });
  },
);
