import type { Card, OpenUrl } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import { limits } from './limits.js';
import type { Fact, Parts, Row } from './parts.js';
import { clip, inLanguage, isWebAddress, oneLine } from './text.js';

interface HorizontalRow {
  readonly keyname: string;
  readonly value: string;
  readonly type?: 1;
  readonly url?: string;
}

/** What is on a card besides its buttons. */
export interface Content {
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly HorizontalRow[];
}

type Lang = Card['body']['lang'];

const linkWord: Text = { zh: '链接', en: 'Link' };

const hasRoom = ({ title, value }: Fact): boolean =>
  title.length <= limits.rowName && value.length <= limits.rowValue;

const factRow = ({ title, value }: Fact): HorizontalRow => ({
  keyname: clip(title, limits.rowName),
  value: clip(value, limits.rowValue),
});

const linkRow = ({ title, url }: OpenUrl, lang: Lang): HorizontalRow => ({
  keyname: inLanguage(linkWord, lang),
  value: clip(oneLine(title) || '–', limits.rowValue),
  type: 1,
  url,
});

const listRow = ({ title, detail }: Row, index: number): Fact => ({
  title: String(index + 1),
  value: [title, detail].filter(Boolean).join(' '),
});

interface Shown {
  readonly shown: Content;
  readonly isWhole: boolean;
}

/** Small facts stand in rows; what is longer stands in the text, as far as it has room: each line of it is one. */
export const contentOf = ({ title, lines, facts, rows, links }: Parts, lang: Lang): Shown => {
  const goodLinks = links.filter(({ url }) => isWebAddress(url)).slice(0, 2);
  const said = lines.map(oneLine);
  const [first] = said;
  const desc = first !== undefined && first.length <= limits.desc ? first : undefined;
  const inRows = [...facts.filter(hasRoom), ...rows.map(listRow)];
  const inText = [
    ...(desc === undefined ? said : said.slice(1)),
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
