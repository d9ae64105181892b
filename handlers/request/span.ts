import { type FormField, HALVES } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import type { Days } from '../absence/make.js';

const [MORNING, AFTERNOON] = HALVES;

/** From one date of a form until another, with the half of each where the form asks for it. */
export function spanBetween(
  fields: readonly FormField[],
  content: Facts,
  { from, until }: { readonly from: string; readonly until: string },
): Days | undefined {
  const [first, last] = [content[from], content[until]];
  if (typeof first !== 'string' || typeof last !== 'string' || first > last) return undefined;
  const half = (date: string) => content[fields.find(({ halfOf }) => halfOf === date)?.key ?? ''];
  return {
    from: first,
    until: last,
    fromNoon: half(from) === AFTERNOON,
    untilNoon: half(until) === MORNING,
  };
}
