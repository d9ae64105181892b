/** Sentences in the reader's language, with what a view holds in their gaps. */
import type { Param, Saying, Text } from '../models/text.js';
import { count, day, instant, money, type Place } from './format.js';

/** The same words in the reader's language. */
export const inWords = ({ zh, en }: Text, { locale, typable }: Place): string => {
  const words = locale === 'en' ? en : zh;
  return typable ? typable(words) : words;
};

/** How things stand in the midst of our own words. */
interface Manner {
  /** What people typed. */
  readonly typed: (text: string) => string;
  /** A sentence within a sentence. */
  readonly said: (text: string) => string;
}

const GAP = /\{(\w+)\}/g;

export const speech = ({ typed, said }: Manner) => {
  /** A value of a view as this reader sees it. */
  const show = (param: Param, reader: Place): string => {
    if (typeof param === 'string') return typed(param);
    if (typeof param === 'number') return count(param, reader);
    if ('cents' in param) return money(param, reader);
    if ('day' in param) return day(param.day, reader);
    if ('at' in param) return instant(param.at, reader);
    if ('text' in param) return said(say(param, reader));
    return typed(inWords(param, reader));
  };

  /** Says a Saying: its words in the reader's language, each `{gap}` filled. Filled-in text is never filled again. */
  const say = ({ text, params }: Saying, reader: Place): string => {
    const words = inWords(text, reader);
    if (!params) return words;
    return words.replace(GAP, (gap, name: string) => {
      const param = Object.hasOwn(params, name) ? params[name] : undefined;
      return param === undefined ? gap : show(param, reader);
    });
  };

  return { show, say };
};
