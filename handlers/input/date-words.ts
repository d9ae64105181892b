import { CHINESE_FESTIVAL } from './festival.js';
import { fold } from './fold.js';
import { isMisspelt } from './name.js';
import { SMALL_NUMERALS } from './numerals.js';

const LONGEST = 40;

const months =
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  );

/** Months, weekdays and the words that name a day by themselves. */
const names = [
  ...months,
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
  'today tomorrow yesterday tmr tmrw ago within eod cob',
].flatMap((line) => line.split(' '));

const fillers = [
  'in on by of the a an one two three four five six seven eight nine ten this next last end from now later after before due',
  'day days week weeks month months quarter year years eom eoq eoy month-end quarter-end year-end q1 q2 q3 q4',
  'early mid late beginning start middle first second half h1 h2 eow weekend morning afternoon evening noon close closes closing expected until till no than couple fortnight',
].flatMap((line) => line.split(' '));

const festivals = 'before spring festival chinese lunar new years national golden christmas xmas'.split(' ');

const dayNames = new Set(names);
const english = new Set([...names, ...fillers, ...festivals]);

const NUMBER = /^(?:\d{1,4}(?:st|nd|rd|th)?|\d{8}|\d{1,4}(?:[./-]\d{1,4}){1,2})$/;
const CHINESE = new RegExp(
  `^(?=.*\\D)[\\d${SMALL_NUMERALS}年月日号天周星期礼拜季度份个第今明后昨前去大本这当上下底末初中旬半之以内q/.-]+$`,
);

/** `mid-december` */
const WITHIN_MONTH = /^(?:early|mid|late)-/;
/** `dec.`, `31/12;`, `new year’s` */
const BEHIND = /[,.;]$|(?<=r)['’](?=s$)/;

/** Whether a word may be part of a date at all. No other word is looked at twice. */
export function isDateWord(word: string): boolean {
  if (word.length > LONGEST) return false;
  const bare = fold(word).replace(WITHIN_MONTH, '').replace(BEHIND, '');
  return english.has(bare) || NUMBER.test(bare) || CHINESE.test(bare) || CHINESE_FESTIVAL.test(bare);
}

const LETTERS = /^[a-z]{5,}$/;
const longNames = 'monday tuesday wednesday thursday friday saturday sunday tomorrow yesterday'.split(' ');

/** `next firday`, `tommorow`: all but a letter or two of a day. */
export function isMisspeltDay(text: string): boolean {
  if (text.length > LONGEST) return false;
  const word = fold(text).replace(/^(?:next|this|by|on) /, '');
  return LETTERS.test(word) && !dayNames.has(word) && longNames.some((name) => isMisspelt(word, name));
}

export const isDayName = (word: string) => dayNames.has(word.replace(/[,.]$/, ''));

const monthNames = new Set(months);
export const isMonthName = (word: string) => monthNames.has(fold(word).replace(/[,.]$/, ''));
