import { XMLParser } from 'fast-xml-parser';

const prefix = String.raw`(?:[\w.-]+:)?`;
const attributes = `(?:"[^"<]*"|'[^'<]*'|[^"'<>])*`;
/** A part of a code, or the tag that says where a field begins or ends, or that is all of it. None reaches into the next. */
const PIECE = new RegExp(
  String.raw`<${prefix}instrText\b${attributes}(?<!/)>(?:[^<]|<\?)*</${prefix}instrText\s*>|<${prefix}fld(?:Char|Simple)\b${attributes}>`,
  'g',
);

const withoutComments = (xml: string): string =>
  xml
    .split('<!--')
    .map((part, at) => (at === 0 ? part : part.slice(part.indexOf('-->') + '-->'.length)))
    .join('');

interface Piece {
  readonly instrText?: { readonly '#text': string };
  readonly fldChar?: { readonly fldCharType?: string };
  readonly fldSimple?: { readonly instr?: string };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  alwaysCreateTextNode: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

/**
 * What each field of a part of a document tells Word to do. It stands in as many pieces as Word likes, and may have others within.
 * @see ECMA-376, part 1, 17.16.2: complex fields
 */
export function fieldCodes(xml: string): string[] {
  const done: string[] = [];
  const open: string[] = [];
  for (const [written] of withoutComments(xml).matchAll(PIECE)) {
    const { instrText, fldChar, fldSimple } = parser.parse(written) as Piece;
    if (instrText) open.push((open.pop() ?? '') + instrText['#text']);
    if (fldChar?.fldCharType === 'begin') open.push('');
    if (fldChar?.fldCharType === 'end') done.push(open.pop() ?? '');
    if (fldSimple?.instr) done.push(fldSimple.instr);
  }
  return [...done, ...open];
}
