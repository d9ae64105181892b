import { inMs } from './database/clock.js';
import { parseJson, toJson } from './database/json.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import type { Json } from './view-parts.js';

/**
 * What a card is about. `customer`: whose it is, for whoever it came to or went from; `handover`: what came from somebody
 * who left, by their id.
 */
export type Subject = 'deal' | 'approval' | 'customer' | 'digest' | 'absence' | 'handover';

export type CardState = 'behind' | 'shown' | 'unreachable' | 'dead';

export interface ShownCard {
  readonly id: number;
  readonly employeeId: number;
  readonly subject: Subject;
  readonly subjectId: number;
  /** Raised with each change that the person should see. */
  readonly wanted: number;
  /** The value of `wanted` that the platform has shown. */
  readonly shown: number;
  /** Post it anew, so that it is noticed, instead of changing the old one far up in the chat. */
  readonly fresh: boolean;
  /** The person has done something themselves that it shows: it comes at any time. */
  readonly awaited: boolean;
  readonly platform: string | null;
  readonly ref: { readonly [key: string]: Json } | null;
  readonly attempts: number;
  /** Attempts before this one, the last ones, of which nobody knows how they ended. */
  readonly unended: number;
  /** Another card of the person's waited behind this one when it was taken. */
  readonly isFollowed: boolean;
}

/** It is due at once; whoever waits for it already goes on doing so. To MySQL a column is what it was until it is set. */
const due = (clock: string) =>
  `waitingAt = CASE WHEN state = 'behind' AND waitingAt < ${clock} THEN waitingAt ELSE ${clock} END,
     state = 'behind', dueAt = ${clock}`;
const again = (clock: string) => `${due(clock)}, attempts = 0, wanted = shown_cards.wanted + 1`;
/** By the dialect: a row that is there already is brought up to date instead. */
const onConflict = {
  mysql: ` ON DUPLICATE KEY UPDATE fresh = GREATEST(fresh, VALUES(fresh)),
    awaited = GREATEST(awaited, VALUES(awaited)), ${again('VALUES(dueAt)')}`,
  sqlite: ` ON CONFLICT (employeeId, subject, subjectId) DO UPDATE SET fresh = MAX(shown_cards.fresh, excluded.fresh),
    awaited = MAX(shown_cards.awaited, excluded.awaited), ${again('excluded.dueAt')}`,
};

/**
 * Says that soon this person's card about this subject shows the state as of this transaction. When it is due goes by
 * the database's clock, as ours may be wrong.
 * @param how `fresh`: as a new message at the end of the chat, because the person should act
 */
export function show(
  tx: Tx,
  employeeId: number,
  subject: Subject,
  subjectId: number,
  how?: { fresh: boolean },
) {
  const fresh = how?.fresh ?? false;
  const awaited = tx.actorId === employeeId;
  tx.insertLast(
    'shown_cards',
    { employeeId, subject, subjectId, fresh, awaited, state: 'behind', wanted: 1, shown: 0, attempts: 0 },
    { computed: { dueAt: tx.clock, waitingAt: tx.clock }, onConflict: onConflict[tx.dialect] },
  );
  tx.news.add('cards', employeeId);
}

/** The same for somebody who may not have such a card: then there is nothing to bring up to date. */
export function showIfThere(tx: Tx, employeeId: number, subject: string, subjectId: number) {
  tx.later(
    `UPDATE shown_cards SET ${again(tx.clock)} WHERE employeeId = ? AND subject = ? AND subjectId = ?`,
    [employeeId, subject, subjectId],
  );
  tx.news.add('cards', employeeId);
}

/** The same for everybody who has such a card about one of these. */
export async function showWherever(tx: Tx, subject: Subject, subjectIds: readonly number[]) {
  const ids = await tx.column<number>(
    `SELECT s.id FROM lanes l JOIN shown_cards s ON s.employeeId = l.employeeId AND s.subject = ?
       AND s.subjectId IN (${marks(subjectIds)})`,
    [subject, ...subjectIds],
  );
  if (ids.length === 0) return;
  tx.later(`UPDATE shown_cards SET ${again(tx.clock)} WHERE id IN (${marks(ids)})`, ids);
  tx.news.add('cards');
}

