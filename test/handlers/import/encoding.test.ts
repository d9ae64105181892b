import { decode, detectEncoding, encodingNamed, type Source } from '../../../handlers/import/encoding.js';
import { fileOf, refusalOf } from '../../support/importing.js';

/** `姓名,工号` and `张伟,E003`, as Excel saves them on a Chinese Windows. */
const gbk = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xa4, 0xba, 0xc5, 0x0d, 0x0a],
  ...[0xd5, 0xc5, 0xce, 0xb0, 0x2c, 0x45, 0x30, 0x30, 0x33, 0x0d, 0x0a],
]);

const read = async (source: Source, encoding?: string) => {
  let text = '';
  for await (const piece of decode(source, encoding ?? (await detectEncoding(source)))) text += piece;
  return text;
};

test('a file that a Chinese Excel saved as GBK is read as it was written', async () => {
  expect(await detectEncoding(fileOf(gbk))).toBe('gb18030');
  expect(await read(fileOf(gbk))).toBe('姓名,工号\n张伟,E003\n');
});

test('characters that fall between two pieces of a file stay whole', async () => {
  for (const pieceBytes of [1, 2, 3, 5]) {
    expect(await read(fileOf(gbk, 'gbk.csv', pieceBytes))).toBe('姓名,工号\n张伟,E003\n');
    expect(await read(fileOf('客户,金额\r\n云帆,2万\r\n', 'utf8.csv', pieceBytes))).toBe(
      '客户,金额\n云帆,2万\n',
    );
  }
});

test('the byte order mark of "CSV UTF-8" is not part of the first heading', async () => {
  expect(await read(fileOf('\ufeff姓名\n张伟\n'))).toBe('姓名\n张伟\n');
});

test('what Excel calls Unicode text is UTF-16', async () => {
  const text = Buffer.from('\ufeff姓名\t工号\r\n张伟\tE003\r\n', 'utf16le');
  expect(await detectEncoding(fileOf(text))).toBe('utf-16le');
  expect(await read(fileOf(text))).toBe('姓名\t工号\n张伟\tE003\n');
});

test('UTF-16 without its mark is no heading that only looks like one: it is refused, and can be named', async () => {
  const text = Buffer.from('name\nJosé\n', 'utf16le');
  expect(await refusalOf(() => detectEncoding(fileOf(text)))).toMatch(/is neither UTF-8 nor GBK/);
  expect(await read(fileOf(text), encodingNamed('utf-16le'))).toBe('name\nJosé\n');
});

test('lines may end as on Windows, Unix or an old Mac', async () => {
  expect(await read(fileOf('a\r\nb\nc\rd', 'ends.csv', 1))).toBe('a\nb\nc\nd');
});

test.each([
  ['people.xlsx', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
  ['people.xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
])('an Excel file such as %s is named as such', async (name, bytes) => {
  expect(await refusalOf(() => detectEncoding(fileOf(Uint8Array.from(bytes), name)))).toBe(
    `${name} is an Excel file. Save it as "CSV UTF-8" in Excel and import that.`,
  );
});

test('a file in another encoding is refused, and can be named', async () => {
  const latin = Uint8Array.from([...Buffer.from('name\nJos'), 0xe9, 0x0a]);
  expect(await refusalOf(() => detectEncoding(fileOf(latin)))).toBe(
    'The file file.csv is neither UTF-8 nor GBK/GB18030. Save it as "CSV UTF-8" in Excel, or name its encoding with --encoding.',
  );
  expect(await read(fileOf(latin), encodingNamed('windows-1252'))).toBe('name\nJosé\n');
});

test('an encoding that does not exist is refused', async () => {
  expect(await refusalOf(() => encodingNamed('klingon'))).toMatch(/^There is no encoding called "klingon"/);
});
