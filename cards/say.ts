import type { Param, Reader, Saying, Text } from '../models/text.js';
import { clip, line } from './clean.js';
import { count, day, instant, money } from './format.js';

const MAX_PARAM_LENGTH = 300;

/** The same words in the reader's language. */
export const inWords = (text: Text, { locale }: Reader): string => (locale === 'en' ? text.en : text.zh);

/** A value of a view as this reader sees it: one line, safe to show, of bounded length. */
export const show = (param: Param, reader: Reader): string => {
  if (typeof param === 'string') return line(param, MAX_PARAM_LENGTH);
  if (typeof param === 'number') return count(param, reader);
  if ('cents' in param) return money(param, reader);
  if ('day' in param) return day(param.day, reader);
  if ('at' in param) return instant(param.at, reader);
  if ('text' in param) return clip(say(param, reader), MAX_PARAM_LENGTH);
  return line(inWords(param, reader), MAX_PARAM_LENGTH);
};

const GAP = /\{(\w+)\}/;

/** Says a Saying: its words in the reader's language, each `{gap}` filled. Filled-in text is never filled again. */
export const say = ({ text, params }: Saying, reader: Reader): string => {
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

/** The same with the parts apart, as cards need it on every line. */
export const tell = (reader: Reader, text: Text, params?: Saying['params']): string =>
  say(params ? { text, params } : { text }, reader);
