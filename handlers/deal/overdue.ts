import type { Deal } from '../../models/deal.js';
import { isoDayIn } from '../input/day.js';
import type { Context } from '../useCase.js';

/** Still open though the day is over on which it was expected to close, where its reader is. */
export const isOverdue = (
  { expectedClose, closedAt }: Pick<Deal, 'expectedClose' | 'closedAt'>,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): boolean => !closedAt && expectedClose !== null && expectedClose < isoDayIn(actor.timeZone, now);
