import {
  type ConsoleMessage,
  countUnread,
  findMessage,
  findMessageByKey,
  insertMessage,
  listLastMessages,
  listMessages,
  listMessagesSince,
  markRead,
  saveMessage,
} from '../../models/console-message.js';
import type { Database } from '../../models/database.js';
import type { ConsoleStore, Message } from '../platforms/console/index.js';

const toMessage = (row: ConsoleMessage): Message => ({
  id: row.id,
  userId: row.userId,
  from: row.sender,
  kind: row.kind as Message['kind'],
  text: row.text,
  body: row.body as Message['body'],
  key: row.messageKey,
  at: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  unread: row.unread,
});

/** The console's conversations in our database. */
export const consoleStore = (database: Database, now: () => Date): ConsoleStore => {
  const get = async (userId: string, key: string): Promise<Message> => {
    const row = await database.read((tx) => findMessageByKey(tx, userId, key));
    if (!row) throw new Error(`The message ${key} is not there.`);
    return toMessage(row);
  };

  return {
    async append({ userId, from, key, kind, text, body }) {
      const at = now();
      const row = {
        userId,
        messageKey: key,
        sender: from,
        kind,
        text,
        body,
        unread: from === 'bot',
        createdAt: at,
        updatedAt: at,
      };
      await database
        .transaction(async (tx) => insertMessage(tx, row))
        .catch((error) => {
          if (!database.isDuplicate(error)) throw error;
        });
      return get(userId, key);
    },

    replace: (id, content) =>
      database.transaction(async (tx) => {
        const before = await findMessage(tx, id);
        if (!before) return undefined;
        const after = { ...before, ...content, unread: true, updatedAt: now() };
        saveMessage(tx, after);
        return toMessage(after);
      }),

    find: async (id) => {
      const row = await database.read((tx) => findMessage(tx, id));
      return row && toMessage(row);
    },

    list: async (userId, limit, before = Number.MAX_SAFE_INTEGER) => {
      const rows = await database.read((tx) => listMessages(tx, userId, before, limit));
      return rows.map(toMessage).reverse();
    },

    changedSince: async (since, limit) =>
      (await database.read((tx) => listMessagesSince(tx, since, limit))).map(toMessage),

    markRead: (userId) => database.transaction(async (tx) => markRead(tx, userId)),

    summaries: () =>
      database.read(async (tx) => {
        const last = await listLastMessages(tx);
        const unread = new Map((await countUnread(tx)).map(({ userId, n }) => [userId, Number(n)]));
        return last.map((row) => ({
          userId: row.userId,
          unread: unread.get(row.userId) ?? 0,
          last: toMessage(row),
        }));
      }),
  };
};
