import type { ActionsBlock, Button, KnownBlock, RichTextBlock, SectionBlock } from '@slack/types';
import type {
  Action,
  Card,
  ColumnSet,
  Container,
  Element,
  FactSet,
  Input,
  OpenUrl,
  Submit,
  TextBlock,
} from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { inLanguage, isWebAddress } from '../text.js';
import { inputBlock, type Question, uniqueIds } from './inputs.js';
import { limits } from './limits.js';
import { clip, escaped, formatted, type Line, label, oneLine, plain, visible } from './text.js';

/** What a message is made of. `text` is what a notification shows and a screen reader reads. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/**
 * A card as a message. All that people typed is in places where Slack formats nothing (`rich_text`, `plain_text`), or
 * free of what it would format.
 */
export const encodeCard = (card: Card): Message => ({
  text: notification(card.text),
  blocks: cardBlocks(card, { blocks: limits.messageBlocks }),
});

/** A sentence or two as a message. */
export const encodeWords = (words: string, ...buttons: readonly Submit[]): Message => ({
  text: notification(words),
  blocks: wordsBlocks(words, ...buttons),
});

const ANSWER = 'answer-';

/** Marked as one that answers somebody and follows nothing: of a message, Slack surely sends back the pressed block's id. */
export const asAnswer = ({ text, blocks }: Message): Message => ({
  text,
  blocks: blocks.map((block, index) => ({ ...block, block_id: `${ANSWER}${index}` })),
});

export const isAnswerBlock = (blockId: string): boolean => blockId.startsWith(ANSWER);

export const wordsBlocks = (words: string, ...buttons: readonly Submit[]): KnownBlock[] => [
  richText([{ text: clip(visible(words).trim() || '…', limits.text) }]),
  ...(buttons.length > 0 ? actionRows(buttons, { lang: 'en', ids: uniqueIds() }) : []),
];

/** Buttons by themselves. */
export const buttonBlocks = (buttons: readonly Submit[], lang: Page['lang']): KnownBlock[] =>
  buttons.length > 0 ? actionRows(buttons, { lang, ids: uniqueIds() }) : [];

const notification = (text: string): string => escaped(oneLine(text) || 'Dealdesk', limits.notification);

export interface Room {
  readonly blocks: number;
  readonly bytes?: number;
}

/** The buttons at a card's end are kept whatever is cut from its middle: without them nobody could act. */
export const cardBlocks = ({ body, text }: Card, room: Room): KnownBlock[] => {
  const page = { lang: body.lang, ids: uniqueIds() };
  const end = actionRows(body.actions ?? [], page).slice(0, 5);
  const blocks = pack(body.body.flatMap((element, index) => parts(element, page, index === 0)));
  const shown = blocks.length + end.length > 0 ? blocks : wordsBlocks(text);
  return [...within(shown, body.lang, { ...room, blocks: room.blocks - end.length }, bytes(end)), ...end];
};

/** A card while it is laid out: the language of our own few words, and the ids that are still free. */
interface Page {
  readonly lang: string;
  readonly ids: (name: string) => string;
}

const words = {
  leftOut: { zh: '还有 {count} 项未显示', en: '{count} more not shown here' },
  open: { zh: '打开', en: 'Open' },
} satisfies Record<string, Text>;

const leftOut = (count: number, lang: string): KnownBlock => ({
  type: 'context',
  elements: [plain(inLanguage(words.leftOut, lang).replace('{count}', String(count)), limits.text)],
});

const bytes = (block: unknown): number => Buffer.byteLength(JSON.stringify(block));

const NOTE_BYTES = 300;

/** As many blocks as there is room for, and in the last one how many were left out. */
export const within = (blocks: KnownBlock[], lang: string, room: Room, bytesTaken = 0): KnownBlock[] => {
  const count = fitting(blocks, room, bytesTaken);
  if (count === blocks.length) return blocks;
  const kept = blocks.slice(0, Math.min(count, room.blocks - 1));
  const missing = blocks.slice(kept.length).filter(({ type }) => type !== 'divider').length;
  return [...kept, leftOut(missing, lang)];
};

