import { isWebAddress as isAddress, visible } from '../text.js';
import { limits } from './limits.js';

export { characterBytes, clip, inLanguage, oneLine, visible } from '../text.js';

export const isWebAddress = (url: string): boolean => url.length <= limits.url && isAddress(url);

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
