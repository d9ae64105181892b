import { Refusal } from '../useCase.js';
import { type Choices, type Layout, layOut } from './columns.js';
import { type DateOrder, DateSurvey } from './dates.js';
import { detectEncoding, encodingNamed, type Source } from './encoding.js';
import { importers } from './importers.js';
import type { Fields, Kind } from './row.js';
import { type Delimiter, detectDelimiter, readTable, type TableRecord } from './table.js';
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
  /** Without the row of headings. */
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
  const records = readTable(source, encoding, delimiter);

  const first = await records.next();
  if (first.done) throw new Refusal(refusals.empty, { file: source.name });
  const layout = layOut(first.value.cells, fields, request);
  const { rowCount, days } = await countRows(records, layout, fields);
  const dates = request.dates ?? days.order();
  return { kind, source, encoding, delimiter, dates, layout, rowCount };
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
