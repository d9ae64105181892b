import type { KnownBlock } from '@slack/types';
import type { Card, Submit } from '../../../cards/card.js';
import { actionRows, type Page } from './buttons.js';
import { parts } from './draw.js';
import { uniqueIds } from './inputs.js';
import { limits } from './limits.js';
import { pack, richText } from './lines.js';
import { bytes, type Room, within } from './room.js';
import { clip, escaped, oneLine, visible } from './text.js';

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

/** Buttons by themselves. */
export const buttonBlocks = (buttons: readonly Submit[], lang: Page['lang']): KnownBlock[] =>
  buttons.length > 0 ? actionRows(buttons, { lang, ids: uniqueIds() }) : [];

export const wordsBlocks = (words: string, ...buttons: readonly Submit[]): KnownBlock[] => [
  richText([{ text: clip(visible(words).trim() || '…', limits.text) }]),
  ...buttonBlocks(buttons, 'en'),
];

const notification = (text: string): string => escaped(oneLine(text) || 'Dealdesk', limits.notification);

/** The buttons at a card's end are kept whatever is cut from its middle: without them nobody could act. */
export const cardBlocks = ({ body, text }: Card, room: Room): KnownBlock[] => {
  const page = { lang: body.lang, ids: uniqueIds() };
  const end = actionRows(body.actions ?? [], page).slice(0, 5);
  const blocks = pack(body.body.flatMap((element, index) => parts(element, page, index === 0)));
  const shown = blocks.length + end.length > 0 ? blocks : wordsBlocks(text);
  return [...within(shown, body.lang, { ...room, blocks: room.blocks - end.length }, bytes(end)), ...end];
};
