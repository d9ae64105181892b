/** Server-sent events: every open page hears of every message the moment it is stored. */
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import type { Message, StreamEvents } from './protocol.js';
import type { ConsoleStore } from './store.js';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;
/** Stamps are taken before rows are stored, so a message may appear a little later than one with a later stamp. */
const OVERLAP_MS = 5_000;
const CATCH_UP_LIMIT = 200;
/** A page that reads slower than this is cut off; it comes back and catches up. */
const MAX_BUFFERED_BYTES = 4_000_000;

type EventName = keyof StreamEvents;

const frame = <E extends EventName>(event: E, data: StreamEvents[E], id?: string): string =>
  `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Where to go on after this message: its stamp in milliseconds. */
const placeOf = (message: Message): string => String(Date.parse(message.updatedAt));

const messageFrame = (message: Message): string => frame('message', message, placeOf(message));

export const openStream = (store: Pick<ConsoleStore, 'changedSince'>) => {
  const pages = new Set<ServerResponse>();

  const send = (page: ServerResponse, text: string): void => {
    if (page.writableLength > MAX_BUFFERED_BYTES) page.destroy();
    if (!page.writableEnded && !page.destroyed) page.write(text);
  };
  const broadcast = (text: string): void => {
    for (const page of pages) send(page, text);
  };

  const missed = async (lastSeenMs: number): Promise<string> => {
    const messages = await store.changedSince(new Date(lastSeenMs - OVERLAP_MS), CATCH_UP_LIMIT + 1);
    return messages.length > CATCH_UP_LIMIT ? frame('reload', {}) : messages.map(messageFrame).join('');
  };

  /** A page that cannot be told what it missed is sent away, and tries again. */
  const catchUp = async (page: ServerResponse, lastSeenMs: number): Promise<void> => {
    try {
      send(page, await missed(lastSeenMs));
    } catch (error) {
      page.destroy();
      throw error;
    }
  };

  const heartbeat = setInterval(() => broadcast(': still here\n\n'), HEARTBEAT_MS).unref();

  return {
    message: (message: Message): void => broadcast(messageFrame(message)),
    read: (userId: string): void => broadcast(frame('read', { userId })),

    /** @param lastSeenMs the `id` of the last event this page got; it hears what came since, some of it again. */
    async join(ctx: Context, lastSeenMs: number | undefined): Promise<void> {
      const page = ctx.res;
      pages.add(page);
      page.once('close', () => pages.delete(page));
      ctx.status = 200;
      ctx.type = 'text/event-stream';
      ctx.set({ 'cache-control': 'no-store', connection: 'close' });
      // Koa would report each page that somebody closes as a failure.
      ctx.respond = false;
      page.flushHeaders();
      page.write(`retry: ${RETRY_MS}\nid: ${Date.now()}\n\n`);
      if (lastSeenMs !== undefined) await catchUp(page, lastSeenMs);
    },

    close(): void {
      clearInterval(heartbeat);
      for (const page of pages) page.end();
    },
  };
};

export type Stream = ReturnType<typeof openStream>;
