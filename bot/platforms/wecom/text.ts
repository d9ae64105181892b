import { isWebAddress as isAddress, visible } from '../text.js';
import { limits } from './limits.js';

export { clip, inLanguage, oneLine, visible } from '../text.js';

export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** No longer than WeCom takes it. */
export const isWebAddress = (url: string): boolean => bytesOf(url) <= limits.urlBytes && isAddress(url);

const utf8 = new TextEncoder();

/** Long texts are weighed often: what has more characters than that has more bytes as well. */
const exceeds = (text: string, limit: number): boolean => text.length > limit || bytesOf(text) > limit;

/** The whole characters at the beginning of a text that take so many bytes at most. */
const beginning = (text: string, limit: number): string =>
  text.slice(0, utf8.encodeInto(text.slice(0, limit), new Uint8Array(limit)).read);

/** The text in pieces of at most so many bytes: whole lines where they fit, otherwise whole characters. */
export const pieces = (text: string, limit: number): string[] => {
  const all: string[] = [];
  let piece = '';
  let left = limit;
  const add = (part: string) => {
    piece += part;
    left -= bytesOf(part);
  };
  const turn = () => {
    all.push(piece);
    piece = '';
    left = limit;
  };
  for (const line of text.split(/(?=\n)/)) {
    if (exceeds(line, left) && !exceeds(line, limit)) turn();
    let rest = line;
    while (exceeds(rest, left)) {
      const part = beginning(rest, left);
      add(part);
      rest = rest.slice(part.length);
      turn();
    }
    add(rest);
  }
  return [...all, piece].map((one) => one.replace(/^\n/, '')).filter((one) => one !== '');
};

/** WeCom makes a link of `<a href>` in a text message: an invisible joiner leaves it text. */
export const inert = (text: string): string => visible(text).replace(/<(?=\s*\/?\s*[a-z])/gi, '<\u2060');
