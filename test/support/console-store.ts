import type { ConsoleStore, Message } from '../../bot/platforms/console/index.js';

/** What the database keeps for the console, kept in memory. */
export const consoleStoreInMemory = (clock: () => Date = () => new Date()): ConsoleStore => {
  const messages: Message[] = [];
  const of = (userId: string) => messages.filter((message) => message.userId === userId);
  const byChange = (a: Message, b: Message) => a.updatedAt.localeCompare(b.updatedAt);
  const stamp = () => clock().toISOString();

  return {
    async append(message) {
      const known = of(message.userId).find(({ key }) => key === message.key);
      if (known) return known;
      const at = stamp();
      const kept = { ...message, id: messages.length + 1, at, updatedAt: at, unread: message.from === 'bot' };
      messages.push(kept);
      return kept;
    },
    async replace(id, content) {
      const old = messages[id - 1];
      if (!old) return undefined;
      const changed = { ...old, ...content, updatedAt: stamp(), unread: true };
      messages[id - 1] = changed;
      return changed;
    },
    find: async (id) => messages[id - 1],
    list: async (userId, limit, before = Number.POSITIVE_INFINITY) =>
      of(userId)
        .filter(({ id }) => id < before)
        .slice(-limit),
    changedSince: async (since, limit) =>
      messages
        .filter(({ updatedAt }) => updatedAt >= since.toISOString())
        .sort(byChange)
        .slice(0, limit),
    async markRead(userId) {
      for (const message of of(userId)) messages[message.id - 1] = { ...message, unread: false };
    },
    summaries: async () =>
      [...new Set(messages.map(({ userId }) => userId))].map((userId) => ({
        userId,
        unread: of(userId).filter(({ unread }) => unread).length,
        last: of(userId).sort(byChange).at(-1) ?? null,
      })),
  };
};
