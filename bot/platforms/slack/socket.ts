import type { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../log.js';
import { type Pauses, stayConnected } from '../reconnecting.js';
import { clientOptions } from './client.js';
import type { Exchange } from './exchange.js';
import { packageLogger } from './log.js';
import type { Ack } from './surfaces/surface.js';

const TIME_LIMIT_MS = 8000;
/** Until Slack has said hello. Its package waits for minutes where something on the way takes the line and says nothing. */
const CONNECT_MS = 15_000;
const pauses: Pauses = { firstPauseMs: 1_000, longestPauseMs: 30_000, leastLifeMs: 10_000 };

interface Needs {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly exchange: Exchange;
  readonly log: Log;
  /** Shorter in tests. */
  readonly connectMs?: number;
}

/** What Slack puts in an envelope. */
interface Envelope {
  readonly body: unknown;
  readonly retry_num?: number;
  readonly ack: (body?: object) => Promise<void>;
}

/**
 * Socket Mode: what otherwise comes over HTTP comes in envelopes over a WebSocket that we open, for places without a
 * public address. An event that is not acknowledged comes again, as over HTTP.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export const socketMode = ({ appToken, apiUrl, exchange, log, connectMs = CONNECT_MS }: Needs) => {
  const stopping = new AbortController();
  let client: SocketModeClient | undefined;
  let connecting: Promise<void> | undefined;

  const take = async ({ body, retry_num: retries = 0, ack }: Envelope): Promise<void> => {
    const reply: Ack = await exchange.receive(body, retries > 0, performance.now());
    if (reply.status !== 200) return;
    await ack(reply.body === '' ? {} : reply.body);
    exchange.finish(reply);
  };

  const makeClient = async (): Promise<SocketModeClient> => {
    const { SocketModeClient } = await import('@slack/socket-mode');
    const made = new SocketModeClient({
      appToken,
      // Its own reconnecting throws where nobody catches when Slack refuses, which ends the process.
      autoReconnectEnabled: false,
      clientOptions: clientOptions(apiUrl, TIME_LIMIT_MS, log),
      logger: packageLogger(log),
    });
    made.on('slack_event', (envelope: Envelope) => {
      take(envelope).catch((error) => log.warn({ err: error }, 'slack: an envelope was not taken'));
    });
    return made;
  };

  /** Until it ends: Slack closes each connection after some hours. */
  const connection = async (socket: SocketModeClient): Promise<void> => {
    const impatience = setTimeout(() => void socket.disconnect(), connectMs);
    await socket.start().finally(() => clearTimeout(impatience));
    log.info({}, 'slack: connected by Socket Mode');
    await new Promise<void>((resolve) => {
      socket.once('disconnected', () => resolve());
    });
  };

  const connect = async (): Promise<void> => {
    const socket = await makeClient();
    client = socket;
    const tried = () =>
      connection(socket).catch((error) => log.warn({ err: error }, 'slack: Socket Mode did not connect'));
    await stayConnected(tried, pauses, stopping.signal);
  };

  return {
    start: (): void => {
      connecting = connect();
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await client?.disconnect();
      await connecting;
    },
  };
};
