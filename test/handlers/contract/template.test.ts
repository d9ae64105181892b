import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from '../../../handlers/contract/template.js';
import { textOf, wordFile } from '../../support/word.js';

describe('the template of a contract', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, text: string) => writeFile(join(folder, name), wordFile(text));
  const loaded = async (locale: 'zh-CN' | 'en') => textOf(await loadTemplate(folder, locale));

  test('is the shipped one in the language asked for, until the firm has its own', async () => {
    expect(await loaded('zh-CN')).toContain('甲、乙双方根据《中华人民共和国民法典》');
    expect(await loaded('en')).toContain('The Buyer and the Seller have agreed');
  });

  test('is the shipped one as well when the folder is not there', async () => {
    expect(textOf(await loadTemplate(join(folder, 'none'), 'en'))).toContain('The Buyer and the Seller');
  });

  test('is the firm’s own from the moment it puts one there, in every language', async () => {
    await put('contract.docx', '我们的合同');

    expect(await loaded('zh-CN')).toBe('我们的合同\n');
    expect(await loaded('en')).toBe('我们的合同\n');
  });

  test('may be another one for one language', async () => {
    await put('contract.docx', '我们的合同');
    await put('contract.en.docx', 'Our contract');

    expect(await loaded('zh-CN')).toBe('我们的合同\n');
    expect(await loaded('en')).toBe('Our contract\n');
  });

  test('that cannot be read is named to whoever wants a contract, with whom to ask', async () => {
    await mkdir(join(folder, 'contract.docx'));

    await expect(loaded('en')).rejects.toMatchObject({
      words: {
        text: { en: expect.stringContaining('Ask an administrator') },
        params: { file: 'contract.docx', reason: 'EISDIR' },
      },
    });
  });
});