const fitting = (blocks: readonly KnownBlock[], room: Room, bytesTaken: number): number => {
  if (room.bytes === undefined) return Math.min(blocks.length, room.blocks);
  let left = room.bytes - bytesTaken - NOTE_BYTES;
  const full = blocks.findIndex((block, index) => {
    left -= bytes(block) + 1;
    return left < 0 || index === room.blocks;
  });
  return full < 0 ? blocks.length : full;
};

/** Text that may share a block with the text around it. */
interface Spoken {
  readonly line: Line;
  readonly isSubtle: boolean;
  /** Keeps a distance from what is above. */
  readonly apart: boolean;
}

type Part = Spoken | KnownBlock;

const isSpoken = (part: Part | undefined): part is Spoken => part !== undefined && 'line' in part;

const spoken = ({ text, bold = false }: Line, isSubtle = false, apart = false): Spoken[] => {
  const shown = clip(visible(text).trim(), limits.text);
  return shown ? [{ line: { text: shown, bold }, isSubtle, apart }] : [];
};

/** Lines that follow each other go into one block, as Slack counts blocks and puts air between them. */
const pack = (all: readonly Part[]): KnownBlock[] =>
  all
    .reduce<(KnownBlock | Spoken[])[]>((groups, part) => {
      const last = groups.at(-1);
      if (isSpoken(part) && Array.isArray(last) && joins(last, part)) last.push(part);
      else groups.push(isSpoken(part) ? [part] : part);
      return groups;
    }, [])
    .map((group) => (Array.isArray(group) ? textBlock(group) : group));

const joins = (group: readonly Spoken[], { line, isSubtle, apart }: Spoken): boolean =>
  !apart &&
  group[0]?.isSubtle === isSubtle &&
  group.reduce((sum, each) => sum + each.line.text.length + 1, line.text.length) <= limits.text;

const textBlock = (group: readonly Spoken[]): KnownBlock =>
  group[0]?.isSubtle
    ? { type: 'context', elements: [plain(group.map(({ line }) => line.text).join('\n'), limits.text)] }
    : richText(group.map(({ line }) => line));

/** @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const richText = (lines: readonly Line[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: lines.map(({ text, bold }, index) => ({
        type: 'text',
        text: index === 0 ? text : `\n${text}`,
        ...(bold && { style: { bold } }),
      })),
    },
  ],
});

const divider: KnownBlock = { type: 'divider' };

const parts = (element: Element, page: Page, isFirst = false): Part[] => {
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
  const button = submitButton({ ...press, title: inLanguage(words.open, page.lang) }, page);
  return {
    type: 'section',
    text: formatted([{ ...first, bold: details.length > 0 || first.bold === true }, ...details], limits.text),
    ...(button && {
      accessory: {
        ...button,
        accessibility_label: label(press.title, limits.accessibilityLabel).text,
      },
    }),
  };
};

const submitButton = (action: Submit, page: Page): Button | undefined => {
  const value = JSON.stringify(action.data);
  if (value.length > limits.buttonValue) return undefined;
  const name = 'do' in action.data ? action.data.do : action.data.submit;
  return {
    type: 'button',
    text: label(action.title, limits.buttonLabel),
    action_id: page.ids(name),
    value,
    ...styles[action.style ?? 'default'],
  };
};

const styles: Record<NonNullable<Submit['style']>, { style?: 'primary' | 'danger' }> = {
  default: {},
  positive: { style: 'primary' },
  destructive: { style: 'danger' },
};

const linkButton = (action: OpenUrl, page: Page): Button | undefined =>
  action.url.length <= limits.url && isWebAddress(action.url)
    ? {
        type: 'button',
        text: label(action.title, limits.buttonLabel),
        action_id: page.ids('open'),
        url: action.url,
      }
    : undefined;

const button = (action: Action, page: Page): Button | undefined =>
  action.type === 'Action.OpenUrl' ? linkButton(action, page) : submitButton(action, page);

/** A button that holds more than Slack carries is left out, and the card says so. */
const actionRows = (actions: readonly Action[], page: Page): KnownBlock[] => {
  const buttons = actions.map((action) => button(action, page)).filter((each) => each !== undefined);
  const missing = actions.length - buttons.length;
  const rows = chunks(buttons, limits.elementsPerActions).map(
    (elements): ActionsBlock => ({ type: 'actions', elements }),
  );
  return missing > 0 ? [...rows, leftOut(missing, page.lang)] : rows;
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

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
