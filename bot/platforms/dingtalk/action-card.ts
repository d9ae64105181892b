import type { Card, OpenUrl } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { limits } from './limits.js';
import { type Line, pageOf, partsOf } from './parts.js';
import { clip, inLanguage, isWebAddress, markdown, oneLine, pieces, visible } from './text.js';

/** A message of the robot's API: its kind and its JSON. */
export interface RobotMessage {
  readonly msgKey: string;
  readonly msgParam: string;
}

export interface LinkButton {
  readonly title: string;
  readonly url: string;
}

/** A message with buttons that are links: where there is no template, and for what is filled in on a page. */
interface ActionCard {
  readonly title: string;
  /** Markdown, in which nothing that people typed means anything. */
  readonly text: string;
  readonly links: readonly [LinkButton, ...LinkButton[]];
}

const texts = {
  open: { zh: '打开并处理', en: 'Open' },
  more: { zh: '……其余内容请点下方按钮查看', en: '… the button below shows the rest' },
} satisfies Record<string, Text>;

/** @param link  where one goes on; without it, the page of the card's record */
export const actionCard = (card: Card, publicUrl: string, link?: LinkButton): ActionCard => {
  const { title, lines, actions } = partsOf(card);
  const { lang } = card.body;
  const page: LinkButton = link ?? { title: inLanguage(texts.open, lang), url: pageOf(card, publicUrl) };
  const others = actions.filter((action): action is OpenUrl => action.type === 'Action.OpenUrl');
  return {
    title: clip(title, limits.title),
    text: textOf(title, lines, inLanguage(texts.more, lang)),
    links: [
      page,
      ...others
        .filter(({ url }) => isWebAddress(url))
        .slice(0, limits.links - 1)
        .map(({ title: label, url }) => ({ title: clip(oneLine(label) || '…', limits.buttonLabel), url })),
    ],
  };
};

/** So much of a message's JSON that addresses and titles have room beside it. */
const TEXT_BYTES = 9000;

const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - '""'.length;

const textOf = (title: string, lines: readonly Line[], more: string): string => {
  const paragraphs = [`### ${markdown(oneLine(title))}`, ...lines.map(paragraph)];
  const kept: string[] = [];
  let left = TEXT_BYTES;
  for (const one of paragraphs) {
    left -= jsonBytes(one) + 10;
    if (left < 0) return [...kept, more].join(BREAK);
    kept.push(one);
  }
  return kept.join(BREAK);
};

/** A single line break is none to DingTalk's Markdown. */
const BREAK = '  \n  ';

const paragraph = ({ head, label, text, small }: Line): string =>
  [
    head && `**${markdown(oneLine(head))}**`,
    label && `${markdown(label)}：`,
    text && markdown(text).replaceAll('\n', BREAK),
    small && markdown(small).replaceAll('\n', BREAK),
  ]
    .filter(Boolean)
    .join('');

/** @see https://open.dingtalk.com/document/development/robot-message-type */
export const robotActionCard = ({ title, text, links }: ActionCard): RobotMessage => {
  const [first, ...others] = links;
  if (others.length === 0)
    return {
      msgKey: 'sampleActionCard',
      msgParam: JSON.stringify({ title, text, singleTitle: first.title, singleURL: first.url }),
    };
  const buttons = Object.fromEntries(
    links.flatMap((link, index) => [
      [`actionTitle${index + 1}`, link.title],
      [`actionURL${index + 1}`, link.url],
    ]),
  );
  return {
    msgKey: `sampleActionCard${links.length}`,
    msgParam: JSON.stringify({ title, text, ...buttons }),
  };
};

/** The same as a reply to where somebody wrote. */
export const webhookActionCard = ({ title, text, links }: ActionCard): object => {
  const [first, ...others] = links;
  const buttons =
    others.length === 0
      ? { singleTitle: first.title, singleURL: first.url }
      : { btnOrientation: '0', btns: links.map((link) => ({ title: link.title, actionURL: link.url })) };
  return { msgtype: 'actionCard', actionCard: { title, text, ...buttons } };
};

/** Words as they are: a text formats nothing. What is longer than one message takes comes in several. */
export const textsOf = (words: string): readonly string[] =>
  pieces(visible(words).trim() || '…', limits.text, ({ length }) => length);

export const robotText = (content: string): RobotMessage => ({
  msgKey: 'sampleText',
  msgParam: JSON.stringify({ content }),
});

/** @param atUserId  who is called by it, in a group */
export const webhookText = (content: string, atUserId?: string): object => ({
  msgtype: 'text',
  text: { content },
  ...(atUserId && { at: { atUserIds: [atUserId], isAtAll: false } }),
});
