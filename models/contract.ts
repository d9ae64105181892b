import { parseJson } from './database/json.js';
import type { Tx } from './database/tx.js';

export interface Contract {
  readonly id: number;
  readonly dealId: number;
  /** 1, 2, … for each deal. */
  readonly version: number;
  /** What the document says, as of its drawing. */
  readonly content: object;
  /** SHA-256 of `content`. */
  readonly contentHash: string;
  /** SHA-256 of the file, once it is drawn. */
  readonly sha256: string | null;
  readonly createdAt: Date;
}

const factColumns = 'id, dealId, version, contentHash, sha256, createdAt';

const parsed = (row: Contract | undefined): Contract | undefined =>
  row && { ...row, content: parseJson<object>(row.content) };

/** Without what the document says. */
export const findLatestContract = (tx: Tx, dealId: number) =>
  tx.row<Omit<Contract, 'content'>>(
    `SELECT ${factColumns} FROM contracts WHERE dealId = ? ORDER BY version DESC LIMIT 1`,
    [dealId],
  );

/** 0 for a deal without a contract. */
export const findLatestVersion = (tx: Tx, dealId: number) =>
  tx.number('SELECT MAX(version) FROM contracts WHERE dealId = ?', [dealId]);

export const findContract = async (tx: Tx, id: number) =>
  parsed(await tx.row<Contract>(`SELECT ${factColumns}, content FROM contracts WHERE id = ?`, [id]));

export const findContractVersion = async (tx: Tx, dealId: number, version: number) =>
  parsed(
    await tx.row<Contract>(`SELECT ${factColumns}, content FROM contracts WHERE dealId = ? AND version = ?`, [
      dealId,
      version,
    ]),
  );

/** The document's bytes, once it is drawn. */
export const findContractFile = async (tx: Tx, id: number): Promise<Buffer | null> =>
  (await tx.cell<Buffer | null>('SELECT file FROM contracts WHERE id = ?', [id])) ?? null;

/** Those that were tried least, so that what cannot be drawn keeps nothing else from being drawn; of these the oldest. */
export const listUndrawnContracts = (tx: Tx, limit: number) =>
  tx.column<number>('SELECT id FROM contracts WHERE sha256 IS NULL ORDER BY tries, id LIMIT ?', [limit]);

export const countTry = (tx: Tx, id: number) =>
  tx.later('UPDATE contracts SET tries = tries + 1 WHERE id = ?', [id]);

/** A contract whose content is JSON, word for word as it was hashed. */
type NewContract = Omit<Contract, 'id' | 'sha256' | 'content'> & { readonly content: string };

/** Tells listeners, so that the document is drawn soon. */
export async function insertContract(tx: Tx, contract: NewContract): Promise<number> {
  const id = await tx.nextId('contract');
  tx.insert('contracts', { id, ...contract });
  tx.news.add('contracts');
  return id;
}

/** The first drawing stays: a file that somebody may have opened is not replaced. */
export const saveContractFile = (tx: Tx, id: number, file: Buffer, sha256: string, now: Date) =>
  tx.later('UPDATE contracts SET file = ?, sha256 = ?, drawnAt = ? WHERE id = ? AND sha256 IS NULL', [
    file,
    sha256,
    now,
    id,
  ]);
