import { z } from 'zod';
import { type Entry, Refusal } from '../useCase.js';

const about = z.object({ id: z.int().positive() });

/** Whoever is refused has pressed on a card that shows how it was, perhaps: then it shows how it is. */
const redrawing = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    try {
      return await entry.answer(ctx, raw);
    } catch (error) {
      const on = about.safeParse(raw);
      if (error instanceof Refusal && on.success) error.stale = { subject: 'approval', id: on.data.id };
      throw error;
    }
  },
});

const isAboutOne = (name: string): boolean => name.startsWith('approval.');

/** What cards and their forms lead to, with those about an approval redrawing the card that they were refused on. */
export const redrawingStale = (entries: Readonly<Record<string, Entry>>): Readonly<Record<string, Entry>> =>
  Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, isAboutOne(name) ? redrawing(entry) : entry]),
  );
