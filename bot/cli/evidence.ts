/**
 * `npm run evidence -- A-31` writes a file with all that was done to an approval; `npm run evidence -- verify file [head]` says
 * whether such a file is as it was written, without a database.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { type EvidenceFile, evidenceFaults, evidenceFile } from '../../handlers/approval/verify-evidence.js';
import { formatNumber, readNumber } from '../../handlers/input/id.js';
import { findApproval } from '../../models/approval.js';
import type { Database } from '../../models/database.js';
import { listEvidence } from '../../models/evidence.js';
import { readableJson } from '../platforms/body.js';
import { settingsOrExit } from '../settings/environment.js';
import { fromHere, inBoth, runAsCommand } from './command.js';
import { counted } from './count.js';
import { thatIsThere, withDatabase } from './database.js';

const usage = inBoth({
  zh: '请写“npm run evidence -- A-31”，或“npm run evidence -- verify A-31.json”。',
  en: 'Write "npm run evidence -- A-31", or "npm run evidence -- verify A-31.json".',
});

/** @throws Error when there is no such approval, or its evidence is not whole */
export const exportEvidence = (database: Database, id: number): Promise<EvidenceFile> =>
  database.read(async (tx) => {
    const [approval, rows] = await Promise.all([findApproval(tx, id), listEvidence(tx, id)]);
    const number = formatNumber('approval', id);
    if (!approval)
      throw new Error(inBoth({ zh: `没有审批 ${number}。`, en: `There is no approval ${number}.` }));
    if (rows.length === 0)
      throw new Error(
        inBoth({
          zh: `没有 ${number} 的存证：它比存证功能更早。`,
          en: `Nothing was kept of ${number}: it is older than the evidence.`,
        }),
      );
    const file: EvidenceFile = {
      format: 'dealdesk-evidence-1',
      approval: number,
      entries: rows.map(({ entry, hash }) => ({ entry, hash })),
      head: approval.evidence.hash,
    };
    const [fault] = evidenceFaults(file);
    if (fault)
      throw new Error(
        inBoth({
          zh: `${number} 的存证在数据库里被改过。`,
          en: `The evidence of ${number} was changed in the database. ${fault}`,
        }),
      );
    return file;
  });

/** @throws Error saying what is wrong with the file, before anything in it is believed */
export async function readEvidenceFile(path: string): Promise<EvidenceFile> {
  const text = await readFile(fromHere(path), 'utf8').catch(() => {
    throw new Error(
      inBoth({
        zh: `读不到文件 ${path}，请检查路径。`,
        en: `The file ${path} cannot be read. Check its path.`,
      }),
    );
  });
  const read = evidenceFile.safeParse(readableJson(text));
  if (!read.success)
    throw new Error(
      inBoth({
        zh: `${path} 不是“npm run evidence”写的文件。`,
        en: `${path} is not a file that "npm run evidence" has written.`,
      }),
    );
  return read.data;
}

async function verify(path: string, head: string | undefined) {
  const file = await readEvidenceFile(path);
  const faults = evidenceFaults(file, head);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`${path}：${file.approval} 的 ${file.entries.length} 条记录，和封存时一样。`);
  console.log(
    `${path}: ${counted(file.entries.length, 'entry', 'entries')} about ${file.approval}, all as they were sealed.`,
  );
}

async function main([first = '', path, head]: readonly string[]) {
  if (first === 'verify' && path) return verify(path, head);
  const wanted = readNumber(first, 'approval');
  if (wanted?.kind !== 'approval') throw new Error(usage);
  const file = await withDatabase(thatIsThere(settingsOrExit().databaseUrl), (database) =>
    exportEvidence(database, wanted.id),
  );
  const to = `${file.approval}.json`;
  await writeFile(fromHere(to), `${JSON.stringify(file, null, 2)}\n`);
  console.log(`${to}：${file.entries.length} 条记录。请在别处记下这个哈希：${file.head}`);
  console.log(
    `${to}: ${counted(file.entries.length, 'entry', 'entries')}. Keep this hash elsewhere: ${file.head}`,
  );
}

runAsCommand(import.meta.url, main);
