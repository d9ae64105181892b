import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRecords } from '../../handlers/contract/content.js';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { sha256 } from '../../handlers/hash.js';
import { Refusal } from '../../handlers/useCase.js';
import { type Draw, drawContract, drawContracts } from '../../jobs/draw-contracts.js';
import { findContract, findContractFile, insertContract } from '../../models/contract.js';
import type { Database } from '../../models/database.js';
import { contractRecords } from '../support/contract.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openJobs } from '../support/jobs.js';
import { hire, sell } from '../support/staff.js';
import { textOf, wordFile } from '../support/word.js';

const now = new Date('2026-06-15T02:00:00Z');
const shipped = join(__dirname, 'no-templates-here');
const inDollars = { ...contractRecords().deal, lines: [], amount: { cents: 20_000_00, currency: 'USD' } };

describeOnEachDatabase('contracts', (open) => {
  let database: Database;
  let dealId: number;
  let version = 0;
  const folders: string[] = [];

  beforeAll(async () => {
    database = await open();
    const wei = await hire(database, { name: 'Wei' });
    [dealId = 0] = await sell(database, [{ ownerId: wei.id }]);
  });
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  const make = (over: Partial<ContractRecords> = {}): Promise<number> => {
    version += 1;
    const content = JSON.stringify(contractRecords(over));
    const contract = {
      dealId,
      version,
      content,
      contentHash: sha256(Buffer.from(String(version))),
      createdAt: now,
    };
    return database.transaction((tx) => insertContract(tx, contract));
  };
  const fileOf = async (id: number): Promise<Buffer> => {
    const file = await database.read((tx) => findContractFile(tx, id));
    if (!file) throw new Error(`Contract ${id} is not drawn.`);
    return file;
  };
  const hashOf = async (id: number) => (await database.read((tx) => findContract(tx, id)))?.sha256;

  /** A firm's own templates. */
  const templates = async (files: Readonly<Record<string, Buffer>>): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'dealdesk-templates-'));
    folders.push(folder);
    for (const [name, file] of Object.entries(files)) await writeFile(join(folder, name), file);
    return folder;
  };

  /** A look in which each drawing takes so long that there is time for one only. */
  const onlyOne = async <T>(look: (slow: Draw) => Promise<T>, draw: Draw): Promise<T> => {
    let passedMs = 0;
    const clock = performance.now.bind(performance);
    const watch = jest.spyOn(performance, 'now').mockImplementation(() => clock() + passedMs);
    const slow: Draw = (content, locale) => {
      passedMs += 61_000;
      return draw(content, locale);
    };
    return look(slow).finally(() => watch.mockRestore());
  };

  test('are drawn in Chinese for yuan and in English for anything else, with a hash of what was drawn', async () => {
    const ids = [await make(), await make({ deal: inDollars })];
    expect(await drawContracts(database, drawFrom(shipped), now)).toEqual({ drawn: 2 });
    const [yuan, dollars] = await Promise.all(ids.map(fileOf));
    expect(textOf(yuan as Buffer)).toContain('人民币肆拾壹万壹仟叁佰元整');
    expect(textOf(dollars as Buffer)).toContain('USD 20,000.00');
    expect(await Promise.all(ids.map(hashOf))).toEqual([yuan, dollars].map((file) => sha256(file as Buffer)));
    expect(await drawContracts(database, drawFrom(shipped), now)).toEqual({ drawn: 0 });
  });

  test('are drawn by the clock, when whoever made them died before', async () => {
    const id = await make();
    const jobs = openJobs(database, shipped);
    await jobs.at('2026-06-15T02:01:00Z', '2026-06-15T02:05:00Z');
    expect(await jobs.outcomes('contracts')).toEqual({ '2026-06-15T02:05 UTC': 'drawn: 1' });
    expect(await hashOf(id)).toBe(sha256(await fileOf(id)));
  });

  test('that cannot be drawn are left to the next slot, as the clock does nothing else while it tries', async () => {
    const id = await make({ deal: inDollars });
    const jobs = openJobs(database, await templates({ 'contract.en.docx': wordFile('{no_such_tag}') }));
    await jobs.at('2026-06-15T02:06:00Z', '2026-06-15T02:10:00Z', '2026-06-15T02:12:00Z');
    expect(await jobs.outcomes('contracts')).toMatchObject({
      '2026-06-15T02:10 UTC': 'drawn: 0. Contracts that could not be drawn: 1.',
    });
    expect(jobs.complaints()).toEqual(['some contracts could not be drawn']);
    await drawContract(database, id, drawFrom(shipped));
  });

  test('stay as they were drawn first, whoever else draws them', async () => {
    const id = await make();
    const [ours, theirs] = [
      await templates({ 'contract.docx': wordFile('第一版 {客户名称}') }),
      await templates({ 'contract.docx': wordFile('第二版 {客户名称}') }),
    ];
    await Promise.all([
      drawContracts(database, drawFrom(ours), now),
      drawContracts(database, drawFrom(theirs), now),
    ]);
    const drawn = textOf(await fileOf(id));
    expect(drawn).toMatch(/第[一二]版 杭州青禾精密制造有限公司/);
    expect(await hashOf(id)).toBe(sha256(await fileOf(id)));
    await drawContract(database, id, drawFrom(shipped), now);
    expect(textOf(await fileOf(id))).toBe(drawn);
  });

  test('with a template that is wrong are left, with the reason, and the others are drawn', async () => {
    const broken = await templates({ 'contract.en.docx': wordFile('{no_such_tag}') });
    const [bad, good] = [await make({ deal: inDollars }), await make()];
    expect(await drawContracts(database, drawFrom(broken), now)).toMatchObject({
      drawn: 1,
      trouble: { message: 'Contracts that could not be drawn: 1.', errors: [expect.any(Refusal)] },
    });
    expect(await hashOf(bad)).toBeNull();
    expect(await hashOf(good)).toBe(sha256(await fileOf(good)));
    await expect(drawContract(database, bad, drawFrom(broken))).rejects.toThrow(Refusal);
    await drawContract(database, bad, drawFrom(shipped));
    expect(textOf(await fileOf(bad))).toContain('USD 20,000.00');
  });

  test('that cannot be drawn keep no newer ones from being drawn, however many they are', async () => {
    const broken = await templates({ 'contract.en.docx': wordFile('{no_such_tag}') });
    const [bad, good] = [await make({ deal: inDollars }), await make()];
    const look = () => onlyOne((slow) => drawContracts(database, slow, now), drawFrom(broken));
    expect(await look()).toMatchObject({ drawn: 0 });
    expect(await look()).toEqual({ drawn: 1 });
    expect(await Promise.all([bad, good].map(hashOf))).toEqual([null, expect.any(String)]);
    await drawContract(database, bad, drawFrom(shipped));
  });

  test('are left to the next look when there is much else to do, so that reminders and deadlines do not wait for them', async () => {
    const ids = [await make(), await make()];
    const look = (slow: Draw) => drawContracts(database, slow, now);
    expect(await onlyOne(look, drawFrom(shipped))).toEqual({ drawn: 1 });
    expect(await look(drawFrom(shipped))).toEqual({ drawn: 1 });
    expect((await Promise.all(ids.map(hashOf))).every(Boolean)).toBe(true);
  });

  test('that do not exist cannot be drawn', async () => {
    await expect(drawContract(database, 999_999, drawFrom(shipped))).rejects.toThrow(
      'There is no contract 999999.',
    );
  });
});
