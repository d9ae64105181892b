import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { atRoot } from '../../../bot/root.js';
import { contractContent } from '../../../handlers/contract/content.js';
import { drawFrom } from '../../../handlers/contract/draw-from.js';
import { sha256 } from '../../../handlers/hash.js';
import { contractRecords } from '../../support/contract.js';
import { paragraph, wordFile } from '../../support/word.js';

const built = pathToFileURL(atRoot('dist/bot/contract/drawing.js'));
const content = contractContent(contractRecords(), 'zh-CN');

/** In a process of its own, as the tests have no thread to offer. @returns the hash of each, or what went wrong */
const drawnAside = async (templatesDir: string, times: number, longestMs?: number): Promise<string[]> => {
  const script = `
    import { createHash } from 'node:crypto';
    import { drawAside } from ${JSON.stringify(built.href)};
    const draw = drawAside(${JSON.stringify(templatesDir)}, ${longestMs});
    const one = () => draw(${JSON.stringify(content)}, 'zh-CN').then(
      (file) => createHash('sha256').update(file).digest('hex'),
      (error) => error.name + ': ' + error.message,
    );
    console.log(JSON.stringify(await Promise.all(Array.from({ length: ${times} }, one))));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout);
};

describe('contracts drawn beside everything else', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dealdesk-templates-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('are the same as ever, and keep no process alive', async () => {
    const here = sha256(await drawFrom(folder)(content, 'zh-CN'));
    expect(await drawnAside(folder, 3)).toEqual([here, here, here]);
  });

  test('from a template that is wrong say so as ever', async () => {
    await writeFile(join(folder, 'contract.docx'), wordFile('{no_such_tag}'));
    const [said] = await drawnAside(folder, 1);
    expect(said).toMatch(/^Refusal: Mend the contract template/);
  });

  test('from a template that never ends say so to each who waits', async () => {
    await writeFile(
      join(folder, 'contract.docx'),
      wordFile('{#contract_number}'.repeat(900) + '{/contract_number}'.repeat(900)),
    );
    const said = await drawnAside(folder, 2, 1_000);
    expect(said).toEqual(
      Array(2).fill(expect.stringMatching(/^Refusal: The contract template is too large/)),
    );
  });

  test('from a template that takes too much memory say so', async () => {
    await writeFile(join(folder, 'contract.docx'), wordFile(paragraph('a').repeat(300_000)));
    expect(await drawnAside(folder, 1)).toEqual([
      expect.stringMatching(/^Refusal: The contract template is too large/),
    ]);
  });
});
