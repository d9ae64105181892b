import { Refusal } from '../useCase.js';
import { type Choices, headingsIn, type Layout, layOut } from './columns.js';
import { type DateOrder, DateSurvey } from './dates.js';
import { detectEncoding, encodingNamed, type Source } from './encoding.js';
import { importers } from './importers.js';
import type { Fields, Kind } from './row.js';
import { type Delimiter, detectDelimiter, MOST_ABOVE, readTable, type TableRecord } from './table.js';
import { refusals } from './words.js';

export interface Request extends Choices {
  readonly kind: Kind;
  readonly source: Source;
  /** Found out where they are not given. */
  readonly dates?: DateOrder | undefined;
  readonly encoding?: string | undefined;
}

/** What is known of a file after all of it was read once. */
export interface Survey {
  readonly kind: Kind;
  readonly source: Source;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  readonly dates: DateOrder;
  readonly layout: Layout;
  /** The line of the headings: what stands above them is a title. */
  readonly headingLine: number;
  /** Below the headings. */
  readonly rowCount: number;
}

/**
 * Reads all of a file without asking the database anything.
 * @throws Refusal when it cannot be imported as a whole
 */
export async function survey(request: Request): Promise<Survey> {
  const { source, kind } = request;
  const { fields } = importers[kind];
  const encoding = request.encoding ? encodingNamed(request.encoding) : await detectEncoding(source);
  const delimiter = await detectDelimiter(source, encoding);
  const table = () => readTable(source, encoding, delimiter);

  const headings = await findHeadings(table(), fields, request);
  if (!headings) throw new Refusal(refusals.empty, { file: source.name });
  const layout = layOut(headings.cells, fields, request);
  const { rowCount, days } = await countRows(below(headings.line, table()), layout, fields);
  const dates = request.dates ?? days.order();
  return { kind, source, encoding, delimiter, dates, layout, headingLine: headings.line, rowCount };
}

/** The first record, unless a later one has more headings, and more than one: a title is a single cell. */
async function findHeadings(records: AsyncIterable<TableRecord>, fields: Fields, choices: Choices) {
  let best: { readonly record: TableRecord; readonly count: number } | undefined;
  let tried = 0;
  for await (const record of records) {
    const count = headingsIn(record.cells, fields, choices);
    if (!best || (count > best.count && count > 1)) best = { record, count };
    tried += 1;
    if (tried > MOST_ABOVE) break;
  }
  return best?.record;
}

/** The records behind a line. */
export async function* below(line: number, records: AsyncIterable<TableRecord>) {
  for await (const record of records) if (record.line > line) yield record;
}

async function countRows(records: AsyncIterable<TableRecord>, { columns }: Layout, fields: Fields) {
  const dayColumns = columns.filter(({ field }) => fields[field]?.type === 'day');
  const days = new DateSurvey();
  let rowCount = 0;
  for await (const { line, cells } of records) {
    rowCount += 1;
    for (const { at } of dayColumns) days.see(cells[at] ?? '', line);
  }
  return { rowCount, days };
}
