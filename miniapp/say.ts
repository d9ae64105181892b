import { speech } from '../cards/speech.js';

/** Control characters, and marks that turn the direction of the text after them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** What somebody typed, on one line. */
const line = (text: string): string => text.replace(/\s+/g, ' ').replace(HIDDEN, '').trim();

/** As on a card, at any length: a page has room. */
export const { show, say } = speech({ typed: line, said: (text) => text });
