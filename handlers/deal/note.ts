import { z } from 'zod';
import { all, is, isEmpty } from '../../models/database/condition.js';
import { listDeals } from '../../models/deal.js';
import { listNamed } from '../../models/employee.js';
import { show } from '../../models/shown-card.js';
import { type FieldErrors, refuseErrors, required, textError } from '../fields.js';
import { record } from '../history.js';
import { formatNumber, readNumber } from '../input/id.js';
import { type Context, form, Refusal, words as say, useCase, withId, withText } from '../useCase.js';
import { dealToSee, readDealNumber } from './find.js';
import { LONGEST_NOTE, noteForm, noteFromMessageForm } from './forms.js';
import { words } from './words.js';

const CHOICES = 50;

const errorsIn = (text: string): FieldErrors => ({ note: textError(words.note, LONGEST_NOTE, text) });

async function note(ctx: Context, id: number, text: string) {
  const deal = await dealToSee(ctx, id);
  record(ctx, { kind: 'deal', id }, 'deal.noted', { params: { note: text } });
  show(ctx.tx, deal.ownerId, 'deal', id);
  return say(words.noted, { number: formatNumber('deal', id) });
}

/** `/deal note D-1024 客户要求下周演示` */
export const typeNote = useCase(withText, async (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 备注', en: '/deal note' });
  return rest === '' ? openNote.run(ctx, { id }) : submitNote.run(ctx, { id, values: { note: rest } });
});

export const openNote = useCase(withId, async (ctx, { id }) => {
  return form(noteForm(await dealToSee(ctx, id)));
});

export const submitNote = useCase(
  z.object({ id: z.int(), values: z.object({ note: z.string().default('') }) }),
  async (ctx, { id, values }) => {
    const text = values.note.trim();
    const deal = await dealToSee(ctx, id);
    refuseErrors(() => noteForm(deal), values, errorsIn(text));
    return note(ctx, id, text);
  },
);

/** A person's own open deals, to choose from. */
async function dealChoices(ctx: Context) {
  const deals = await listDeals(ctx.tx, {
    where: all(is('ownerId', ctx.actor.id), isEmpty('closedAt')),
    limit: CHOICES,
  });
  if (deals.length === 0) throw new Refusal(words.listEmpty);
  return deals.map(({ id, title }) => ({ id, label: `${formatNumber('deal', id)} ${title}` }));
}

/** A message of the chat goes onto the timeline of one of my deals. `authorId` is what the chat knows its writer as. */
export const openNoteFromMessage = useCase(
  z.object({ text: z.string(), author: z.string().optional(), authorId: z.string().optional() }),
  async (ctx, { text, author, authorId }) => {
    const [colleague] = authorId ? await listNamed(ctx.tx, [authorId]) : [];
    const writer = colleague?.name ?? author;
    const quoted = writer ? `${writer}: ${text}` : text;
    return form(noteFromMessageForm(quoted.slice(0, LONGEST_NOTE), await dealChoices(ctx)));
  },
);

export const submitNoteFromMessage = useCase(
  z.object({ values: z.object({ deal: z.string().default(''), note: z.string().default('') }) }),
  async (ctx, { values }) => {
    const text = values.note.trim();
    const number = readNumber(values.deal, 'deal');
    const choices = await dealChoices(ctx);
    refuseErrors(() => noteFromMessageForm('', choices), values, {
      ...errorsIn(text),
      deal: number ? undefined : required(words.deal),
    });
    return note(ctx, number?.id ?? 0, text);
  },
);
