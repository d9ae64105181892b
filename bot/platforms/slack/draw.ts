import type { KnownBlock, SectionBlock } from '@slack/types';
import type {
  ColumnSet,
  Container,
  Element,
  FactSet,
  Input,
  Submit,
  TextBlock,
} from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { inLanguage } from '../text.js';
import { actionRows, type Page, submitButton } from './buttons.js';
import { inputBlock, type Question } from './inputs.js';
import { limits } from './limits.js';
import { isSpoken, type Part, type Spoken, spoken } from './lines.js';
import { chunks } from './room.js';
import { formatted, type Line, label, oneLine, plain, visible } from './text.js';

const open: Text = { zh: '打开', en: 'Open' };

const divider: KnownBlock = { type: 'divider' };

export const parts = (element: Element, page: Page, isFirst = false): Part[] => {
  const drawn = (draw[element.type] as Draw<Element>)(element, page);
  const isSeparated = 'separator' in element && element.separator === true;
  return isSeparated && !isFirst && drawn.length > 0 ? [divider, ...drawn] : drawn;
};

type Draw<E> = (element: E, page: Page) => Part[];
type Drawings = { readonly [Type in Element['type']]: Draw<Extract<Element, { type: Type }>> };

const drawText: Draw<TextBlock> = ({ text, size, weight, isSubtle, spacing }) => {
  const title = oneLine(text);
  if (size === 'large' && title && title.length <= limits.header)
    return [{ type: 'header', text: plain(title, limits.header) }];
  const bold = weight === 'bolder' || size === 'large';
  return spoken({ text, bold }, isSubtle, spacing === 'medium' || spacing === 'large');
};

const drawFacts: Draw<FactSet> = ({ facts }) => {
  const fields = facts.map(({ title, value }) =>
    formatted(
      [{ text: oneLine(title) || '–', bold: true }, { text: visible(value).trim() || '–' }],
      limits.field,
    ),
  );
  return chunks(fields, limits.fieldsPerSection).map((some) => ({ type: 'section', fields: some }));
};

/** Two columns of text have a place in Slack. More of them become one line, or stand below each other. */
const drawColumns: Draw<ColumnSet> = ({ columns }, page) => {
  const drawn = columns.map(({ items }) => items.flatMap((item) => parts(item, page, true)));
  const texts = drawn.filter((column) => column.length > 0 && column.every(isSpoken)) as Spoken[][];
  const filled = drawn.filter((column) => column.length > 0).length;
  if (texts.length !== filled) return drawn.flat();
  if (filled === 2) return [{ type: 'section', fields: texts.map((column) => field(column)) }];
  return texts.every((column) => column.length === 1) ? oneRow(texts.flat()) : texts.flat();
};

const field = (column: readonly Spoken[]) =>
  formatted(
    column.map(({ line }) => line),
    limits.field,
  );

const oneRow = (columns: readonly Spoken[]): Part[] =>
  spoken(
    { text: columns.map(({ line }) => oneLine(line.text)).join(' · ') },
    columns.every(({ isSubtle }) => isSubtle),
  );

/** A row that can be pressed is a section with a button beside it. */
const drawContainer: Draw<Container> = ({ items, selectAction }, page) => {
  const drawn = items.flatMap((item, index) => parts(item, page, index === 0));
  if (!selectAction) return drawn;

  const lines = drawn.filter(isSpoken).map(({ line }) => line);
  const others = drawn.filter((part) => !isSpoken(part));
  return [pressableRow(lines, selectAction, page), ...others];
};

const pressableRow = (lines: readonly Line[], press: Submit, page: Page): SectionBlock => {
  const [first = { text: oneLine(press.title) || '–' }, ...details] = lines;
  const button = submitButton({ ...press, title: inLanguage(open, page.lang) }, page);
  return {
    type: 'section',
    text: formatted([{ ...first, bold: details.length > 0 || first.bold === true }, ...details], limits.text),
    ...(button && {
      accessory: {
        accessibility_label: label(press.title, limits.accessibilityLabel).text,
        ...button,
      },
    }),
  };
};

const questionTypes = {
  'Input.Text': 'text',
  'Input.Date': 'date',
  'Input.Number': 'number',
  'Input.ChoiceSet': 'choice',
} as const satisfies Record<Input['type'], Question['type']>;

const drawInput: Draw<Input> = (input, page) => {
  const question: Question = {
    name: input.id,
    label: input.label,
    type: input.type === 'Input.Text' && input.isMultiline ? 'longText' : questionTypes[input.type],
    required: input.isRequired ?? false,
    locale: page.lang.startsWith('zh') ? 'zh-CN' : 'en',
    value: input.value === undefined ? undefined : String(input.value),
    placeholder: 'placeholder' in input ? input.placeholder : undefined,
    maxLength: 'maxLength' in input ? input.maxLength : undefined,
    options:
      'choices' in input ? input.choices.map(({ title, value }) => ({ label: title, value })) : undefined,
  };
  return [inputBlock(question, page.ids(input.id))];
};

const draw: Drawings = {
  TextBlock: drawText,
  FactSet: drawFacts,
  ColumnSet: drawColumns,
  Container: drawContainer,
  ActionSet: ({ actions }, page) => actionRows(actions, page),
  'Input.Text': drawInput,
  'Input.Date': drawInput,
  'Input.Number': drawInput,
  'Input.ChoiceSet': drawInput,
};
