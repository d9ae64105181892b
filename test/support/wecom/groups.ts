/** Groups of WeCom: their webhooks, and the robot that is called by name in them. */
import { randomUUID } from 'node:crypto';
import { cardProblems, isTaskId } from './rules.js';
import { type Json, Refused } from './world.js';

const MINUTE_MS = 60_000;
const WAY_MS = 60 * MINUTE_MS;
const PER_MINUTE = 20;
const TEXT_BYTES = 2048;
const WEBHOOK_MARKDOWN_BYTES = 4096;
const ROBOT_MARKDOWN_BYTES = 20_480;

/** What stands in a group. */
export interface GroupMessage {
  readonly chatId: string;
  readonly by: 'webhook' | 'robot';
  readonly atMs: number;
  readonly text: string;
  readonly taskId: string;
  card: Json | undefined;
  /** How often it was changed after it was sent. */
  changes: number;
}

/** Where one message can be said, once. */
interface Way {
  readonly chatId: string;
  readonly endsAtMs: number;
  isUsed: boolean;
}

export interface Groups {
  /** By the key of the webhook. */
  readonly webhooks: Map<string, { readonly chatId: string; isOff: boolean; blockedUntilMs: number }>;
  readonly messages: GroupMessage[];
  readonly ways: Map<string, Way>;
  readonly taskIds: Set<string>;
  /** How many messages of each person the robot has not answered yet. */
  readonly inHand: Map<string, number>;
}

export const noGroups = (): Groups => ({
  webhooks: new Map(),
  messages: [],
  ways: new Map(),
  taskIds: new Set(),
  inHand: new Map(),
});

const contentOf = (body: Json, type: string, limitBytes: number): string => {
  const { content } = (body[type] ?? {}) as { content?: unknown };
  if (typeof content !== 'string' || content === '') throw new Refused(44004, `empty ${type}`);
  if (Buffer.byteLength(content) > limitBytes) throw new Refused(45002, `${type} too long`);
  return content;
};

const checkCard = (card: Json, types: readonly string[]): void => {
  if (!types.includes(String(card.card_type))) throw new Refused(42031, String(card.card_type));
  const problem = cardProblems(card)[0];
  if (problem) throw new Refused(problem.errcode, problem.what);
};

/** @throws Refused */
export const robotCardIn = (card: Json): Json => {
  checkCard(card, ['text_notice', 'button_interaction']);
  const buttons = (card.button_list ?? []) as readonly Json[];
  if (buttons.some(({ type }) => type !== undefined))
    throw new Refused(42039, 'a robot has no links as buttons');
  if (!isTaskId(card.task_id)) throw new Refused(846625, 'task_id');
  return card;
};

const say = (groups: Groups, message: Omit<GroupMessage, 'changes'>): void =>
  void groups.messages.push({ ...message, changes: 0 });

/** 20 a minute; who asks for more is not heard for a minute. */
const checkPace = (groups: Groups, hook: { chatId: string; blockedUntilMs: number }, nowMs: number): void => {
  const recent = groups.messages.filter(
    ({ by, chatId, atMs }) => by === 'webhook' && chatId === hook.chatId && atMs > nowMs - MINUTE_MS,
  );
  if (recent.length >= PER_MINUTE) hook.blockedUntilMs = Math.max(hook.blockedUntilMs, nowMs + MINUTE_MS);
  if (hook.blockedUntilMs > nowMs) throw new Refused(45009, 'webhook');
};

/** @see https://developer.work.weixin.qq.com/document/path/99110 */
export const sendByWebhook = (groups: Groups, body: Json, query: URLSearchParams, nowMs: number): object => {
  const hook = groups.webhooks.get(query.get('key') ?? '');
  if (!hook) throw new Refused(93000, 'invalid webhook url');
  if (hook.isOff) throw new Refused(93004);
  const common = { chatId: hook.chatId, by: 'webhook', atMs: nowMs, taskId: '' } as const;
  const read: Readonly<Record<string, () => Pick<GroupMessage, 'text' | 'card'>>> = {
    text: () => ({ text: contentOf(body, 'text', TEXT_BYTES), card: undefined }),
    markdown: () => ({ text: contentOf(body, 'markdown', WEBHOOK_MARKDOWN_BYTES), card: undefined }),
    template_card: () => {
      const card = (body.template_card ?? {}) as Json;
      checkCard(card, ['text_notice', 'news_notice']);
      return { text: '', card };
    },
  };
  const type = String(body.msgtype);
  const message = Object.hasOwn(read, type) ? read[type]?.() : undefined;
  if (!message) throw new Refused(40008, type);
  checkPace(groups, hook, nowMs);
  say(groups, { ...common, ...message });
  return {};
};

/** What the robot says beside its answer: once, within an hour. It changes nothing that is there. */
export const sayByRobot = (groups: Groups, body: Json, query: URLSearchParams, nowMs: number): object => {
  const way = groups.ways.get(query.get('response_code') ?? '');
  if (!way) throw new Refused(846605);
  if (way.endsAtMs <= nowMs) throw new Refused(846604);
  if (way.isUsed) throw new Refused(846606);
  const common = { chatId: way.chatId, by: 'robot', atMs: nowMs } as const;
  if (body.response_type !== undefined) throw new Refused(40008, 'it changes no card');
  if (body.msgtype === 'markdown') {
    const text = contentOf(body, 'markdown', ROBOT_MARKDOWN_BYTES);
    way.isUsed = true;
    say(groups, { ...common, text, taskId: '', card: undefined });
    return {};
  }
  if (body.msgtype !== 'template_card') throw new Refused(40008, String(body.msgtype));
  const card = robotCardIn((body.template_card ?? {}) as Json);
  const taskId = String(card.task_id);
  if (groups.taskIds.has(taskId)) throw new Refused(846625, 'task_id was used before');
  groups.taskIds.add(taskId);
  way.isUsed = true;
  say(groups, { ...common, text: '', taskId, card });
  return {};
};

export const newWay = (groups: Groups, chatId: string, nowMs: number): string => {
  const code = randomUUID();
  groups.ways.set(code, { chatId, endsAtMs: nowMs + WAY_MS, isUsed: false });
  return code;
};
