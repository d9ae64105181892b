/** The days in a typed line, as a form with two dates asks for them: 周五到下周三, 明天下午, `friday afternoon`. */
import { type FormField, HALVES } from '../../models/approval-flow.js';
import { type ReadDays, readDays } from '../absence/days.js';
import { readNumerals } from '../input/numerals.js';
import type { Context } from '../useCase.js';
import { readFigure } from './read-field.js';

const [MORNING, AFTERNOON] = HALVES;
const HALF_A_DAY = '0.5';

/** From the first that was said until the last; of one alone it is both. */
const spanOf = (said: readonly ReadDays[]): ReadDays | undefined => {
  const [first, last = first] = said;
  if (!first || !last || said.length > 2) return undefined;
  const isEitherHalf = first.isEitherHalf ?? last.isEitherHalf;
  return {
    ...{ from: first.from, until: last.until },
    ...{ fromNoon: first.fromNoon ?? false, untilNoon: last.untilNoon ?? false },
    ...(isEitherHalf && { isEitherHalf }),
  };
};

/** `3天`, 三天 */
export const readCount = (word: string): number | undefined => {
  const bare = word.replace(/(?:天|个|份|人|(?<=\d)days?)$/i, '');
  return readFigure(bare) ?? (bare === word ? undefined : readNumerals(bare));
};

/** What is no day is left as it is, and so is what the form cannot hold. */
export function withDaysApart(
  fields: readonly FormField[],
  words: readonly string[],
  { now, actor }: Context,
): readonly string[] {
  if (fields.filter(({ type }) => type === 'date').length < 2) return words;
  const read = words.map((word) => readDays(word, now, actor.timeZone));
  const others = words.filter((_, at) => !read[at]);
  const said = read.filter((days) => days !== undefined);
  const span = spanOf(said);
  if (!span) return words;

  const { from, until, fromNoon, untilNoon, isEitherHalf } = span;
  const isWhole = !fromNoon && !untilNoon && !isEitherHalf;
  const counts = fields.some(({ daysOf }) => daysOf);
  // Tomorrow for three days ends on another day.
  const isLonger = others.some((word) => (readCount(word) ?? 0) > 1);
  if (isWhole && from === until && (!counts || isLonger)) return said.length > 1 ? words : [from, ...others];
  if (isWhole) return [from, until, ...others];
  const halves = fields.some(({ halfOf }) => halfOf);
  if (halves && !isEitherHalf)
    return [from, until, fromNoon ? AFTERNOON : MORNING, untilNoon ? MORNING : AFTERNOON, ...others];
  return from === until && counts ? [from, until, HALF_A_DAY, ...(halves ? others : words)] : words;
}
