/** Makes and reads small Word files, so that a test can say what a person typed into a template and sees in a contract. */
import PizZip from 'pizzip';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export const paragraph = (text: string) =>
  `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

export const tableRow = (...cells: string[]) =>
  `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr></w:tbl>`;

/** A Word file with this body: plain strings are paragraphs. */
export const wordFile = (...body: string[]): Buffer => {
  const content = body.map((part) => (part.startsWith('<w:') ? part : paragraph(part))).join('');
  const zip = new PizZip();
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file('word/document.xml', `<w:document xmlns:w="${W}"><w:body>${content}</w:body></w:document>`);
  return zip.generate({ type: 'nodebuffer' });
};

/** The same file, with one more that belongs to its document, or to another part of it. */
export const relatedTo = (
  file: Buffer,
  kind: string,
  target: string,
  mode = 'External',
  part = 'document',
): Buffer =>
  new PizZip(file)
    .file(
      `word/_rels/${part}.xml.rels`,
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId7" Type="${OFFICE}/${kind}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
    )
    .generate({ type: 'nodebuffer' });

/** One part of a Word file, as XML. */
export const partOf = (file: Buffer, name: string): string => new PizZip(file).file(name)?.asText() ?? '';

export const partsOf = (file: Buffer): string[] => Object.keys(new PizZip(file).files);

const unescaped = (xml: string) =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');

/** What a reader of the part sees: a line a paragraph, cells of a row apart by ` | `. */
export const textOf = (file: Buffer, name = 'word/document.xml'): string =>
  unescaped(
    partOf(file, name)
      .replace(/<\/w:p><\/w:tc><w:tc>/g, ' | ')
      .replace(/<w:br\/>|<\/w:p>|<w:tab\/>/g, '\n')
      .replace(/<w:instrText[^>]*>[^<]*<\/w:instrText>/g, '')
      .replace(/<[^>]+>/g, ''),
  );
