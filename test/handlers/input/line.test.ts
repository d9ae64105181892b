import fc from 'fast-check';
import { readLine, readWords, wordText } from '../../../handlers/input/line.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

const wordsOf = (text: string) => readWords(text).map(wordText);

test.each([
  ['Acme 20000', ['Acme', '20000']],
  ['  Acme \t 20000\n月底  ', ['Acme', '20000', '月底']],
  ['上海云帆　2万　月底', ['上海云帆', '2万', '月底']],
  ['Acme\u200b 2万\u200b', ['Acme', '2万']],
  ['"Acme Corp, Ltd" 2万', ['Acme Corp, Ltd', '2万']],
  ['“上海 云帆” 2万', ['上海 云帆', '2万']],
  ['"上海 云帆” 2万', ['上海 云帆', '2万']],
  ['＂上海 云帆＂ 2万', ['上海 云帆', '2万']],
  ['‘上海 云帆’ 2万', ['上海 云帆', '2万']],
  ['「上海 云帆」2万', ['上海 云帆', '2万']],
  ['『上海 云帆』 2万', ['上海 云帆', '2万']],
  ["'Acme Corp' 2万", ['Acme Corp', '2万']],
  ["O'Neil 2万", ["O'Neil", '2万']],
  ["'O'Neil & Sons' 2万", ["O'Neil & Sons", '2万']],
  ["Jones' rock'n'roll 'tis", ["Jones'", "rock'n'roll", "'tis"]],
  ['"Acme 2万', ['"Acme', '2万']],
  ['「Acme 2万', ['「Acme', '2万']],
  ['Dell 27" monitor', ['Dell', '27"', 'monitor']],
  ['Dell 27" 24" monitor', ['Dell', '27"', '24"', 'monitor']],
  ['"" Acme', ['Acme']],
  ['"line one\nline two" 5', ['line one\nline two', '5']],
  ['🚀 升级 👨‍👩‍👧 ❤️', ['🚀', '升级', '👨‍👩‍👧', '❤️']],
  ['', []],
  [' 　\n', []],
])('%p is the words %j', (typed, words) => {
  expect(wordsOf(typed)).toEqual(words);
});

const fields = { customer: ['客户', 'client'], amount: ['金额'], stage: ['阶段'], title: ['标题'] };

test.each([
  ['amount=20000 客户=上海云帆 stage:谈判', { amount: '20000', customer: '上海云帆', stage: '谈判' }],
  ['AMOUNT=5 Client=Acme', { amount: '5', customer: 'Acme' }],
  ['金额：2万 阶段＝谈判', { amount: '2万', stage: '谈判' }],
  ['金额： 2万 阶段: 谈判', { amount: '2万', stage: '谈判' }],
  ['amount = 2万 title= ERP', { amount: '2万', title: 'ERP' }],
  ['customer="Acme Corp" title=“云 桌面”', { customer: 'Acme Corp', title: '云 桌面' }],
  ['客户：「上海 云帆」 标题： "a b"', { customer: '上海 云帆', title: 'a b' }],
  ['title="" amount=', { title: '', amount: '' }],
  ['amount= title=x', { amount: '', title: 'x' }],
  ['title=a=b', { title: 'a=b' }],
  ['ｔｉｔｌｅ=x', { title: 'x' }],
])('%s names its values', (typed, named) => {
  expect(readLine(typed, fields)).toEqual({ words: [], named, unknown: [] });
});

test('words and named values may be mixed', () => {
  expect(readLine('Acme 金额=2万 ERP 升级', fields)).toEqual({
    words: ['Acme', 'ERP', '升级'],
    named: { amount: '2万' },
    unknown: [],
  });
});

test('a name nobody knows is told back', () => {
  expect(readLine('Acme colour=red 颜色＝红 size="a b"', fields)).toEqual({
    words: ['Acme'],
    named: {},
    unknown: ['colour=red', '颜色＝红', 'size=a b'],
  });
});

test('a value that is named once more is told back', () => {
  expect(readLine('amount=5 title=x 金额： 6', fields)).toEqual({
    words: [],
    named: { amount: '5', title: 'x' },
    unknown: ['金额： 6'],
  });
});

test.each([
  'https://example.com/?a=b',
  '10:30',
  'ERP:升级',
  'C:\\deals',
  ':tada:',
  '1=1',
  '=',
  '：',
  'a = b',
])('%s is text, not a named value', (typed) => {
  expect(readLine(typed, fields)).toEqual({ words: typed.split(' '), named: {}, unknown: [] });
});

test('what stands in quotes is never a named value', () => {
  expect(readLine('"amount=5" “客户：x”', fields).words).toEqual(['amount=5', '客户：x']);
});

test('names that every object has are not fields', () => {
  expect(readLine('constructor=1 toString:2', fields)).toEqual({
    words: ['toString:2'],
    named: {},
    unknown: ['constructor=1'],
  });
});

test('quoting any text without quotes keeps it whole', () => {
  const unquoted = fc.string({ unit: 'binary' }).filter((text) => text !== '' && !/["“”„＂]/.test(text));
  fc.assert(
    fc.property(unquoted, unquoted, (first, second) => {
      expect(wordsOf(`"${first}" “${second}”`)).toEqual([first, second]);
    }),
  );
});

test('no text makes it throw, and no letter is lost', () => {
  const letters = (text: string) => text.replace(/[\s\u200b\u2060"“”„＂'‘’「」『』]/g, '');
  fc.assert(
    fc.property(anyText, (text) => {
      expect(letters(wordsOf(text).join(''))).toBe(letters(text));
      expect(() => readLine(text, fields)).not.toThrow();
    }),
    { numRuns: 1_000 },
  );
});

test.each(longTexts)('100 kB is split at once', async (text) => {
  expect(await cpuMsOf(() => readLine(text, fields))).toBeLessThan(SLOW_MS);
});