/** Has this person ever been shown a card about it that follows the truth? */
export const hasCard = async (
  tx: Tx,
  employeeId: number,
  subject: Subject,
  subjectId: number,
): Promise<boolean> =>
  (await tx.row('SELECT 1 FROM shown_cards WHERE employeeId = ? AND subject = ? AND subjectId = ?', [
    employeeId,
    subject,
    subjectId,
  ])) !== undefined;

interface ShownCardRow extends Omit<ShownCard, 'fresh' | 'awaited' | 'ref' | 'isFollowed'> {
  readonly fresh: number;
  readonly awaited: number;
  readonly ref: unknown;
}

const columns =
  'id, employeeId, subject, subjectId, wanted, shown, fresh, awaited, platform, ref, attempts, unended';

const toCard = (row: ShownCardRow): Omit<ShownCard, 'isFollowed'> => ({
  ...row,
  fresh: Boolean(row.fresh),
  awaited: Boolean(row.awaited),
  ref: row.ref === null ? null : parseJson<ShownCard['ref']>(row.ref),
});

/** People whose cards are behind, whose turn it is, and whom no other instance serves now. The longest waiting first. */
export const listBehindLanes = (tx: Tx, limit: number) =>
  tx.column<number>(
    `SELECT s.employeeId FROM shown_cards s JOIN lanes l ON l.employeeId = s.employeeId
     WHERE s.state = 'behind' AND s.dueAt <= ${tx.clock}
       AND (l.leaseEndsAt IS NULL OR l.leaseEndsAt <= ${tx.clock}) AND (l.nextAt IS NULL OR l.nextAt <= ${tx.clock})
     GROUP BY s.employeeId ORDER BY MIN(s.dueAt) LIMIT ?`,
    [limit],
  );

export interface Lease {
  readonly employeeId: number;
  /** Raised with each lease: writes of an owner that lost it find no row. */
  readonly epoch: number;
}

/** Takes those of the lanes whose turn it is and that are still free, or that this owner took without hearing of it. */
export async function leaseLanes(
  tx: Tx,
  ids: readonly number[],
  owner: string,
  leaseMs: number,
): Promise<Lease[]> {
  const rows = await tx.rows<Lease>(
    `SELECT employeeId, epoch + 1 AS epoch FROM lanes WHERE employeeId IN (${marks(ids)})
       AND (nextAt IS NULL OR nextAt <= ${tx.clock})
       AND (leaseEndsAt IS NULL OR leaseEndsAt <= ${tx.clock} OR leaseOwner = ?)${tx.dialect === 'mysql' ? ' FOR UPDATE SKIP LOCKED' : ''}`,
    [...ids, owner],
  );
  if (rows.length === 0) return [];
  tx.later(
    `UPDATE lanes SET leaseOwner = ?, epoch = epoch + 1, leaseEndsAt = ${inMs(tx, leaseMs)}
     WHERE employeeId IN (${marks(rows)})`,
    [owner, ...rows.map(({ employeeId }) => employeeId)],
  );
  return rows;
}

export const extendLeases = (tx: Tx, owner: string, ids: readonly number[], leaseMs: number) =>
  tx.later(
    `UPDATE lanes SET leaseEndsAt = ${inMs(tx, leaseMs)} WHERE leaseOwner = ? AND employeeId IN (${marks(ids)})`,
    [owner, ...ids],
  );

/**
 * @param pauseMs how long nobody may send to this person; no time at all where there is none to wait for: should the
 *   database's clock be put back, nobody's cards wait for it
 */
export const releaseLane = (tx: Tx, { employeeId, epoch }: Lease, pauseMs: number) =>
  tx.later(
    `UPDATE lanes SET leaseEndsAt = NULL, leaseOwner = NULL, nextAt = ${pauseMs > 0 ? inMs(tx, pauseMs) : 'NULL'}
     WHERE employeeId = ? AND epoch = ?`,
    [employeeId, epoch],
  );

