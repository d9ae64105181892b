import type { Value } from './database/driver.js';
import { parseJson, toJson } from './database/json.js';
import type { Tx } from './database/tx.js';

/** A message of the console's conversations. */
export interface ConsoleMessage {
  readonly id: number;
  readonly userId: string;
  /** Names it for ever: a person has at most one message with a key. */
  readonly messageKey: string;
  readonly sender: 'me' | 'bot';
  readonly kind: string;
  readonly text: string;
  readonly body: object | null;
  readonly unread: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface MessageRow extends Omit<ConsoleMessage, 'unread' | 'body'> {
  readonly unread: number;
  readonly body: unknown;
}

const columns = 'id, userId, messageKey, sender, kind, text, body, unread, createdAt, updatedAt';

const toMessage = (row: MessageRow): ConsoleMessage => ({
  ...row,
  unread: Boolean(row.unread),
  body: row.body === null ? null : parseJson<object>(row.body),
});

const select = async (tx: Tx, rest: string, values: readonly Value[]): Promise<ConsoleMessage[]> =>
  (await tx.rows<MessageRow>(`SELECT ${columns} FROM console_messages ${rest}`, values)).map(toMessage);

export const findMessage = async (tx: Tx, id: number) => (await select(tx, 'WHERE id = ?', [id]))[0];

export const findMessageByKey = async (tx: Tx, userId: string, messageKey: string) =>
  (await select(tx, 'WHERE userId = ? AND messageKey = ?', [userId, messageKey]))[0];

export const insertMessage = (tx: Tx, { body, ...row }: Omit<ConsoleMessage, 'id'>) =>
  tx.insert('console_messages', { ...row, body: body && toJson(body) });

export const saveMessage = (tx: Tx, { id, kind, text, body, unread, updatedAt }: ConsoleMessage) =>
  tx.update('console_messages', { id }, { kind, text, body: body && toJson(body), unread, updatedAt });

/** The newest first. @param before an id; Number.MAX_SAFE_INTEGER for the end of the conversation */
export const listMessages = (tx: Tx, userId: string, before: number, limit: number) =>
  select(tx, 'WHERE userId = ? AND id < ? ORDER BY id DESC LIMIT ?', [userId, before, limit]);

export const listMessagesSince = (tx: Tx, since: Date, limit: number) =>
  select(tx, 'WHERE updatedAt >= ? ORDER BY updatedAt, id LIMIT ?', [since, limit]);

/** Of each person the message that changed last. */
export const listLastMessages = (tx: Tx) =>
  select(
    tx,
    `m WHERE m.id = (SELECT l.id FROM console_messages l WHERE l.userId = m.userId ORDER BY l.updatedAt DESC, l.id DESC LIMIT 1)`,
    [],
  );

export const countUnread = (tx: Tx) =>
  tx.rows<{ userId: string; n: number }>(
    'SELECT userId, COUNT(*) AS n FROM console_messages WHERE unread = 1 GROUP BY userId',
  );

export const markRead = (tx: Tx, userId: string) =>
  tx.later('UPDATE console_messages SET unread = 0 WHERE userId = ? AND unread = 1', [userId]);
