import { characterBytes, isWebAddress as isAddress, visible } from '../text.js';
import { limits } from './limits.js';

export { clip, inLanguage, oneLine, visible } from '../text.js';

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** No longer than WeCom takes it. */
export const isWebAddress = (url: string): boolean => bytesOf(url) <= limits.urlBytes && isAddress(url);

interface Unit {
  readonly text: string;
  readonly bytes: number;
}

/** Lines with the break before them; of a line that is too long, its characters. */
const unitsOf = (text: string, limit: number): Unit[] =>
  text.split(/(?=\n)/).flatMap((line) => {
    const bytes = bytesOf(line);
    if (bytes <= limit) return [{ text: line, bytes }];
    return Array.from(line, (character) => ({ text: character, bytes: characterBytes(character) }));
  });

/** The text in pieces of at most so many bytes: whole lines where they fit, otherwise whole characters. */
export const pieces = (text: string, limit: number): string[] => {
  const all: string[] = [];
  let piece: string[] = [];
  let left = limit;
  for (const unit of unitsOf(text, limit)) {
    if (unit.bytes > left) {
      all.push(piece.join(''));
      piece = [];
      left = limit;
    }
    piece.push(unit.text);
    left -= unit.bytes;
  }
  return [...all, piece.join('')].map((one) => one.replace(/^\n/, '')).filter((one) => one !== '');
};

/** WeCom makes a link of `<a href>` in a text message: an invisible joiner leaves it text. */
export const inert = (text: string): string => visible(text).replace(/<(?=\s*\/?\s*[a-z])/gi, '<\u2060');
