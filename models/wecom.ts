import { epochMs } from './database/clock.js';
import { insertMissing } from './database/insert-missing.js';
import type { Tx } from './database/tx.js';

const onConflict = {
  mysql: ' ON DUPLICATE KEY UPDATE code = wecom_codes.code',
  sqlite: ' ON CONFLICT (taskId, code) DO NOTHING',
};

/** A code with which the card of this task can be changed once, until it ends. */
export const insertCode = (tx: Tx, taskId: string, code: string, endsAtMs: number) =>
  tx.insertLast('wecom_codes', { taskId, code, endsAtMs }, { onConflict: onConflict[tx.dialect] });

/** Takes the code that ends first away, so that nobody else spends it. */
export async function takeCode(tx: Tx, taskId: string, nowMs: number): Promise<string | undefined> {
  const code = await tx.cell<string>(
    'SELECT code FROM wecom_codes WHERE taskId = ? AND endsAtMs > ? ORDER BY endsAtMs, code LIMIT 1',
    [taskId, nowMs],
  );
  if (code === undefined) return undefined;
  const taken = await tx.run('DELETE FROM wecom_codes WHERE taskId = ? AND code = ?', [taskId, code]);
  return taken > 0 ? code : takeCode(tx, taskId, nowMs);
}

export interface Pace {
  /** So many in any time of this length, */
  readonly most: number;
  readonly windowMs: number;
  /** and in the long run so many at once and then one each. */
  readonly burst: number;
  readonly everyMs: number;
}

/** What a person was sent. */
export interface Turns {
  /** When the long run has room for the whole burst again. */
  readonly fullAtMs: number;
  /** The newest ones, the oldest of them first. */
  readonly sentAtMs: readonly number[];
}

/** @returns how many milliseconds until there is room for one more, 0 for now */
export function msUntilRoom({ most, windowMs, burst, everyMs }: Pace, turns: Turns, nowMs: number): number {
  const windowEndsAtMs = (turns.sentAtMs.at(-most) ?? Number.NEGATIVE_INFINITY) + windowMs;
  const burstEndsAtMs = turns.fullAtMs - (burst - 1) * everyMs;
  return Math.max(0, windowEndsAtMs - nowMs, burstEndsAtMs - nowMs);
}

/** With one more, sent now. */
export const withTurn = ({ most, everyMs }: Pace, turns: Turns, nowMs: number): Turns => ({
  fullAtMs: Math.max(turns.fullAtMs, nowMs) + everyMs,
  sentAtMs: [...turns.sentAtMs, nowMs].slice(-most),
});

interface TurnsRow {
  readonly fullAtMs: number;
  readonly sentAtMs: string;
  /** By the database's clock, as ours may be wrong. */
  readonly nowMs: number;
}

const readTurns = (tx: Tx, userId: string) =>
  tx.row<TurnsRow>(`SELECT fullAtMs, sentAtMs, ${epochMs(tx)} AS nowMs FROM wecom_turns WHERE userId = ?`, [
    userId,
  ]);

const toTurns = ({ fullAtMs, sentAtMs }: TurnsRow): Turns => ({
  fullAtMs: Number(fullAtMs),
  sentAtMs: sentAtMs === '' ? [] : sentAtMs.split(',').map(Number),
});

/** @returns whether nobody else has changed it meanwhile */
const saveTurns = async (tx: Tx, userId: string, before: TurnsRow, { fullAtMs, sentAtMs }: Turns) =>
  (await tx.run('UPDATE wecom_turns SET fullAtMs = ?, sentAtMs = ? WHERE userId = ? AND sentAtMs = ?', [
    fullAtMs,
    sentAtMs.join(','),
    userId,
    before.sentAtMs,
  ])) > 0;

/**
 * Takes a person's turn, if there is one.
 * @returns 0, or how many milliseconds from now there is going to be one
 */
