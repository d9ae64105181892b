import type { Text } from '../../../models/text.js';
import { limits } from './limits.js';

/** Controls (a line break and a tab are none), halves of surrogate pairs, and marks that turn the text's direction. */
const HIDDEN = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** What people typed, without what cannot be seen. */
export const visible = (text: string): string => text.replace(/\r\n?/g, '\n').replace(HIDDEN, '');

export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim();

const HALF_AT_END = /[\ud800-\udbff]$/;

/** At most `limit` UTF-16 units, with `…` at the end of what was cut; never half a character. */
export const clip = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(HALF_AT_END, '')}…`;

/** @param lang  of an Adaptive Card: `zh` or `en` */
export const inLanguage = ({ zh, en }: Text, lang: string): string => (lang.startsWith('zh') ? zh : en);

export const isWebAddress = (url: string): boolean =>
  url.length <= limits.url && /^https?:\/\/\S+$/.test(url);

/** The text in pieces that each cost at most `limit`, whole characters, in order. */
export const pieces = (text: string, limit: number, costOf: (piece: string) => number): string[] => {
  const all: string[] = [];
  let piece = '';
  let cost = 0;
  for (const character of text) {
    const more = costOf(character);
    if (cost + more > limit && piece) {
      all.push(piece);
      piece = '';
      cost = 0;
    }
    piece += character;
    cost += more;
  }
  return piece ? [...all, piece] : all;
};

/** All that DingTalk's Markdown, or the HTML in it, could make something of. */
const MARKUP: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '`': 'ˋ',
  '~': '∼',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '#': '＃',
  '|': '｜',
  '\\': '＼',
  '!': '！',
  '&': '＆',
};

/** `-`, `+`, `1.` and `1)` at the start of a line begin a list; three or more of `-`, `=` draw a rule. */
const LINE_START = /^(\s*)([-+=]|\d{1,9}[.)])/gm;

/**
 * Text for a place where DingTalk reads Markdown. It has no way to escape its marks, so each becomes the character that
 * looks like it; an address loses its colon to one that looks the same, as clients make links of bare addresses.
 * @see https://open.dingtalk.com/document/development/robot-message-type
 */
export const markdown = (text: string): string =>
  visible(text)
    .replace(/[*_`~[\]<>#|\\!&]/g, (mark) => MARKUP[mark] ?? mark)
    .replace(/:(?=\/\/)/g, '：')
    .replace(LINE_START, '$1\u200b$2');
