/** Sentences as the reader sees them: the same words as on the cards, at any length. */
import { count, day, instant, money, type Place } from '../cards/format.js';
import type { Param, Saying, Text } from '../models/text.js';

export const inWords = (text: Text, { locale }: Place): string => (locale === 'en' ? text.en : text.zh);

/** Control characters, and marks that turn the direction of the text after them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** What somebody typed, on one line. */
export const line = (text: string): string => text.replace(/\s+/g, ' ').replace(HIDDEN, '').trim();

export const show = (param: Param, reader: Place): string => {
  if (typeof param === 'string') return line(param);
  if (typeof param === 'number') return count(param, reader);
  if ('cents' in param) return money(param, reader);
  if ('day' in param) return day(param.day, reader);
  if ('at' in param) return instant(param.at, reader);
  if ('text' in param) return say(param, reader);
  return line(inWords(param, reader));
};

const GAP = /\{(\w+)\}/;

/** Each `{gap}` filled; what was filled in is not filled again. */
export const say = ({ text, params }: Saying, reader: Place): string => {
  const words = inWords(text, reader);
  if (!params) return words;
  const fill = (name: string): string => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    return param === undefined ? `{${name}}` : show(param, reader);
  };
  return words
    .split(GAP)
    .map((part, index) => (index % 2 === 0 ? part : fill(part)))
    .join('');
};
