/** What a template card may hold, by the strictest of WeCom's tables, and how it reads. */
import type { Json } from './world.js';

interface Problem {
  readonly errcode: number;
  readonly what: string;
}

const texts = {
  sourceDesc: 13,
  title: 26,
  desc: 30,
  subTitle: 112,
  rowName: 5,
  rowValue: 26,
  button: 10,
  selectionTitle: 13,
  option: 10,
} as const;

const KEY_BYTES = 1024;
const OPTION_ID_BYTES = 128;
const URL_BYTES = 2048;
const MOST_ROWS = 6;
const MOST_BUTTONS = 6;
const MOST_OPTIONS = 10;
const PARAMETER = 40058;

type Check = readonly Problem[];
const none: Check = [];
const when = (isWrong: boolean, errcode: number, what: string): Check =>
  isWrong ? [{ errcode, what }] : none;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most && !/\p{Cs}/u.test(value);
const bytes = (value: unknown): number => Buffer.byteLength(String(value ?? ''));
const isAddress = (value: unknown): boolean =>
  /^https?:\/\/\S+$/.test(String(value)) && bytes(value) <= URL_BYTES;
const repeated = (all: readonly unknown[]): boolean => new Set(all).size !== all.length;

const titleProblems = (card: Json): Check => {
  const { title, desc } = isObject(card.main_title) ? card.main_title : ({} as Json);
  return [
    ...when(title !== undefined && !isText(title, texts.title), PARAMETER, 'main_title.title'),
    ...when(desc !== undefined && !isText(desc, texts.desc), PARAMETER, 'main_title.desc'),
    ...when(
      card.sub_title_text !== undefined && !isText(card.sub_title_text, texts.subTitle),
      PARAMETER,
      'sub_title_text',
    ),
    ...when(
      title === undefined && (card.card_type !== 'text_notice' || card.sub_title_text === undefined),
      PARAMETER,
      'no title',
    ),
  ];
};

const rowProblems = (card: Json): Check => {
  const rows = listOf(card.horizontal_content_list);
  return [
    ...when(rows.length > MOST_ROWS, 42035, 'too many rows'),
    ...rows.flatMap(({ keyname, value, type = 0, url, userid }) => [
      ...when(!isText(keyname, texts.rowName), 42027, `keyname ${String(keyname)}`),
      ...when(!isText(value, texts.rowValue), PARAMETER, `value ${String(value)}`),
      ...when(type === 1 && !isAddress(url), 42028, `url ${String(url)}`),
      ...when(type === 3 && !userid, 42050, 'row without a userid'),
    ]),
  ];
};

const actionProblems = ({ card_type, card_action }: Json): Check => {
  const { type, url } = isObject(card_action) ? card_action : ({} as Json);
  const isNeeded = card_type === 'text_notice' || card_action !== undefined;
  return [
    ...when(isNeeded && ![1, 2].includes(Number(type)), 42045, 'card_action'),
    ...when(Number(type) === 1 && !isAddress(url), 42028, 'card_action.url'),
  ];
};

const buttonProblems = (card: Json): Check => {
  const buttons = listOf(card.button_list);
  const presses = buttons.filter(({ type = 0 }) => type === 0);
  return [
    ...when(buttons.length === 0 || buttons.length > MOST_BUTTONS, PARAMETER, 'button_list'),
    ...when(repeated(presses.map(({ key }) => key)), 42020, 'a key twice'),
    ...buttons.flatMap(({ text, type = 0, key, url, style = 1 }) => [
      ...when(!isText(text, texts.button), 42038, `button ${String(text)}`),
      ...when(![1, 2, 3, 4].includes(Number(style)), PARAMETER, 'style'),
      ...when(type === 0 && (!key || bytes(key) > KEY_BYTES), 42039, `key of ${bytes(key)} bytes`),
      ...when(type === 1 && !isAddress(url), 42028, `url of ${String(text)}`),
    ]),
  ];
};

const selectionProblems = ({ button_selection: selection }: Json): Check => {
  if (!isObject(selection)) return none;
  const options = listOf(selection.option_list);
  return [
    ...when(!selection.question_key || bytes(selection.question_key) > KEY_BYTES, 42043, 'question_key'),
    ...when(!isText(selection.title, texts.selectionTitle), PARAMETER, 'selection title'),
    ...when(options.length === 0 || options.length > MOST_OPTIONS, 42037, 'option_list'),
    ...when(repeated(options.map(({ id }) => id)), 42040, 'an option twice'),
    ...options.flatMap(({ id, text }) => [
      ...when(!id || bytes(id) > OPTION_ID_BYTES, 42040, `option id of ${bytes(id)} bytes`),
      ...when(!isText(text, texts.option), 42041, `option ${String(text)}`),
    ]),
  ];
};

const common = new Set([
  'card_type',
  'task_id',
  'main_title',
  'sub_title_text',
  'horizontal_content_list',
  'card_action',
]);
const fields: Readonly<Record<string, ReadonlySet<string>>> = {
  text_notice: common,
  button_interaction: new Set([...common, 'button_list', 'button_selection', 'replace_text']),
};

/** What is wrong with a card, as WeCom's error codes; none when it can be shown everywhere. */
export const cardProblems = (card: unknown): Check => {
  if (!isObject(card)) return [{ errcode: PARAMETER, what: 'no card' }];
  const known = fields[String(card.card_type)];
  if (!known) return [{ errcode: 42031, what: `card_type ${String(card.card_type)}` }];
  const isInteractive = card.card_type === 'button_interaction';
  return [
    ...Object.keys(card).flatMap((name) => when(!known.has(name), PARAMETER, `unknown ${name}`)),
    ...titleProblems(card),
    ...rowProblems(card),
    ...actionProblems(card),
    ...(isInteractive ? [...buttonProblems(card), ...selectionProblems(card)] : none),
  ];
};

export const isTaskId = (id: unknown): id is string =>
  typeof id === 'string' && /^[0-9A-Za-z_\-@]{1,128}$/.test(id);

/** Everything that is read on a card, line by line. */
export const wordsOn = (card: Json): string => {
  const { title, desc } = isObject(card.main_title) ? card.main_title : ({} as Json);
  return [
    title,
    desc,
    card.sub_title_text,
    ...listOf(card.horizontal_content_list).map(
      ({ keyname, value }) => `${String(keyname)}\n${String(value)}`,
    ),
  ]
    .filter(Boolean)
    .join('\n');
};

export interface ShownButton {
  readonly text: string;
  readonly key: string | undefined;
  readonly url: string | undefined;
}

const asButton = ({ text, value, key, url }: Json): ShownButton => ({
  text: String(text ?? value),
  key: key === undefined ? undefined : String(key),
  url: url === undefined ? undefined : String(url),
});

/** Buttons, and rows that are links. */
export const buttonsOn = (card: Json): readonly ShownButton[] => [
  ...listOf(card.button_list).map(asButton),
  ...listOf(card.horizontal_content_list)
    .filter(({ url }) => url)
    .map(asButton),
];

export interface ShownOption {
  readonly id: string;
  readonly text: string;
}

export const optionsOn = ({ button_selection: selection }: Json): readonly ShownOption[] =>
  isObject(selection)
    ? listOf(selection.option_list).map(({ id, text }) => ({ id: String(id), text: String(text) }))
    : [];

/** Where a tap on the card itself leads. */
export const pageBehind = ({ card_action }: Json): string =>
  isObject(card_action) ? String(card_action.url ?? '') : '';
