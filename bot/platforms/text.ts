import type { Text } from '../../models/text.js';

export { clip } from '../../cards/clean.js';

/** Controls (a line break and a tab are none), halves of surrogate pairs, and marks that turn the text's direction. */
const HIDDEN = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** What people typed, without what cannot be seen. */
export const visible = (text: string): string => text.replace(/\r\n?/g, '\n').replace(HIDDEN, '');

export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim();

/** @param lang of a card or of a reader: it begins with `zh` or is `en` */
export const inLanguage = ({ zh, en }: Text, lang: string): string => (lang.startsWith('zh') ? zh : en);

export const isWebAddress = (url: string): boolean => /^https?:\/\/\S+$/.test(url);

/** What one character takes in UTF-8. Long texts are weighed one by one, and to ask the buffers costs ten times as much. */
export const characterBytes = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};
