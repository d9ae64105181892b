/** Server-sent events: every open page hears of every message the moment it is stored. */
import { PassThrough } from 'node:stream';
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
  const pages = new Set<PassThrough>();

  const send = (page: PassThrough, text: string): void => {
    if (page.writableLength > MAX_BUFFERED_BYTES) page.destroy();
    if (page.writable) page.write(text);
  };
  const broadcast = (text: string): void => {
    for (const page of pages) send(page, text);
  };

  const missed = async (lastSeenMs: number): Promise<string> => {
    const messages = await store.changedSince(new Date(lastSeenMs - OVERLAP_MS), CATCH_UP_LIMIT + 1);
    return messages.length > CATCH_UP_LIMIT ? frame('reload', {}) : messages.map(messageFrame).join('');
  };

  const heartbeat = setInterval(() => broadcast(': still here\n\n'), HEARTBEAT_MS).unref();

  return {
    message: (message: Message): void => broadcast(messageFrame(message)),
    read: (userId: string): void => broadcast(frame('read', { userId })),

    /** @param lastSeenMs the `id` of the last event this page got; it hears what came since, some of it again. */
    async join(ctx: Context, lastSeenMs: number | undefined): Promise<void> {
      const page = new PassThrough();
      pages.add(page);
      page.once('close', () => pages.delete(page));
      page.write(`retry: ${RETRY_MS}\nid: ${Date.now()}\n\n`);
      ctx.type = 'text/event-stream';
      // A stream that ended is not waited for when the service stops.
      ctx.set({ 'cache-control': 'no-store', connection: 'close' });
      ctx.body = page;
      if (lastSeenMs !== undefined) send(page, await missed(lastSeenMs));
    },

    close(): void {
      clearInterval(heartbeat);
      for (const page of pages) page.end();
    },
  };
};

export type Stream = ReturnType<typeof openStream>;
