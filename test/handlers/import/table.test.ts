import { detectDelimiter, readTable } from '../../../handlers/import/table.js';
import { fileOf, refusalOf } from '../../support/importing.js';

const read = async (text: string) => {
  const source = fileOf(text);
  const delimiter = await detectDelimiter(source, 'utf-8');
  const records: [number, ...string[]][] = [];
  for await (const { line, cells } of readTable(source, 'utf-8', delimiter)) records.push([line, ...cells]);
  return records;
};

test.each([',', ';', '\t'])('columns may be parted by %j', async (delimiter) => {
  const row = (...cells: string[]) => cells.join(delimiter);
  expect(await read(`${row('name', 'price')}\n${row('GTX Pro', '4821')}\n`)).toEqual([
    [1, 'name', 'price'],
    [2, 'GTX Pro', '4821'],
  ]);
});

test('the separator is found though headings in quotes hold others', async () => {
  expect(await read('"name, or code";price\nGTX;1,5\n')).toEqual([
    [1, 'name, or code', 'price'],
    [2, 'GTX', '1,5'],
  ]);
});

test('the separator is found below a title that has none', async () => {
  expect(await read('客户清单\n\n名称;电话\n云帆;021-5555\n')).toEqual([
    [1, '客户清单'],
    [3, '名称', '电话'],
    [4, '云帆', '021-5555'],
  ]);
});

test('one column needs no separator', async () => {
  expect(await read('姓名\n张伟\n')).toEqual([
    [1, '姓名'],
    [2, '张伟'],
  ]);
});

test('a line number is where a record begins, whatever is in quotes before it', async () => {
  expect(await read('a,b\r\n1,"two\r\nlines"\r\n\r\n,\r\n3,"four ""quoted"""\r\n')).toEqual([
    [1, 'a', 'b'],
    [2, '1', 'two\nlines'],
    [6, '3', 'four "quoted"'],
  ]);
});

test('inches and other lone quotation marks are text', async () => {
  expect(await read('name,size\nScreen,27" wide\n')).toEqual([
    [1, 'name', 'size'],
    [2, 'Screen', '27" wide'],
  ]);
});

test('a quotation mark that is never closed is refused with its line', async () => {
  expect(await refusalOf(() => read('a,b\n1,2\n3,"4\n5,6\n'))).toBe(
    'A quotation mark on line 3 or soon after is never closed. Close it or take it out.',
  );
});
