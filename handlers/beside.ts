import type { Answer } from '../models/answer.js';
import type { Entry } from './useCase.js';

const asBeside = (answer: Answer): Answer => (answer.type === 'view' ? { ...answer, beside: true } : answer);

/** Opened from a list, a to-do or a card that leads there, which stays: whoever goes through a list opens one after the other. */
export const beside = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => asBeside(await entry.answer(ctx, raw)),
});

const turnsPage = (raw: unknown): boolean => raw instanceof Object && 'page' in raw;

/** A list that a digest leads to. With a page it is turned, which happens where it is. */
export const besideUnlessTurned = (entry: Entry): Entry => ({
  answer: (ctx, raw) => (turnsPage(raw) ? entry : beside(entry)).answer(ctx, raw),
});
