import { z } from 'zod';
import { show } from '../../models/shown-card.js';
import type { FormView } from '../../models/views.js';
import { refuseErrors, textError } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { form, words as say, useCase } from '../useCase.js';
import { approvalToSee } from './load.js';
import { words } from './words.js';

const LONGEST_COMMENT = 1000;

const commentForm = (id: number): FormView => ({
  kind: 'form',
  form: 'approval.comment',
  title: words.commentTitle,
  fields: [
    { name: 'comment', label: words.comment, type: 'longText', required: true, maxLength: LONGEST_COMMENT },
  ],
  submit: words.send,
  context: { id },
});

export const openComment = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  await approvalToSee(ctx, id);
  return form(commentForm(id));
});

/** A comment never changes how the approval goes on. Who takes part sees it on their card. */
export const submitComment = useCase(
  z.object({ id: z.int(), values: z.object({ comment: z.string().default('') }) }),
  async (ctx, { id, values }) => {
    const comment = values.comment.trim();
    refuseErrors(commentForm(id), values, {
      comment: textError(words.comment, LONGEST_COMMENT, comment),
    });
    const { instance } = await approvalToSee(ctx, id);

    record(ctx, { kind: 'approval', id }, 'approval.commented', {
      params: { comment },
    });

    const asked = instance.tasks
      .filter(({ openedAt }) => openedAt !== null)
      .map(({ assigneeId }) => assigneeId);
    for (const person of new Set([instance.initiatorId, ...asked])) show(ctx.tx, person, 'approval', id);
    return say(words.commented, { number: formatNumber('approval', id) });
  },
);
