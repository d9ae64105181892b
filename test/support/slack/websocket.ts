import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** As much of a WebSocket server as one client of our own needs: whole text frames, pings, closing. */
export interface ServerSocket {
  send(text: string): void;
  close(): void;
  /** Cuts the line without a word. */
  cut(): void;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

const frame = (opcode: number, payload: Buffer): Buffer => {
  const first = 0x80 | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  if (payload.length < 65_536)
    return Buffer.concat([Buffer.from([first, 126, payload.length >> 8, payload.length & 255]), payload]);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
};

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly length: number;
}

/** A client's frame is masked. */
const readFrame = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] as number) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extra + 4;
  if (bytes.length < start) return undefined;
  const size = extra === 0 ? short : Number(extra === 2 ? bytes.readUInt16BE(2) : bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + size));
  for (let index = 0; index < size; index += 1)
    payload[index] = (payload[index] as number) ^ (mask[index % 4] as number);
  return { opcode: (bytes[0] as number) & 15, payload, length: start + size };
};

export const acceptWebSocket = (
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string) => void,
  onClose: () => void,
): ServerSocket => {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );

  const reactions: Record<number, (payload: Buffer) => void> = {
    [TEXT]: (payload) => onText(payload.toString()),
    [PING]: (payload) => socket.write(frame(PONG, payload)),
    [CLOSE]: (payload) => socket.end(frame(CLOSE, payload)),
  };

  let waiting = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let next = readFrame(waiting); next; next = readFrame(waiting)) {
      waiting = waiting.subarray(next.length);
      reactions[next.opcode]?.(next.payload);
    }
  });
  socket.on('close', onClose);
  socket.on('error', () => {});

  return {
    send: (text) => socket.write(frame(TEXT, Buffer.from(text))),
    close: () => socket.write(frame(CLOSE, Buffer.from([3, 232]))),
    cut: () => socket.destroy(),
  };
};
