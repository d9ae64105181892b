/** WeCom's end of its robots' long connections: one for each robot, with its rules. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { withinMs } from '../../../bot/platforms/work.js';
import { type GroupMessage, type Groups, robotCardIn } from './groups.js';
import { type Json, Refused } from './world.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const PER_MINUTE = 30;
const PER_HOUR = 1_000;
const STREAM_MS = 10 * MINUTE_MS;
const TEXT_BYTES = 20_480;
/** A robot has so many messages of one person in hand; what comes on top is not taken. */
const AT_ONCE = 3;
const GROUP = 2;

type Kind = 'message' | 'welcome' | 'update';

/** For so long a callback can be answered. */
const lifeMs: Record<Kind, number> = {
  message: 24 * HOUR_MS,
  welcome: 5 * SECOND_MS,
  update: 5 * SECOND_MS,
};

interface Frame {
  readonly cmd?: string;
  readonly headers: { readonly req_id: string };
  readonly body?: Json;
}

/** What happened in a conversation, and how it is answered. */
interface Callback {
  readonly kind: Kind;
  /** Of a group, or a person. */
  readonly chat: string;
  readonly atMs: number;
  readonly answered: (body: Json) => void;
  readonly card?: GroupMessage;
  streamSinceMs?: number;
  isOver: boolean;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const textIn = (value: unknown): string => {
  if (typeof value !== 'string' || value === '') throw new Refused(44004, 'no text');
  if (Buffer.byteLength(value) > TEXT_BYTES) throw new Refused(45002, 'too long');
  return value;
};

export const robotGateway = (server: Server, groups: Groups, now: () => number) => {
  const account = { id: 'aib-robot-1', secret: 'robot-secret-1' };
  const state = { opened: 0, isDeaf: false, losesAcks: false, refusesUpgrade: false, isMuteInGroups: false };
  const sockets = new Set<WebSocket>();
  /** When somebody wanted to be connected, by what came of it. */
  const subscribed: { readonly atMs: number; readonly errcode: number }[] = [];
  const callbacks = new Map<string, Callback>();
  /** Where somebody has spoken to the robot. */
  const spokenIn = new Set<string>();
  const saidAtMs = new Map<string, number[]>();
  /** Every frame that came, with what it was answered. */
  const frames: { readonly cmd: string; readonly errcode: number; readonly body: Json }[] = [];
  let live: WebSocket | undefined;
  const wss = new WebSocketServer({ noServer: true, autoPong: false });

  /** Answers and what the robot says by itself, together. */
  const countWords = (chat: string): void => {
    const said = (saidAtMs.get(chat) ?? []).filter((atMs) => atMs > now() - HOUR_MS);
    const lately = said.filter((atMs) => atMs > now() - MINUTE_MS);
    if (lately.length >= PER_MINUTE || said.length >= PER_HOUR) throw new Refused(846607, 'too much');
    saidAtMs.set(chat, [...said, now()]);
  };

  const show = (chatId: string, taskId: string, text: string, card?: Json): void =>
    void groups.messages.push({ chatId, by: 'robot', atMs: now(), taskId, text, card, changes: 0 });

  const callbackFor = (frame: Frame, kind: Kind): Callback => {
    const callback = callbacks.get(frame.headers.req_id);
    if (callback?.kind !== kind) throw new Refused(846605, 'req_id');
    if (callback.atMs + lifeMs[kind] <= now()) throw new Refused(846604, 'req_id is too old');
    if (callback.isOver) throw new Refused(846606, 'answered before');
    countWords(callback.chat);
    return callback;
  };

  const newCardIn = (value: unknown): Json => {
    const card = robotCardIn(object(value));
    const taskId = String(card.task_id);
    if (groups.taskIds.has(taskId)) throw new Refused(846625, 'task_id was used before');
    groups.taskIds.add(taskId);
    return card;
  };

  type Command = (frame: Frame, socket: WebSocket) => void;

  const kick = (socket: WebSocket): void => {
    push(socket, 'aibot_event_callback', randomUUID(), {
      ...{ msgid: randomUUID(), create_time: 1, aibotid: account.id, msgtype: 'event' },
      event: { eventtype: 'disconnected_event' },
    });
    socket.close();
  };

  const subscribe: Command = ({ body = {} }, socket) => {
    const errcode = body.bot_id === account.id && body.secret === account.secret ? 0 : 853000;
    subscribed.push({ atMs: performance.now(), errcode });
    if (errcode !== 0) throw new Refused(errcode, 'bot id or secret');
    if (live && live !== socket) kick(live);
    // What came by another connection is not answered by this one.
    if (live !== socket) callbacks.clear();
    live = socket;
  };

  /** A stream may be said anew until it is finished; pictures and cards go in no stream of a long connection. */
  const respond: Command = (frame) => {
    const callback = callbackFor(frame, 'message');
    const body = frame.body ?? {};
    if (body.msgtype === 'template_card') {
      const card = newCardIn(body.template_card);
      show(callback.chat, String(card.task_id), '', card);
    } else {
      if (body.msgtype !== 'stream') throw new Refused(40008, String(body.msgtype));
      const { content, finish, msg_item } = object(body.stream);
      if (msg_item !== undefined) throw new Refused(40058, 'msg_item');
      callback.streamSinceMs ??= now();
      if (callback.streamSinceMs + STREAM_MS <= now()) throw new Refused(846608, 'the stream is too old');
      const text = textIn(content);
      if (finish !== true) return;
      show(callback.chat, '', text);
    }
    callback.isOver = true;
    callback.answered(body);
  };

  const welcome: Command = (frame) => {
    const callback = callbackFor(frame, 'welcome');
    const body = frame.body ?? {};
    if (body.msgtype !== 'text') throw new Refused(40008, String(body.msgtype));
    show(callback.chat, '', textIn(object(body.text).content));
    callback.isOver = true;
    callback.answered(body);
  };

  const update: Command = (frame) => {
    const callback = callbackFor(frame, 'update');
    const body = frame.body ?? {};
    if (body.response_type !== 'update_template_card') throw new Refused(93050, 'response_type');
    const card = robotCardIn(object(body.template_card));
    if (!callback.card || card.task_id !== callback.card.taskId) throw new Refused(846625, 'task_id');
    callback.card.card = card;
    callback.card.changes += 1;
    callback.isOver = true;
    callback.answered(body);
  };

  const say: Command = ({ body = {} }) => {
    const chat = String(body.chatid);
    if (state.isMuteInGroups) throw new Refused(600039, 'device type not support');
    if (!spokenIn.has(chat)) throw new Refused(846607, 'nobody has spoken to it there');
    if (body.chat_type === GROUP && !groupChats.has(chat)) throw new Refused(846607, 'no group');
    countWords(chat);
    if (body.msgtype === 'markdown') return show(chat, '', textIn(object(body.markdown).content));
    if (body.msgtype !== 'template_card') throw new Refused(40008, String(body.msgtype));
    const card = newCardIn(body.template_card);
    show(chat, String(card.task_id), '', card);
  };

  const commands: Readonly<Record<string, Command>> = {
    aibot_subscribe: subscribe,
    ping: () => {},
    aibot_respond_msg: respond,
    aibot_respond_welcome_msg: welcome,
    aibot_respond_update_msg: update,
    aibot_send_msg: say,
  };
  const groupChats = new Set<string>();

  const errcodeOf = (frame: Frame, socket: WebSocket): number => {
    const cmd = String(frame.cmd);
    const command = Object.hasOwn(commands, cmd) ? commands[cmd] : undefined;
    try {
      if (!command) throw new Refused(40058, cmd);
      if (cmd !== 'aibot_subscribe' && socket !== live) throw new Refused(846609, 'not subscribed');
      command(frame, socket);
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

  const push = (socket: WebSocket, cmd: string, reqId: string, body: object): void =>
    socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));

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

  interface Asked {
    readonly kind: Kind;
    readonly chat: string;
    readonly body: object;
    readonly card?: GroupMessage;
    readonly waitMs?: number;
  }

  /** What happens while nobody is connected, nobody hears. @returns the answer, or nothing where there is none */
  const call = async ({ kind, chat, body, card, waitMs = 5_000 }: Asked): Promise<Json | undefined> => {
    if (!live) return undefined;
    const reqId = randomUUID();
    const answer = new Promise<Json>((answered) => {
      const common = { kind, chat, atMs: now(), answered, isOver: false };
      callbacks.set(reqId, { ...common, ...(card && { card }) });
    });
    push(live, kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback', reqId, body);
    return withinMs(answer, waitMs);
  };

  const base = (userid: string, chatId: string) => ({
    ...{ msgid: randomUUID(), aibotid: account.id, create_time: Math.floor(now() / SECOND_MS) },
    ...{ from: { userid }, chattype: chatId ? 'group' : 'single', ...(chatId && { chatid: chatId }) },
  });

  interface Telling {
    readonly msgid?: string;
    readonly waitMs?: number;
  }

  return {
    account,
    state,
    sockets,
    subscribed,
    callbacks,
    frames,
    call,
    isLive: (): boolean => live !== undefined,
    url: (): string => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,

    /** @param chatId  '' where it is said to the robot alone @returns what the robot says there at once, '' for nothing */
    tell: async (userid: string, chatId: string, content: string, more: Telling = {}): Promise<string> => {
      const { waitMs, ...known } = more;
      const busy = groups.inHand.get(userid) ?? 0;
      if (busy >= AT_ONCE) throw new Error(`${userid} asks too much at once.`);
      groups.inHand.set(userid, busy + 1);
      const chat = chatId || userid;
      spokenIn.add(chat);
      if (chatId) groupChats.add(chatId);
      const body = { ...base(userid, chatId), msgtype: 'text', text: { content }, ...known };
      const answer = await call({ kind: 'message', chat, body, ...(waitMs !== undefined && { waitMs }) });
      groups.inHand.set(userid, (groups.inHand.get(userid) ?? 1) - 1);
      return answer ? String(object(answer.stream).content) : '';
    },

    /** Somebody looks into the robot's chat for the first time in a day. @returns what it says */
    enter: async (userid: string): Promise<string> => {
      const body = { ...base(userid, ''), msgtype: 'event', event: { eventtype: 'enter_chat' } };
      const answer = await call({ kind: 'welcome', chat: userid, body });
      return answer ? String(object(answer.text).content) : '';
    },

    /**
     * A click comes once, and changes the card by its answer or not at all.
     * @param isFlat  as WeCom's own client reads it, where the pages have an object around it
     * @returns whether it was changed
     */
    click: async (userid: string, card: GroupMessage, key: string, isFlat = false, waitMs = 5_000) => {
      const click = { card_type: 'button_interaction', event_key: key, task_id: card.taskId };
      const event = {
        eventtype: 'template_card_event',
        ...(isFlat ? click : { template_card_event: click }),
      };
      const body = { ...base(userid, card.chatId), msgtype: 'event', event };
      return (await call({ kind: 'update', chat: card.chatId, body, card, waitMs })) !== undefined;
    },

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

export type RobotGateway = ReturnType<typeof robotGateway>;
