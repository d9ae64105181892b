import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportEvidence, readEvidenceFile } from '../../../bot/cli/evidence.js';
import { type EvidenceFile, evidenceFaults } from '../../../handlers/approval/verify-evidence.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

const entryOf = (file: EvidenceFile, index: number) => JSON.parse(file.entries[index]?.entry ?? '{}');

const rewritten = (file: EvidenceFile, index: number, change: object): EvidenceFile => ({
  ...file,
  entries: file.entries.map((one, at) =>
    at === index ? { ...one, entry: JSON.stringify({ ...entryOf(file, index), ...change }) } : one,
  ),
});

describeOnEachDatabase('npm run evidence', (open) => {
  let world: World;
  let file: EvidenceFile;
  beforeAll(async () => {
    world = await openWorld(await open());
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    const form = await world.press('E006', world.card('E006', 'A-1'), '拒绝');
    await world.submit('E006', form, { 拒绝原因: '账期太长' });
    file = await exportEvidence(world.database, 1);
  });

  test('writes who did what, from where, why, and on which content', () => {
    expect(file.entries.map((_, index) => entryOf(file, index).what)).toEqual([
      'submit',
      'approve',
      'reject',
    ]);
    expect(entryOf(file, 0).facts).toMatchObject({ amountCents: 20_000_00, currency: 'CNY' });
    expect(entryOf(file, 2)).toMatchObject({
      by: { name: '刘洋', staffNumber: 'E006' },
      onBehalfOf: null,
      surface: 'console',
      reason: '账期太长',
      state: 'rejected',
      contentHash: entryOf(file, 0).contentHash,
    });
  });

  test('anybody can verify it without the database', () => {
    expect(evidenceFaults(JSON.parse(JSON.stringify(file)))).toEqual([]);
  });

  test.each([
    ['another reason', () => rewritten(file, 2, { reason: '同意' }), 'Entry 3 is not what was sealed.'],
    [
      'another amount',
      () => rewritten(file, 0, { facts: { amountCents: 1 } }),
      'Entry 1 is not what was sealed.',
    ],
    [
      'an entry left out',
      () => ({ ...file, entries: file.entries.filter((_, index) => index !== 1) }),
      'Entry 2 is not what was sealed.',
    ],
    [
      'the end left out',
      () => ({ ...file, entries: file.entries.slice(0, 2) }),
      'The last entry is not the one that the head names.',
    ],
  ])('%s is found', (_, tampered, fault) => {
    expect(evidenceFaults(tampered())).toContain(fault);
  });

  test('a file that was sealed anew is found by the hash that was kept elsewhere', () => {
    expect(evidenceFaults({ ...file }, '0'.repeat(64))).toEqual([
      'The last entry is not the one that the head names.',
    ]);
  });

  test('a row that somebody changed in the database is not written out as if it were whole', async () => {
    await world.database.transaction(async (tx) => {
      await tx.run(
        "UPDATE evidence SET entry = REPLACE(entry, '账期太长', '同意') WHERE approvalId = 1 AND number = 3",
      );
    });
    await expect(exportEvidence(world.database, 1)).rejects.toThrow('was changed in the database. Entry 3');
  });

  test('a file that is not there, or is something else, is said to be that', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dealdesk-evidence-'));
    const [none, letter, other] = ['none.json', 'letter.txt', 'other.json'].map((name) => join(folder, name));
    await writeFile(`${letter}`, 'Dear Sir or Madam');
    await writeFile(`${other}`, '{"format": "something else"}');

    await expect(readEvidenceFile(`${none}`)).rejects.toThrow(
      `The file ${none} cannot be read. Check its path.`,
    );
    for (const path of [letter, other])
      await expect(readEvidenceFile(`${path}`)).rejects.toThrow(
        `${path} is not a file that "npm run evidence" has written.`,
      );
    await rm(folder, { recursive: true });
  });

  test('what is not there is said', async () => {
    await expect(exportEvidence(world.database, 999)).rejects.toThrow(
      '没有审批 A-999。\nThere is no approval A-999.',
    );
  });
});
