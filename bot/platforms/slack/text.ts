import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { clip, oneLine, visible } from '../text.js';

export { clip, oneLine, visible } from '../text.js';

/** Anything with which Slack's mrkdwn would format: marks, an emoji by its name, a quote at the start of a line. */
const MARKUP = /[*_~`]|:[^\s:]+:|^[^\S\n]*>/m;

/** Cut as `clip` does, and never within an entity. */
const clipEscaped = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .replace(/&[a-z]*$/, '')
        .replace(/[\ud800-\udbff]$/, '')}…`;

/**
 * Text for a place where Slack reads mrkdwn. Escaping is what keeps `<!channel>` in a customer's name from waking up
 * everybody.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escaped = (text: string, limit: number): string =>
  clipEscaped(visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'), limit);

/** Slack formats nothing in plain text, but reads its three entities; a zero-width space keeps ours apart. */
export const plain = (text: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(visible(text).replace(/&(?=(?:amp|lt|gt);)/g, '&\u200b'), limit),
  emoji: false,
});

/** One line on a label or a button; Slack refuses an empty one. */
export const label = (text: string, limit: number): PlainTextElement => plain(oneLine(text) || '…', limit);

export interface Line {
  readonly text: string;
  readonly bold?: boolean;
}

/**
 * Lines with some of them bold. mrkdwn has no way to escape its marks, so as soon as somebody's text holds one, the
 * whole is plain text and nothing is bold. Whatever does not fit is cut, which also costs the bold.
 */
export const formatted = (lines: readonly Line[], limit: number): MrkdwnElement | PlainTextElement => {
  const bold = lines.map((line) =>
    line.bold ? `*${escaped(oneLine(line.text), limit)}*` : escaped(line.text, limit),
  );
  const whole = bold.join('\n');
  const isSafe = whole.length <= limit && !lines.some((line) => MARKUP.test(visible(line.text)));
  return isSafe
    ? { type: 'mrkdwn', text: whole, verbatim: true }
    : plain(lines.map((line) => line.text).join('\n'), limit);
};
