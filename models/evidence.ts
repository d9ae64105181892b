import type { Tx } from './database/tx.js';

/** One thing that was done to an approval. The hash seals it together with all before it. */
export interface EvidenceRow {
  readonly approvalId: number;
  readonly number: number;
  /** JSON, word for word as it was sealed. */
  readonly entry: string;
  readonly hash: string;
}

/** The last entry about an approval: how many there are, and what seals them. */
export interface EvidenceHead {
  readonly count: number;
  readonly hash: string;
}

export const noEvidence: EvidenceHead = { count: 0, hash: '' };

export const insertEvidence = (tx: Tx, row: EvidenceRow) => tx.insert('evidence', { ...row });

export const listEvidence = (tx: Tx, approvalId: number) =>
  tx.rows<EvidenceRow>(
    'SELECT approvalId, number, entry, hash FROM evidence WHERE approvalId = ? ORDER BY number',
    [approvalId],
  );
