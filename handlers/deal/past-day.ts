import type { Answer } from '../../models/answer.js';
import { saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { type Values, withErrors } from '../fields.js';
import { isoDayIn } from '../input/day.js';
import { type Context, form } from '../useCase.js';
import { words } from './words.js';

/** An open deal is hardly expected to close on a day that is over: nearly always its year or its month is mistyped. */
export function doubtfulDay(
  { now, actor }: Context,
  day: string | undefined,
  ...meant: readonly (string | null | undefined)[]
): string | undefined {
  const isOver = day !== undefined && day < isoDayIn(actor.timeZone, now);
  return isOver && !meant.includes(day) ? day : undefined;
}

/** Asks about it in the form. Sent once more with the same day, that day is meant. */
export function askIfMeant(view: FormView, values: Values, day: string): Answer {
  const asking = withErrors(
    view,
    { ...values, expectedClose: day },
    { expectedClose: saying(words.pastDay, { day: { day } }) },
  );
  return form({ ...asking, context: { ...asking.context, meant: day } });
}
