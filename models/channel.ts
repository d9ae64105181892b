/** Group chats that follow deals. */
import { inMs } from './database/clock.js';
import { parseJson, toJson } from './database/json.js';
import type { Tx } from './database/tx.js';
import type { ShownCard } from './shown-card.js';

/** A group chat, as its platform knows it. */
export interface Channel {
  readonly platform: string;
  readonly workspaceId: string;
  readonly channelId: string;
}

export type FollowKind = 'deal' | 'team' | 'all';

export interface Follow extends Channel {
  readonly kind: FollowKind;
  /** Of a deal; of a team, whose it is; of all, 0. */
  readonly subjectId: number;
  readonly followedById: number;
  readonly followedAt: Date;
  /** Up to which entry of the history the chat has been told; nothing where nobody has looked yet. */
  readonly readTo: number | null;
}

export type NewFollow = Omit<Follow, 'readTo'>;

const TOPIC = 'channels';
const place = 'platform = ? AND workspaceId = ? AND channelId = ?';
const valuesOf = ({ platform, workspaceId, channelId }: Channel) => [platform, workspaceId, channelId];

/** @returns whether it was not followed before */
export async function insertFollow(tx: Tx, follow: NewFollow): Promise<boolean> {
  const there = await tx.row(`SELECT 1 FROM channel_follows WHERE ${place} AND kind = ? AND subjectId = ?`, [
    ...valuesOf(follow),
    follow.kind,
    follow.subjectId,
  ]);
  if (there) return false;
  const { platform, workspaceId, channelId, kind, subjectId, followedById, followedAt } = follow;
  const row = { platform, workspaceId, channelId, kind, subjectId, followedById, followedAt };
  tx.insert('channel_follows', { ...row, readTo: await findLastHistoryId(tx) });
  // One that is about to say that it is over hears of it.
  tx.later(`UPDATE channel_cards SET attempts = 0 WHERE ${place} AND isBehind = 1`, valuesOf(follow));
  tx.news.add(TOPIC);
  return true;
}

/** Cards that nothing in the channel follows any more are taken back. */
export function deleteFollow(
  tx: Tx,
  { kind, subjectId, ...channel }: Omit<NewFollow, 'followedById' | 'followedAt'>,
) {
  tx.later(`DELETE FROM channel_follows WHERE ${place} AND kind = ? AND subjectId = ?`, [
    ...valuesOf(channel),
    kind,
    subjectId,
  ]);
  tx.later(
    `UPDATE channel_cards SET shown = -1, attempts = 0, dueAt = ${tx.clock} WHERE ${place}`,
    valuesOf(channel),
  );
  tx.news.add(TOPIC);
}

const followColumns = 'platform, workspaceId, channelId, kind, subjectId, followedById, followedAt, readTo';

export const listFollows = (tx: Tx) => tx.rows<Follow>(`SELECT ${followColumns} FROM channel_follows`);

export const listFollowsOf = (tx: Tx, channel: Channel) =>
  tx.rows<Follow>(
    `SELECT ${followColumns} FROM channel_follows WHERE ${place} ORDER BY kind, subjectId`,
    valuesOf(channel),
  );

/** All chats have been told what stands in the history up to this entry, or more. */
export const saveReadTo = (tx: Tx, historyId: number) =>
  tx.later('UPDATE channel_follows SET readTo = ? WHERE readTo IS NULL OR readTo < ?', [
    historyId,
    historyId,
  ]);

export interface ChangedDeal {
  readonly dealId: number;
  readonly ownerId: number;
  /** How much has happened to it. */
  readonly changes: number;
  /** When somebody did the last of it; nothing where files alone say what there is. */
  readonly changedAt: Date | null;
}

