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

/** The text in pieces of at most so many bytes: whole lines where they fit, otherwise whole characters. */
export const pieces = (text: string, limit: number): string[] => {
  const all: string[] = [];
  let piece = '';
  const add = (part: string, between: string) => {
    const longer = piece ? `${piece}${between}${part}` : part;
    if (bytesOf(longer) <= limit) piece = longer;
    else {
      if (piece) all.push(piece);
      piece = part;
    }
  };
  for (const line of text.split('\n')) {
    if (bytesOf(line) <= limit) add(line, '\n');
    else for (const character of line) add(character, '');
  }
  return piece ? [...all, piece] : all;
};

/** WeCom makes a link of `<a href>` in a text message: an invisible joiner leaves it text. */
export const inert = (text: string): string => visible(text).replace(/<(?=\s*\/?\s*[a-z])/gi, '<\u2060');
