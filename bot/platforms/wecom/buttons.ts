import type { Card, Submit } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { limits } from './limits.js';
import type { Parts } from './parts.js';
import { bytesOf, clip, inLanguage, isWebAddress, oneLine } from './text.js';

export interface CardButton {
  readonly text: string;
  readonly style: number;
  readonly type?: 1;
  readonly key?: string;
  readonly url?: string;
}

export interface Option {
  readonly id: string;
  readonly text: string;
}

/** The button that opens what was chosen in the card's list. */
export const PICK = 'pick';

const words = {
  showAll: { zh: '查看全部', en: 'Show all' },
  open: { zh: '打开', en: 'Open' },
} satisfies Record<string, Text>;

type Lang = Card['body']['lang'];

export const styles: Record<NonNullable<Submit['style']>, number> = {
  positive: 1,
  destructive: 2,
  default: 4,
};

export const linkButton = (text: string, url: string): CardButton => ({
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

/** A card about a record leads to its page; any other leads to the pages only where something has no room on it. */
export const buttonsWithWay = (parts: Parts, lang: Lang, url: string, hasPage: boolean) => {
  const alone = buttonsOf(parts, lang, []);
  const needsWay = hasPage || alone.isMissing;
  return needsWay && isWebAddress(url)
    ? buttonsOf(parts, lang, [linkButton(inLanguage(words.showAll, lang), url)])
    : alone;
};
