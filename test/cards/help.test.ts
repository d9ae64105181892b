import { helpCard } from '../../cards/help.js';
import { en, read, viewOf, zh } from './reading.js';

const help = viewOf('help', 'Help');

test('help shows what to type, and what it does, in the words of the reader', () => {
  expect(read(helpCard(help, zh))).toBe(
    [
      '商机命令',
      '/商机 新建 云帆科技 2万 月底\n新建商机；没写全的会打开表单',
      '/商机 查看 D-1024\n查看一个商机',
      '/商机 列表\n我的商机',
    ].join('\n'),
  );
  expect(helpCard(help, en).text).toBe(
    'Deal commands: /deal new "Ada Example GmbH" 20,000 next friday, /deal show D-1024, /deal list',
  );
});
