import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Nothing came, or the connection broke. */
export const nothing: Answer = { status: 0, body: '' };

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** The answer, once all of it is there. */
function readAnswer(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const body = bytes.subarray(headEnd + HEAD_END.length);
  if (length === undefined)
    return body.indexOf(LAST_CHUNK) < 0 ? undefined : { status, body: body.toString() };
  return body.length < Number(length) ? undefined : { status, body: body.toString() };
}

/**
 * One connection that is kept alive, with one request at a time. As plain as can be: what sends the load should take
 * as little of the machine as possible from what is measured.
 */
export class Wire {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #tell: ((answer: Answer) => void) | undefined;
  isBroken = false;

  constructor(port: number, ready: () => void = () => {}) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true }, ready);
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', () => this.#break());
    this.#socket.on('close', () => this.#break());
  }

  send(request: Buffer, tell: (answer: Answer) => void) {
    if (this.isBroken) return tell(nothing);
    this.#tell = tell;
    this.#socket.write(request);
  }

  close() {
    this.#socket.destroy();
  }

  #take(chunk: Buffer) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = Buffer.alloc(0);
    this.#done(answer);
  }

  #break() {
    this.isBroken = true;
    this.#done(nothing);
  }

  #done(answer: Answer) {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.(answer);
  }
}

/** Open connections, so that none has to be made while it is measured. */
export function openWires(port: number, count: number): Promise<Wire[]> {
  const opened = Array.from(
    { length: count },
    () =>
      new Promise<Wire>((resolve) => {
        const wire: Wire = new Wire(port, () => resolve(wire));
      }),
  );
  return Promise.all(opened);
}

/** Connections as a proxy in front keeps them: one is opened when none is free, and stays for the next request. */
export class Wires {
  readonly #port: number;
  readonly #idle: Wire[] = [];

  constructor(port: number) {
    this.#port = port;
  }

  /** A server closes what has not been used for long. */
  take(): Wire {
    const wire = this.#idle.pop();
    if (!wire) return new Wire(this.#port);
    return wire.isBroken ? this.take() : wire;
  }

  give(wire: Wire) {
    if (!wire.isBroken) this.#idle.push(wire);
  }
}