/** By the index of people, however much waits for everybody else; of a second one only whether it is there. */
export const nextCardSql = (clock: string) =>
  `SELECT ${columns} FROM shown_cards WHERE employeeId = ? AND state = 'behind' AND dueAt <= ${clock}
     AND EXISTS (SELECT 1 FROM lanes l WHERE l.employeeId = ? AND l.epoch = ?)
   ORDER BY dueAt, id LIMIT 2`;

/** The person's next card that is due. Its attempts are raised now, so that a crash counts as one, and as one unended. */
export async function takeNextCard(tx: Tx, { employeeId, epoch }: Lease): Promise<ShownCard | undefined> {
  const [row, following] = await tx.lookUp<ShownCardRow>(nextCardSql(tx.clock), [
    employeeId,
    employeeId,
    epoch,
  ]);
  if (!row) return undefined;
  tx.later('UPDATE shown_cards SET attempts = attempts + 1, unended = unended + 1 WHERE id = ?', [row.id]);
  return { isFollowed: following !== undefined, ...toCard(row), attempts: row.attempts + 1 };
}

const fenced = 'EXISTS (SELECT 1 FROM lanes l WHERE l.employeeId = ? AND l.epoch = ?)';

/**
 * It is shown; if more changed meanwhile, it is behind still. Whoever sent it without holding the lane any more may have
 * covered something newer, so then it is shown once again, by whoever looks for what is behind.
 */
export function saveShown(
  tx: Tx,
  lease: Lease,
  card: ShownCard,
  { platform, ref, at }: { readonly platform: string; readonly ref: ShownCard['ref']; readonly at: Date },
) {
  const held = [card.id, lease.employeeId, lease.epoch];
  tx.later(
    `UPDATE shown_cards SET state = CASE WHEN wanted = ? THEN 'shown' ELSE 'behind' END,
       fresh = CASE WHEN wanted = ? THEN 0 ELSE fresh END, awaited = CASE WHEN wanted = ? THEN 0 ELSE awaited END,
       shown = ?, platform = ?, ref = ?, attempts = 0, unended = 0, lastError = NULL, shownAt = ?,
       waitingAt = CASE WHEN wanted = ? THEN NULL ELSE ${tx.clock} END WHERE id = ? AND ${fenced}`,
    [card.wanted, card.wanted, card.wanted, card.wanted, platform, toJson(ref), at, card.wanted, ...held],
  );
  tx.later(
    `UPDATE shown_cards SET ${due(tx.clock)}, wanted = wanted + 1 WHERE id = ? AND NOT ${fenced}`,
    held,
  );
}

interface NotShown {
  readonly state: CardState;
  readonly reason: string;
  /** When to try again; without it the row is as `state` says. */
  readonly retryMs?: number;
}

export const saveNotShown = (
  tx: Tx,
  lease: Lease,
  card: ShownCard,
  { state, reason, retryMs = 0 }: NotShown,
) =>
  tx.later(
    `UPDATE shown_cards SET state = CASE WHEN wanted = ? THEN ? ELSE 'behind' END, unended = 0, lastError = ?,
       dueAt = ${inMs(tx, retryMs)}
     WHERE id = ? AND ${fenced}`,
    [card.wanted, state, reason.slice(0, 500), card.id, lease.employeeId, lease.epoch],
  );

/** Should the database's clock be ahead, so often it is seen that it is too early. */
const LOOK_AGAIN_MS = 10_000;
const later = { mysql: 'GREATEST', sqlite: 'MAX' };

/**
 * Its reader wants no new message now: it comes at a better time, as it is then, and if more has happened meanwhile that is
 * looked at by itself. Nobody was asked, so it was no attempt.
 */
