import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** Where the line is cut, seen from bytes that go from the client to the server and match a pattern. */
export type CutPlace =
  /** They never reach the server. */
  | 'before'
  /** They are on their way to the server, and nobody waits for its answer. */
  | 'behind'
  /** The server has done it and says so, but nobody hears it. */
  | 'answer';

export interface CutRule {
  readonly pattern: RegExp;
  readonly place: CutPlace;
}

/** A line that can be cut, shut, and made deaf: TCP on the loopback, in front of a database or a platform. */
export interface Wire {
  readonly port: number;
  /** How often a line was cut by a rule. */
  readonly cuts: number;
  /** The next match is cut, once. */
  cut(rule: CutRule): void;
  /** Cuts what is open; with `true` whoever comes is turned away from then on. */
  shut(isShut: boolean): void;
  /** What comes is swallowed, and nothing goes on; nobody is told. */
  blackhole(isOn: boolean): void;
  stop(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
}

/** Node cannot reset one that is ending already, and would leave it open for good. */
export const reset = (socket: Socket): void => {
  if (socket.writableEnded) return void socket.destroy();
  socket.resetAndDestroy();
};

export const startWire = async (targetPort: number): Promise<Wire> => {
  const lines = new Set<Line>();
  const rules: CutRule[] = [];
  let swallows = false;
  let isShut = false;
  let cuts = 0;

  const sever = ({ client, server }: Line): void => {
    reset(client);
    server.destroy();
  };

  /** The rule that these bytes set off, if any; each does so once. */
  const setOff = (bytes: Buffer): CutRule | undefined => {
    const text = bytes.toString('latin1');
    const at = rules.findIndex(({ pattern }) => pattern.test(text));
    return at < 0 ? undefined : rules.splice(at, 1)[0];
  };

  const pass = (to: Socket, bytes: Buffer): void => {
    if (!swallows) to.write(bytes);
  };

  const reactions: Record<CutPlace, (line: Line, bytes: Buffer) => void> = {
    before: sever,
    behind: (line, bytes) => {
      line.server.write(bytes, () => line.server.end());
      reset(line.client);
    },
    answer: (line, bytes) => {
      line.server.removeAllListeners('data').once('data', () => sever(line));
      line.server.write(bytes);
    },
  };

  const listener = createServer((client) => {
    if (isShut) return reset(client);
    const line = { client, server: createConnection(targetPort, '127.0.0.1') };
    const { server } = line;
    lines.add(line);
    client.setNoDelay(true);
    server.setNoDelay(true);
    client.on('data', (bytes) => {
      const rule = setOff(bytes);
      if (!rule) return pass(server, bytes);
      cuts += 1;
      reactions[rule.place](line, bytes);
    });
    server.on('data', (bytes) => pass(client, bytes));
    const end = (): void => {
      lines.delete(line);
      client.destroy();
      server.destroy();
    };
    client.on('close', () => lines.delete(line) && server.end()).on('error', () => {});
    server.on('close', end).on('error', end);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    get cuts() {
      return cuts;
    },
    cut: (rule) => void rules.push(rule),
    shut: (now) => {
      isShut = now;
      for (const line of lines) sever(line);
    },
    blackhole: (isOn) => {
      swallows = isOn;
    },
    stop: async () => {
      for (const line of lines) sever(line);
      listener.close();
      await once(listener, 'close');
    },
  };
};
