import { join } from 'node:path';
import PizZip from 'pizzip';
import { checkTemplate, readTemplate } from '../../../handlers/contract/check-template.js';
import { contractTags, linesTag, lineTags, namesOf } from '../../../handlers/contract/tags.js';
import { loadTemplate } from '../../../handlers/contract/template.js';
import { locales } from '../../../models/text.js';
import { partOf, relatedTo, tableRow, wordFile } from '../../support/word.js';

const complete = [
  '{合同编号} {卖方名称} {客户名称} {价税合计}',
  tableRow('{#明细}{产品名称}', '{小计}{/明细}'),
];
const problemsOf = (...body: string[]) => checkTemplate(wordFile(...body)).problems;

describe('a template is checked', () => {
  test.each(locales)('and the shipped one for %s is fine', async (locale) => {
    const shipped = await loadTemplate(join(__dirname, 'no-such-folder'), locale);

    expect(checkTemplate(shipped)).toEqual({ problems: [], missing: [] });
  });

  test('and one with every tag in both languages is fine', () => {
    const everywhere = namesOf(contractTags).map((name) => `{${name}}`);
    const row = namesOf(lineTags).map((name) => `{${name}}`);
    const rows = [linesTag.zh, linesTag.en].map((name) =>
      tableRow(`{#${name}}${row.join('')}`, `{客户名称}{/${name}}`),
    );

    expect(checkTemplate(wordFile(...everywhere, ...rows))).toEqual({ problems: [], missing: [] });
  });

  test.each<[string, string[], string, string]>([
    [
      'a name that does not exist, with the one that was meant',
      ['{客户名}'],
      '没有「{客户名}」这个标签，是不是想写「{客户名称}」',
      'There is no tag "{客户名}"; did you mean "{客户名称}"',
    ],
    [
      'a slip in an English name',
      ['{CustomerName}'],
      '没有「{CustomerName}」这个标签，是不是想写「{customer_name}」',
      'There is no tag "{CustomerName}"; did you mean "{customer_name}"',
    ],
    ['a name like no other', ['{甲方印章}'], '没有「{甲方印章}」这个标签', 'There is no tag "{甲方印章}"'],
    ['an empty tag', ['{}'], '没有「{}」这个标签', 'There is no tag "{}"'],
    [
      'a word of the machine',
      ['{constructor}'],
      '没有「{constructor}」这个标签',
      'There is no tag "{constructor}"',
    ],
    [
      'a tag that would put raw XML in',
      ['{@客户名称}'],
      '没有「{@客户名称}」这个标签，是不是想写「{客户名称}」',
      'There is no tag "{@客户名称}"; did you mean "{客户名称}"',
    ],
    [
      'a product’s tag outside of the product row',
      ['{数量}'],
      '「{数量}」只能写在「{#明细}」和「{/明细}」之间',
      '"{数量}" can only stand between "{#lines}" and "{/lines}"',
    ],
    [
      'a product row without beginning and end',
      ['{明细}'],
      '「{明细}」要成对写：表格行开头写「{#明细}」，结尾写「{/明细}」',
      '"{明细}" comes as a pair: "{#明细}" where the table row begins and "{/明细}" where it ends',
    ],
    [
      'braces of a Chinese keyboard',
      ['甲方：｛客户名称｝'],
      '「｛客户名称｝」用了全角花括号，请切换到英文输入法，改成「{客户名称}」',
      '"｛客户名称｝" has full-width braces; type it with plain ones: "{客户名称}"',
    ],
    [
      'a forgotten closing brace',
      ['{客户名称 为甲方'],
      '「{客户名称」后面少了右花括号「}」',
      '"{客户名称" has no closing brace "}" after it',
    ],
    [
      'a forgotten closing brace before a long sentence',
      [`{客户名称${'与乙方'.repeat(20)}`],
      '「{客户名称与乙方与乙方与乙方与乙方与乙方与乙方与乙方与乙方与乙…」后面少了右花括号「}」',
      '"{客户名称与乙方与乙方与乙方与乙方与乙方与乙方与乙方与乙方与乙…" has no closing brace "}" after it',
    ],
    [
      'a forgotten opening brace',
      ['甲方 客户名称}'],
      '「客户名称}」前面少了左花括号「{」',
      '"客户名称}" has no opening brace "{" before it',
    ],
    [
      'a row that never ends',
      ['{#明细}{产品名称}'],
      '「{#明细}」后面没有对应的「{/明细}」',
      '"{#明细}" has no "{/明细}" after it',
    ],
    [
      'a row that never began',
      ['{/明细}'],
      '「{/明细}」前面没有对应的「{#明细}」',
      '"{/明细}" has no "{#明细}" before it',
    ],
    [
      'a row that ends by another name',
      ['{#明细}{产品名称}{/客户名称}'],
      '「{#明细}」被「{/客户名称}」结束了，两处的名称要一致',
      '"{#明细}" is ended by "{/客户名称}"; both must have the same name',
    ],
    [
      'a row that begins in a table and ends outside of it',
      [tableRow('{#明细}{产品名称}', '{小计}'), '{/明细}'],
      '「{#明细}」和「{/明细}」要放在同一张表格里，或者都放在表格外面',
      '"{#明细}" and "{/明细}" must both stand in one table, or both outside of it',
    ],
    [
      'product rows within product rows',
      ['{#明细}{#明细}{产品名称}{/明细}{/明细}'],
      '「{#明细}」里面不能再放一组「{#明细}」，不然每一行产品都会重复很多遍',
      'Within "{#明细}" there cannot be another "{#明细}"; each product would come many times',
    ],
    [
      'two rows that cross each other',
      [tableRow('{#明细}a', '{/明细}{#lines}b{/lines}')],
      '表格里有两组「{#…}」「{/…}」互相交叉，一组结束后才能开始另一组',
      'Two pairs of "{#…}" and "{/…}" in a table cross each other; end one before the other begins',
    ],
    [
      'a command of the template language that is not for people',
      ['{-w:tr 明细}{产品名称}{/明细}'],
      '「{明细}」不能这样用在这里',
      '"{明细}" cannot be used like this here',
    ],
  ])('for %s', (_, body, zh, en) => {
    expect(problemsOf(...complete, ...body)).toContainEqual({ zh, en });
  });

  test('for braces written twice', () => {
    expect(problemsOf('{{客户名称}}').map(({ en }) => en)).toEqual([
      '"{{客户名称" has two opening braces; one "{" is enough',
      '"客户名称}}" has one closing brace too many; one "}" is enough',
    ]);
  });

  test('also in a part that is only shown sometimes, and each mistake is said once', () => {
    expect(problemsOf('{^其他约定}{甲方印章}{/其他约定}', '{甲方印章}')).toHaveLength(1);
  });

  test('but braces around other words of the contract are nobody’s mistake', () => {
    expect(problemsOf('｛以下简称甲方｝')).toEqual([]);
  });

  test('for what a contract usually says: leaving it out is allowed', () => {
    const report = checkTemplate(wordFile('{合同编号} {seller_name} {客户名称}'));

    expect(report.problems).toEqual([]);
    expect(report.missing.map(({ en }) => en)).toEqual([
      'The template has no "{lines}", so the contract will not say it',
      'The template has no "{total}", so the contract will not say it',
    ]);
  });

  test.each<[string, Buffer]>([
    ['nothing at all', Buffer.alloc(0)],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
    ['an old .doc', Buffer.from('D0CF11E0A1B11AE1', 'hex')],
    ['an empty zip', new PizZip().generate({ type: 'nodebuffer' })],
    [
      'a zip of something else',
      new PizZip().file('word/readme.txt', 'hello').generate({ type: 'nodebuffer' }),
    ],
    ['half a document', wordFile('{客户名称}').subarray(0, 300)],
  ])('and %s is told apart from a Word document', (_, file) => {
    expect(checkTemplate(file).problems.map(({ en }) => en)).toEqual([
      expect.stringContaining('cannot be opened as a Word document'),
    ]);
  });

  test('and one that is small only as long as it is packed is not unpacked', () => {
    const packed = new PizZip(wordFile('{客户名称}'))
      .file('word/document.xml', ' '.repeat(20_000_001))
      .generate({ type: 'nodebuffer', compression: 'DEFLATE' });

    expect(packed.length).toBeLessThan(30_000);
    expect(checkTemplate(packed).problems).toEqual([
      {
        zh: expect.stringContaining('文件里的文字太多（超过 20 MB）'),
        en: expect.stringContaining('too much text in the file (more than 20 MB)'),
      },
    ]);
  });
});