/** Deals to which something happened between two entries of the history, as it is written in the order of its ids. */
export async function listChangedDeals(tx: Tx, afterId: number, untilId: number): Promise<ChangedDeal[]> {
  const rows = await tx.rows<ChangedDeal>(
    `SELECT d.id AS dealId, d.ownerId, COUNT(*) AS changes,
       MAX(CASE WHEN h.surface <> 'import' THEN h.happenedAt END) AS changedAt
     FROM (SELECT DISTINCT subjectId FROM history WHERE id > ? AND id <= ? AND subjectKind = 'deal') c
     JOIN deals d ON d.id = c.subjectId JOIN history h ON h.subjectKind = 'deal' AND h.subjectId = d.id
     GROUP BY d.id, d.ownerId`,
    [afterId, untilId],
  );
  return rows.map((row) => ({ ...row, changes: Number(row.changes) }));
}

export const countChanges = (tx: Tx, dealId: number) =>
  tx.number("SELECT COUNT(*) FROM history WHERE subjectKind = 'deal' AND subjectId = ?", [dealId]);

export const findLastHistoryId = (tx: Tx) => tx.number('SELECT MAX(id) FROM history');

const onConflict = {
  mysql: ` ON DUPLICATE KEY UPDATE attempts = IF(wanted = VALUES(wanted), attempts, 0),
    dueAt = IF(wanted = VALUES(wanted), dueAt, VALUES(dueAt)), wanted = VALUES(wanted)`,
  sqlite: ` ON CONFLICT (platform, workspaceId, channelId, dealId) DO UPDATE SET
    attempts = CASE WHEN channel_cards.wanted = excluded.wanted THEN channel_cards.attempts ELSE 0 END,
    dueAt = CASE WHEN channel_cards.wanted = excluded.wanted THEN channel_cards.dueAt ELSE excluded.dueAt END,
    wanted = excluded.wanted`,
};

/** Says that soon the channel's card shows the deal with so many changes. */
export const showInChannel = (tx: Tx, channel: Channel, dealId: number, changes: number) => {
  const { platform, workspaceId, channelId } = channel;
  tx.insertLast(
    'channel_cards',
    { platform, workspaceId, channelId, dealId, wanted: changes },
    { computed: { dueAt: tx.clock }, onConflict: onConflict[tx.dialect] },
  );
  tx.news.add(TOPIC);
};

/** Where the deal is shown already, it shows the change, or that it is followed no more. */
export const raiseChannelCards = (tx: Tx, dealId: number, changes: number) =>
  tx.later(
    `UPDATE channel_cards SET wanted = ?, attempts = 0, dueAt = ${tx.clock} WHERE dealId = ? AND wanted <> ?`,
    [changes, dealId, changes],
  );

export interface ChannelCard extends Channel {
  readonly dealId: number;
  readonly wanted: number;
  readonly shown: number;
  readonly ref: ShownCard['ref'];
  readonly attempts: number;
  readonly lastError: string | null;
}

const cardColumns = 'platform, workspaceId, channelId, dealId, wanted, shown, ref, attempts, lastError';
const toCard = (row: Omit<ChannelCard, 'ref'> & { readonly ref: unknown }): ChannelCard => ({
  ...row,
  ref: row.ref === null ? null : parseJson<ChannelCard['ref']>(row.ref),
});

/** Does not show what it should, by the index of these; has its turn, and nobody else is about to change it. */
const isBehind = (clock: string) =>
  `isBehind = 1 AND attempts < ? AND dueAt <= ${clock} AND (leaseEndsAt IS NULL OR leaseEndsAt <= ${clock})`;

export const channelsBehindSql = (clock: string, others = '') =>
  `SELECT platform, workspaceId, channelId FROM channel_cards WHERE ${isBehind(clock)}${others}
   GROUP BY platform, workspaceId, channelId ORDER BY MIN(dueAt) LIMIT ?`;

export const cardBehindSql = (clock: string) =>
  `SELECT ${cardColumns} FROM channel_cards WHERE ${place} AND ${isBehind(clock)} ORDER BY dueAt, dealId LIMIT 1`;

/** Chats with such a card, those that have waited longest first, of all platforms but these. */
export const listChannelsBehind = (
  tx: Tx,
  mostTries: number,
  but: readonly string[],
  limit: number,
): Promise<Channel[]> => {
  const others = but.length > 0 ? ` AND platform NOT IN (${but.map(() => '?').join(', ')})` : '';
  return tx.rows<Channel>(channelsBehindSql(tx.clock, others), [mostTries, ...but, limit]);
};

