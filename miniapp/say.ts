import { speech } from '../cards/speech.js';

/** Control characters that break no line, and marks that turn the direction of the text after them. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** What somebody typed, line by line: the style says where the lines are shown as such. */
const typed = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(HIDDEN, '')
    .trim();

/** As on a card, at any length: a page has room. */
export const { show, say } = speech({ typed, said: (text) => text });
