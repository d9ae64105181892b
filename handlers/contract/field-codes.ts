import { XMLParser } from 'fast-xml-parser';

const attributes = `(?:"[^"]*"|'[^']*'|[^"'>])*`;
/** The text of a code, or the tag that says where a field begins or ends, or that is all of it. */
const PIECE = new RegExp(
  String.raw`<(?:[\w.-]+:)?instrText\b${attributes}(?<!/)>.*?</(?:[\w.-]+:)?instrText\s*>|<(?:[\w.-]+:)?fld(?:Char|Simple)\b${attributes}>`,
  'gs',
);

const COMMENT = /<!--.*?-->/gs;

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
  for (const [written] of xml.replace(COMMENT, '').matchAll(PIECE)) {
    const { instrText, fldChar, fldSimple } = parser.parse(written) as Piece;
    if (instrText) open.push((open.pop() ?? '') + instrText['#text']);
    if (fldChar?.fldCharType === 'begin') open.push('');
    if (fldChar?.fldCharType === 'end') done.push(open.pop() ?? '');
    if (fldSimple?.instr) done.push(fldSimple.instr);
  }
  return [...done, ...open];
}
