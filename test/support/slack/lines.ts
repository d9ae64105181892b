import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type ServerSocket } from './websocket.js';
import type { World } from './world.js';

/**
 * The lines of Socket Mode, over which envelopes go out and are acknowledged.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export const socketLines = (world: World) => {
  const sockets = new Set<ServerSocket>();
  /** Lines that were taken and never answered. */
  const silent = new Set<Duplex>();
  let silences = 0;
  const awaited = new Map<string, (payload: unknown) => void>();

  const acknowledge = (text: string): void => {
    const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload: unknown };
    awaited.get(envelope_id)?.(payload);
  };

  return {
    sockets,

    accept: (request: IncomingMessage, socket: Duplex): void => {
      if (silent.size < silences) return void silent.add(socket);
      const line = acceptWebSocket(request, socket, acknowledge, () => sockets.delete(line));
      sockets.add(line);
      line.send(JSON.stringify({ type: 'hello', num_connections: sockets.size }));
    },

    /** The next line over which somebody wants Socket Mode hears nothing. */
    ignoreLine: (): void => {
      silences += 1;
    },

    /** One envelope over Socket Mode. @returns the payload of its acknowledgement, or undefined if none came */
    envelope: (type: string, payload: unknown, { retry = 0, waitMs = 3000 } = {}): Promise<unknown> => {
      const envelopeId = `envelope-${world.next()}`;
      const [line] = sockets;
      const envelope = {
        type,
        envelope_id: envelopeId,
        payload,
        accepts_response_payload: true,
        retry_attempt: retry,
      };
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), waitMs);
        awaited.set(envelopeId, (answer) => {
          clearTimeout(timer);
          resolve(answer ?? {});
        });
        line?.send(JSON.stringify(envelope));
      });
    },

    cut: (): void => {
      for (const line of sockets) line.cut();
      for (const line of silent) line.destroy();
    },
  };
};