export async function takeTurn(tx: Tx, userId: string, pace: Pace): Promise<number> {
  const row = await readTurns(tx, userId);
  if (!row) {
    await tx.run(`${insertMissing[tx.dialect]} wecom_turns (userId, fullAtMs) VALUES (?, 0)`, [userId]);
    return takeTurn(tx, userId, pace);
  }
  const nowMs = Number(row.nowMs);
  const waitMs = msUntilRoom(pace, toTurns(row), nowMs);
  if (waitMs > 0) return waitMs;
  const isTaken = await saveTurns(tx, userId, row, withTurn(pace, toTurns(row), nowMs));
  return isTaken ? 0 : takeTurn(tx, userId, pace);
}

/** The newest message was long on its way: what WeCom counts may have come as late as now. */
export async function delayTurn(tx: Tx, userId: string): Promise<void> {
  const row = await readTurns(tx, userId);
  if (!row) return;
  const { fullAtMs, sentAtMs } = toTurns(row);
  const delayed = { fullAtMs, sentAtMs: [...sentAtMs.slice(0, -1), Number(row.nowMs)] };
  if (!(await saveTurns(tx, userId, row, delayed))) await delayTurn(tx, userId);
}

interface Block {
  /** Until its end, negative afterwards. */
  readonly leftMs: number;
  readonly lengthMs: number;
}

const readBlock = async (tx: Tx, method: string): Promise<Block | undefined> => {
  const row = await tx.row<Block>(
    `SELECT endsAtMs - ${epochMs(tx)} AS leftMs, lengthMs FROM wecom_blocks WHERE method = ?`,
    [method],
  );
  return row && { leftMs: Number(row.leftMs), lengthMs: Number(row.lengthMs) };
};

/** @returns 0, or for how long nobody may make this call */
export const readBlockedMs = async (tx: Tx, method: string): Promise<number> =>
  Math.max(0, (await readBlock(tx, method))?.leftMs ?? 0);

export interface Steps {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Nobody makes this call for a while, on any instance. A refusal soon after the last block has ended says that it was
 * too short: the next one is twice as long.
 * @returns for how long
 */
export async function blockMethod(tx: Tx, method: string, steps: Steps): Promise<number> {
  const last = await readBlock(tx, method);
  if (last && last.leftMs > 0) return last.leftMs;
  const isSoon = last !== undefined && -last.leftMs < Math.max(last.lengthMs, steps.firstMs);
  const lengthMs = isSoon ? Math.min(2 * last.lengthMs, steps.longestMs) : steps.firstMs;
  const endsAt = `${epochMs(tx)} + ${lengthMs}`;
  tx.later(
    `INSERT INTO wecom_blocks (method, endsAtMs, lengthMs) VALUES (?, ${endsAt}, ?)${onSameBlock[tx.dialect]}`,
    [method, lengthMs],
  );
  return lengthMs;
}

const onSameBlock = {
  mysql: ' ON DUPLICATE KEY UPDATE endsAtMs = VALUES(endsAtMs), lengthMs = VALUES(lengthMs)',
  sqlite: ' ON CONFLICT (method) DO UPDATE SET endsAtMs = excluded.endsAtMs, lengthMs = excluded.lengthMs',
};

/** Says that this event is being answered. @returns false when somebody said so before */
export const beginAnswer = async (tx: Tx, eventKey: string): Promise<boolean> =>
  (await tx.run(
    `${insertMissing[tx.dialect]} wecom_answers (eventKey, begunAtMs) VALUES (?, ${epochMs(tx)})`,
    [eventKey],
  )) > 0;

/** It was not answered after all. */
export const forgetAnswer = (tx: Tx, eventKey: string) =>
  tx.later('DELETE FROM wecom_answers WHERE eventKey = ?', [eventKey]);

/** The newest message that shows this card. */
export const findCardRef = (tx: Tx, shownCardId: number) =>
  tx.cell<unknown>("SELECT ref FROM shown_cards WHERE id = ? AND platform = 'wecom'", [shownCardId]);
