import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { atRoot } from '../../../bot/root.js';
import { contractContent } from '../../../handlers/contract/content.js';
import { drawFrom } from '../../../handlers/contract/draw-from.js';
import { sha256 } from '../../../handlers/hash.js';
import { contractRecords } from '../../support/contract.js';
import { paragraph, wordFile } from '../../support/word.js';

const built = pathToFileURL(atRoot('dist/bot/contract/drawing.js'));
const content = contractContent(contractRecords(), 'zh-CN');

interface Drawn {
  /** The hash of each, or what went wrong. */
  readonly said: readonly string[];
  /** How much more memory the process had at most than when it began: Linux counts that of whoever started it as its own. */
  readonly megabytes: number;
}

/** In a process of its own, as the tests have no thread to offer. */
const drawAsideWith = async (templatesDir: string, times: number, longestMs?: number): Promise<Drawn> => {
  const script = `
    import { createHash } from 'node:crypto';
    import { drawAside } from ${JSON.stringify(built.href)};
    const draw = drawAside(${JSON.stringify(templatesDir)}, ${longestMs});
    const mostMegabytes = () => process.resourceUsage().maxRSS / 1024;
    const begunWith = mostMegabytes();
    const one = () => draw(${JSON.stringify(content)}, 'zh-CN').then(
      (file) => createHash('sha256').update(file).digest('hex'),
      (error) => error.name + ': ' + error.message,
    );
    const said = await Promise.all(Array.from({ length: ${times} }, one));
    console.log(JSON.stringify({ said, megabytes: mostMegabytes() - begunWith }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout);
};

const drawnAside = async (...how: Parameters<typeof drawAsideWith>) => (await drawAsideWith(...how)).said;

/** Of a zip's two headers of a part: how they begin, and how far behind that the way of packing, the size and the name are. */
const headers = [
  { begins: 'PK\x03\x04', method: 8, size: 22, name: 30 },
  { begins: 'PK\x01\x02', method: 10, size: 24, name: 46 },
];

/** A Word file whose text unpacks to so many bytes, and which says that it is 1,000. */
const understated = (bytes: number): Buffer => {
  const part = 'word/document.xml';
  const packed = deflateRawSync(Buffer.alloc(bytes, ' '));
  const file = new PizZip(wordFile('')).file(part, packed).generate({ type: 'nodebuffer' });
  for (const { begins, method, size, name } of headers) {
    const isHere = (at: number) => file.indexOf(part, at) === at + name;
    let at = file.indexOf(begins, 0, 'latin1');
    while (!isHere(at)) at = file.indexOf(begins, at + 1, 'latin1');
    file.writeUInt16LE(8, at + method);
    file.writeUInt32LE(1_000, at + size);
  }
  return file;
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

  test('from a template that says it is small and is not is unpacked no further than it says', async () => {
    await writeFile(join(folder, 'contract.docx'), understated(200_000_000));
    const { said, megabytes } = await drawAsideWith(folder, 1);
    expect(said).toEqual([expect.stringMatching(/^Refusal: Mend the contract template/)]);
    expect(megabytes).toBeLessThan(200);
  });

  test('from a template that takes too much memory say so', async () => {
    await writeFile(join(folder, 'contract.docx'), wordFile(paragraph('a').repeat(300_000)));
    expect(await drawnAside(folder, 1)).toEqual([
      expect.stringMatching(/^Refusal: The contract template is too large/),
    ]);
  });
});
