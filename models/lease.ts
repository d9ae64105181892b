/** What one instance does for all: it holds the lease of that, and another one takes it once it has ended. */

import { epochMs } from './database/clock.js';
import { insertMissing } from './database/insert-missing.js';
import type { Tx } from './database/tx.js';

interface Lease {
  readonly owner: string;
  /** How its owner says that it stands; '' as long as it says nothing. */
  readonly says: string;
}

/** Nothing where nobody holds it. */
export const findLease = (tx: Tx, name: string): Promise<Lease | undefined> =>
  tx.row<Lease>(`SELECT owner, says FROM leases WHERE name = ? AND endsAtMs > ${epochMs(tx)}`, [name]);

/** Takes it, or keeps it for longer. @returns whether it is the owner's now */
export async function holdLease(tx: Tx, name: string, owner: string, lifeMs: number): Promise<boolean> {
  const held = await tx.run(
    `UPDATE leases SET says = CASE WHEN owner = ? THEN says ELSE '' END, owner = ?, endsAtMs = ${epochMs(tx)} + ?
     WHERE name = ? AND (owner = ? OR endsAtMs <= ${epochMs(tx)})`,
    [owner, owner, lifeMs, name, owner],
  );
  if (held > 0) return true;
  const made = await tx.run(
    `${insertMissing[tx.dialect]} leases (name, owner, endsAtMs) VALUES (?, ?, ${epochMs(tx)} + ?)`,
    [name, owner, lifeMs],
  );
  return made > 0;
}

/** Anybody may take it now. */
export const endLease = (tx: Tx, name: string, owner: string) =>
  tx.update('leases', { name, owner }, { endsAtMs: 0 });

export const saveLeaseWord = (tx: Tx, name: string, owner: string, says: string) =>
  tx.update('leases', { name, owner }, { says });
