import { own } from '../../own.js';
import type { Log } from '../log.js';
import type { Listener } from '../platform.js';
import { type Pauses, stayConnected } from '../reconnecting.js';
import type { Exchange } from './exchange.js';
import { type Ack, CARD_TOPIC, type Frame, ok, ROBOT_TOPIC, readFrame, subscriptions } from './frames.js';
import { type Line, openLine, type Patience } from './line.js';
import { send } from './send.js';

const TIME_LIMIT_MS = 8000;
const USER_AGENT = 'dealdesk/1';

export type StreamPatience = Patience & Pauses;

const usual: StreamPatience = {
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  leastLifeMs: 10_000,
  pingEveryMs: 20_000,
  silentForMs: 60_000,
  leaveAfterMs: 12_000,
};

interface Needs {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly patience?: StreamPatience;
}

/**
 * Stream mode: what otherwise comes over HTTP comes in frames over a WebSocket that we open, for places without a public
 * address. DingTalk's own package calls the gateway twice as often with each failure, never notices a frozen
 * connection, leaves timers behind and ends the process where a listener throws.
 * @see https://open.dingtalk.com/document/development/introduction-to-stream-mode
 */
export const streamMode = (needs: Needs): Listener => {
  const { apiUrl, clientId, clientSecret, exchange, log, patience = usual } = needs;
  const stopping = new AbortController();
  const lines = new Set<Line>();
  let running: Promise<void> = Promise.resolve();

  const robot = async ({ data }: Frame): Promise<Ack> => {
    await exchange.message(JSON.parse(data));
    return ok({ response: null });
  };

  const card = async ({ headers, data }: Frame): Promise<[Ack, () => void]> => {
    const { reply, sent } = await exchange.press(JSON.parse(data), headers.messageId);
    return [ok({ response: reply }), sent];
  };

  const callbacks: Readonly<Record<string, (frame: Frame) => Promise<Ack | [Ack, () => void]>>> = {
    [ROBOT_TOPIC]: robot,
    [CARD_TOPIC]: card,
  };

  /** What was refused comes again: events by a LATER, messages of themselves. */
  const failed = (frame: Frame, error: unknown): Ack => {
    log.warn({ topic: frame.headers.topic, err: error }, 'dingtalk: a frame was not taken');
    if (frame.type === 'EVENT') return ok({ status: 'LATER', message: 'try again' });
    return { code: 500, message: 'not taken', data: '{}' };
  };

  const take = async (frame: Frame): Promise<[Ack, () => void]> => {
    const nothing = () => {};
    try {
      if (frame.type === 'EVENT') {
        exchange.event(frame.headers.eventType ?? '');
        return [ok({ status: 'SUCCESS' }), nothing];
      }
      const callback = own(callbacks, frame.headers.topic);
      if (!callback) return [{ code: 404, message: 'not found', data: '{}' }, nothing];
      const answer = await callback(frame);
      return Array.isArray(answer) ? answer : [answer, nothing];
    } catch (error) {
      return [failed(frame, error), nothing];
    }
  };

  /** A ticket is good for one connection, for 90 seconds. */
  const address = async (): Promise<string> => {
    const { endpoint, ticket } = await send({
      api: 'gateway/connections/open',
      url: `${apiUrl}/v1.0/gateway/connections/open`,
      method: 'POST',
      body: { clientId, clientSecret, ua: USER_AGENT, subscriptions },
      timeLimitMs: TIME_LIMIT_MS,
    });
    return `${String(endpoint)}?ticket=${encodeURIComponent(String(ticket))}`;
  };

  /** Until the gateway wants another one in its place, or it ends. */
  const connection = async (): Promise<void> => {
    const url = await address();
    if (stopping.signal.aborted) return;
    const line = await openLine(url, {
      take,
      isStopping: () => stopping.signal.aborted,
      read: readFrame,
      log,
      patience,
    });
    lines.add(line);
    line.closed.then(() => lines.delete(line));
    log.info({}, 'dingtalk: connected by Stream mode');
    if (!stopping.signal.aborted) await line.leaving;
  };

  const tried = (): Promise<void> =>
    connection().catch((error) => log.warn({ err: error }, 'dingtalk: Stream mode did not connect'));

  const closeAll = () => Promise.all([...lines].map((line) => line.close()));

  return {
    routes: () => {},
    start: async () => {
      running = stayConnected(tried, patience, stopping.signal);
    },
    /** Takes nothing new, acknowledges what it took, and closes. */
    stop: async () => {
      stopping.abort();
      await closeAll();
      await running;
      await closeAll();
    },
  };
};
