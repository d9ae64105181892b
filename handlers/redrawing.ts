import { z } from 'zod';
import { type Entry, Refusal } from './useCase.js';

type Entries = Readonly<Record<string, Entry>>;

/** The name of a card action that shows one record: `deal.show`. */
type Show = `${string}.${string}`;

const about = z.object({ id: z.int().positive() });

const redrawing = (show: Show, entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    const { data } = about.safeParse(raw);
    if (!data) return entry.answer(ctx, raw);
    const { id } = data;
    const redraw = { do: show, input: { id } };
    try {
      return { ...(await entry.answer(ctx, raw)), redraw };
    } catch (error) {
      const [subject = ''] = show.split('.');
      if (error instanceof Refusal) error.stale = { subject, id, redraw };
      throw error;
    }
  },
});

/**
 * What cards about one thing and their forms lead to. Whoever acts there, or is refused, has pressed on a card that shows
 * how it was: then it shows how it is.
 */
export const redrawn = (show: Show, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, redrawing(show, entry)]));
