import { Refusal } from '../useCase.js';
import { refusals } from './words.js';

/** A file that can be read from its beginning as often as needed. */
export interface Source {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** What office software writes: Excel saves "CSV" as GBK on a Chinese Windows and "Unicode text" as UTF-16. */
const byteOrderMarks: readonly (readonly [encoding: string, first: number, second: number])[] = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];
const guesses = ['utf-8', 'gb18030'] as const;

/** `.xlsx`, and `.xls` as WPS writes it as well. */
const workbookMarks = [
  [0x50, 0x4b, 0x03],
  [0xd0, 0xcf, 0x11],
] as const;
const isWorkbook = (start: Uint8Array) =>
  workbookMarks.some((mark) => mark.every((byte, at) => start[at] === byte));

const startOf = async (source: Source): Promise<Uint8Array> => {
  for await (const bytes of source.open()) return bytes;
  return new Uint8Array();
};

const succeeds = (decode: () => string): boolean => {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
};

async function isAll(source: Source, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of source.open())
    if (!succeeds(() => decoder.decode(bytes, { stream: true }))) return false;
  return succeeds(() => decoder.decode());
}

/** @throws Refusal when the bytes are neither UTF-8, UTF-16 with its mark, nor GB18030 (which GBK and GB2312 are part of) */
export async function detectEncoding(source: Source): Promise<string> {
  const start = await startOf(source);
  const [first, second] = start;
  if (isWorkbook(start)) throw new Refusal(refusals.excel, { file: source.name });
  const marked = byteOrderMarks.find(([, one, two]) => one === first && two === second);
  if (marked) return marked[0];
  // UTF-16 that does not say so, or no text at all.
  const isText = first !== 0 && second !== 0;
  for (const encoding of isText ? guesses : []) if (await isAll(source, encoding)) return encoding;
  throw new Refusal(refusals.encoding, { file: source.name });
}

/** @throws Refusal for a name that is no encoding */
export function encodingNamed(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new Refusal(refusals.noEncoding, { name });
  }
}

/** The text without its byte order mark, every line ending in `\n` alone: csv-parse counts `\r\n` in quotes twice. */
export async function* decode(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const bytes of source.open()) {
    const text = held + decoder.decode(bytes, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    yield withPlainEnds(text.slice(0, text.length - held.length));
  }
  yield withPlainEnds(held + decoder.decode());
}

const withPlainEnds = (text: string) => text.replace(/\r\n?/g, '\n');
