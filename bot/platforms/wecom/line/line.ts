import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Log } from '../../log.js';
import { withinMs, workInHand } from '../../work.js';
import { isUnsubscribed, networkTrouble, notYet, refusal } from '../errors.js';
import { commands, type Frame, isCallback, isKick, readFrame, writeFrame } from './frames.js';

const HANDSHAKE_MS = 8_000;
const CLOSE_MS = 1_000;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** Whoever finds the connection down looks again after so long. */
const AGAIN_MS = 1_000;

export interface LinePatience {
  readonly pingEveryMs: number;
  /** A connection on which WeCom said nothing for so long is dead, whatever the network says. */
  readonly silentForMs: number;
  /**
   * One on which nobody said anything for so long is opened anew: WeCom has been seen to answer pings after a reconnect
   * and to bring nothing else.
   * @see https://github.com/NousResearch/hermes-agent/issues/11554
   */
  readonly quietForMs: number;
  /** WeCom says of each frame within so long that it has it. */
  readonly ackWithinMs: number;
}

/** What a callback is answered with. */
export interface Reply {
  readonly cmd: string;
  readonly body: object;
}

/** By the network, or as somebody connected as the same robot. */
type Ending = 'lost' | 'kicked';

/** One connection to WeCom, by which the robot hears and speaks. */
export interface Line {
  /** @throws WecomError */
  ask(cmd: string, body: object): Promise<void>;
  readonly ended: Promise<Ending>;
  /** At once: it is another's turn. */
  drop(): void;
  /** Finishes what it took, then ends it. */
  close(): Promise<void>;
}

interface Needs {
  readonly account: { readonly bot_id: string; readonly secret: string };
  /** @returns nothing where nothing is to be said */
  readonly take: (body: unknown) => Promise<Reply | undefined>;
  /** Nobody waits any more for it to open. */
  readonly giveUp: AbortSignal;
  readonly log: Log;
  readonly patience: LinePatience;
}

/** @throws WecomError where WeCom refuses the robot, Error when it does not open */
export const openLine = async (url: string, needs: Needs): Promise<Line> => {
  const { account, take, giveUp, log, patience } = needs;
  giveUp.throwIfAborted();
  const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, maxPayload: MAX_FRAME_BYTES });
  const work = workInHand();
  const waiting = new Map<string, (ack: Frame | undefined) => void>();
  let heardAt = performance.now();
  let spokenAt = performance.now();
  let ending: Ending = 'lost';

  const acked = async (cmd: string, reqId: string): Promise<void> => {
    const ack = new Promise<Frame | undefined>((resolve) => waiting.set(reqId, resolve));
    const answer = await withinMs(ack, patience.ackWithinMs);
    waiting.delete(reqId);
    if (!answer) throw networkTrouble(cmd, undefined);
    if (answer.errcode !== 0) throw refusal(cmd, answer.errcode ?? -1);
  };

  const ask = async (cmd: string, body?: object, reqId = `${cmd}_${randomUUID()}`): Promise<void> => {
    if (socket.readyState !== WebSocket.OPEN) throw notYet(cmd, AGAIN_MS);
    socket.send(writeFrame(cmd, reqId, body));
    await acked(cmd, reqId).catch((error) => {
      if (isUnsubscribed(error)) socket.terminate();
      throw error;
    });
  };

  const answer = async ({ headers, body }: Frame): Promise<void> => {
    spokenAt = performance.now();
    const done = work.begin();
    try {
      const reply = await take(body);
      if (reply) await ask(reply.cmd, reply.body, headers.req_id);
    } catch (error) {
      log.warn({ err: error }, 'wecom: what the robot answered did not arrive');
    } finally {
      done();
    }
  };

  const kicked = (): void => {
    ending = 'kicked';
    socket.terminate();
  };

  const hear = (text: string): void => {
    heardAt = performance.now();
    const frame = readFrame(text);
    if (!frame) log.warn({ bytes: text.length }, 'wecom: a frame could not be read');
    else if (isKick(frame)) kicked();
    else if (isCallback(frame)) void answer(frame);
    else waiting.get(frame.headers.req_id)?.(frame);
  };

  const close = async (): Promise<void> => {
    await work.idle();
    socket.close(1000);
    const patienceEnds = setTimeout(() => socket.terminate(), CLOSE_MS);
    await ended;
    clearTimeout(patienceEnds);
    await work.idle();
  };

  const beat = (): void => {
    const isSilent = performance.now() - heardAt > patience.silentForMs;
    const isQuiet = performance.now() - spokenAt > patience.quietForMs;
    if (isSilent) log.warn({}, 'wecom: the robot’s connection is silent');
    if (isSilent) socket.terminate();
    else if (isQuiet) void close();
    else ask(commands.ping).catch((error) => log.warn({ err: error }, 'wecom: a ping was not answered'));
  };

  socket.on('message', (data) => hear(String(data)));
  const ended = new Promise<Ending>((resolve) => {
    socket.once('close', () => resolve(ending));
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve()).on('error', reject);
    socket.once('close', (code) => reject(new Error(`WeCom closed the robot’s connection (${code}).`)));
  });
  ended.then(() => {
    for (const resolve of waiting.values()) resolve(undefined);
  });
  const end = () => socket.terminate();
  giveUp.addEventListener('abort', end);
  try {
    await opened;
    await ask(commands.subscribe, account);
  } catch (error) {
    end();
    throw error;
  } finally {
    giveUp.removeEventListener('abort', end);
  }
  const pulse = setInterval(beat, patience.pingEveryMs);
  ended.then(() => clearInterval(pulse));

  return {
    ask: (cmd, body) => ask(cmd, body),
    ended,
    drop: end,
    close,
  };
};
