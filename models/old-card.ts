/** Cards that tell nothing any more: what they are about ended long ago, and nothing has changed on them since. */
import type { Channel } from './channel.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';

/** Everybody who may have cards. */
export const listPeopleAfter = (tx: Tx, employeeId: number) =>
  tx.column<number>('SELECT employeeId FROM lanes WHERE employeeId > ? ORDER BY employeeId', [employeeId]);

/**
 * Of one person, by the index of people. A deal's card is what tells whoever has had it whose it is now, so only its owner's
 * is among them.
 */
export const oldCardsSql = `SELECT s.id FROM shown_cards s
  LEFT JOIN deals d ON s.subject = 'deal' AND d.id = s.subjectId
  LEFT JOIN approvals a ON s.subject = 'approval' AND a.id = s.subjectId
  LEFT JOIN absences b ON s.subject = 'absence' AND b.id = s.subjectId
  WHERE s.state IN ('shown', 'unreachable', 'dead') AND s.employeeId = ? AND s.dueAt < ?
    AND (s.subject IN ('customer', 'handover') OR d.closedAt < ? AND d.ownerId = s.employeeId
      OR a.endedAt < ? OR b.endsAt < ?)
  LIMIT ?`;

export const listOldCards = (tx: Tx, employeeId: number, before: Date, limit: number) =>
  tx.column<number>(oldCardsSql, [employeeId, before, before, before, before, limit]);

/** Those on which nothing has changed meanwhile. */
export const deleteOldCards = (tx: Tx, ids: readonly number[], before: Date) =>
  tx.later(`DELETE FROM shown_cards WHERE id IN (${marks(ids)}) AND state <> 'behind' AND dueAt < ?`, [
    ...ids,
    before,
  ]);

export interface OldChannelCard extends Channel {
  readonly dealId: number;
}

const oldChannelCardsSql = `SELECT c.platform, c.workspaceId, c.channelId, c.dealId FROM channel_cards c
  JOIN deals d ON d.id = c.dealId
  WHERE c.dealId >= ? AND c.isBehind = 0 AND c.dueAt < ? AND d.closedAt < ? ORDER BY c.dealId LIMIT ?`;

export const listOldChannelCards = (tx: Tx, before: Date, fromDealId: number, limit: number) =>
  tx.rows<OldChannelCard>(oldChannelCardsSql, [fromDealId, before, before, limit]);

/** Unless something has changed meanwhile. */
export const deleteOldChannelCard = (
  tx: Tx,
  { platform, workspaceId, channelId, dealId }: OldChannelCard,
  before: Date,
) =>
  tx.later(
    `DELETE FROM channel_cards WHERE platform = ? AND workspaceId = ? AND channelId = ? AND dealId = ?
       AND wanted = shown AND dueAt < ?`,
    [platform, workspaceId, channelId, dealId, before],
  );
