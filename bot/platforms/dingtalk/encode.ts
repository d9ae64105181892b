import type { Action, Card, OpenUrl, Submit } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { limits } from './limits.js';
import { emptyLine, type Line, pageOf, partsOf } from './parts.js';
import { characterBytes, clip, inLanguage, isWebAddress, oneLine, pieces, visible } from './text.js';

/** `cardParamMap`: the variables of our template (`docs/dingtalk-card-template.json`), all of them strings. */
export type CardData = Readonly<Record<string, string>>;

/** What is said to whoever pressed, on the card itself. */
export interface Notice {
  readonly words: string;
  readonly link?: { readonly title: string; readonly url: string };
}

const texts = {
  leftOut: { zh: '还有 {count} 项未显示', en: '{count} more not shown here' },
  showAll: { zh: '查看全部', en: 'Show all' },
} satisfies Record<string, Text>;

/**
 * A card as the values of our template's variables. All that people typed stands in plain text, where DingTalk formats
 * nothing. What has no room is counted, and a button leads to the page that has it all.
 * @see https://open.dingtalk.com/document/development/instructions-for-filling-in-api-card-data
 */
export const encodeCard = (card: Card, publicUrl: string): CardData => {
  const { lang } = card.body;
  const { title, lines, actions } = partsOf(card);
  const more: OpenUrl = {
    type: 'Action.OpenUrl',
    title: inLanguage(texts.showAll, lang),
    url: pageOf(card, publicUrl),
  };
  const packedLines = packLines(lines, lang);
  const buttons = packButtons(actions, more, packedLines.isWhole);
  return {
    lastMessage: clip(oneLine(card.text) || title, limits.summary),
    title,
    ...numbered('lines', limits.lineBlocks, packedLines.blocks),
    ...numbered('buttons', limits.buttonBlocks, buttons),
    config: JSON.stringify({ autoLayout: true }),
  };
};

/** What stands below the buttons; it goes with the next press. */
export const encodeNotice = ({ words, link }: Notice): CardData => ({
  notice: fitting(visible(words).trim()),
  noticeUrl: link && isWebAddress(link.url) ? link.url : '',
  noticeButton: link && isWebAddress(link.url) ? clip(oneLine(link.title), limits.buttonLabel) : '',
});

export const noNotice: CardData = { notice: '', noticeUrl: '', noticeButton: '' };

export const fitsNotice = (words: string): boolean => bytes(words) <= limits.valueBytes;

const fitting = (words: string): string => {
  if (fitsNotice(words)) return words;
  return `${pieces(words, limits.valueBytes - bytes('…'), characterBytes)[0] ?? ''}…`;
};

const bytes = (text: string): number => Buffer.byteLength(text);
const jsonBytes = (value: unknown): number => bytes(JSON.stringify(value));

/** Quotes, backslashes and controls: JSON writes them in longer ways. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;
const jsonBytesIn = (character: string): number =>
  ESCAPED.test(character) ? jsonBytes(character) - '""'.length : characterBytes(character);

const numbered = (
  name: string,
  count: number,
  blocks: readonly (readonly object[])[],
): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${name}${index + 1}`, JSON.stringify(blocks[index] ?? [])]),
  );

/** Puts things in order into blocks of which each is one variable. @returns what had no room as well */
const pack = <T extends object>(all: readonly T[], blockCount: number) => {
  const blocks: T[][] = [[]];
  let left: number = limits.valueBytes - '[]'.length;
  for (const [index, one] of all.entries()) {
    const size = jsonBytes(one) + ','.length;
    if (size > left) {
      if (blocks.length === blockCount) return { blocks, rest: all.slice(index) };
      blocks.push([]);
      left = limits.valueBytes - '[]'.length;
    }
    blocks.at(-1)?.push(one);
    left -= size;
  }
  return { blocks, rest: [] as readonly T[] };
};

/** So much of a line's words that it surely has room in one variable, with the names of its parts. */
const LINE_BYTES = 900;

/** A long line goes on in the next ones; its label stands on the first. */
const split = (line: Line): Line[] => {
  const label = fittingIn(line.label, LINE_BYTES / 3);
  const room = LINE_BYTES - jsonBytes(label);
  const parts = (['head', 'text', 'small'] as const).flatMap((part) =>
    pieces(line[part], room, jsonBytesIn).map((words) => ({ ...emptyLine, [part]: words })),
  );
  const [first = emptyLine, ...others] = parts;
  return [{ ...first, label }, ...others];
};

const fittingIn = (text: string, limit: number): string => {
  const [first = '', ...others] = pieces(text, limit, jsonBytesIn);
  return others.length > 0 ? `${first}…` : first;
};

const packLines = (lines: readonly Line[], lang: string) => {
  const all = lines.flatMap(split);
  const { blocks, rest } = pack(all, limits.lineBlocks);
  if (rest.length === 0) return { blocks, isWhole: true };
  return { blocks: withNote(blocks, rest.length, lang), isWhole: false };
};

/** The last block says how much is missing, and makes room for that. */
const withNote = (blocks: readonly Line[][], missing: number, lang: string): Line[][] => {
  const last = [...(blocks.at(-1) ?? [])];
  const note = (count: number): Line => ({
    ...emptyLine,
    small: inLanguage(texts.leftOut, lang).replace('{count}', String(count)),
  });
  let count = missing;
  while (jsonBytes([...last, note(count)]) > limits.valueBytes) {
    last.pop();
    count += 1;
  }
  return [...blocks.slice(0, -1), [...last, note(count)]];
};

interface Button {
  readonly text: string;
  readonly color: 'blue' | 'gray' | 'red';
  readonly action: object;
}

const colors: Record<NonNullable<Submit['style']>, Button['color']> = {
  default: 'gray',
  positive: 'blue',
  destructive: 'red',
};

const labelled = (title: string, color: Button['color'], action: object): Button => ({
  text: clip(oneLine(title) || '…', limits.buttonLabel),
  color,
  action,
});

const linkButton = ({ title, url }: OpenUrl): Button | undefined =>
  isWebAddress(url) ? labelled(title, 'gray', { type: 'openLink', params: { url } }) : undefined;

/** The values of a request's parameters are strings, like all of a card's data. */
const pressButton = ({ title, style = 'default', data }: Submit): Button | undefined => {
  if (!('do' in data)) return undefined;
  return labelled(title, colors[style], {
    type: 'sendCardRequest',
    params: { actionId: data.do, params: { input: JSON.stringify(data.input) } },
  });
};

const buttonOf = (action: Action): Button | undefined => {
  const button = action.type === 'Action.OpenUrl' ? linkButton(action) : pressButton(action);
  return button && jsonBytes(button) <= limits.buttonBytes ? button : undefined;
};

/** As many buttons as have room, in their order; if any has none, or a line had none, the last one shows it all. */
const packButtons = (actions: readonly Action[], more: OpenUrl, isWhole: boolean): Button[][] => {
  const buttons = actions.map(buttonOf).filter((button) => button !== undefined);
  const whole = pack(buttons, limits.buttonBlocks);
  if (isWhole && buttons.length === actions.length && whole.rest.length === 0) return whole.blocks;

  const last = linkButton(more);
  if (!last) return whole.blocks;
  const kept = buttons.slice(0, buttons.length - whole.rest.length);
  while (pack([...kept, last], limits.buttonBlocks).rest.length > 0) kept.pop();
  return pack([...kept, last], limits.buttonBlocks).blocks;
};
