import { join } from 'node:path';
import fc from 'fast-check';
import { contractContent } from '../../../handlers/contract/content.js';
import { drawContract } from '../../../handlers/contract/draw.js';
import { loadTemplate } from '../../../handlers/contract/template.js';
import { sha256 } from '../../../handlers/hash.js';
import { Refusal } from '../../../handlers/useCase.js';
import { type Locale, locales } from '../../../models/text.js';
import { contractRecords } from '../../support/contract.js';
import { paragraph, partOf, partsOf, tableRow, textOf, wordFile } from '../../support/word.js';

const NOWHERE = join(__dirname, 'no-such-folder');
const content = contractContent(contractRecords(), 'zh-CN');
const shipped = (locale: Locale) => loadTemplate(NOWHERE, locale);
const drawShipped = async (locale: Locale, records = contractRecords()) =>
  drawContract(await shipped(locale), contractContent(records, locale));

const refusal = (run: () => unknown): Refusal => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nobody refused.');
};

describe('the shipped contract', () => {
  test.each<[Locale, string[]]>([
    [
      'zh-CN',
      [
        '合同编号：D-1024-1',
        '签订日期：2026年11月22日',
        '名称 | 杭州青禾精密制造有限公司 | 名称 | 上海晨帆软件技术有限公司',
        '纳税人识别号 | 91330100MA2B00000T | 纳税人识别号 | 91310000MA1FL0000X',
        '1 | 生产执行系统 | 1 | 320,000.00 | 10% | 288,000.00 | 13% | 37,440.00 | 325,440.00',
        '2 | 现场实施 | 22.5 | 3,600.00 | — | 81,000.00 | 6% | 4,860.00 | 85,860.00',
        '人民币肆拾壹万壹仟叁佰元整',
        '甲方（盖章）：杭州青禾精密制造有限公司',
        '乙方（盖章）：上海晨帆软件技术有限公司',
      ],
    ],
    [
      'en',
      [
        'Contract No. D-1024-1',
        'Date: 22 November 2026',
        'Tax number | 91330100MA2B00000T | Tax number | 91310000MA1FL0000X',
        '1 | 生产执行系统 | 1 | 320,000.00 | 10% | 288,000.00 | 13% | 37,440.00 | 325,440.00',
        'CNY 411,300.00',
        '人民币肆拾壹万壹仟叁佰元整',
        'Buyer: 杭州青禾精密制造有限公司',
        'Seller: 上海晨帆软件技术有限公司',
      ],
    ],
  ])('in %s says who sells what to whom for how much', async (locale, expected) => {
    const text = textOf(await drawShipped(locale));

    for (const line of expected) expect(text).toContain(line);
  });

  test.each(locales)('in %s leaves no tag unfilled in any part of the file', async (locale) => {
    const contract = await drawShipped(locale);

    for (const name of partsOf(contract))
      expect(partOf(contract, name)).not.toMatch(/\{|\}|undefined|\[object/);
    expect(textOf(contract, 'word/header1.xml')).toContain('D-1024-1 · V1');
    expect(textOf(contract, 'word/footer1.xml')).toContain('李伟');
  });

  test('has the usual terms where nothing was agreed, and only what was agreed where something was', async () => {
    const usual = textOf(await drawShipped('zh-CN'));
    const agreed = textOf(
      await drawShipped(
        'zh-CN',
        contractRecords({ terms: { payment: '货到付款。', delivery: null, other: '附件一为技术协议。' } }),
      ),
    );

    expect(usual).toContain('将合同价款一次性支付至乙方');
    expect(agreed).toContain('货到付款。');
    expect(agreed).toContain('附件一为技术协议。');
    expect(agreed).not.toContain('将合同价款一次性支付至乙方');
    expect(agreed).toContain('将产品交付至甲方在本合同中载明的地址');
  });

  test('repeats the row for each line of a long deal', async () => {
    const { deal } = contractRecords();
    const lines = Array.from({ length: 200 }, (_, index) => ({
      name: `产品${index + 1}号`,
      quantityMilli: 1_000,
      unitPriceCents: 100,
      discountBp: 0,
      taxBp: 0,
    }));
    const text = textOf(await drawShipped('zh-CN', contractRecords({ deal: { ...deal, lines } })));

    expect(text.match(/产品\d+号/g)).toEqual(lines.map((line) => line.name));
    expect(text).toContain('200 | 产品200号 | 1 | 1.00');
  });
});

describe('what people typed comes out as they typed it', () => {
  const named = (customerName: string) =>
    textOf(drawContract(wordFile('甲方：{客户名称}。'), { ...content, customerName }));

  test.each([
    ['signs that XML knows', '<b>A & B</b> "\'" ]]> &amp; <!-- -->'],
    ['braces and tags', '{合同编号} {#明细}{/明细} {{x}} } {'],
    ['emoji and rare characters', '👩‍🚀🎉 𠮷野家 \u{2A6D6}'],
    ['a very long name', '很长的名字'.repeat(2_000)],
    ['the names of things in the machine', '__proto__ constructor toString'],
    ['dollars, which replacements treat as their own', "$& $1 $' $$"],
  ])('%s', (_, name) => {
    expect(named(name)).toBe(`甲方：${name}。\n`);
  });

  test.each(['一行\n两行', '一行\r\n两行', '一行\r两行'])('lines stay lines: %j', (name) => {
    expect(named(name)).toBe('甲方：一行\n两行。\n');
  });

  test('characters that no Word file can hold are left out', () => {
    expect(named('前\u0000\u0007\u000B\uFFFE\uD800后')).toBe('甲方：前后。\n');
  });

  test('whatever it is', () => {
    const typed = fc
      .string({ unit: 'grapheme' })
      .map((name) => name.replace(/[\r\n]/g, ''))
      .filter((name) => !/[^\t\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(name));

    fc.assert(fc.property(typed, (name) => expect(named(name)).toBe(`甲方：${name}。\n`)));
  });
});

describe('a firm’s own template', () => {
  test('may use Chinese and English names, spaces, conditions and its own table', () => {
    const template = wordFile(
      '{ 客户名称 } / {customer_name}',
      '{#other_terms}另有约定{/other_terms}{^other_terms}没有其他约定{/other_terms}',
      tableRow('{#lines}{row}', '{product}', '{line_total}{/lines}'),
    );

    expect(textOf(drawContract(template, content))).toBe(
      '杭州青禾精密制造有限公司 / 杭州青禾精密制造有限公司\n没有其他约定\n1 | 生产执行系统 | 325,440.00\n2 | 现场实施 | 85,860.00\n',
    );
  });

  test('is drawn also when Word has cut a tag into pieces', () => {
    const pieces = ['{客', '户名', '称}'].map((piece) => `<w:r><w:t>${piece}</w:t></w:r>`).join('');

    expect(textOf(drawContract(wordFile(`<w:p>${pieces}</w:p>`), content))).toBe(
      '杭州青禾精密制造有限公司\n',
    );
  });

  test('with mistakes is refused, and the person reads which, in both languages', () => {
    const { words } = refusal(() => drawContract(wordFile('{客户名} {数量}'), content));

    expect(words.text.zh).toContain('合同模板有 {count} 处要改');
    expect(words.params).toEqual({
      count: 2,
      problems: {
        zh: '没有「{客户名}」这个标签，是不是想写「{客户名称}」；「{数量}」只能写在「{#明细}」和「{/明细}」之间',
        en: 'There is no tag "{客户名}"; did you mean "{客户名称}"; "{数量}" can only stand between "{#lines}" and "{/lines}"',
      },
    });
  });

  test('that is no Word file is refused like that, too', () => {
    const { words } = refusal(() => drawContract(Buffer.from('not a document'), content));

    expect(JSON.stringify(words)).toContain('Open the original in Word and save it as .docx');
  });

  test('of very many mistakes names the first few', () => {
    const { words } = refusal(() =>
      drawContract(wordFile(...Array.from({ length: 50 }, (_, index) => `{坏标签${index}}`)), content),
    );

    expect(words.params?.count).toBe(50);
    expect(JSON.stringify(words)).toContain('坏标签2');
    expect(JSON.stringify(words)).not.toContain('坏标签3');
  });
});

describe('the hash of a contract names its content', () => {
  test.each(locales)('drawn on another day in %s it is the same file to the byte', async (locale) => {
    const template = await shipped(locale);
    const days = ['2026-11-22T08:00:00Z', '2027-03-01T23:59:58Z'].map((day) => new Date(day));
    const hashes = days.map((day) => {
      jest.useFakeTimers({ now: day });
      return sha256(drawContract(template, content));
    });
    jest.useRealTimers();

    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  test('a cent more is another file', () => {
    const template = wordFile(paragraph('{价税合计}'));

    expect(sha256(drawContract(template, { ...content, total: '¥1.00' }))).not.toBe(
      sha256(drawContract(template, { ...content, total: '¥1.01' })),
    );
  });

  test('drawing leaves the template as it was', async () => {
    const template = await shipped('zh-CN');
    const before = sha256(template);
    drawContract(template, content);

    expect(sha256(template)).toBe(before);
  });
});
