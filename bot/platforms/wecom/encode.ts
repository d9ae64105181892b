import type { Card, OpenUrl, Submit } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import type { Press } from '../platform.js';
import { isWebAddress as isAddress } from '../text.js';
import { limits } from './limits.js';
import { type Fact, type Parts, partsOf, type Row } from './parts.js';
import { bytesOf, clip, inert, inLanguage, oneLine, pieces } from './text.js';

interface HorizontalRow {
  readonly keyname: string;
  readonly value: string;
  readonly type?: 1;
  readonly url?: string;
}

export interface CardButton {
  readonly text: string;
  readonly style: number;
  readonly type?: 1;
  readonly key?: string;
  readonly url?: string;
}

interface Option {
  readonly id: string;
  readonly text: string;
}

interface Common {
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly HorizontalRow[];
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

/** The button that opens what was chosen in the card's list. */
export const PICK = 'pick';

const words = {
  showAll: { zh: '查看全部', en: 'Show all' },
  pick: { zh: '选择', en: 'Choose' },
  open: { zh: '打开', en: 'Open' },
  link: { zh: '链接', en: 'Link' },
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

/** A card about a record leads to its page; any other leads to the pages only where something has no room on it. */
const buttonsWithWay = (parts: Parts, lang: Lang, url: string, hasPage: boolean) => {
  const alone = buttonsOf(parts, lang, []);
  const needsWay = hasPage || alone.isMissing;
  return needsWay && isWebAddress(url)
    ? buttonsOf(parts, lang, [linkButton(inLanguage(words.showAll, lang), url)])
    : alone;
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

const hasRoom = ({ title, value }: Fact): boolean =>
  title.length <= limits.rowName && value.length <= limits.rowValue;

const factRow = ({ title, value }: Fact): HorizontalRow => ({
  keyname: clip(title, limits.rowName),
  value: clip(value, limits.rowValue),
});

const linkRow = ({ title, url }: OpenUrl, lang: Lang): HorizontalRow => ({
  keyname: inLanguage(words.link, lang),
  value: clip(oneLine(title) || '–', limits.rowValue),
  type: 1,
  url,
});

const listRow = ({ title, detail }: Row, index: number): Fact => ({
  title: String(index + 1),
  value: [title, detail].filter(Boolean).join(' '),
});

interface Shown {
  readonly shown: Omit<Common, 'card_action'>;
  readonly isWhole: boolean;
}

/** Small facts stand in rows; what is longer stands in the text, as far as it has room. */
const contentOf = ({ title, lines, facts, rows, links }: Parts, lang: Lang): Shown => {
  const goodLinks = links.filter(({ url }) => isWebAddress(url)).slice(0, 2);
  const [first, ...others] = lines;
  const desc =
    first !== undefined && !first.includes('\n') && first.length <= limits.desc ? first : undefined;
  const inRows = [...facts.filter(hasRoom), ...rows.map(listRow)];
  const inText = [
    ...(desc === undefined ? lines : others),
    ...facts.filter((fact) => !hasRoom(fact)).map((fact) => `${fact.title}: ${fact.value}`),
  ].join('\n');
  const shownRows = inRows.slice(0, limits.rows - goodLinks.length);
  const horizontal = [...shownRows.map(factRow), ...goodLinks.map((link) => linkRow(link, lang))];
  const isWhole =
    title.length <= limits.title &&
    inText.length <= limits.subTitle &&
    inRows.length === shownRows.length &&
    inRows.every(hasRoom) &&
    goodLinks.length === links.length &&
    goodLinks.every((link) => oneLine(link.title).length <= limits.rowValue);
  return {
    shown: {
      main_title: { title: clip(title, limits.title), ...(desc !== undefined && { desc }) },
      ...(inText && { sub_title_text: clip(inText, limits.subTitle) }),
      ...(horizontal.length > 0 && { horizontal_content_list: horizontal }),
    },
    isWhole,
  };
};

const styles: Record<NonNullable<Submit['style']>, number> = { positive: 1, destructive: 2, default: 4 };

const isWebAddress = (url: string): boolean => bytesOf(url) <= limits.urlBytes && isAddress(url);

const linkButton = (text: string, url: string): CardButton => ({
  type: 1,
  text: clip(text, limits.buttonLabel),
  style: styles.default,
  url,
});

const carried = ({ data }: Submit): string => JSON.stringify(data);

const labelOf = ({ title }: Submit): string => oneLine(title) || '…';

const pressButton = (press: Submit): CardButton => ({
  text: clip(labelOf(press), limits.buttonLabel),
  style: styles[press.style ?? 'default'],
  key: carried(press),
});

const pickButton = (lang: Lang): CardButton => ({
  text: inLanguage(words.open, lang),
  style: styles.positive,
  key: PICK,
});

interface Choosable {
  readonly label: string;
  readonly press: Submit;
}

const optionOf = ({ label, press }: Choosable): Option => ({
  id: carried(press),
  text: clip(label, limits.optionLabel),
});

/** Of two that do the same, the first; WeCom takes no key twice. */
const distinct = <T>(all: readonly T[], keyOf: (one: T) => string): T[] =>
  [...new Map([...all].reverse().map((one) => [keyOf(one), one])).values()].reverse();

/**
 * Buttons while they have room; the others are on the page, where there is a way to it, or else, as the rows of a list, are
 * chosen from and opened by one more button.
 */
const buttonsOf = ({ presses, rows }: Parts, lang: Lang, more: readonly CardButton[]) => {
  const own = distinct(
    presses.filter((press) => bytesOf(carried(press)) <= limits.keyBytes),
    carried,
  );
  const room = limits.buttons - more.length;
  const needsPick = rows.length > 0 || (own.length > room && more.length === 0);
  const kept = own.slice(0, needsPick ? room - 1 : room);
  const others = own.slice(kept.length);
  const choosable: readonly Choosable[] = [
    ...(needsPick ? others.map((press) => ({ label: labelOf(press), press })) : []),
    ...rows.map(({ title, press }) => ({ label: title, press })),
  ];
  const options = distinct(choosable.map(optionOf), ({ id }) => id).filter(
    ({ id }) => bytesOf(id) <= limits.optionIdBytes,
  );
  const shownOptions = options.slice(0, limits.options);
  const isMissing =
    own.length < distinct(presses, carried).length ||
    shownOptions.length < choosable.length ||
    (others.length > 0 && !needsPick);
  return {
    buttons: [...kept.map(pressButton), ...(shownOptions.length > 0 ? [pickButton(lang)] : []), ...more],
    options: shownOptions,
    /** Something that could be pressed has no room. */
    isMissing,
    isWhole:
      !isMissing &&
      kept.every((press) => labelOf(press).length <= limits.buttonLabel) &&
      choosable.every(({ label }) => label.length <= limits.optionLabel || rows.length > 0),
  };
};