describe('what a template takes in from outside', () => {
  const template = wordFile(...complete);
  const outside = (kind: string, mode?: string) =>
    checkTemplate(relatedTo(template, kind, 'https://198.51.100.7/a.png', mode)).problems;

  test.each(['image', 'attachedTemplate', 'oleObject', 'subDocument'])(
    'such as %s is named, with what to do: whoever opens a contract would fetch it',
    (kind) => {
      expect(outside(kind)).toEqual([
        {
          zh: expect.stringMatching(/^模板引用了外部文件「https:\/\/198\.51\.100\.7\/a\.png」/),
          en: expect.stringMatching(
            /^The template takes in "https:\/\/198\.51\.100\.7\/a\.png" from outside/,
          ),
        },
      ]);
    },
  );

  test('is not the document template that it was begun from: contracts are not attached to it', () => {
    const begun = relatedTo(
      template,
      'attachedTemplate',
      'file:///\\\\server\\firm.dotm',
      'External',
      'settings',
    );
    const settings = '<w:settings><w:attachedTemplate r:id="rId7"/><w:zoom/></w:settings>';
    const file = new PizZip(begun).file('word/settings.xml', settings).generate({ type: 'nodebuffer' });
    const { problems, document } = readTemplate(file);

    expect(problems).toEqual([]);
    const drawn = document?.getZip().generate({ type: 'nodebuffer' }) ?? Buffer.alloc(0);
    expect(partOf(drawn, 'word/settings.xml')).toBe('<w:settings><w:zoom/></w:settings>');
    expect(partOf(drawn, 'word/_rels/settings.xml.rels')).not.toContain('server');
  });

  test('is found however it is written', () => {
    expect(outside('image', '&#69;xternal')).toHaveLength(1);
    const prefixed = new PizZip(relatedTo(template, 'image', 'https://198.51.100.7/'));
    const rels = prefixed.file('word/_rels/document.xml.rels')?.asText() ?? '';
    prefixed.file(
      'word/_rels/document.xml.rels',
      rels
        .replace('xmlns=', 'xmlns:p=')
        .replace(/<(\/?)R/g, '<$1p:R')
        .replaceAll('"', "'"),
    );
    expect(checkTemplate(prefixed.generate({ type: 'nodebuffer' })).problems).toHaveLength(1);
  });

  /** As Word writes a field: in pieces, with what it shows until it is worked out anew. */
  const field = (...pieces: string[]) =>
    [
      '<w:fldChar w:fldCharType="begin"/>',
      ...pieces.map((piece) => `<w:instrText xml:space="preserve">${piece}</w:instrText>`),
      '<w:fldChar w:fldCharType="separate"/>',
      '<w:t>…</w:t>',
      '<w:fldChar w:fldCharType="end"/>',
    ]
      .map((run) => `<w:r>${run}</w:r>`)
      .join('');
  const withField = (xml: string) => checkTemplate(wordFile(...complete, `<w:p>${xml}</w:p>`)).problems;
  const picture = 'INCLUDEPICTURE &quot;https://198.51.100.7/a.png&quot;';

  test.each([
    ['a picture', field(` ${picture} \\d `)],
    ['in pieces', field(' INCLUDE', 'PICTURE &quot;https://198.', '51.100.7/a.png&quot;')],
    ['in one tag', `<w:fldSimple w:dirty="1" w:instr="${picture}"/>`],
    ['within another', field('IF 1 = 1 ', `</w:instrText></w:r>${field(picture)}<w:r><w:instrText>`)],
    ['a text', field('INCLUDETEXT "https://198.51.100.7/a.png"')],
    ['a linked object', field('LINK Excel.Sheet.12 "https://198.51.100.7/a.png" "A1" \\a \\p')],
  ])('by a field is named just so: %s', (_, xml) => {
    expect(withField(xml).map(({ en }) => en)).toEqual([
      expect.stringMatching(/^The template takes in "https:\/\/198\.51\.100\.7\/a\.png" from outside/),
    ]);
  });

  test('is no number of a page, no date and no link that a field shows', () => {
    for (const code of ['PAGE', 'DATE \\@ "yyyy"', 'HYPERLINK "https://example.com/LINK"', 'REF link'])
      expect(withField(field(` ${code} `))).toEqual([]);
  });

  test('is found in a header as well, whatever it is written in, and one that nobody can read is refused', () => {
    const withHeader = (header: string | Buffer) =>
      checkTemplate(new PizZip(template).file('word/header1.xml', header).generate({ type: 'nodebuffer' }))
        .problems;
    const header = `<w:hdr>${field(picture)}</w:hdr>`;
    expect(withHeader(header)).toHaveLength(1);
    const otherwise = field('&#76;i', '<!--<w:fldChar w:fldCharType="end"/>-->', 'nk X "a.xlsx"');
    expect(withHeader(`<w:hdr>${otherwise}</w:hdr>`)).toHaveLength(1);
    const marked = field('<![CDATA[LINK X "a.xlsx"]]>');
    for (const hidden of [`<w:hdr>${marked}</w:hdr>`, Buffer.from(header, 'utf16le')])
      expect(withHeader(hidden)).toEqual([
        expect.objectContaining({ en: expect.stringContaining('cannot be opened as a Word document') }),
      ]);
    const endless = ['<w:instrText>', '<w:fldChar ', '<!--'].map((tag) => tag.repeat(200_000));
    for (const broken of endless) expect(withHeader(broken)).toEqual([]);
  });

  test('is no link that a reader may click, and no picture of its own', () => {
    expect(outside('hyperlink')).toEqual([]);
    expect(outside('image', 'Internal')).toEqual([]);
  });

  test('cannot hide in letters that nobody reads', () => {
    const zip = new PizZip(relatedTo(template, 'image', 'https://198.51.100.7/'));
    const rels = zip.file('word/_rels/document.xml.rels')?.asText() ?? '';
    zip.file('word/_rels/document.xml.rels', Buffer.from(`\ufeff${rels}`, 'utf16le'));
    expect(checkTemplate(zip.generate({ type: 'nodebuffer' })).problems).toEqual([
      expect.objectContaining({ en: expect.stringContaining('cannot be opened as a Word document') }),
    ]);
  });
});

describe('the tags', () => {
  test('have a name of their own each, in both languages', () => {
    const names = [...namesOf(contractTags), ...namesOf(lineTags), ...namesOf({ linesTag })];

    expect(new Set(names).size).toBe(names.length);
  });

  test('are names that a person can type', () => {
    for (const { zh, en } of [...Object.values(contractTags), ...Object.values(lineTags), linesTag]) {
      expect(zh).toMatch(/^\p{Script=Han}{2,6}$/u);
      expect(en).toMatch(/^[a-z]+(_[a-z]+)*$/);
    }
  });
});
