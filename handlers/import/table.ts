import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { Refusal } from '../useCase.js';
import { decode, type Source } from './encoding.js';
import { refusals } from './words.js';

const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A longer record is a quotation mark that is never closed. */
const LONGEST_RECORD = 1_000_000;

export interface TableRecord {
  /** Where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

const QUOTED = /"(?:[^"]|"")*"/g;

/** So many lines of titles, dates and units may stand above the headings. */
export const MOST_ABOVE = 10;

/** By the first line that has any: names of columns hold none unless in quotes, and a title above them is a single cell. */
export async function detectDelimiter(source: Source, encoding: string): Promise<Delimiter> {
  const lines = (await firstLines(source, encoding)).map((line) => line.replace(QUOTED, ''));
  const heading = lines.find((line) => delimiters.some((delimiter) => line.includes(delimiter))) ?? '';
  const counted = delimiters.map((delimiter) => ({ delimiter, count: heading.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

const written = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

async function firstLines(source: Source, encoding: string): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of decode(source, encoding)) {
    text += chunk;
    if (written(text).length > MOST_ABOVE + 1 || text.length > LONGEST_RECORD) break;
  }
  return written(text).slice(0, MOST_ABOVE + 1);
}

const linesIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);

/** Of a record, `lines` is the line on which it ends. */
interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const options = {
  info: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: LONGEST_RECORD,
  record_delimiter: '\n',
} as const;

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');

/**
 * The records of a file, blank ones left out.
 * @throws Refusal when a quotation mark is never closed
 */
export async function* readTable(
  source: Source,
  encoding: string,
  delimiter: Delimiter,
): AsyncGenerator<TableRecord> {
  let nextLine = 1;
  // Told while parsing: an error overtakes the records that were not asked for yet.
  const on_record = <T>(record: T, { lines }: { lines: number }): T => {
    nextLine = lines + 1;
    return record;
  };
  const parser = parse({ ...options, delimiter, on_record });
  const parsed: AsyncIterable<Parsed> = Readable.from(decode(source, encoding)).compose(parser);
  try {
    for await (const { record, info } of parsed) {
      const line = info.lines - linesIn(record);
      if (record.some((cell) => cell.trim() !== '')) yield { line, cells: record };
    }
  } catch (error) {
    if (isCsvError(error)) throw new Refusal(refusals.openQuote, { line: nextLine });
    throw error;
  }
}
