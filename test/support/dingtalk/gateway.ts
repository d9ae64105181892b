import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';

const TICKET_MS = 90_000;

interface UpFrame {
  readonly code: number;
  readonly headers: { readonly messageId: string };
  readonly message: string;
  readonly data: string;
}

/** Stream's end at DingTalk: tickets, connections, frames and their acknowledgements. */
export const gateway = (server: Server, now: () => number) => {
  const tickets = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const heard = new EventEmitter();
  const acks: UpFrame[] = [];
  const state = { refusesUpgrade: false, isDeaf: false, opened: 0 };
  const wss = new WebSocketServer({ noServer: true, autoPong: false });

  const isGood = (ticket: string): boolean => {
    const until = tickets.get(ticket) ?? 0;
    tickets.delete(ticket);
    return until > now() && !state.refusesUpgrade;
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (pathname !== '/connect' || !isGood(searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, accept);
  });

  const accept = (socket: WebSocket): void => {
    sockets.add(socket);
    state.opened += 1;
    socket.on('ping', (data) => {
      if (!state.isDeaf) socket.pong(data);
    });
    socket.on('message', (text) => {
      const ack = JSON.parse(String(text)) as UpFrame;
      acks.push(ack);
      heard.emit(ack.headers.messageId, ack);
    });
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.send(frame('SYSTEM', 'CONNECTED', {}, randomUUID()));
  };

  const frame = (type: string, topic: string, data: object, messageId: string, headers: object = {}) =>
    JSON.stringify({
      specVersion: '1.0',
      type,
      headers: {
        appId: 'app-1',
        connectionId: 'c1',
        contentType: 'application/json',
        time: String(now()),
        topic,
        messageId,
        ...headers,
      },
      data: JSON.stringify(data),
    });

  const anySocket = (): WebSocket => {
    const all = [...sockets];
    const one = all[Math.floor(Math.random() * all.length)];
    if (!one) throw new Error('Nobody is connected.');
    return one;
  };

  /** To one of the connections, whichever. @returns its acknowledgement, or nothing within the time */
  const push = async (
    type: string,
    topic: string,
    data: object,
    { waitMs = 5000, messageId = randomUUID() as string, headers = {} } = {},
  ): Promise<UpFrame | undefined> => {
    const acked = once(heard, messageId) as Promise<[UpFrame]>;
    anySocket().send(frame(type, topic, data, messageId, headers));
    const first = await Promise.race([acked, sleep(waitMs, undefined, { ref: false })]);
    return first?.[0];
  };

  return {
    sockets,
    acks,
    state,
    push,
    open: (): object => {
      const ticket = randomUUID();
      tickets.set(ticket, now() + TICKET_MS);
      const { port } = server.address() as { port: number };
      return { endpoint: `ws://127.0.0.1:${port}/connect`, ticket };
    },
    stop: (): void => {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
};

export type Gateway = ReturnType<typeof gateway>;
