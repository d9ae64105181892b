import { epochMs } from './clock.js';
import type { Tx } from './tx.js';

const onConflict = {
  mysql: ' ON DUPLICATE KEY UPDATE code = wecom_codes.code',
  sqlite: ' ON CONFLICT (taskId, code) DO NOTHING',
};

/** A code with which the card of this task can be changed once, until it ends. */
export const insertCode = (tx: Tx, taskId: string, code: string, endsAtMs: number) =>
  tx.insertLast('wecom_codes', { taskId, code, endsAtMs }, { onConflict: onConflict[tx.dialect] });

/** Takes the code that ends first away, so that nobody else spends it. */
export async function takeCode(tx: Tx, taskId: string, nowMs: number): Promise<string | undefined> {
  const row = await tx.row<{ code: string }>(
    'SELECT code FROM wecom_codes WHERE taskId = ? AND endsAtMs > ? ORDER BY endsAtMs, code LIMIT 1',
    [taskId, nowMs],
  );
  if (!row) return undefined;
  const taken = await tx.run('DELETE FROM wecom_codes WHERE taskId = ? AND code = ?', [taskId, row.code]);
  return taken > 0 ? row.code : takeCode(tx, taskId, nowMs);
}

export interface Pace {
  /** So many at once, */
  readonly burst: number;
  /** and then one each. */
  readonly everyMs: number;
}

/**
 * Takes a person's turn, if there is one, by the database's clock.
 * @returns 0, or how many milliseconds from now there is going to be one
 */
export async function takeTurn(tx: Tx, userId: string, { burst, everyMs }: Pace): Promise<number> {
  const clock = epochMs(tx);
  const row = await tx.row<{ aheadMs: number }>(
    `SELECT fullAtMs - ${clock} AS aheadMs FROM wecom_turns WHERE userId = ?`,
    [userId],
  );
  if (!row) {
    tx.later(
      `INSERT INTO wecom_turns (userId, fullAtMs) VALUES (?, ${clock} + ${everyMs})${onSameTurn[tx.dialect](everyMs)}`,
      [userId],
    );
    return 0;
  }
  const roomMs = (burst - 1) * everyMs;
  const taken = await tx.run(
    `UPDATE wecom_turns SET fullAtMs = CASE WHEN fullAtMs > ${clock} THEN fullAtMs ELSE ${clock} END + ?
     WHERE userId = ? AND fullAtMs <= ${clock} + ?`,
    [everyMs, userId, roomMs],
  );
  return taken > 0 ? 0 : Math.max(1, Number(row.aheadMs) - roomMs);
}

/** Two instances may write to somebody for the first time at the same moment. */
const onSameTurn = {
  mysql: (everyMs: number) => ` ON DUPLICATE KEY UPDATE fullAtMs = fullAtMs + ${everyMs}`,
  sqlite: (everyMs: number) =>
    ` ON CONFLICT (userId) DO UPDATE SET fullAtMs = wecom_turns.fullAtMs + ${everyMs}`,
};

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

const onceOnly = {
  mysql: 'INSERT IGNORE INTO',
  sqlite: 'INSERT OR IGNORE INTO',
};

/** Says that this event is being answered. @returns false when somebody said so before */
export const beginAnswer = async (tx: Tx, eventKey: string): Promise<boolean> =>
  (await tx.run(`${onceOnly[tx.dialect]} wecom_answers (eventKey, begunAtMs) VALUES (?, ${epochMs(tx)})`, [
    eventKey,
  ])) > 0;

/** It was not answered after all. */
export const forgetAnswer = (tx: Tx, eventKey: string) =>
  tx.later('DELETE FROM wecom_answers WHERE eventKey = ?', [eventKey]);

/** The newest message that shows this card. */
export const findCardRef = async (tx: Tx, shownCardId: number): Promise<unknown> =>
  (
    await tx.row<{ ref: unknown }>("SELECT ref FROM shown_cards WHERE id = ? AND platform = 'wecom'", [
      shownCardId,
    ])
  )?.ref;
