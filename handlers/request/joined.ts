/** Neighbouring words of a line that are one thing. Two numbers side by side are two things. */
import { isPartOfDays, readDays } from '../absence/days.js';
import { isMoneyWord, isRareCurrency, isRareMoney, readMoney } from '../input/amount.js';
import { readDate } from '../input/date.js';
import { isDateWord, isMonthName } from '../input/date-words.js';
import type { Context } from '../useCase.js';
import { readFigure } from './read-field.js';

type IsOne = (words: readonly string[]) => boolean;

/** `USD 1200`, `2 万`, `JPY 500` */
export const isOneAmount: IsOne = (words) => {
  const text = words.join(' ');
  return (
    words.every((word) => isMoneyWord(word) || isRareCurrency(word)) &&
    words.filter((word) => readMoney(word)).length === 1 &&
    (isRareMoney(text) || readMoney(text) !== undefined)
  );
};

/** Numbers belong to no day, but beside a month. */
const arePartsOfDays = (words: readonly string[], isPart: (word: string) => boolean): boolean =>
  words.every((word, at) => {
    const isBesideMonth = [words[at - 1], words[at + 1]].some((other) => other && isMonthName(other));
    return isPart(word) && (isBesideMonth || readFigure(word) === undefined);
  });

/** `next friday`, `day after tomorrow`: not the friday that is within. */
export const isOneDay =
  ({ now, actor }: Context): IsOne =>
  (words) =>
    arePartsOfDays(words, isDateWord) && readDate(words.join(' '), now, actor.timeZone) !== undefined;

/** `friday afternoon`, `from 1 dec to next friday` */
export const areDays =
  ({ now, actor }: Context): IsOne =>
  (words) =>
    arePartsOfDays(words, isPartOfDays) && readDays(words.join(' '), now, actor.timeZone) !== undefined;

const LENGTHS = [8, 7, 6, 5, 4, 3, 2];

/** The longest run of words at each place that is one thing becomes one word. */
export function joinWords(words: readonly string[], kinds: readonly IsOne[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; ) {
    const runs = LENGTHS.map((length) => words.slice(at, at + length));
    const run = runs.find((some) => kinds.some((isOne) => isOne(some))) ?? words.slice(at, at + 1);
    joined.push(run.join(' '));
    at += run.length;
  }
  return joined;
}
