import { z } from 'zod';
import type { Subject } from '../../models/shown-card.js';
import { type Entry, Refusal } from '../useCase.js';

type Entries = Readonly<Record<string, Entry>>;

const about = z.object({ id: z.int().positive() });

const redrawing = (subject: Subject, entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    try {
      return await entry.answer(ctx, raw);
    } catch (error) {
      const on = about.safeParse(raw);
      if (error instanceof Refusal && on.success) error.stale = { subject, id: on.data.id };
      throw error;
    }
  },
});

/**
 * What cards about one thing and their forms lead to. Whoever is refused has pressed on a card that shows how it was,
 * perhaps: then it shows how it is.
 */
export const redrawingStale = (subject: Subject, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, redrawing(subject, entry)]));
