import type { Card } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { MARKDOWN_BYTES } from './limits.js';
import { type Fact, partsOf } from './parts.js';
import { bytesOf, pieces, visible } from './text.js';

const words = {
  open: { zh: '查看全部', en: 'Show all' },
} satisfies Record<string, Text>;

const JOINER = '\u2060';

/** WeCom has no escapes: an invisible joiner in the middle of a mark leaves it text. */
const plain = (text: string): string =>
  visible(text)
    .replaceAll('`', "'")
    .replace(/\*(?=\*)/g, `*${JOINER}`)
    .replace(/\](?=\()/g, `]${JOINER}`)
    .replace(/<(?=\S)/g, `<${JOINER}`)
    .replace(/^(?=\s*[#>])/gm, JOINER);

const quoted = ({ title, value }: Fact): string => `> ${plain(title)}: ${plain(value)}`;

/** The text as far as it has room, cut between lines or characters. */
const within = (text: string, limitBytes: number): string => {
  const [first = '', ...others] = pieces(text, limitBytes);
  if (others.length === 0) return first;
  const [shorter = ''] = pieces(first, limitBytes - bytesOf('\n…'));
  return `${shorter}\n…`;
};

/**
 * A card as a message to a group's webhook: all of it, and below it the way to its page.
 * @see https://developer.work.weixin.qq.com/document/path/99110
 */
export const encodeMarkdown = (card: Card, publicUrl: string): string => {
  const { title, lines, facts } = partsOf(card);
  const way = `\n\n[${words.open[card.body.lang]}](${publicUrl}${card.page ?? '/app/'})`;
  const said = [`**${plain(title)}**`, ...facts.map(quoted), '', ...lines.map(plain)].join('\n').trim();
  return within(said, MARKDOWN_BYTES - bytesOf(way)) + way;
};
