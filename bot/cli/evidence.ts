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
import { settingsOrExit } from '../environment.js';
import { runAsCommand } from './command.js';
import { withDatabase } from './database.js';

const usage = 'Write "npm run evidence -- A-31", or "npm run evidence -- verify A-31.json".';

/** @throws Error when there is no such approval, or its evidence is not whole */
export const exportEvidence = (database: Database, id: number): Promise<EvidenceFile> =>
  database.read(async (tx) => {
    const [approval, rows] = await Promise.all([findApproval(tx, id), listEvidence(tx, id)]);
    const number = formatNumber('approval', id);
    if (!approval) throw new Error(`There is no approval ${number}.`);
    if (rows.length === 0) throw new Error(`Nothing was kept of ${number}: it is older than the evidence.`);
    const file: EvidenceFile = {
      format: 'dealdesk-evidence-1',
      approval: number,
      entries: rows.map(({ entry, hash }) => ({ entry, hash })),
      head: approval.evidence.hash,
    };
    const [fault] = evidenceFaults(file);
    if (fault) throw new Error(`The evidence of ${number} was changed in the database. ${fault}`);
    return file;
  });

async function verify(path: string, head: string | undefined) {
  const file = evidenceFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const faults = evidenceFaults(file, head);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`${path}: ${file.entries.length} entries about ${file.approval}, all as they were sealed.`);
}

async function main([first = '', path, head]: readonly string[]) {
  if (first === 'verify' && path) return verify(path, head);
  const wanted = readNumber(first, 'approval');
  if (wanted?.kind !== 'approval') throw new Error(usage);
  const file = await withDatabase(settingsOrExit().databaseUrl, (database) =>
    exportEvidence(database, wanted.id),
  );
  const to = `${file.approval}.json`;
  await writeFile(to, `${JSON.stringify(file, null, 2)}\n`);
  console.log(`${to}: ${file.entries.length} entries. Keep this hash elsewhere: ${file.head}`);
}

runAsCommand(import.meta.url, main);
