import { z } from 'zod';
import { listDeals } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { saying } from '../../models/text.js';
import { refuseErrors } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { type Context, form, Refusal, words as say, useCase } from '../useCase.js';
import { dealToSee, readDealNumber } from './find.js';
import { LONGEST_NOTE, noteForm, noteFromMessageForm } from './forms.js';
import { words } from './words.js';

const CHOICES = 50;

async function note(ctx: Context, id: number, text: string) {
  const deal = await dealToSee(ctx, id);
  record(ctx, { kind: 'deal', id }, 'deal.noted', { params: { note: text.slice(0, LONGEST_NOTE) } });
  show(ctx.tx, deal.ownerId, 'deal', id, ctx.now);
  return say(words.noted, { number: formatNumber('deal', id) });
}

/** `/deal note D-1024 客户要求下周演示` */
export const typeNote = useCase(z.object({ text: z.string() }), async (ctx, { text }) => {
  const { id } = readDealNumber(text, 'note');
  const words = text.trim().replace(/^\S+\s*/, '');
  return words === '' ? openNote.run(ctx, { id }) : note(ctx, id, words);
});

export const openNote = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  await dealToSee(ctx, id);
  return form(noteForm({ id }));
});

const missing = saying(words.required, { field: words.note });

export const submitNote = useCase(
  z.object({ id: z.int(), values: z.object({ note: z.string().default('') }) }),
  (ctx, { id, values }) => {
    const text = values.note.trim();
    refuseErrors(noteForm({ id }), values, { note: text === '' ? missing : undefined });
    return note(ctx, id, text);
  },
);

/** A message of the chat goes onto the timeline of one of my deals. */
export const openNoteFromMessage = useCase(
  z.object({ text: z.string(), author: z.string().optional() }),
  async (ctx, { text, author }) => {
    const deals = await listDeals(ctx.tx, {
      where: { ownerId: ctx.actor.id, closedAt: null },
      order: [['id', 'DESC']],
      limit: CHOICES,
    });
    if (deals.length === 0) throw new Refusal(words.listEmpty);
    const quoted = author ? `${author}: ${text}` : text;
    const choices = deals.map(({ id, title }) => ({ id, label: `${formatNumber('deal', id)} ${title}` }));
    return form(noteFromMessageForm(quoted.slice(0, LONGEST_NOTE), choices));
  },
);

export const submitNoteFromMessage = useCase(
  z.object({ values: z.object({ deal: z.coerce.number().int(), note: z.string().trim().min(1) }) }),
  (ctx, { values }) => note(ctx, values.deal, values.note),
);