/** The card of this chat whose turn it is. */
export const findChannelCardBehind = async (
  tx: Tx,
  channel: Channel,
  mostTries: number,
): Promise<ChannelCard | undefined> => {
  const row = await tx.row<Parameters<typeof toCard>[0]>(cardBehindSql(tx.clock), [
    ...valuesOf(channel),
    mostTries,
  ]);
  return row && toCard(row);
};

export const listFaultyChannelCards = (tx: Tx, channel: Channel) =>
  tx.rows<{ readonly dealId: number; readonly lastError: string }>(
    `SELECT dealId, lastError FROM channel_cards WHERE ${place} AND lastError IS NOT NULL ORDER BY dealId`,
    valuesOf(channel),
  );

const thisCard = `${place} AND dealId = ?`;
const cardValues = (card: ChannelCard) => [...valuesOf(card), card.dealId];

/** @returns whether it is ours for so long, as it is known here: nobody has tried to show it, or shown it, meanwhile */
export const leaseChannelCard = async (tx: Tx, card: ChannelCard, leaseMs: number): Promise<boolean> =>
  (await tx.run(
    `UPDATE channel_cards SET attempts = attempts + 1, leaseEndsAt = ${inMs(tx, leaseMs)}
     WHERE ${thisCard} AND attempts = ? AND shown = ? AND (leaseEndsAt IS NULL OR leaseEndsAt <= ${tx.clock})`,
    [...cardValues(card), card.attempts, card.shown],
  )) > 0;

/** It takes its time: it stays ours for so long. */
export const extendChannelLease = (tx: Tx, card: ChannelCard, leaseMs: number) =>
  tx.later(
    `UPDATE channel_cards SET leaseEndsAt = ${inMs(tx, leaseMs)} WHERE ${thisCard} AND leaseEndsAt IS NOT NULL`,
    cardValues(card),
  );

export const saveChannelCardShown = (tx: Tx, card: ChannelCard, ref: ChannelCard['ref']) =>
  tx.later(
    `UPDATE channel_cards SET shown = ?, ref = ?, attempts = 0, leaseEndsAt = NULL, lastError = NULL WHERE ${thisCard}`,
    [card.wanted, toJson(ref), ...cardValues(card)],
  );

/** @param isGone the message is not there any more */
export const saveChannelCardNotShown = (
  tx: Tx,
  card: ChannelCard,
  reason: string,
  { retryMs, isGone }: { readonly retryMs: number; readonly isGone: boolean },
) =>
  tx.later(
    `UPDATE channel_cards SET leaseEndsAt = NULL, lastError = ?, dueAt = ${inMs(tx, retryMs)}${isGone ? ', ref = NULL' : ''}
     WHERE ${thisCard}`,
    [reason.slice(0, 500), ...cardValues(card)],
  );

/** It was not its turn: no attempt, and nothing that went wrong. */
export const saveChannelCardNotTried = (tx: Tx, card: ChannelCard, retryMs: number) =>
  tx.later(
    `UPDATE channel_cards SET leaseEndsAt = NULL, attempts = ?, dueAt = ${inMs(tx, retryMs)} WHERE ${thisCard}`,
    [card.attempts, ...cardValues(card)],
  );

/** Nothing is tried any more until something changes. */
export const giveUpChannelCard = (tx: Tx, card: ChannelCard, reason: string, tries: number) =>
  tx.later(`UPDATE channel_cards SET leaseEndsAt = NULL, lastError = ?, attempts = ? WHERE ${thisCard}`, [
    reason.slice(0, 500),
    tries,
    ...cardValues(card),
  ]);

/** It says that it is over. Where something was followed meanwhile that may not be so: what it is now is another card. */
export function deleteChannelCard(tx: Tx, card: ChannelCard) {
  tx.later(`DELETE FROM channel_cards WHERE ${thisCard} AND attempts = ?`, [
    ...cardValues(card),
    card.attempts + 1,
  ]);
  tx.later(
    `UPDATE channel_cards SET leaseEndsAt = NULL, ref = NULL WHERE ${thisCard} AND attempts = 0`,
    cardValues(card),
  );
}
