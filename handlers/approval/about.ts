import { saying, type Text } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { BadForm, type Context, type Entry } from '../useCase.js';
import { approvalToSee } from './load.js';
import { approvalView } from './seen.js';

type Entries = Readonly<Record<string, Entry>>;

const numberAlone: Text = { zh: '{number}', en: '{number}' };
const numberAndTitle: Text = { zh: '{number} · {title}', en: '{number} · {title}' };

/** Says no more than the card from which it was opened. */
async function titled(ctx: Context, form: FormView): Promise<FormView> {
  const { id } = form.context;
  if (typeof id !== 'number') return form;
  const { number, subject } = await approvalView(ctx.tx, await approvalToSee(ctx, id), ctx.actor.id, ctx.now);
  const { title } = subject;
  return { ...form, about: saying(title ? numberAndTitle : numberAlone, { number, title }) };
}

const naming = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    try {
      const answer = await entry.answer(ctx, raw);
      return answer.type === 'form' ? { ...answer, form: await titled(ctx, answer.form) } : answer;
    } catch (error) {
      throw error instanceof BadForm ? new BadForm(await titled(ctx, error.form)) : error;
    }
  },
});

/** What opens or takes forms for an approval: each says which, as nobody decides without knowing on what. */
export const namingApprovals = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, naming(entry)]));