export const saveWaiting = (tx: Tx, lease: Lease, card: ShownCard, until: Date) =>
  tx.later(
    `UPDATE shown_cards SET state = 'behind', fresh = (fresh OR ?), attempts = 0, unended = 0,
       dueAt = CASE WHEN wanted = ? THEN ${later[tx.dialect]}(?, ${inMs(tx, LOOK_AGAIN_MS)}) ELSE dueAt END,
       waitingAt = CASE WHEN wanted = ? THEN ? ELSE ${tx.clock} END
     WHERE id = ? AND ${fenced}`,
    [card.fresh, card.wanted, until, card.wanted, until, card.id, lease.employeeId, lease.epoch],
  );

/** The person wants new messages at other times: what waits is looked at again. */
export const hurryWaiting = (tx: Tx, employeeId: number) => {
  tx.later(`UPDATE shown_cards SET ${due(tx.clock)} WHERE employeeId = ? AND state = 'behind'`, [employeeId]);
  tx.news.add('cards', employeeId);
};

/** Nobody was asked: the attempt that was counted when the card was taken was none. */
export const takeBackAttempt = (tx: Tx, lease: Lease, card: ShownCard) =>
  tx.later(`UPDATE shown_cards SET attempts = attempts - 1 WHERE id = ? AND attempts > 0 AND ${fenced}`, [
    card.id,
    lease.employeeId,
    lease.epoch,
  ]);

/** The old message cannot be changed any more: the next attempt posts a new one. */
export const forgetRef = (tx: Tx, lease: Lease, card: ShownCard) =>
  tx.later(`UPDATE shown_cards SET ref = NULL WHERE id = ? AND ${fenced}`, [
    card.id,
    lease.employeeId,
    lease.epoch,
  ]);

/** A person who could not be reached has come to a platform. */
export const reviveUnreachable = (tx: Tx, employeeId: number) => {
  tx.later(
    `UPDATE shown_cards SET ${due(tx.clock)}, attempts = 0 WHERE employeeId = ? AND state = 'unreachable'`,
    [employeeId],
  );
  tx.news.add('cards', employeeId);
};

export const reviveDead = async (tx: Tx): Promise<number> => {
  tx.news.add('cards');
  return tx.run(`UPDATE shown_cards SET ${due(tx.clock)}, attempts = 0, unended = 0 WHERE state = 'dead'`);
};

interface DeadCard {
  readonly employeeName: string;
  readonly subject: Subject;
  readonly subjectId: number;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** The newest first. */
export const listDead = (tx: Tx, limit: number) =>
  tx.rows<DeadCard>(
    `SELECT e.name AS employeeName, s.subject, s.subjectId, s.attempts, s.lastError
     FROM shown_cards s JOIN employees e ON e.id = s.employeeId WHERE s.state = 'dead' ORDER BY s.id DESC LIMIT ?`,
    [limit],
  );

interface Backlog {
  readonly behind: number;
  readonly dead: number;
  readonly unreachable: number;
  /** For how long somebody has been waiting for a card at most, not counting hours in which they want none. */
  readonly oldestMs: number;
  /** For how long a card has been due at most that nobody has tried to show: with each try it is due anew, some time later. */
  readonly untriedMs: number;
}

export async function readBacklog(tx: Tx, now: Date): Promise<Backlog> {
  const [rows, waitingAt] = await Promise.all([
    tx.rows<{ state: CardState; n: number; oldestAt: Date | null }>(
      "SELECT state, COUNT(*) AS n, MIN(dueAt) AS oldestAt FROM shown_cards WHERE state <> 'shown' GROUP BY state",
    ),
    // What an instance of before wants shown has no such time.
    tx.cell<Date | null>(
      "SELECT MIN(COALESCE(waitingAt, dueAt)) AS oldestAt FROM shown_cards WHERE state = 'behind'",
    ),
  ]);
  const count = (state: CardState) => Number(rows.find((row) => row.state === state)?.n ?? 0);
  const ageMs = (at?: Date | null) => (at ? Math.max(0, now.getTime() - at.getTime()) : 0);
  return {
    behind: count('behind'),
    dead: count('dead'),
    unreachable: count('unreachable'),
    oldestMs: ageMs(waitingAt),
    untriedMs: ageMs(rows.find(({ state }) => state === 'behind')?.oldestAt),
  };
}
