import { WebSocket } from 'ws';
import { own } from '../../own.js';
import type { Log } from '../log.js';
import { workInHand } from '../work.js';
import { type Ack, type Frame, writeAck } from './frames.js';

const HANDSHAKE_MS = 8000;
const CLOSE_MS = 1000;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

export interface Patience {
  readonly pingEveryMs: number;
  /** A connection of which nothing was heard for so long is frozen. */
  readonly silentForMs: number;
  /** After it said that it leaves, the gateway ends the connection; if it does not, we do. */
  readonly leaveAfterMs: number;
}

interface Needs {
  readonly take: (frame: Frame) => Promise<[Ack, () => void]>;
  readonly read: (text: string) => Frame | undefined;
  readonly isStopping: () => boolean;
  readonly log: Log;
  readonly patience: Patience;
}

/** One connection to the gateway. */
export interface Line {
  /** It is over or soon will be: time for another one. */
  readonly leaving: Promise<void>;
  readonly closed: Promise<void>;
  /** Waits for what it took, then ends it. */
  close(): Promise<void>;
}

/** @throws Error when it does not open */
export const openLine = async (url: string, needs: Needs): Promise<Line> => {
  const { take, read, isStopping, log, patience } = needs;
  const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, maxPayload: MAX_FRAME_BYTES });
  const work = workInHand();
  let heardAt = performance.now();
  let leave: () => void = () => {};
  const leaving = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  let farewell: NodeJS.Timeout | undefined;

  const say = (frame: Frame, ack: Ack): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(writeAck(frame, ack));
  };

  const system: Readonly<Record<string, (frame: Frame) => void>> = {
    ping: (frame) => say(frame, { code: 200, message: 'OK', data: frame.data }),
    disconnect: () => {
      leave();
      farewell ??= setTimeout(() => socket.terminate(), patience.leaveAfterMs);
    },
  };

  const answer = async (frame: Frame): Promise<void> => {
    const done = work.begin();
    try {
      const [ack, sent] = await take(frame);
      say(frame, ack);
      sent();
    } finally {
      done();
    }
  };

  const hear = (text: string): void => {
    heardAt = performance.now();
    const frame = read(text);
    if (!frame) log.warn({ bytes: text.length }, 'dingtalk: a frame could not be read');
    else if (frame.type === 'SYSTEM') own(system, frame.headers.topic)?.(frame);
    // What is left unanswered comes again, to another instance.
    else if (!isStopping())
      answer(frame).catch((error) => log.error({ err: error }, 'dingtalk: a frame broke'));
  };

  const beat = (): void => {
    const isFrozen = performance.now() - heardAt > patience.silentForMs;
    if (isFrozen) log.warn({}, 'dingtalk: the connection is frozen');
    if (isFrozen) socket.terminate();
    else socket.ping();
  };

  const heard = (): void => {
    heardAt = performance.now();
  };
  socket.on('message', (data) => hear(String(data)));
  socket.on('pong', heard).on('ping', heard);

  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve()).on('error', reject);
    socket.once('close', (code) => reject(new Error(`The gateway closed the connection (${code}).`)));
  });
  await opened;
  const pulse = setInterval(beat, patience.pingEveryMs);
  closed.then(() => {
    clearInterval(pulse);
    clearTimeout(farewell);
    leave();
  });

  return {
    leaving,
    closed,
    close: async () => {
      leave();
      await work.idle();
      socket.close(1000);
      const patienceEnds = setTimeout(() => socket.terminate(), CLOSE_MS);
      await closed;
      clearTimeout(patienceEnds);
    },
  };
};
