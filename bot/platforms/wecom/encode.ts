import type { Card } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import type { Press } from '../platform.js';
import { buttonsWithWay, type CardButton, linkButton, type Option, PICK, styles } from './buttons.js';
import { type Content, contentOf } from './content.js';
import { limits } from './limits.js';
import { partsOf } from './parts.js';
import { clip, inert, inLanguage, oneLine, pieces } from './text.js';

interface Common extends Content {
  readonly card_action: { readonly type: 1; readonly url: string };
}

/** @see https://developer.work.weixin.qq.com/document/path/90236 */
export type TemplateCard =
  | (Common & { readonly card_type: 'text_notice' })
  | (Common & {
      readonly card_type: 'button_interaction';
      readonly button_list: readonly CardButton[];
      readonly button_selection?: {
        readonly question_key: typeof PICK;
        readonly title: string;
        readonly option_list: readonly Option[];
      };
    });

export interface Encoded {
  readonly card: TemplateCard;
  /** All that the card says, for messages beside it when it had to be cut. Each has room in one message. */
  readonly texts: () => readonly string[];
  /** Nothing had to be cut. */
  readonly isWhole: boolean;
  /** Nothing had to be cut, or the card leads to a page where all of it is. */
  readonly isComplete: boolean;
}

const words = {
  pick: { zh: '选择', en: 'Choose' },
  redraw: { zh: '刷新', en: 'Refresh' },
  fillIn: { zh: '填写', en: 'Fill in' },
} satisfies Record<string, Text>;

type Lang = Card['body']['lang'];

const pageOf = ({ page }: Card, publicUrl: string): string => `${publicUrl}${page ?? '/app/'}`;

/**
 * A card as a template card within the strictest limits, where WeCom formats nothing. What has no room on it is on its
 * page, to which a button leads, and in `texts`.
 */
export const encodeCard = (card: Card, publicUrl: string): Encoded => {
  const { lang } = card.body;
  const parts = partsOf(card);
  const content = contentOf(parts, lang);
  const url = pageOf(card, publicUrl);
  const { buttons, options, isWhole } = buttonsWithWay(parts, lang, url, card.page !== undefined);
  const common: Common = { ...content.shown, card_action: { type: 1, url } };
  return {
    card: withButtons(common, buttons, options, lang),
    texts: () => pieces(inert(parts.text), limits.textBytes),
    isWhole: content.isWhole && isWhole,
    isComplete: (content.isWhole && isWhole) || card.page !== undefined,
  };
};

const withButtons = (
  common: Common,
  buttons: readonly CardButton[],
  options: readonly Option[],
  lang: Lang,
): TemplateCard => {
  if (buttons.length === 0) return { card_type: 'text_notice', ...common };
  const title = clip(inLanguage(words.pick, lang), limits.selectionTitle);
  return {
    card_type: 'button_interaction',
    ...common,
    button_list: buttons,
    ...(options.length > 0 && {
      button_selection: { question_key: PICK, title, option_list: options },
    }),
  };
};

/**
 * A card for everybody in a group, with one button that draws it anew; a tap leads to its page. Robots' buttons lead
 * nowhere else, and what has no room here is on that page.
 * @see https://developer.work.weixin.qq.com/document/path/101032
 */
export const encodeGroupCard = (card: Card, publicUrl: string, redraw: Press): TemplateCard => {
  const { lang } = card.body;
  const { shown } = contentOf({ ...partsOf(card), links: [] }, lang);
  return {
    card_type: 'button_interaction',
    ...shown,
    card_action: { type: 1, url: pageOf(card, publicUrl) },
    button_list: [{ text: words.redraw[lang], style: styles.default, key: JSON.stringify(redraw) }],
  };
};

/** A form's title, what was understood so far, and the way to its page, as no card takes text. */
export const encodeForm = (form: Card, url: string): Encoded => {
  const { lang } = form.body;
  const parts = partsOf(form);
  const { shown, isWhole } = contentOf({ ...parts, links: [], rows: [] }, lang);
  const common: Common = { ...shown, card_action: { type: 1, url } };
  return {
    card: {
      card_type: 'button_interaction',
      ...common,
      button_list: [{ ...linkButton(inLanguage(words.fillIn, lang), url), style: styles.positive }],
    },
    texts: () => pieces(inert(parts.text), limits.textBytes),
    isWhole,
    isComplete: true,
  };
};

/** What an old card says in place of its buttons. */
export const encodeNotice = (title: string, text: string, url: string): TemplateCard => ({
  card_type: 'text_notice',
  main_title: { title: clip(oneLine(title) || '–', limits.title) },
  sub_title_text: clip(oneLine(text) || '–', limits.subTitle),
  card_action: { type: 1, url },
});

/** Text as messages. */
export const encodeWords = (text: string): readonly string[] =>
  pieces(inert(text).trim() || '…', limits.textBytes);
