/** Amounts as they are said before anybody knows them to the cent. */
import { isTooMuch, readMoney, type TypedMoney } from './amount.js';
import { aroundMoney, ROUGH_BEFORE, ROUGH_WITHIN, VAGUE_BOUND } from './amount-words.js';
import { fold, halfWidth } from './fold.js';

const LONGEST = 40;

/** How much it is said to be: of about 20k 20k. */
export const withoutRough = (text: string): string =>
  fold(text).replace(ROUGH_BEFORE, '').replace(ROUGH_WITHIN, '');

/** An amount that is said to be about so much is taken as so much: 20万左右, `~20k`, 大概 20 万. */
export function readRoughMoney(text: string): TypedMoney | undefined {
  if (text.length > LONGEST) return undefined;
  return readMoney(text) ?? readMoney(withoutRough(text));
}

const SPELLED = '[一二两三四五六七八九十百千]+[万亿]元?';
const FIGURE = '[-+−]?[¥$€£]?[-+−]?\\d[\\d.,]*(?:e\\d+)?[百千万亿元块kmw%]*\\d*';
/** `-500`, `10%`, `2万-3万`, `20k+`, `2w5`, `百万`, `2万/年` */
const LIKE_MONEY = new RegExp(
  `^(?:${FIGURE}(?:[-~～—–至到]${FIGURE})?|${SPELLED})(?:以[上内下]|多|起|\\+)?(?:[/每].{1,2})?$`,
  'i',
);

/** Meant as an amount in all likelihood, be there such an amount or not. */
export const isLikeMoney = (text: string): boolean =>
  isTooMuch(text) || LIKE_MONEY.test(halfWidth(text).replace(ROUGH_BEFORE, '').replace(ROUGH_WITHIN, ''));

const SOME = `(?:${FIGURE}|${SPELLED})`;
const VAGUE = [
  `(?:between |from |从)?${SOME}(?: (?:to|and|or) | ?[-~—–至到或] ?)${SOME}`,
  `(?:${VAGUE_BOUND}) ?${SOME}`,
  `${SOME} ?(?:以[上内下]|起|\\+|(?:/|per |a )(?:yr|year|mo|month))`,
  '(?:\\d+|[一二两三四五六七八九十百千]+)[多几][十百千万亿w]+',
].join('|');
/** `2 to 3 seats` and 2025-2026 are about no money. */
const IS_VAGUE = new RegExp(`^(?=.*(?:[\\d十百千多几][十百千万亿元块kmw]|[¥$€£]\\d|\\d{5}))(?:${VAGUE})$`);

/** So are most amounts written, and nothing is vague about them. */
const PLAIN = /^[\d,.]+[万wk]?$/;

/** `25-30万`, 不到20万, `20k per year`: which amount is it? */
export const isVagueMoney = (text: string): boolean =>
  text.length <= LONGEST && !PLAIN.test(text) && IS_VAGUE.test(fold(text));

/** Whether a word may stand around an amount and say how much of it is meant. */
export const isAroundMoney = (word: string): boolean => aroundMoney.has(fold(word));
