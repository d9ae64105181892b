import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { fileRoutes } from '../../../bot/contract/files.js';
import { linkTo } from '../../../bot/contract/link.js';
import { signPath } from '../../../bot/seal.js';
import { HttpServer } from '../../../bot/server.js';
import { makeMetrics } from '../../../bot/status/metrics.js';
import { drawFrom } from '../../../handlers/contract/draw-from.js';
import { changeStaff } from '../../../models/directory.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { partsOf, textOf, wordFile } from '../../support/word.js';
import { openWorld, type World } from '../../support/world.js';

const secret = 's'.repeat(32);
const DAY_MS = 86_400_000;

describeOnEachDatabase('a contract opened by its link', (open) => {
  let world: World;
  let server: HttpServer;
  let templatesDir: string;
  let linkOf: ReturnType<typeof linkTo>;
  /** 张伟’s, whose deals these are. */
  let link: (path: string) => string;
  beforeAll(async () => {
    world = await openWorld(await open());
    templatesDir = await mkdtemp(join(tmpdir(), 'dealdesk-templates-'));
    const now = () => world.now();
    const metrics = makeMetrics(world.database, now);
    server = new HttpServer({ database: world.database, metrics, log: pino({ level: 'silent' }), now });
    fileRoutes(server.router, { database: world.database, secret, draw: drawFrom(templatesDir), now });
    linkOf = linkTo(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`, secret, now);
    link = await linkFor('E003');
  });
  afterAll(async () => {
    await server.close();
    await rm(templatesDir, { recursive: true, force: true });
  });

  afterEach(() => {
    world.now = () => new Date();
  });

  const linkFor = async (person: string) => linkOf((await world.employee(person)).id);

  /** What somebody gets who follows the link on this person’s card. */
  const opened = async (person: string, path: string) => fetch((await linkFor(person))(path));

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

  test('opens by its own signature only; what we did not make says how to get a good one', async () => {
    const good = link('contracts/1');
    const forged = [
      good.replace(/sig=.*/, ''),
      good.replace(/sig=.*/, 'sig='),
      good.replace(/sig=./, 'sig=_'),
      good.replace('contracts/1', 'contracts/2'),
      good.replace('for=3', 'for=1'),
      good.replace(/until=\d+/, 'until=99999'),
      `${good}&sig=${'x'.repeat(43)}`,
      good.replace('contracts/1', 'contracts/1%2F..%2F2'),
      linkOf()('contracts/1'),
    ];
    for (const address of forged) expect((await fetch(address)).status).toBe(404);
    for (const path of ['contracts/999', 'contracts/one', 'contracts/1e0', 'contracts/-1'])
      expect((await fetch(link(path))).status).toBe(404);
  });

  test('by a link of before they were anybody’s, says in both languages how to get a new one', async () => {
    const [address] = link('contracts/1').split('?');
    const answer = await fetch(`${address}?sig=${signPath(secret, 'contracts/1')}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    const page = await answer.text();
    expect(page).toContain('在聊天里重新打开商机，例如输入“/商机 查看 D-1024”');
    expect(page).toContain('Show the deal again in the chat, for example by "/deal show D-1024"');
  });

  test('opens for weeks, then names the deal whose card has a new link', async () => {
    const old = link('contracts/1');
    world.now = () => new Date(Date.now() + 59 * DAY_MS);
    expect((await fetch(old)).status).toBe(200);
    world.now = () => new Date(Date.now() + 62 * DAY_MS);
    const ended = await fetch(old);
    expect(ended.status).toBe(410);
    expect(await ended.text()).toMatch(/“\/商机 查看 D-1001”.*"\/deal show D-1001"/s);
    expect((await fetch(link('contracts/1'))).status).toBe(200);
  });

  test('opens for who may see the deal, and for nobody else', async () => {
    for (const person of ['E002', 'E005', 'E007'])
      expect((await opened(person, 'contracts/1')).status).toBe(200);
    const refused = await opened('E004', 'contracts/1');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toMatch(/没有 D-1001 的查看权限.*You may not see D-1001 now/s);
  });

  test('opens for who is asked about it, this version and no other', async () => {
    await world.hire('E020', { name: '许琳' });
    expect((await opened('E020', 'contracts/1')).status).toBe(403);
    const more = await world.press('E002', world.card('E002', 'D-1001'), '更多');
    await world.submit('E002', await world.press('E002', more, '转交'), { 姓名或工号: '许琳' });
    expect((await opened('E020', 'contracts/1')).status).toBe(200);
    expect((await opened('E020', 'contracts/2')).status).toBe(403);
  });

  test('does not open any more for who has left', async () => {
    const { id } = await world.hire('E021', { name: '何平', roles: ['legal'] });
    expect((await opened('E021', 'contracts/1')).status).toBe(200);
    await world.database.transaction(async (tx) => changeStaff(tx, id, { active: false }));
    const refused = await opened('E021', 'contracts/1');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('你的员工资料已停用');
  });

  test('leaves behind who opened it, and when', async () => {
    await opened('E005', 'contracts/2');
    const [last] = await world.rows<{ name: string; action: string; surface: string }>(
      `SELECT e.name, h.action, h.surface FROM history h JOIN employees e ON e.id = h.actorId
       WHERE h.subjectKind = 'contract' AND h.subjectId = 2 ORDER BY h.id DESC LIMIT 1`,
    );
    expect(last).toMatchObject({ name: '陈静', action: 'contract.opened', surface: 'link' });
    expect((await world.type('E003', '/deal show D-1002')).text).not.toContain('打开合同第');
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
