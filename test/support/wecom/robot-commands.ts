/** What a robot may say on its long connection, by WeCom's rules. */
import { type GroupMessage, type Groups, robotCardIn } from './groups.js';
import { type Json, Refused } from './world.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const PER_MINUTE = 30;
const PER_HOUR = 1_000;
const STREAM_MS = 10 * MINUTE_MS;
const TEXT_BYTES = 20_480;
const GROUP = 2;

export type Kind = 'message' | 'welcome' | 'update';

/** For so long a callback can be answered. */
const lifeMs: Record<Kind, number> = {
  message: 24 * HOUR_MS,
  welcome: 5 * SECOND_MS,
  update: 5 * SECOND_MS,
};

export interface Frame {
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

/** What WeCom knows of a robot and those who speak to it. */
export interface RobotWorld {
  readonly groups: Groups;
  readonly now: () => number;
  readonly state: { isMuteInGroups: boolean };
  readonly callbacks: Map<string, Callback>;
  /** Where somebody has spoken to the robot. */
  readonly spokenIn: Set<string>;
  readonly groupChats: Set<string>;
  readonly saidAtMs: Map<string, readonly number[]>;
}

type Command = (world: RobotWorld, frame: Frame) => void;

export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

const textIn = (value: unknown): string => {
  if (typeof value !== 'string' || value === '') throw new Refused(44004, 'no text');
  if (Buffer.byteLength(value) > TEXT_BYTES) throw new Refused(45002, 'too long');
  return value;
};

/** Answers and what the robot says by itself, together. */
const countWords = ({ saidAtMs, now }: RobotWorld, chat: string): void => {
  const said = (saidAtMs.get(chat) ?? []).filter((atMs) => atMs > now() - HOUR_MS);
  const lately = said.filter((atMs) => atMs > now() - MINUTE_MS);
  if (lately.length >= PER_MINUTE || said.length >= PER_HOUR) throw new Refused(846607, 'too much');
  saidAtMs.set(chat, [...said, now()]);
};

const show = ({ groups, now }: RobotWorld, chatId: string, text: string): void =>
  void groups.messages.push({
    ...{ chatId, by: 'robot', atMs: now(), taskId: '', text },
    ...{ card: undefined, changes: 0 },
  });

const showCard = ({ groups, now }: RobotWorld, chatId: string, value: unknown): void => {
  const card = robotCardIn(object(value));
  const taskId = String(card.task_id);
  if (groups.taskIds.has(taskId)) throw new Refused(846625, 'task_id was used before');
  groups.taskIds.add(taskId);
  groups.messages.push({ chatId, by: 'robot', atMs: now(), taskId, text: '', card, changes: 0 });
};

const callbackFor = (world: RobotWorld, { headers }: Frame, kind: Kind): Callback => {
  const callback = world.callbacks.get(headers.req_id);
  if (callback?.kind !== kind) throw new Refused(846605, 'req_id');
  if (callback.atMs + lifeMs[kind] <= world.now()) throw new Refused(846604, 'req_id is too old');
  if (callback.isOver) throw new Refused(846606, 'answered before');
  countWords(world, callback.chat);
  return callback;
};

const end = (callback: Callback, body: Json): void => {
  callback.isOver = true;
  callback.answered(body);
};

/** @returns what is said with it, once it is finished */
const streamed = ({ now }: RobotWorld, callback: Callback, body: Json): string | undefined => {
  if (body.msgtype !== 'stream') throw new Refused(40008, String(body.msgtype));
  const { content, finish, msg_item } = object(body.stream);
  if (msg_item !== undefined) throw new Refused(40058, 'msg_item');
  callback.streamSinceMs ??= now();
  if (callback.streamSinceMs + STREAM_MS <= now()) throw new Refused(846608, 'the stream is too old');
  const text = textIn(content);
  return finish === true ? text : undefined;
};

/** A stream may be said anew until it is finished; pictures and cards go in no stream of a long connection. */
const respond: Command = (world, frame) => {
  const callback = callbackFor(world, frame, 'message');
  const { body = {} } = frame;
  if (body.msgtype === 'template_card') {
    showCard(world, callback.chat, body.template_card);
    return end(callback, body);
  }
  const text = streamed(world, callback, body);
  if (text === undefined) return;
  show(world, callback.chat, text);
  end(callback, body);
};

const welcome: Command = (world, frame) => {
  const callback = callbackFor(world, frame, 'welcome');
  const { body = {} } = frame;
  if (body.msgtype !== 'text') throw new Refused(40008, String(body.msgtype));
  show(world, callback.chat, textIn(object(body.text).content));
  end(callback, body);
};

const update: Command = (world, frame) => {
  const callback = callbackFor(world, frame, 'update');
  const { body = {} } = frame;
  if (body.response_type !== 'update_template_card') throw new Refused(93050, 'response_type');
  const card = robotCardIn(object(body.template_card));
  if (!callback.card || card.task_id !== callback.card.taskId) throw new Refused(846625, 'task_id');
  callback.card.card = card;
  callback.card.changes += 1;
  end(callback, body);
};

const say: Command = (world, { body = {} }) => {
  const chat = String(body.chatid);
  if (world.state.isMuteInGroups) throw new Refused(600039, 'device type not support');
  if (!world.spokenIn.has(chat)) throw new Refused(846607, 'nobody has spoken to it there');
  if (body.chat_type === GROUP && !world.groupChats.has(chat)) throw new Refused(846607, 'no group');
  countWords(world, chat);
  if (body.msgtype === 'markdown') return show(world, chat, textIn(object(body.markdown).content));
  if (body.msgtype !== 'template_card') throw new Refused(40008, String(body.msgtype));
  showCard(world, chat, body.template_card);
};

export const robotCommands: Readonly<Record<string, Command>> = {
  ping: () => {},
  aibot_respond_msg: respond,
  aibot_respond_welcome_msg: welcome,
  aibot_respond_update_msg: update,
  aibot_send_msg: say,
};
