import type { Text } from '../../models/text.js';
import { listed } from '../fields.js';
import { isPercentage, readMoney } from '../input/amount.js';
import { fold } from '../input/fold.js';
import { HAN } from '../input/name.js';
import { Refusal } from '../useCase.js';
import type { Field, Fields, Values } from './row.js';
import { errorColumns, refusals } from './words.js';

/** A column of the file that means something. */
interface Column {
  readonly field: string;
  readonly header: string;
  /** Its place in each record. */
  readonly at: number;
  /** What the heading says all its numbers are: `万`, `usd`. */
  readonly unit: string;
}

export interface Layout {
  readonly width: number;
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  /** Said on the command line, for rows that do not say it themselves. */
  readonly constants: Values;
  /** Headers that mean nothing to us. */
  readonly unused: readonly string[];
}

/** `field → column` and `field → value`, as given on the command line. */
export interface Choices {
  readonly maps: ReadonlyMap<string, string>;
  readonly sets: ReadonlyMap<string, string>;
}

const UNIT = /\(([^()]+)\)$|(万元|万|元)$|[\s_](usd|cny|rmb|eur|gbp|hkd)$/;
/** 元 is only what one counts in, as in 万元: the currency may stand in a column of its own. */
const YUAN = /元$/;
const NOISE = /[\s_.\-/:*#'"]+/g;

interface Heading {
  readonly header: string;
  readonly at: number;
  readonly key: string;
  readonly unit: string;
}

/** One spelling of a heading, and the unit in it: `合同金额（万元）` is `合同金额` in `万`. */
function toHeading(header: string, at: number): Heading {
  const folded = fold(header);
  const found = UNIT.exec(folded);
  const unit = found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
  const isUnit = unit !== '' && readMoney(`1${unit}`) !== undefined;
  const rest = isUnit && found ? folded.slice(0, found.index) : folded;
  return { header, at, key: plain(rest), unit: isUnit ? unit.replace(YUAN, '') : '' };
}

const plain = (text: string) => fold(text).replace(NOISE, '');

const reserved = new Set(Object.values(errorColumns).flatMap(({ zh, en }: Text) => [plain(zh), plain(en)]));

const headingsOf = (name: string, { headings, label }: Field) =>
  [name, label.zh, label.en, ...headings].map(plain);

function refuseUnknownFields(fields: Fields, { maps, sets }: Choices) {
  for (const name of [...maps.keys(), ...sets.keys()]) {
    if (!Object.hasOwn(fields, name))
      throw new Refusal(refusals.noField, { field: name, fields: listed(Object.keys(fields)) });
  }
}

function mapped(headings: readonly Heading[], field: string, wanted: string): Heading {
  const found =
    headings.find(({ header }) => header === wanted) ?? headings.find(({ key }) => key === plain(wanted));
  if (found) return found;
  const columns = listed(headings.map(({ header }) => header));
  throw new Refusal(refusals.noColumn, { field, column: wanted, columns });
}

/** The column with the earliest of the field's headings, as they stand in order of likelihood. */
function guessed(headings: readonly Heading[], name: string, field: Field): Heading | undefined {
  for (const key of headingsOf(name, field)) {
    const found = headings.find((heading) => heading.key === key);
    if (found) return found;
  }
  return undefined;
}

function assign(headings: readonly Heading[], fields: Fields, { maps }: Choices): Column[] {
  const free = new Set(headings);
  const columns: Column[] = [];
  const take = (field: string, heading: Heading) => {
    free.delete(heading);
    const unit = fields[field]?.type === 'money' ? heading.unit : '';
    columns.push({ field, header: heading.header, at: heading.at, unit });
  };

  for (const [field, wanted] of maps) take(field, mapped(headings, field, wanted));
  for (const [name, field] of Object.entries(fields)) {
    const found = maps.has(name) ? undefined : guessed([...free], name, field);
    if (found) take(name, found);
  }
  return columns;
}

function refuseMissing(fields: Fields, layout: Layout) {
  const known = new Set([...layout.columns.map(({ field }) => field), ...Object.keys(layout.constants)]);
  const missing = Object.entries(fields).filter(([name, { required }]) => required && !known.has(name));
  const [first] = missing;
  if (!first) return;
  throw new Refusal(refusals.missingColumns, {
    missing: {
      zh: missing.map(([, { label }]) => `“${label.zh}”`).join('、'),
      en: missing.map(([, { label }]) => `"${label.en}"`).join(', '),
    },
    columns: listed(layout.headers.filter(Boolean)),
    field: first[0],
  });
}

/**
 * Finds out what each column means, by its heading and by what was said on the command line.
 * @throws Refusal when a field or a column that was named does not exist, or a required one is not found
 */
export function layOut(headers: readonly string[], fields: Fields, choices: Choices): Layout {
  refuseUnknownFields(fields, choices);
  const headings = headers.map((header, at) => toHeading(header.trim(), at)).filter(({ header }) => header);
  const columns = assign(headings, fields, choices);
  const used = new Set(columns.map(({ at }) => at));
  const unused = headings.filter(({ at, key }) => !used.has(at) && !reserved.has(key));
  const layout = {
    width: headers.length,
    headers,
    columns,
    constants: Object.fromEntries(choices.sets),
    unused: unused.map(({ header }) => header),
  };
  refuseMissing(fields, layout);
  return layout;
}

/** How many of these cells are what a column may be called. */
export function headingsIn(cells: readonly string[], fields: Fields, { maps }: Choices): number {
  const fromFields = Object.entries(fields).flatMap(([name, field]) => headingsOf(name, field));
  const known = new Set([...fromFields, ...[...maps.values()].map(plain)]);
  return cells.filter((cell, at) => known.has(toHeading(cell.trim(), at).key)).length;
}

/** What people write where they have nothing to say. */
const NOTHING = /^(?:[-–—/]+|无|暂无|待定|n\/a|#n\/a|null|none|tbd)$/i;

/** Written before what is text, so that office software does not calculate it: by people, and by our error file. */
const TEXT_MARK = /^'(?=[=+\-@\t\r＝＋－＠])/;

const textOf = (cells: readonly string[], { at, unit }: Column) => {
  const text = (cells[at] ?? '').replace(TEXT_MARK, '').trim();
  return text === '' || NOTHING.test(text) ? '' : text + unit;
};

/** What a record says, by field. A constant stands where the record says nothing. */
export function valuesOf({ columns, constants }: Layout, cells: readonly string[]): Values {
  const values: Record<string, string> = { ...constants };
  for (const column of columns) values[column.field] = textOf(cells, column) || (values[column.field] ?? '');
  return values;
}

const SUM = /^(?:合计|总计|小计|共计|(?:grand|sub)?totals?|sum)[:：]?$/i;

const isNumber = (text: string) => readMoney(text) !== undefined || isPercentage(text);

/** Adds up the rows above it: a word for that, and then only numbers. Total alone is the name of a firm. */
export function isSum(cells: readonly string[]): boolean {
  const [first = '', ...others] = cells.map((cell) => cell.trim()).filter(Boolean);
  const isWord = SUM.test(first.replaceAll(' ', '')) && (others.length > 0 || HAN.test(first));
  return isWord && others.every(isNumber);
}

/** Cells behind the last column that are not blank. */
export const surplusOf = ({ width }: Layout, cells: readonly string[]): number =>
  cells.slice(width).filter((cell) => cell.trim() !== '').length;
