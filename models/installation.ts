import type { Tx } from './database/tx.js';

/** An app's installation in a workspace; what it holds is sealed before it comes here. */
export const findInstallation = (tx: Tx, platform: string, workspaceId: string) =>
  tx.cell<string>('SELECT sealed FROM installations WHERE platform = ? AND workspaceId = ?', [
    platform,
    workspaceId,
  ]);

export async function saveInstallation(
  tx: Tx,
  platform: string,
  workspaceId: string,
  sealed: string,
  now: Date,
) {
  const there = await tx.run(
    'UPDATE installations SET sealed = ?, updatedAt = ? WHERE platform = ? AND workspaceId = ?',
    [sealed, now, platform, workspaceId],
  );
  if (there === 0) tx.insert('installations', { platform, workspaceId, sealed, updatedAt: now });
}

export const deleteInstallation = (tx: Tx, platform: string, workspaceId: string) =>
  tx.later('DELETE FROM installations WHERE platform = ? AND workspaceId = ?', [platform, workspaceId]);

/** The first installed one first. */
export const listInstallations = (tx: Tx, platform: string) =>
  tx.column<string>(
    'SELECT workspaceId FROM installations WHERE platform = ? ORDER BY updatedAt, workspaceId',
    [platform],
  );
