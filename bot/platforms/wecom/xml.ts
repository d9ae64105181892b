import { XMLParser } from 'fast-xml-parser';

/** XML that WeCom does not send. */
export class BadXml extends Error {
  override readonly name = 'BadXml';
}

export type XmlValue = string | XmlTree | readonly XmlValue[];
export interface XmlTree {
  readonly [tag: string]: XmlValue;
}

/** What may come several times is a list even when it comes once. */
const lists: ReadonlySet<string> = new Set(['SelectedItem', 'OptionId']);

/** Ids that look like numbers stay as they are: `007`, `1e5`, nineteen digits. */
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  processEntities: false,
  trimValues: true,
  isArray: (tag) => lists.has(tag),
});

/** Within these, nothing is markup. */
const QUOTED = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g;

/**
 * The tree under `<xml>`. What declares a document type or entities is refused before anything reads it.
 * @throws BadXml
 */
export const parseXml = (text: string): XmlTree => {
  if (/<!(?!\[CDATA\[|--)/.test(text.replace(QUOTED, '')))
    throw new BadXml('A document type has no place here.');
  const tree = read(text).xml;
  if (typeof tree !== 'object' || Array.isArray(tree)) throw new BadXml('There is no <xml>.');
  return tree as XmlTree;
};

const read = (text: string): XmlTree => {
  try {
    return parser.parse(text, true) as XmlTree;
  } catch {
    throw new BadXml('This is no XML.');
  }
};

/** Characters that XML cannot hold in any way are left out; `]]>` cannot end the section early. */
const cdata = (text: string): string =>
  `<![CDATA[${text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Flat XML as WeCom reads it: text in CDATA, numbers bare. */
export const buildXml = (fields: Readonly<Record<string, string | number>>): string => {
  const inner = Object.entries(fields).map(
    ([tag, value]) => `<${tag}>${typeof value === 'number' ? value : cdata(value)}</${tag}>`,
  );
  return `<xml>${inner.join('')}</xml>`;
};
