import { visible } from '../text.js';

export { clip, inLanguage, oneLine, visible } from '../text.js';

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Lines with the break before them; of a line that is too long, its characters. */
const unitsOf = (text: string, limit: number): string[] =>
  text.split(/(?=\n)/).flatMap((line) => (bytesOf(line) <= limit ? [line] : [...line]));

/** The text in pieces of at most so many bytes: whole lines where they fit, otherwise whole characters. */
export const pieces = (text: string, limit: number): string[] => {
  const all: string[] = [];
  let piece: string[] = [];
  let left = limit;
  for (const unit of unitsOf(text, limit)) {
    const size = bytesOf(unit);
    if (size > left) {
      all.push(piece.join(''));
      piece = [];
      left = limit;
    }
    piece.push(unit);
    left -= size;
  }
  return [...all, piece.join('')].map((one) => one.replace(/^\n/, '')).filter((one) => one !== '');
};

/** WeCom makes a link of `<a href>` in a text message: an invisible joiner leaves it text. */
export const inert = (text: string): string => visible(text).replace(/<(?=\s*\/?\s*[a-z])/gi, '<\u2060');
