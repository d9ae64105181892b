/** Controls (a line break and a tab are none), halves of surrogate pairs, and marks that turn the text's direction. */
const HIDDEN = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** What people typed, without what cannot be seen. */
export const visible = (text: string): string => text.replace(/\r\n?/g, '\n').replace(HIDDEN, '');

export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim();

const HALF_AT_END = /(?:[\ud800-\udbff]|\u200d|\s)+$/;

/** At most `limit` UTF-16 units, with `…` at the end of what was cut; never half a character. */
export const clip = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(HALF_AT_END, '')}…`;

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
