import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { fileRoutes, linkTo } from '../../../bot/contract/files.js';
import { makeMetrics } from '../../../bot/metrics.js';
import { HttpServer } from '../../../bot/server.js';
import { drawFrom } from '../../../handlers/contract/draw-from.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { partsOf, textOf, wordFile } from '../../support/word.js';
import { openWorld, type World } from '../../support/world.js';

const secret = 's'.repeat(32);

describeOnEachDatabase('a contract opened by its link', (open) => {
  let world: World;
  let server: HttpServer;
  let templatesDir: string;
  let link: (path: string) => string;
  beforeAll(async () => {
    world = await openWorld(await open());
    templatesDir = await mkdtemp(join(tmpdir(), 'dealdesk-templates-'));
    const now = () => new Date();
    const metrics = makeMetrics(world.database, now);
    server = new HttpServer({ database: world.database, metrics, log: pino({ level: 'silent' }), now });
    fileRoutes(server.router, { database: world.database, secret, draw: drawFrom(templatesDir) });
    link = linkTo(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`, secret);
  });
  afterAll(async () => {
    await server.close();
    await rm(templatesDir, { recursive: true, force: true });
  });

  test('is a Word file with the customer’s legal name, tax number, lines and total', async () => {
    await world.type('E003', '/deal stage D-1001 待签约');
    const answer = await fetch(link('contracts/1'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('wordprocessingml.document');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contract-D-1001-v1.docx"');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const file = Buffer.from(await answer.arrayBuffer());
    expect(partsOf(file)).toContain('word/document.xml');
    const text = textOf(file);
    for (const words of [
      '上海云帆科技有限公司',
      '91310000DEMO00001X',
      '示例软件（上海）有限公司',
      '协同平台 企业版',
      '190,800.00',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/[{}]/);
  });

  test('is the same file each time, and when several open it first at once', async () => {
    await world.type('E003', '/deal stage D-1002 待签约');
    const files = await Promise.all(
      Array.from({ length: 5 }, async () =>
        Buffer.from(await (await fetch(link('contracts/2'))).arrayBuffer()),
      ),
    );
    const again = Buffer.from(await (await fetch(link('contracts/2'))).arrayBuffer());
    for (const file of files) expect(file.equals(again)).toBe(true);
  });

  test('opens by its own signature only', async () => {
    const good = link('contracts/1');
    const forged = [
      good.replace(/sig=.*/, ''),
      good.replace(/sig=.*/, 'sig='),
      good.replace(/sig=./, 'sig=_'),
      good.replace('contracts/1', 'contracts/2'),
      `${good}&sig=${'x'.repeat(43)}`,
      good.replace('contracts/1', 'contracts/1%2F..%2F2'),
    ];
    for (const address of forged) expect((await fetch(address)).status).toBe(404);
    for (const path of ['contracts/999', 'contracts/one', 'contracts/1e0', 'contracts/-1'])
      expect((await fetch(link(path))).status).toBe(404);
  });

  test('says what is wrong with the firm’s template, and opens as soon as that is put right', async () => {
    await world.type('E003', '/deal stage D-1003 谈判');
    await world.type('E003', '/deal stage D-1003 待签约');
    await mkdir(templatesDir, { recursive: true });
    const template = join(templatesDir, 'contract.zh-CN.docx');
    await writeFile(template, wordFile('合同 {customer.legalNam}'));
    const broken = await fetch(link('contracts/3'));
    expect(broken.status).toBe(422);
    expect(await broken.text()).toMatch(/customer\.legalNam/);

    await rm(template);
    expect((await fetch(link('contracts/3'))).status).toBe(200);
  });
});
