/** WeCom's end of its robots' long connections: one for each robot, whose latest connection is the one that counts. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { withinMs } from '../../../bot/platforms/work.js';
import type { Groups } from './groups.js';
import { type Frame, type RobotWorld, robotCommands } from './robot-commands.js';
import { type Asked, robotTalk } from './robot-talk.js';
import { type Json, Refused } from './world.js';

const USUAL_WAIT_MS = 5_000;

export const robotGateway = (server: Server, groups: Groups, now: () => number) => {
  const account = { id: 'aib-robot-1', secret: 'robot-secret-1' };
  const state = { opened: 0, isDeaf: false, losesAcks: false, refusesUpgrade: false, isMuteInGroups: false };
  const world: RobotWorld = {
    ...{ groups, now, state },
    ...{ callbacks: new Map(), spokenIn: new Set(), groupChats: new Set(), saidAtMs: new Map() },
  };
  const sockets = new Set<WebSocket>();
  /** When somebody wanted to be connected, by what came of it. */
  const subscribed: { readonly atMs: number; readonly errcode: number }[] = [];
  /** Every frame that came, with what it was answered. */
  const frames: { readonly cmd: string; readonly errcode: number; readonly body: Json }[] = [];
  let live: WebSocket | undefined;
  const wss = new WebSocketServer({ noServer: true, autoPong: false });

  const push = (socket: WebSocket, cmd: string, reqId: string, body: object): void =>
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));

  const kick = (socket: WebSocket): void => {
    push(socket, 'aibot_event_callback', randomUUID(), {
      ...{ msgid: randomUUID(), create_time: 1, aibotid: account.id, msgtype: 'event' },
      event: { eventtype: 'disconnected_event' },
    });
    socket.close();
  };

  const subscribe = ({ body = {} }: Frame, socket: WebSocket): void => {
    const errcode = body.bot_id === account.id && body.secret === account.secret ? 0 : 853000;
    subscribed.push({ atMs: performance.now(), errcode });
    if (errcode !== 0) throw new Refused(errcode, 'bot id or secret');
    if (live && live !== socket) kick(live);
    // What came by another connection is not answered by this one.
    if (live !== socket) world.callbacks.clear();
    live = socket;
  };

  const carryOut = (frame: Frame, socket: WebSocket): void => {
    const cmd = String(frame.cmd);
    if (cmd === 'aibot_subscribe') {
      subscribe(frame, socket);
      return;
    }
    if (!Object.hasOwn(robotCommands, cmd)) throw new Refused(40058, cmd);
    if (socket !== live) throw new Refused(846609, 'not subscribed');
    robotCommands[cmd]?.(world, frame);
  };

  const errcodeOf = (frame: Frame, socket: WebSocket): number => {
    try {
      carryOut(frame, socket);
      return 0;
    } catch (error) {
      if (error instanceof Refused) return error.errcode;
      throw error;
    }
  };

  const hear = (socket: WebSocket, text: string): void => {
    if (state.isDeaf) return;
    const frame = JSON.parse(text) as Frame;
    const errcode = errcodeOf(frame, socket);
    frames.push({ cmd: String(frame.cmd), errcode, body: frame.body ?? {} });
    if (state.losesAcks) return void socket.terminate();
    socket.send(
      JSON.stringify({ headers: frame.headers, errcode, errmsg: errcode === 0 ? 'ok' : 'refused' }),
    );
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (state.refusesUpgrade) return void socket.end('HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\n');
    wss.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      state.opened += 1;
      opened.on('message', (text) => hear(opened, String(text)));
      opened.on('close', () => {
        sockets.delete(opened);
        if (live === opened) live = undefined;
      });
      opened.on('error', () => {});
    });
  });

  const call = async ({
    kind,
    chat,
    body,
    card,
    waitMs = USUAL_WAIT_MS,
  }: Asked): Promise<Json | undefined> => {
    if (!live) return undefined;
    const reqId = randomUUID();
    const answer = new Promise<Json>((answered) => {
      const common = { kind, chat, atMs: now(), answered, isOver: false };
      world.callbacks.set(reqId, { ...common, ...(card && { card }) });
    });
    push(live, kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback', reqId, body);
    return withinMs(answer, waitMs);
  };

  return {
    account,
    state,
    sockets,
    subscribed,
    frames,
    ...robotTalk(world, account.id, call),
    isLive: (): boolean => live !== undefined,
    url: (): string => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,

    /** Whatever it is, to whoever is connected. */
    sendRaw: (text: string): void => live?.send(text),

    /** The connection stays, and is not the robot's any more. */
    forget: (): void => {
      live = undefined;
    },

    /** The line is cut. */
    cut: (): void => live?.terminate(),

    stop: (): void => {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
};
